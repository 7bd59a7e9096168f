import type { Monaco, MonacoEditor, monacoTypes } from '@grafana/ui';
import type { Diagnostic, Range } from '../../traceql';
import { buildMarkers } from './buildMarkers';
import { CompletionSession, type CompletionSource } from './CompletionSession';
import {
  cursorAfter,
  normaliseLineEnds,
  offsetToPosition,
  positionToOffset,
  smallestReplacement,
  toEditorRange,
  visibleRange,
} from './editorPosition';
import type { EditorNotice } from './editorNotice';
import { formatQuery } from './formatQuery';
import { attachProviders } from './traceqlProviders';

export interface EditorEvents {
  onChange(text: string): void;
  onRun(): void;
  onCursor(offset: number): void;
  /** What the text needs, with the space above and below it. */
  onContentHeight(heightPx: number): void;
  onNotice(notice: EditorNotice | null): void;
}

interface ActionLabels {
  readonly run: string;
  readonly format: string;
}

/** Under which Monaco keeps our squiggles. */
const MARKER_OWNER = 'tempo-companion-traceql';

/** How many texts told to the caller are remembered until it hands them back. */
const MAX_ECHOES = 100;

/**
 * One Monaco editor, tied to what the page knows: text, diagnostics, the part to point out, the data for proposals.
 * Everything that it registers ends with `dispose`.
 */
export class EditorConnection {
  private readonly disposables: monacoTypes.IDisposable[] = [];
  private readonly session: CompletionSession;
  private readonly decorations: monacoTypes.editor.IEditorDecorationsCollection;
  /** Texts that were told and have not come back; the caller may do so late, when more has been typed. */
  private echoes: string[] = [];
  private isApplying = false;
  private isFormatRefused = false;

  constructor(
    private readonly monaco: Monaco,
    private readonly editor: MonacoEditor,
    private readonly model: monacoTypes.editor.ITextModel,
    private source: CompletionSource,
    private readonly events: EditorEvents,
    labels: ActionLabels
  ) {
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    this.decorations = editor.createDecorationsCollection();
    this.session = new CompletionSession(source, {
      onArrived: (isListOpen) => this.refreshProposals(isListOpen),
      onNotice: (notice) => events.onNotice(notice),
    });
    const context = { session: this.session, tempo: () => this.source.tempo };
    this.disposables.push(attachProviders(monaco, model, context));
    this.listen();
    this.addActions(labels);
    this.letBrowserHandleKeys();
    // Grafana keeps the model when the editor goes.
    editor.onDidDispose(() => model.dispose());
  }

  /** Takes the caller's text, unless it is one that came from here. The cursor stays where it was as far as it can. */
  setText(text: string): void {
    const wanted = normaliseLineEnds(text);
    const current = this.model.getValue();
    const change = smallestReplacement(current, wanted);
    const echo = change ? this.echoes.indexOf(wanted) : -1;
    this.echoes = echo >= 0 ? this.echoes.slice(echo + 1) : [];
    if (!change || echo >= 0) {
      return;
    }
    const cursor = cursorAfter(change, positionToOffset(current, this.editor.getPosition() ?? START));
    const { lineNumber, column } = offsetToPosition(wanted, cursor);
    this.isApplying = true;
    this.editor.pushUndoStop();
    this.editor.executeEdits(
      'caller',
      [{ range: toEditorRange(current, change.range), text: change.text }],
      [new this.monaco.Selection(lineNumber, column, lineNumber, column)]
    );
    this.editor.pushUndoStop();
    this.isApplying = false;
  }

  setSource(source: CompletionSource): void {
    this.source = source;
    this.session.setSource(source);
  }

  /** Squiggles; the ranges are offsets in `text`. */
  setDiagnostics(text: string, diagnostics: readonly Diagnostic[]): void {
    const markers = buildMarkers(text, diagnostics).map((marker) => ({
      ...marker,
      severity: this.monaco.MarkerSeverity[marker.severity],
    }));
    this.monaco.editor.setModelMarkers(this.model, MARKER_OWNER, markers);
  }

