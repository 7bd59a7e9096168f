import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState, type ComponentProps } from 'react';
import type { TraceqlSuggestions } from '../../data/suggestions/traceqlSuggestions';
import { check, type Range } from '../../traceql';
import { createFakeMonaco, FakeEditor } from './testdata/fakeMonaco';
import { TraceqlEditor } from './TraceqlEditor';

type CodeEditorProps = ComponentProps<typeof import('@grafana/ui').CodeEditor>;

/** What the code editor was given; it loads when a test says so. */
let given: CodeEditorProps | null = null;
let isBroken = false;

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  CodeEditor: (props: CodeEditorProps) => {
    if (isBroken) {
      throw new Error('no Monaco');
    }
    given = props;
    return <textarea data-testid="monaco" aria-label="code" />;
  },
}));

beforeEach(() => {
  given = null;
  isBroken = false;
});

const SUGGESTIONS: TraceqlSuggestions = {
  fetchAttributes: async () => ({ items: [], truncated: false }),
  fetchValues: async () => ({ items: [], truncated: false }),
};

const onRun = jest.fn();
const onCursor = jest.fn();

function Page({ initial = '', highlight = null }: { initial?: string; highlight?: Range | null }) {
  const [value, setValue] = useState(initial);
  return (
    <>
      <TraceqlEditor
        value={value}
        onChange={setValue}
        onRun={onRun}
        onCursor={onCursor}
        tempo="3.0.3"
        suggestions={SUGGESTIONS}
        diagnostics={check(value, { tempo: '3.0.3' }).diagnostics}
        highlight={highlight}
      />
      <p>{value}</p>
      <button onClick={() => setValue('{ status = error }')}>Template</button>
    </>
  );
}

/** Lets the code editor come, with the text that it was given first. */
function load(): FakeEditor {
  const editor = new FakeEditor(given?.value ?? '');
  const { monaco } = createFakeMonaco([editor]);
  act(() => {
    given?.onBeforeEditorMount?.(monaco);
    given?.onEditorDidMount?.(editor.api, monaco);
  });
  return editor;
}

const field = () => screen.getByRole('textbox', { name: 'TraceQL query' });

test('before the code editor comes, a plain field works: typing, cursor, running', async () => {
  render(<Page />);
  await userEvent.type(field(), '{{ a }');
  expect(field()).toHaveValue('{ a }');
  expect(field()).toHaveAttribute('aria-invalid', 'true');
  expect(field()).toHaveAccessibleDescription('Ctrl/Cmd+Enter runs');
  expect(onCursor).toHaveBeenLastCalledWith(5);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
  expect(onRun).toHaveBeenCalledTimes(2);
  await userEvent.keyboard('{Enter}');
  expect(field()).toHaveValue('{ a }\n');
});

test('the code editor takes over text, cursor and focus', async () => {
  render(<Page initial="{ }" />);
  await userEvent.type(field(), 'a', { initialSelectionStart: 2, initialSelectionEnd: 2 });
  const editor = load();
  expect(editor.text).toBe('{ a}');
  expect(editor.hasFocus).toBe(true);
  expect(editor.offset).toBe(3);
  expect(screen.queryByRole('textbox', { name: 'TraceQL query' })).not.toBeInTheDocument();
});

test('the code editor does not take a focus that is elsewhere', () => {
  render(<Page initial="{ }" />);
  expect(load().hasFocus).toBe(false);
});

test('typing goes out, texts and squiggles come in, and the code editor renders once', async () => {
  render(<Page />);
  const editor = load();
  const first = given;
  act(() => editor.type('{ a'));
  expect(screen.getByText('{ a', { selector: 'p' })).toBeInTheDocument();
  expect([...editor.markers.values()].flat().length).toBeGreaterThan(0);
  await userEvent.click(screen.getByRole('button', { name: 'Template' }));
  expect(editor.text).toBe('{ status = error }');
  expect([...editor.markers.values()].flat()).toEqual([]);
  expect(given).toBe(first);
});

test('a part is pointed out', () => {
  const { rerender } = render(<Page initial="{ status = error }" />);
  const editor = load();
  rerender(<Page highlight={{ start: 2, end: 16 }} />);
  expect(editor.decorations).toMatchObject([{ range: { startColumn: 3, endColumn: 17 } }]);
  rerender(<Page />);
  expect(editor.decorations).toEqual([]);
});

test('grows with its text, within bounds, and moves nothing when it is loaded', () => {
  const { container } = render(<Page initial={'{ }\n| rate()\n| topk(3)'} />);
  const frame = () => container.querySelector<HTMLElement>('[data-testid="traceql-editor"] > div')?.style.height;
  expect(frame()).toBe('74px');
  const editor = load();
  act(() => editor.sizeChanged.fire({ contentHeight: 72 }));
  expect(frame()).toBe('74px');
  act(() => editor.sizeChanged.fire({ contentHeight: 2_000 }));
  expect(frame()).toBe('254px');
  act(() => editor.sizeChanged.fire({ contentHeight: 10 }));
  expect(frame()).toBe('54px');
});

test('where the code editor breaks, the plain field stays and says why', async () => {
  isBroken = true;
  const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  render(<Page />);
  expect(screen.getByRole('status')).toHaveTextContent('The code editor could not be loaded.');
  await userEvent.type(field(), 'x');
  expect(field()).toHaveValue('x');
  error.mockRestore();
});

test('where the code editor does not come for long, that is said, and taken back when it comes', () => {
  jest.useFakeTimers();
  render(<Page />);
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
  act(() => jest.advanceTimersByTime(15_000));
  expect(screen.getByRole('status')).toHaveTextContent('The code editor could not be loaded.');
  load();
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
  jest.useRealTimers();
});

test('leaves nothing behind', () => {
  const { unmount } = render(<Page initial="{ a }" />);
  const editor = load();
  expect(editor.leftovers).toBeGreaterThan(0);
  unmount();
  editor.disposed.fire();
  expect(editor.leftovers).toBe(0);
  expect(editor.isModelDisposed).toBe(true);
});
