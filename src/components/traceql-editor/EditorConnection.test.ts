import type { TraceqlSuggestions } from '../../data/suggestions/traceqlSuggestions';
import { check } from '../../traceql';
import { EditorConnection } from './EditorConnection';
import { createFakeMonaco, FakeEditor } from './testdata/fakeMonaco';

const SUGGESTIONS: TraceqlSuggestions = {
  fetchAttributes: async () => ({ items: [], truncated: false }),
  fetchValues: async () => ({ items: [], truncated: false }),
};

function setUp(text = '') {
  const editor = new FakeEditor(text);
  const { monaco, providers } = createFakeMonaco([editor]);
  const events = {
    onChange: jest.fn<void, [string]>(),
    onRun: jest.fn(),
    onCursor: jest.fn(),
    onContentHeight: jest.fn(),
    onNotice: jest.fn(),
  };
  const source = { tempo: '3.0.3', suggestions: SUGGESTIONS };
  const model = editor.api.getModel();
  const connection = new EditorConnection(monaco, editor.api, model as NonNullable<typeof model>, source, events, {
    run: 'Run',
    format: 'Format',
  });
  return { editor, providers, events, connection };
}

test('what is typed is told once, and its echo changes nothing', () => {
  const { editor, events, connection } = setUp();
  editor.type('{');
  editor.type(' a');
  expect(events.onChange.mock.calls).toEqual([['{'], ['{ a']]);
  expect(events.onCursor).toHaveBeenLastCalledWith(3);
  connection.setText('{ a');
  expect(editor.text).toBe('{ a');
  expect(events.onChange).toHaveBeenCalledTimes(2);
});

test('a late echo does not take back what has been typed since', () => {
  const { editor, connection } = setUp();
  editor.type('{');
  editor.type(' a');
  connection.setText('{');
  expect(editor.text).toBe('{ a');
  connection.setText('{ a');
  editor.type('b');
  expect(editor.text).toBe('{ ab');
});

test('going back to a text typed before is no echo once the caller has caught up', () => {
  const { editor, connection } = setUp();
  editor.type('{');
  editor.type(' a');
  connection.setText('{ a');
  connection.setText('{');
  expect(editor.text).toBe('{');
});

test('a text of the caller is taken without telling it, and the cursor stays in its place', () => {
  const { editor, events, connection } = setUp('{ span.a = 1 }');
  editor.offset = 12;
  connection.setText('{ resource.a = 1 }');
  expect(editor.text).toBe('{ resource.a = 1 }');
  expect(editor.offset).toBe(16);
  expect(events.onChange).not.toHaveBeenCalled();
});

test('a text with other line ends is the same text', () => {
  const { editor, events, connection } = setUp('{ }\n| rate()');
  connection.setText('{ }\r\n| rate()');
  expect(editor.text).toBe('{ }\n| rate()');
  expect(events.onChange).not.toHaveBeenCalled();
});

test('squiggles and the part to point out', () => {
  const { editor, connection } = setUp('{ a = 1 }');
  connection.setDiagnostics('{ a = 1 }', check('{ a = 1 }', { tempo: '3.0.3' }).diagnostics);
  expect([...editor.markers.values()].flat()).toMatchObject([{ severity: 8, code: 'bare-attribute', startColumn: 3 }]);
  connection.setHighlight('{ a = 1 }', { start: 2, end: 7 }, 'marked');
  expect(editor.decorations).toMatchObject([
    { range: { startColumn: 3, endColumn: 8 }, options: { className: 'marked' } },
  ]);
  connection.setHighlight('{ a = 1 }', null, 'marked');
  expect(editor.decorations).toEqual([]);
});

