import { act, renderHook } from '@testing-library/react';
import { useEffect } from 'react';
import { parse } from '../../../traceql';
import { useQueryDraft } from './useQueryDraft';

const onText = jest.fn();

function open(urlText: string, tempo = '3.0.3') {
  const hook = renderHook((props: { urlText: string; tempo: string }) => useQueryDraft({ ...props, onText }), {
    initialProps: { urlText, tempo },
  });
  return { ...hook, control: () => hook.result.current };
}
const wait = (ms: number) => act(() => jest.advanceTimersByTime(ms));

beforeEach(() => {
  jest.useFakeTimers();
  onText.mockClear();
});
afterEach(() => jest.useRealTimers());

it('writes the text into the URL after a pause, once', () => {
  const { control } = open('{ .a }');
  for (const text of ['{ .ab }', '{ .abc }', '{ .abcd }']) {
    act(() => control().writeText(text));
    wait(200);
  }
  expect(onText).not.toHaveBeenCalled();
  wait(500);
  expect(onText.mock.calls).toEqual([['{ .abcd }', true]]);
});

it('writes it at once when asked to, and not again', () => {
  const { control } = open('');
  act(() => control().writeText('{ .a }'));
  act(() => control().flush());
  wait(1000);
  expect(onText.mock.calls).toEqual([['{ .a }', true]]);
});

it('leaves what was asked in the history of the browser', () => {
  const { control } = open('');
  const type = (text: string) => {
    act(() => control().writeText(text));
    wait(600);
  };
  type('{ .a');
  act(() => control().writeText('{ .a }'));
  act(() => control().markAsked());
  type('{ .a }');
  type('{ .b');
  type('{ .b }');
  act(() => control().markAsked());
  type('{ .c }');
  expect(onText.mock.calls).toEqual([
    ['{ .a', true],
    ['{ .a }', true],
    ['{ .b', false],
    ['{ .b }', true],
    ['{ .c }', false],
  ]);
});

it('keeps what is typed while its own text comes back by the URL', () => {
  const { control, rerender } = open('{ .a }');
  act(() => control().writeText('{ .ab }'));
  wait(600);
  act(() => control().writeText('{ .abc }'));
  rerender({ urlText: '{ .ab }', tempo: '3.0.3' });
  expect(control().draft.text).toBe('{ .abc }');
  expect(control().adopted.text).toBe('{ .a }');
});

it('takes over what comes by the URL from elsewhere, as one step for undo', () => {
  const { control, rerender } = open('{ .a }');
  rerender({ urlText: '{ .b }', tempo: '3.0.3' });
  expect(control().adopted).toEqual({ text: '{ .b }' });
  expect(control().draft.text).toBe('{ .b }');
  act(() => control().undo());
  expect(control().draft.text).toBe('{ .a }');
});

it('takes the same text over again: a new object for whoever asks it', () => {
  const { control } = open('{ .a }');
  const before = control().adopted;
  act(() => control().adopt('{ .a }'));
  expect(control().adopted).toEqual(before);
  expect(control().adopted).not.toBe(before);
});

it('undoes a word, not a letter', () => {
  const { control } = open('{ }');
  act(() => control().writeText('{ .a }'));
  wait(100);
  act(() => control().writeText('{ .ab }'));
  wait(2000);
  act(() => control().writeTree(parse('{ .c }').query));
  expect(control().draft.text).toBe('{ .c }');
  act(() => control().undo());
  expect(control().draft.text).toBe('{ .ab }');
  act(() => control().undo());
  expect(control().draft.text).toBe('{ }');
  act(() => control().redo());
  expect(control().draft.text).toBe('{ .ab }');
});

it('judges by the release that was found out meanwhile', () => {
  const { control, rerender } = open('{ } | rate() | topk(5)', '');
  expect(control().draft.checked.verdict).toBe('valid');
  rerender({ urlText: '{ } | rate() | topk(5)', tempo: '2.6.1' });
  expect(control().draft.checked.verdict).toBe('parse-error');
});

it('never writes over what has just come by the URL: going back twice would lose the way forward', () => {
  const { rerender } = renderHook(
    ({ urlText }: { urlText: string }) => {
      const control = useQueryDraft({ urlText, tempo: '3.0.3', onText });
      // A run of the text before ends up here, in the moment before the new one is rendered.
      useEffect(() => control.markAsked(), [urlText, control]);
    },
    { initialProps: { urlText: '{ .a }' } }
  );
  rerender({ urlText: '{ .b }' });
  wait(1000);
  expect(onText).not.toHaveBeenCalled();
});
