import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { parse } from '../../traceql';
import { QueryExplanation } from './QueryExplanation';

const QUERY = '{ .a = 1 && (.b = 2 || .c = 3) } | select(.d)';

const onHighlight = jest.fn();

function show(text: string, cursor: number | null = null) {
  const element = (query: string) => (
    <QueryExplanation query={parse(query).query} tempo="3.0.3" onHighlight={onHighlight} cursor={cursor} />
  );
  const { rerender } = render(element(text));
  return { showOther: (query: string) => rerender(element(query)) };
}

/** The part of the query that was pointed out last. */
function pointedOut(): string | null {
  const range = onHighlight.mock.lastCall?.[0];
  return range ? QUERY.slice(range.start, range.end) : null;
}

function sentence(name: RegExp) {
  return screen.getByRole('button', { name });
}

test('sentences in nested lists', () => {
  show(QUERY);
  const list = screen.getByRole('list', { name: 'What the query does' });
  expect(
    within(list)
      .getAllByRole('button')
      .map(({ textContent }) => textContent)
  ).toEqual([
    'Find the spans where all of these are true:',
    'The span or resource attribute a is 1.',
    'At least one of these is true:',
    'The span or resource attribute b is 2.',
    'The span or resource attribute c is 3.',
    'Then show with every span also the span or resource attribute d.',
  ]);
  expect(
    sentence(/c is 3/)
      .closest('ul')
      ?.closest('li')
  ).toContainElement(sentence(/At least one/));
});

test('an empty query is explained, too', () => {
  show('');
  expect(screen.getByRole('button')).toHaveTextContent('The query is empty.');
});

test('pointing at a sentence points out its part, leaving it ends that', async () => {
  show(QUERY);
  await userEvent.hover(sentence(/b is 2/));
  expect(pointedOut()).toBe('.b = 2');
  await userEvent.unhover(sentence(/b is 2/));
  expect(onHighlight).toHaveBeenLastCalledWith(null);
});

test('one stop for Tab, arrow keys within', async () => {
  show(QUERY);
  await userEvent.tab();
  expect(sentence(/^Find the spans/)).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  expect(pointedOut()).toBe('.a = 1');
  await userEvent.keyboard('{End}');
  expect(pointedOut()).toBe('select(.d)');
  await userEvent.keyboard('{ArrowDown}{ArrowUp}');
  expect(pointedOut()).toBe('.c = 3');
  await userEvent.keyboard('{Home}{ArrowUp}');
  expect(sentence(/^Find the spans/)).toHaveFocus();
  await userEvent.tab();
  expect(document.body).toHaveFocus();
  expect(onHighlight).toHaveBeenLastCalledWith(null);
  await userEvent.tab({ shift: true });
  expect(sentence(/^Find the spans/)).toHaveFocus();
});

test('a sentence that has the focus stays pointed out when the pointer has gone elsewhere', async () => {
  show(QUERY);
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}');
  await userEvent.hover(sentence(/b is 2/));
  expect(pointedOut()).toBe('.b = 2');
  await userEvent.unhover(sentence(/b is 2/));
  expect(pointedOut()).toBe('.a = 1');
});

test('a shorter explanation keeps a stop for Tab', async () => {
  const { showOther } = show(QUERY);
  await userEvent.tab();
  await userEvent.keyboard('{End}');
  showOther('{ }');
  expect(screen.getByRole('button')).toHaveAttribute('tabindex', '0');
});

test.each<[cursor: number | null, about: RegExp | null]>([
  [QUERY.indexOf('.b') + 1, /b is 2/],
  [QUERY.indexOf('||'), /At least one/],
  [QUERY.length - 2, /attribute d/],
  [null, null],
])('the sentence about the cursor at %s is marked', (cursor, about) => {
  show(QUERY, cursor);
  const marked = screen.getAllByRole('button').filter((button) => button.hasAttribute('aria-current'));
  expect(marked).toEqual(about ? [sentence(about)] : []);
});