test.each([
  { key: 2, hasProposals: false, passes: true },
  { key: 2, hasProposals: true, passes: false },
  { key: 2, ctrlKey: true, hasProposals: false, passes: false },
  { key: 36, hasProposals: false, passes: false },
  { key: 36, ctrlKey: true, hasProposals: false, passes: true },
  { key: 36, shiftKey: true, altKey: true, hasProposals: false, passes: false },
])('the browser gets the key: %j', ({ key, hasProposals, passes, ...modifiers }) => {
  const { editor } = setUp();
  editor.hasProposals = hasProposals;
  const stopPropagation = jest.fn();
  const none = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false };
  editor.keyPressed.fire({ ...none, ...modifiers, keyCode: key, stopPropagation });
  expect(stopPropagation).toHaveBeenCalledTimes(passes ? 1 : 0);
});

test('Ctrl+Enter and Shift+Enter run the query, and close the list', () => {
  const { editor, events } = setUp('{ }');
  const action = editor.actions.get('tempo-companion.run-query');
  expect(action?.keybindings).toEqual([2048 | 3, 1024 | 3]);
  void action?.run(editor.api);
  expect(events.onRun).toHaveBeenCalledTimes(1);
  expect(editor.triggered).toEqual(['hideSuggestWidget']);
});

test('formatting is refused for a query with an error, until the text changes', async () => {
  const { editor, events } = setUp('{ a = ');
  const format = () => editor.actions.get('tempo-companion.format-query')?.run(editor.api);
  await format();
  expect(events.onNotice).toHaveBeenLastCalledWith({ kind: 'format-refused' });
  editor.offset = editor.text.length;
  editor.type('1 }');
  expect(events.onNotice).toHaveBeenLastCalledWith(null);
  editor.text = '{ .a = 1 }';
  await format();
  expect(editor.triggered).toEqual(['editor.action.formatDocument']);
});

test('nothing is left when it goes', () => {
  const { editor, providers, connection } = setUp('{ a }');
  connection.setDiagnostics('{ a }', check('{ a }', { tempo: '3.0.3' }).diagnostics);
  expect(editor.leftovers).toBeGreaterThan(5);
  expect(Object.keys(providers)).toHaveLength(4);
  connection.dispose();
  expect(editor.leftovers).toBe(0);
  expect(providers).toEqual({});
  expect([...editor.markers.values()].flat()).toEqual([]);
  editor.disposed.fire();
  expect(editor.isModelDisposed).toBe(true);
});

describe('data that comes late', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  async function askSlowly(before: (editor: FakeEditor) => void) {
    let arrive = () => undefined as void;
    const slow: TraceqlSuggestions = {
      ...SUGGESTIONS,
      fetchAttributes: () =>
        new Promise((resolve) => {
          arrive = () => resolve({ items: [], truncated: false });
        }),
    };
    const { editor, providers, connection } = setUp('{ ');
    connection.setSource({ tempo: '3.0.3', suggestions: slow });
    editor.offset = 2;
    editor.hasFocus = true;
    const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };
    const model = editor.api.getModel();
    void providers.completion?.provideCompletionItems(
      model as NonNullable<typeof model>,
      { lineNumber: 1, column: 3 } as never,
      { triggerKind: 0 },
      token
    );
    await jest.advanceTimersByTimeAsync(500);
    before(editor);
    arrive();
    await jest.advanceTimersByTimeAsync(10);
    return editor.triggered;
  }

  test('opens the list again', async () => {
    expect(await askSlowly((editor) => (editor.hasProposals = true))).toEqual(['editor.action.triggerSuggest']);
  });

  test.each<[what: string, before: (editor: FakeEditor) => void]>([
    ['who has closed the list', (editor) => (editor.hasProposals = false)],
    ['who has typed on', (editor) => editor.type('x')],
    ['who is elsewhere', (editor) => (editor.hasFocus = false)],
  ])('does not disturb someone %s', async (_what, before) => {
    const prepared = (editor: FakeEditor) => {
      editor.hasProposals = true;
      before(editor);
    };
    expect(await askSlowly(prepared)).toEqual([]);
  });
});
