import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { writeEditorNotice, type EditorNotice } from './editorNotice';

interface EditorFooterProps {
  /** Of the hint about keys, which describes the editor to screen readers. */
  id: string;
  notice: EditorNotice | null;
  /** Whether the code editor is there, with its keys. */
  hasProposals: boolean;
}

/** One line below the editor, always as high: which keys there are, and what there is to know. */
export function EditorFooter({ id, notice, hasProposals }: EditorFooterProps) {
  const styles = useStyles2(getStyles);
  const text = notice ? writeEditorNotice(notice) : '';
  const keys = hasProposals
    ? t('query.editor.keys', 'Ctrl/Cmd+Enter runs, Ctrl+Space proposes, Ctrl/Cmd+. repairs, Shift+Alt+F formats')
    : t('query.editor.keys-plain', 'Ctrl/Cmd+Enter runs');
  return (
    <div className={styles.footer}>
      <span
        role="status"
        className={notice?.kind === 'suggestions-cut' ? styles.keys : styles.notice}
        title={text || undefined}
      >
        {text}
      </span>
      <span id={id} className={text === '' ? styles.keys : styles.hiddenKeys}>
        {keys}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const line = {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  } as const;
  return {
    footer: css({
      ...theme.typography.bodySmall,
      display: 'flex',
      height: theme.spacing(3),
      alignItems: 'center',
      paddingInline: theme.spacing(1),
    }),
    notice: css({ ...line, color: theme.colors.warning.text }),
    keys: css({ ...line, color: theme.colors.text.secondary }),
    hiddenKeys: css({ display: 'none' }),
  };
};
