import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ErrorBoundary, useStyles2, type Monaco, type MonacoEditor } from '@grafana/ui';
import React, { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { TraceqlSuggestions } from '../../data/suggestions/traceqlSuggestions';
import { useLatest } from '../../data/useLatest';
import type { Diagnostic, Range } from '../../traceql';
import { EditorConnection } from './EditorConnection';
import { EditorFooter } from './EditorFooter';
import {
  contentHeightPx,
  EDITOR_FONT_SIZE_PX,
  EDITOR_INDENT_PX,
  EDITOR_LINE_HEIGHT_PX,
  EDITOR_PADDING_PX,
  editorHeightPx,
} from './editorLayout';
import type { EditorNotice } from './editorNotice';
import { MonacoTraceqlField } from './MonacoTraceqlField';
import { PlainTraceqlField } from './PlainTraceqlField';

export interface TraceqlEditorProps {
  value: string;
  onChange(text: string): void;
  /** Ctrl/Cmd+Enter or Shift+Enter. */
  onRun(): void;
  /** Version of Tempo, as its build information gives it. */
  tempo: string;
  /** Names and values for the proposals; another object means other data. */
  suggestions: TraceqlSuggestions;
  /** Of `check(value)`. */
  diagnostics: readonly Diagnostic[];
  /** The part of `value` to point out. */
  highlight: Range | null;
  /** Told of the cursor's offset in the text. */
  onCursor?(offset: number): void;
  ariaLabel?: string;
}

/** After so long without the code editor it is said that there is none. */
const LOADING_PATIENCE_MS = 15_000;

/**
 * Edits TraceQL with colours, proposals, squiggles with quick fixes, hovers and formatting.
 *
 * Until Grafana's code editor has been loaded, and for good where it cannot be, a plain field holds the same text; what
 * is typed there, the cursor and the focus go over to the code editor.
 */
export function TraceqlEditor(props: TraceqlEditorProps) {
  const { value, onChange, onRun, onCursor, diagnostics } = props;
  const styles = useStyles2(getStyles);
  const ariaLabel = props.ariaLabel ?? t('query.editor.label', 'TraceQL query');
  const placeholder = t('query.editor.placeholder', 'For example: {{query}}', {
    query: EXAMPLE,
    interpolation: { escapeValue: false },
  });
  const describedBy = useId();
  const [neededPx, setNeededPx] = useState(() => contentHeightPx(value));
  const [notice, setNotice] = useState<EditorNotice | null>(null);
  const { connection, plain, connect, disconnect } = useConnection(props, setNeededPx, setNotice);
  useLoadingPatience(connection !== null, setNotice);
  usePlainHeight(connection === null ? plain : null, value, setNeededPx);
  const heightPx = editorHeightPx(neededPx);
  return (
    <div data-testid="traceql-editor" data-ready={connection !== null}>
      <div className={styles.frame} style={{ height: heightPx }}>
        <ErrorBoundary onError={() => setNotice({ kind: 'plain-only' })}>
          {({ error }) =>
            error ? null : (
              <div className={connection ? styles.code : styles.hidden} aria-hidden={connection === null}>
                <MonacoTraceqlField
                  initialText={value}
                  heightPx={heightPx - 2}
                  ariaLabel={ariaLabel}
                  describedBy={describedBy}
                  onMount={connect}
                  onUnmount={disconnect}
                />
              </div>
            )
          }
        </ErrorBoundary>
        {connection && value === '' && (
          <div className={styles.placeholder} aria-hidden>
            {placeholder}
          </div>
        )}
        {!connection && (
          <PlainTraceqlField
            ref={plain}
            value={value}
            heightPx={heightPx}
            placeholder={placeholder}
            ariaLabel={ariaLabel}
            describedBy={describedBy}
            isInvalid={diagnostics.some(({ severity }) => severity === 'error')}
            onChange={onChange}
            onRun={onRun}
            onCursor={(offset) => onCursor?.(offset)}
          />
        )}
      </div>
      <EditorFooter id={describedBy} notice={notice} hasProposals={connection !== null} />
    </div>
  );
}

const EXAMPLE = '{ resource.service.name = "checkout" && duration > 1s }';

/** Ties the code editor, once it is there, to the properties. */
function useConnection(
  props: TraceqlEditorProps,
  onContentHeight: (heightPx: number) => void,
  onNotice: (notice: EditorNotice | null) => void
) {
  const { value, tempo, suggestions, diagnostics, highlight } = props;
  const highlightClass = useStyles2(getStyles).highlight;
  const latest = useLatest(props);
  const plain = useRef<HTMLTextAreaElement>(null);
  /** What was selected in the plain field, where it had the focus. */
  const selection = useRef<Range | null>(null);
  const [connection, setConnection] = useState<EditorConnection | null>(null);

  const connect = useCallback(
    (editor: MonacoEditor, monaco: Monaco) => {
      const model = editor.getModel();
      if (!model) {
        return;
      }
      const field = plain.current;
      const hasFocus = field !== null && field === field.ownerDocument.activeElement;
      selection.current = hasFocus ? { start: field.selectionStart, end: field.selectionEnd } : null;
      const events = {
        onChange: (text: string) => latest.current.onChange(text),
        onRun: () => latest.current.onRun(),
        onCursor: (offset: number) => latest.current.onCursor?.(offset),
        onContentHeight,
        onNotice,
      };
      const labels = {
        run: t('query.editor.action-run', 'Run query'),
        format: t('query.editor.action-format', 'Format query'),
      };
      onNotice(null);
      setConnection(new EditorConnection(monaco, editor, model, latest.current, events, labels));
    },
    [latest, onContentHeight, onNotice]
  );
  const disconnect = useCallback(() => setConnection(null), []);

  useEffect(() => () => connection?.dispose(), [connection]);
  useLayoutEffect(() => connection?.setText(value), [connection, value]);
  useLayoutEffect(() => {
    if (selection.current && connection) {
      connection.focus(selection.current);
      selection.current = null;
    }
  }, [connection]);
  useEffect(() => connection?.setSource({ tempo, suggestions }), [connection, tempo, suggestions]);
  useEffect(() => connection?.setDiagnostics(value, diagnostics), [connection, value, diagnostics]);
  useEffect(
    () => connection?.setHighlight(value, highlight, highlightClass),
    [connection, value, highlight, highlightClass]
  );
  return { connection, plain, connect, disconnect };
}

function useLoadingPatience(isLoaded: boolean, onNotice: (notice: EditorNotice) => void) {
  useEffect(() => {
    if (isLoaded) {
      return undefined;
    }
    const timer = setTimeout(() => onNotice({ kind: 'plain-only' }), LOADING_PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isLoaded, onNotice]);
}

/** The plain field is as high as the lines it breaks its text into. */
function usePlainHeight(
  plain: React.RefObject<HTMLTextAreaElement | null> | null,
  value: string,
  onContentHeight: (heightPx: number) => void
) {
  useLayoutEffect(() => {
    const field = plain?.current;
    if (!field) {
      return;
    }
    onContentHeight(Math.max(neededHeightPx(field), contentHeightPx(value)));
  }, [plain, value, onContentHeight]);
}

function neededHeightPx(field: HTMLTextAreaElement): number {
  const { height } = field.style;
  // Otherwise a field that was high once stays so.
  field.style.height = '0';
  const needed = field.scrollHeight;
  field.style.height = height;
  return needed;
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    position: 'relative',
    borderRadius: theme.shape.radius.default,
    '&:focus-within': {
      outline: '2px dotted transparent',
      boxShadow: `0 0 0 2px ${theme.colors.background.canvas}, 0 0 0 4px ${theme.colors.primary.main}`,
    },
    '& textarea:focus': { boxShadow: 'none', outline: 'none' },
  }),
  code: css({ height: '100%' }),
  hidden: css({ position: 'absolute', inset: 0, visibility: 'hidden' }),
  placeholder: css({
    position: 'absolute',
    top: EDITOR_PADDING_PX + 1,
    insetInline: EDITOR_INDENT_PX,
    fontSize: EDITOR_FONT_SIZE_PX,
    lineHeight: `${EDITOR_LINE_HEIGHT_PX}px`,
    fontFamily: theme.typography.fontFamilyMonospace,
    color: theme.colors.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    pointerEvents: 'none',
  }),
  // No background: the colours of Monaco's themes have just enough contrast without.
  highlight: css({
    borderRadius: theme.shape.radius.sm,
    boxShadow: `0 0 0 1px ${theme.colors.warning.border}, inset 0 -2px 0 ${theme.colors.warning.border}`,
  }),
});
