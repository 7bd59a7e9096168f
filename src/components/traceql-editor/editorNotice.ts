import { t } from '@grafana/i18n';

/** Something to know while writing, said below the editor. */
export type EditorNotice =
  | { readonly kind: 'suggestions-failed'; readonly reason: string }
  /** Tempo sent only a part of the names or values. */
  | { readonly kind: 'suggestions-cut' }
  /** The query has an error of syntax. */
  | { readonly kind: 'format-refused' }
  | { readonly kind: 'plain-only' };

/** The notice in words. */
export function writeEditorNotice(notice: EditorNotice): string {
  switch (notice.kind) {
    case 'suggestions-failed':
      return t('query.editor.suggestions-failed', 'Names and values could not be loaded: {{reason}}', {
        reason: notice.reason,
        // React escapes.
        interpolation: { escapeValue: false },
      });
    case 'suggestions-cut':
      return t(
        'query.editor.suggestions-cut',
        'Tempo sent only a part of the names or values; any other can be typed.'
      );
    case 'format-refused':
      return t('query.editor.format-refused', 'Only a query without errors can be formatted. Repair it first.');
    case 'plain-only':
      return t(
        'query.editor.plain-only',
        'The code editor could not be loaded. This field works as well, without colours and proposals.'
      );
  }
}
