import { CodeEditor, type Monaco, type MonacoEditor } from '@grafana/ui';
import React, { memo, useCallback, useState, type ComponentProps } from 'react';
import { EDITOR_FONT_SIZE_PX, EDITOR_LINE_HEIGHT_PX, EDITOR_PADDING_PX } from './editorLayout';
import { registerTraceqlLanguage, TRACEQL_LANGUAGE } from './traceqlLanguage';

interface MonacoTraceqlFieldProps {
  /** The text at first; later ones are set through the editor that `onMount` gives. */
  initialText: string;
  heightPx: number;
  ariaLabel: string;
  /** Id of what describes the editor. */
  describedBy: string;
  onMount(editor: MonacoEditor, monaco: Monaco): void;
  onUnmount(): void;
}

/** Grafana's code editor for TraceQL. Does not render again while somebody types. */
export const MonacoTraceqlField = memo(
  function MonacoTraceqlField({
    initialText,
    heightPx,
    ariaLabel,
    describedBy,
    onMount,
    onUnmount,
  }: MonacoTraceqlFieldProps) {
    const [text] = useState(initialText);
    const [options] = useState(() => ({ ...OPTIONS, ariaLabel }));
    const describeAndTell = useCallback(
      (editor: MonacoEditor, monaco: Monaco) => {
        editor.getDomNode()?.querySelector('textarea')?.setAttribute('aria-describedby', describedBy);
        onMount(editor, monaco);
      },
      [describedBy, onMount]
    );
    return (
      <CodeEditor
        language={TRACEQL_LANGUAGE}
        value={text}
        height={heightPx}
        showLineNumbers={false}
        showMiniMap={false}
        wordWrap
        monacoOptions={options}
        onBeforeEditorMount={registerTraceqlLanguage}
        onEditorDidMount={describeAndTell}
        onEditorWillUnmount={onUnmount}
      />
    );
  },
  (before, after) =>
    (Object.keys(after) as Array<keyof MonacoTraceqlFieldProps>).every(
      (name) => name === 'initialText' || before[name] === after[name]
    )
);

const OPTIONS: NonNullable<ComponentProps<typeof CodeEditor>['monacoOptions']> = {
  fontSize: EDITOR_FONT_SIZE_PX,
  lineHeight: EDITOR_LINE_HEIGHT_PX,
  padding: { top: EDITOR_PADDING_PX, bottom: EDITOR_PADDING_PX },
  lineDecorationsWidth: 8,
  minimap: { enabled: false },
  renderLineHighlight: 'none',
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  scrollBeyondLastLine: false,
  scrollbar: { vertical: 'auto', horizontal: 'hidden', alwaysConsumeMouseWheel: false },
  quickSuggestions: { other: true, strings: true, comments: false },
  quickSuggestionsDelay: 50,
  wordBasedSuggestions: false,
  suggest: { showWords: false, showIcons: true, filterGraceful: false },
  suggestSelection: 'first',
  links: false,
  occurrencesHighlight: false,
  selectionHighlight: false,
  // Names of attributes may be of any script; characters that cannot be seen are worth a mark.
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true, nonBasicASCII: false },
  unusualLineTerminators: 'off',
  bracketPairColorization: { enabled: false },
  guides: { indentation: false },
  fixedOverflowWidgets: true,
};