  /** Points out a part; `range` holds offsets in `text`. */
  setHighlight(text: string, range: Range | null, className: string): void {
    if (!range) {
      this.decorations.clear();
      return;
    }
    const part = toEditorRange(text, visibleRange(text, range));
    this.decorations.set([{ range: part, options: { className } }]);
    this.editor.revealRangeInCenterIfOutsideViewport(part, this.monaco.editor.ScrollType.Immediate);
  }

  /** Selects a range of offsets and takes the focus. */
  focus({ start, end }: Range): void {
    this.editor.setSelection(toEditorRange(this.model.getValue(), { start, end }));
    this.editor.focus();
  }

  dispose(): void {
    this.session.dispose();
    this.disposables.forEach((each) => each.dispose());
    if (!this.model.isDisposed()) {
      this.monaco.editor.setModelMarkers(this.model, MARKER_OWNER, []);
    }
  }

  private listen(): void {
    const { editor, events, model } = this;
    this.disposables.push(
      model.onDidChangeContent(() => {
        this.forgetRefusal();
        if (!this.isApplying) {
          const text = model.getValue();
          this.echoes = [...this.echoes.slice(-MAX_ECHOES), text];
          events.onChange(text);
        }
      }),
      editor.onDidChangeCursorPosition(({ position }) => {
        this.session.release();
        events.onCursor(positionToOffset(model.getValue(), position));
      }),
      editor.onDidBlurEditorText(() => this.session.release()),
      editor.onDidContentSizeChange(({ contentHeight }) => events.onContentHeight(contentHeight))
    );
    events.onContentHeight(editor.getContentHeight());
  }

  private addActions(labels: ActionLabels): void {
    const { KeyCode, KeyMod } = this.monaco;
    this.disposables.push(
      this.editor.addAction({
        id: 'tempo-companion.run-query',
        label: labels.run,
        keybindings: [KeyMod.CtrlCmd | KeyCode.Enter, KeyMod.Shift | KeyCode.Enter],
        run: () => {
          this.editor.trigger('run', 'hideSuggestWidget', {});
          this.events.onRun();
        },
      }),
      this.editor.addAction({
        id: 'tempo-companion.format-query',
        label: labels.format,
        keybindings: [KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF],
        run: () => this.format(),
      }),
      // Does nothing: whether it could be run tells whether the list of proposals is open.
      this.editor.addAction({
        id: PROPOSALS_PROBE,
        label: labels.format,
        precondition: 'suggestWidgetVisible',
        run: () => undefined,
      })
    );
  }

  private async format(): Promise<void> {
    if (formatQuery(this.model.getValue()) === null) {
      this.isFormatRefused = true;
      this.events.onNotice({ kind: 'format-refused' });
      return;
    }
    await this.editor.getAction('editor.action.formatDocument')?.run();
  }

  private forgetRefusal(): void {
    if (this.isFormatRefused) {
      this.isFormatRefused = false;
      this.events.onNotice(null);
    }
  }

  private hasOpenProposals(): boolean {
    return this.editor.getAction(PROPOSALS_PROBE)?.isSupported() ?? false;
  }

  /** Tab moves the focus, as everywhere else, but where it takes a proposal; Ctrl+F searches the page. */
  private letBrowserHandleKeys(): void {
    const { KeyCode } = this.monaco;
    this.disposables.push(
      this.editor.onKeyDown((event) => {
        const isTab = event.keyCode === KeyCode.Tab && !event.ctrlKey && !event.altKey && !event.metaKey;
        const isFind = event.keyCode === KeyCode.KeyF && (event.ctrlKey || event.metaKey) && !event.altKey;
        if (isFind || (isTab && !this.hasOpenProposals())) {
          event.stopPropagation();
        }
      })
    );
  }

  /** Opens the list anew, now that the data is there, where somebody still waits for it: has not closed the list. */
  private refreshProposals(wasOpened: boolean): void {
    if (this.editor.hasTextFocus() && (!wasOpened || this.hasOpenProposals())) {
      this.editor.trigger('data', 'editor.action.triggerSuggest', {});
    }
  }
}

const START = { lineNumber: 1, column: 1 };

const PROPOSALS_PROBE = 'tempo-companion.proposals-open';
