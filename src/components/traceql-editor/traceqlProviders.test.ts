import { complete } from '../../traceql';
import { buildCompletionEntries } from './buildCompletionEntries';
import { dataNeedOf } from './dataNeed';
import { createFakeMonaco, FakeEditor } from './testdata/fakeMonaco';
import { attachProviders } from './traceqlProviders';

type Model = NonNullable<ReturnType<FakeEditor['api']['getModel']>>;

const TOKEN = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };

function setUp(texts: readonly string[], tempos: readonly string[] = ['3.0.3', '2.6.1']) {
  const editors = texts.map((text) => new FakeEditor(text));
  const { monaco, providers } = createFakeMonaco(editors);
  const attached = editors.map((editor, index) => {
    const tempo = tempos[index] ?? '';
    const answer = async (text: string, offset: number) => {
      const completion = complete(text, offset, { tempo });
      const values = { kind: 'values', items: [{ text: 'x1', type: 'string' }] } as const;
      const data = dataNeedOf(completion)?.kind === 'values' ? values : null;
      return { ...buildCompletionEntries(text, completion, data), isPending: false };
    };
    const session = { complete: jest.fn(answer), release: jest.fn() };
    return attachProviders(monaco, editor.model as unknown as Model, { session, tempo: () => tempo });
  });
  const models = editors.map(({ model }) => model as unknown as Model);
  const propose = async (index: number, line: number, column: number) => {
    const position = { lineNumber: line, column } as never;
    const list = await providers.completion?.provideCompletionItems(
      models[index] as Model,
      position,
      { triggerKind: 0 },
      TOKEN
    );
    return list?.suggestions ?? [];
  };
  return { providers, attached, models, propose };
}

function labelOf({ label }: { label: string | { label: string } }): string {
  return typeof label === 'string' ? label : label.label;
}

test('every editor gets the proposals of its own Tempo', async () => {
  const { propose } = setUp(['{ } | rate() | ', '{ } | rate() | ']);
  expect((await propose(0, 1, 16)).map(labelOf)).toEqual(['topk', 'bottomk']);
  expect(await propose(1, 1, 16)).toEqual([]);
});

test('a proposal becomes an item: range, snippet, next list', async () => {
  const { propose } = setUp(['{ span.a }\n| qua']);
  const item = (await propose(0, 2, 6)).find((each) => labelOf(each) === 'quantile_over_time');
  expect(item).toMatchObject({
    insertText: 'quantile_over_time($0, .95)',
    insertTextRules: 4,
    range: { startLineNumber: 2, startColumn: 3, endLineNumber: 2, endColumn: 6 },
    command: { id: 'editor.action.triggerSuggest' },
  });
  const plain = (await propose(0, 2, 6)).find((each) => labelOf(each) === 'rate');
  expect(plain).toMatchObject({ insertText: 'rate()', insertTextRules: undefined, command: undefined });
});

test('what it replaces ends with the line', async () => {
  const { propose } = setUp(['{ span.a = `x\ny` }']);
  const item = (await propose(0, 1, 14)).find((each) => labelOf(each) === 'x1');
  expect(item?.range).toEqual({ startLineNumber: 1, startColumn: 13, endLineNumber: 1, endColumn: 14 });
});

test('a cancelled request ends the waiting and gives nothing', async () => {
  const { providers, models } = setUp(['{ ']);
  const token = { ...TOKEN, isCancellationRequested: true };
  const position = { lineNumber: 1, column: 3 } as never;
  const answer = providers.completion?.provideCompletionItems(models[0] as Model, position, { triggerKind: 0 }, token);
  expect(await answer).toBeNull();
});

test('quick fixes are edits of the model', async () => {
  const { providers, models } = setUp(['{ }\n&& { http.method = 1 }']);
  const marker = {
    code: 'bare-attribute',
    message: '',
    severity: 8,
    startLineNumber: 2,
    startColumn: 6,
    endLineNumber: 2,
    endColumn: 17,
  };
  const list = await providers.codeAction?.provideCodeActions(
    models[0] as Model,
    { startLineNumber: 2, startColumn: 8, endLineNumber: 2, endColumn: 8 } as never,
    { markers: [marker], trigger: 1 } as never,
    TOKEN
  );
  expect(list?.actions[0]).toMatchObject({
    title: 'Use span.http.method',
    kind: 'quickfix',
    diagnostics: [marker],
    edit: { edits: [{ textEdit: { range: { startLineNumber: 2, startColumn: 6 } } }] },
  });
});

test('hovers know the Tempo, formatting leaves errors alone', async () => {
  const { providers, models } = setUp(['{ duration > 1s }', '{ name = ']);
  const hover = await providers.hover?.provideHover(models[0] as Model, { lineNumber: 1, column: 4 } as never, TOKEN);
  expect(hover?.contents).toHaveLength(2);
  const options = { tabSize: 2, insertSpaces: true };
  const format = (index: number) =>
    providers.formatting?.provideDocumentFormattingEdits(models[index] as Model, options, TOKEN);
  expect(await format(0)).toMatchObject([{ text: '{ duration > 1s }' }]);
  expect(await format(1)).toEqual([]);
});

test('the providers stay until the last editor goes; others of the language get nothing', async () => {
  const { attached, providers, propose } = setUp(['{ ', '{ ']);
  attached[0]?.dispose();
  expect(providers.completion).toBeDefined();
  expect(await propose(0, 1, 3)).toEqual([]);
  expect((await propose(1, 1, 3)).length).toBeGreaterThan(0);
  attached[1]?.dispose();
  expect(providers).toEqual({});
});
