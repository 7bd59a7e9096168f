/** What Monaco asks for while somebody writes: proposals, hovers, quick fixes, formatting. */
import type { Monaco, monacoTypes } from '@grafana/ui';
import { buildHover } from './buildHover';
import { buildQuickFixes, type QuickFix } from './buildQuickFixes';
import type { CompletionSession } from './CompletionSession';
import { toSnippet, type CompletionEntry } from './completionEntry';
import { positionToOffset, toEditorRange, type EditorRange } from './editorPosition';
import { formatQuery } from './formatQuery';
import { TRACEQL_LANGUAGE } from './traceqlLanguage';

type Model = monacoTypes.editor.ITextModel;

/** What the providers, which Monaco has once for all editors, need to know of one of them. */
export interface EditorContext {
  readonly session: Pick<CompletionSession, 'complete' | 'release'>;
  tempo(): string;
}

interface Attachment {
  readonly contexts: Map<string, EditorContext>;
  readonly providers: readonly monacoTypes.IDisposable[];
}

const attachments = new WeakMap<Monaco, Attachment>();

/**
 * Gives the model of an editor its proposals, hovers, quick fixes and formatting, until it is disposed of. The providers
 * are registered with the first editor and removed with the last.
 */
export function attachProviders(monaco: Monaco, model: Model, context: EditorContext): monacoTypes.IDisposable {
  const uri = model.uri.toString();
  const attachment = attachments.get(monaco) ?? register(monaco);
  attachments.set(monaco, attachment);
  attachment.contexts.set(uri, context);
  return {
    dispose() {
      attachment.contexts.delete(uri);
      if (attachment.contexts.size === 0 && attachments.get(monaco) === attachment) {
        attachments.delete(monaco);
        attachment.providers.forEach((provider) => provider.dispose());
      }
    },
  };
}

/** Characters that open the list; letters do so by themselves. */
const TRIGGERS = [' ', '.', ':', '{', '(', '"', '`', '=', '~', '|', ',', '/'];

function register(monaco: Monaco): Attachment {
  const contexts = new Map<string, EditorContext>();
  const contextOf = (model: Model) => contexts.get(model.uri.toString());
  const { languages } = monaco;
  const providers = [
    languages.registerCompletionItemProvider(TRACEQL_LANGUAGE, {
      triggerCharacters: TRIGGERS,
      provideCompletionItems: (model, position, _context, token) =>
        provideCompletionItems(monaco, contextOf(model), model, position, token),
    }),
    languages.registerHoverProvider(TRACEQL_LANGUAGE, {
      provideHover: (model, position) => provideHover(contextOf(model), model, position),
    }),
    languages.registerCodeActionProvider(TRACEQL_LANGUAGE, {
      provideCodeActions: (model, range, { markers }) => provideCodeActions(contextOf(model), model, range, markers),
    }),
    languages.registerDocumentFormattingEditProvider(TRACEQL_LANGUAGE, {
      provideDocumentFormattingEdits: (model) => provideFormatting(model),
    }),
  ];
  return { contexts, providers };
}

async function provideCompletionItems(
  monaco: Monaco,
  context: EditorContext | undefined,
  model: Model,
  position: monacoTypes.IPosition,
  token: monacoTypes.CancellationToken
): Promise<monacoTypes.languages.CompletionList | null> {
  if (!context) {
    return null;
  }
  const text = model.getValue();
  const cancelled = token.onCancellationRequested(() => context.session.release());
  try {
    const { entries, isCut, isPending } = await context.session.complete(text, positionToOffset(text, position));
    if (token.isCancellationRequested) {
      return null;
    }
    const suggestions = entries.map((entry) => toCompletionItem(monaco, text, model, position, entry));
    return { suggestions, incomplete: isCut || isPending };
  } finally {
    cancelled.dispose();
  }
}

function toCompletionItem(
  monaco: Monaco,
  text: string,
  model: Model,
  { lineNumber }: monacoTypes.IPosition,
  entry: CompletionEntry
): monacoTypes.languages.CompletionItem {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  const range = toEditorRange(text, entry.replace);
  const isPlain = entry.cursor === entry.insertText.length;
  return {
    label: { label: entry.label, description: entry.description },
    kind: CompletionItemKind[entry.kind],
    documentation: entry.documentation === '' ? undefined : { value: entry.documentation },
    insertText: isPlain ? entry.insertText : toSnippet(entry),
    insertTextRules: isPlain ? undefined : CompletionItemInsertTextRule.InsertAsSnippet,
    range: range.endLineNumber > lineNumber ? cutAtLine(range, model, lineNumber) : range,
    filterText: entry.filterText,
    sortText: entry.sortText,
    command: entry.opensNext ? { id: 'editor.action.triggerSuggest', title: '' } : undefined,
  };
}

/** Monaco takes only proposals that replace something in the line of the cursor. */
function cutAtLine(range: EditorRange, model: Model, lineNumber: number): EditorRange {
  return { ...range, endLineNumber: lineNumber, endColumn: model.getLineMaxColumn(lineNumber) };
}

function provideHover(
  context: EditorContext | undefined,
  model: Model,
  position: monacoTypes.IPosition
): monacoTypes.languages.Hover | null {
  if (!context) {
    return null;
  }
  const text = model.getValue();
  const hover = buildHover(text, positionToOffset(text, position), context.tempo());
  return hover
    ? { contents: hover.paragraphs.map((value) => ({ value })), range: toEditorRange(text, hover.range) }
    : null;
}

function provideCodeActions(
  context: EditorContext | undefined,
  model: Model,
  range: monacoTypes.IRange,
  markers: readonly monacoTypes.editor.IMarkerData[]
): monacoTypes.languages.CodeActionList {
  const text = model.getValue();
  const start = positionToOffset(text, { lineNumber: range.startLineNumber, column: range.startColumn });
  const end = positionToOffset(text, { lineNumber: range.endLineNumber, column: range.endColumn });
  const byCode = new Map(markers.map((marker) => [codeOf(marker), marker]));
  const fixes = context ? buildQuickFixes(text, { start, end }, new Set(byCode.keys()), context.tempo()) : [];
  return {
    actions: fixes.map((fix) => toCodeAction(model, text, fix, byCode.get(fix.code))),
    dispose: () => undefined,
  };
}

function codeOf({ code }: monacoTypes.editor.IMarkerData): string {
  return typeof code === 'object' ? code.value : (code ?? '');
}

function toCodeAction(
  model: Model,
  text: string,
  { title, edits, isPreferred }: QuickFix,
  marker: monacoTypes.editor.IMarkerData | undefined
): monacoTypes.languages.CodeAction {
  const versionId = model.getVersionId();
  return {
    title,
    kind: 'quickfix',
    isPreferred,
    diagnostics: marker ? [marker] : [],
    edit: {
      edits: edits.map((edit) => ({
        resource: model.uri,
        versionId,
        textEdit: { range: toEditorRange(text, edit.range), text: edit.text },
      })),
    },
  };
}

function provideFormatting(model: Model): monacoTypes.languages.TextEdit[] {
  const formatted = formatQuery(model.getValue());
  return formatted === null ? [] : [{ range: model.getFullModelRange(), text: formatted }];
}
