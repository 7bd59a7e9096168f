import { render } from '@testing-library/react';
import React from 'react';
import { TraceqlText } from './TraceqlText';

const QUERY = '{ span.a = "x" }\n| rate()';

test('the text is the query, whatever is marked', () => {
  const { container, rerender } = render(<TraceqlText text={QUERY} highlight={null} />);
  expect(container.textContent).toBe(QUERY);
  expect(container.querySelector('mark')).toBeNull();
  rerender(<TraceqlText text={QUERY} highlight={{ start: 7, end: 12 }} />);
  expect(container.textContent).toBe(QUERY);
  expect(container.querySelector('mark')?.textContent).toBe('a = "');
});

test('a place without a width is marked', () => {
  const { container } = render(<TraceqlText text={QUERY} highlight={{ start: 3, end: 3 }} />);
  expect(container.querySelector('mark')?.textContent).toBe('');
});

test('kinds of words differ in their colours', () => {
  const { container } = render(<TraceqlText text={QUERY} highlight={null} />);
  const classOf = (text: string) =>
    [...container.querySelectorAll('span')].find((each) => each.textContent === text)?.className;
  const classes = ['span.', 'a', '"x"', 'rate'].map(classOf);
  expect(classes.every(Boolean)).toBe(true);
  expect(new Set(classes).size).toBe(4);
});
