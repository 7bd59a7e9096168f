/** As much of Monaco as one editor needs, without a screen: a text, a cursor, and what has been registered. */
import type { Monaco, MonacoEditor, monacoTypes } from '@grafana/ui';
import { offsetToPosition, positionToOffset } from '../editorPosition';

type Listener = (event: never) => void;

class Emitter {
  readonly listeners = new Set<Listener>();

  readonly event = (listener: Listener): monacoTypes.IDisposable => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(event: unknown = undefined): void {
    this.listeners.forEach((listener) => listener(event as never));
  }
}

let models = 0;

export class FakeEditor {
  text: string;
  offset = 0;
  hasFocus = false;
  hasProposals = false;
  isModelDisposed = false;
  readonly triggered: string[] = [];
  readonly actions = new Map<string, monacoTypes.editor.IActionDescriptor>();
  readonly markers = new Map<string, readonly monacoTypes.editor.IMarkerData[]>();
  decorations: readonly monacoTypes.editor.IModelDeltaDecoration[] = [];
  readonly contentChanged = new Emitter();
  readonly cursorMoved = new Emitter();
  readonly keyPressed = new Emitter();
  readonly blurred = new Emitter();
  readonly sizeChanged = new Emitter();
  readonly disposed = new Emitter();
  private readonly uri = `inmemory://model/${++models}`;

  constructor(text: string) {
    this.text = text;
  }

  /** All listeners, commands and marks that are still there. */
  get leftovers(): number {
    const emitters = [this.contentChanged, this.cursorMoved, this.keyPressed, this.blurred, this.sizeChanged];
    return emitters.reduce((sum, { listeners }) => sum + listeners.size, this.actions.size);
  }

  /** As when somebody types at the cursor. */
  type(text: string): void {
    this.change(this.offset, this.offset, text);
    this.offset += text.length;
    this.cursorMoved.fire({ position: offsetToPosition(this.text, this.offset) });
  }

  private change(start: number, end: number, text: string): void {
    this.text = this.text.slice(0, start) + text + this.text.slice(end);
    this.contentChanged.fire();
  }

  readonly model = {
    uri: { toString: () => this.uri },
    getValue: () => this.text,
    setEOL: () => undefined,
    getVersionId: () => 1,
    getLineMaxColumn: (line: number) => (this.text.split('\n')[line - 1]?.length ?? 0) + 1,
    getFullModelRange: () => ({ startLineNumber: 1, startColumn: 1, ...endOf(this.text) }),
    isDisposed: () => this.isModelDisposed,
    dispose: () => {
      this.isModelDisposed = true;
    },
    onDidChangeContent: this.contentChanged.event,
  };

  readonly api = {
    getModel: () => this.model,
    getDomNode: () => null,
    getContentHeight: () => 52,
    getPosition: () => offsetToPosition(this.text, this.offset),
    hasTextFocus: () => this.hasFocus,
    focus: () => {
      this.hasFocus = true;
    },
    setSelection: (range: monacoTypes.IRange) => {
      this.offset = positionToOffset(this.text, { lineNumber: range.endLineNumber, column: range.endColumn });
    },
    pushUndoStop: () => true,
    executeEdits: (
      _source: string,
      edits: Array<{ range: monacoTypes.IRange; text: string }>,
      selections: Array<{ lineNumber: number; column: number }>
    ) => {
      edits.forEach(({ range, text }) => {
        const start = positionToOffset(this.text, { lineNumber: range.startLineNumber, column: range.startColumn });
        const end = positionToOffset(this.text, { lineNumber: range.endLineNumber, column: range.endColumn });
        this.change(start, end, text);
      });
      this.offset = positionToOffset(this.text, selections[0] ?? { lineNumber: 1, column: 1 });
      return true;
    },
    trigger: (_source: string, id: string) => this.triggered.push(id),
    addAction: (action: monacoTypes.editor.IActionDescriptor) => {
      this.actions.set(action.id, action);
      return { dispose: () => this.actions.delete(action.id) };
    },
    getAction: (id: string) => ({
      run: async () => this.triggered.push(id),
      isSupported: () => this.actions.get(id)?.precondition === 'suggestWidgetVisible' && this.hasProposals,
    }),
    createDecorationsCollection: () => ({
      set: (decorations: readonly monacoTypes.editor.IModelDeltaDecoration[]) => {
        this.decorations = decorations;
      },
      clear: () => {
        this.decorations = [];
      },
    }),
    revealRangeInCenterIfOutsideViewport: () => undefined,
    onDidChangeCursorPosition: this.cursorMoved.event,
    onKeyDown: this.keyPressed.event,
    onDidBlurEditorText: this.blurred.event,
    onDidContentSizeChange: this.sizeChanged.event,
    onDidDispose: this.disposed.event,
  } as unknown as MonacoEditor;
}

function endOf(text: string): { endLineNumber: number; endColumn: number } {
  const { lineNumber, column } = offsetToPosition(text, text.length);
  return { endLineNumber: lineNumber, endColumn: column };
}

/** Kinds of providers, and the one that is registered. */
export interface RegisteredProviders {
  completion?: monacoTypes.languages.CompletionItemProvider;
  hover?: monacoTypes.languages.HoverProvider;
  codeAction?: monacoTypes.languages.CodeActionProvider;
  formatting?: monacoTypes.languages.DocumentFormattingEditProvider;
}

/** A Monaco for several editors. */
export function createFakeMonaco(editors: readonly FakeEditor[] = []) {
  const providers: RegisteredProviders = {};
  const languages: string[] = [];
  const register = <K extends keyof RegisteredProviders>(kind: K) => {
    return (_language: string, provider: RegisteredProviders[K]) => {
      providers[kind] = provider;
      return { dispose: () => delete providers[kind] };
    };
  };
  const monaco = {
    editor: {
      EndOfLineSequence: { LF: 0 },
      ScrollType: { Immediate: 1 },
      setModelMarkers: (model: unknown, owner: string, markers: readonly monacoTypes.editor.IMarkerData[]) =>
        editors.find((editor) => editor.model === model)?.markers.set(owner, markers),
    },
    languages: {
      register: ({ id }: { id: string }) => languages.push(id),
      setLanguageConfiguration: () => ({ dispose: () => undefined }),
      setTokensProvider: () => ({ dispose: () => undefined }),
      registerCompletionItemProvider: register('completion'),
      registerHoverProvider: register('hover'),
      registerCodeActionProvider: register('codeAction'),
      registerDocumentFormattingEditProvider: register('formatting'),
      CompletionItemKind: { Field: 3, Module: 8, Property: 9, Function: 1, Value: 13 },
      CompletionItemInsertTextRule: { InsertAsSnippet: 4 },
    },
    MarkerSeverity: { Hint: 1, Info: 2, Warning: 4, Error: 8 },
    KeyMod: { CtrlCmd: 2048, Shift: 1024, Alt: 512 },
    KeyCode: { Enter: 3, Tab: 2, KeyF: 36 },
    Selection: class {
      constructor(
        readonly lineNumber: number,
        readonly column: number
      ) {}
    },
  } as unknown as Monaco;
  return { monaco, providers, languages };
}
