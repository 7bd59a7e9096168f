import { applyFix } from '../../traceql';
import { buildQuickFixes } from './buildQuickFixes';

const CODES = new Set(['bare-attribute']);

test('offers the fixes of what is shown at the place, for the text as it is now', () => {
  const text = '{ http.status_code = 500 && http.method = "GET" }';
  const fixes = buildQuickFixes(text, { start: 30, end: 30 }, CODES, '3.0.3');
  expect(fixes.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
    ['Use span.http.method', false],
    ['Use .http.method', false],
  ]);
  const [first] = fixes;
  expect(first && applyFix(text, first)).toBe('{ http.status_code = 500 && span.http.method = "GET" }');
});

test('offers nothing for what is not shown, or is elsewhere', () => {
  const text = '{ http.status_code = 500 }';
  expect(buildQuickFixes(text, { start: 4, end: 4 }, new Set(), '3.0.3')).toEqual([]);
  expect(buildQuickFixes(text, { start: 24, end: 24 }, CODES, '3.0.3')).toEqual([]);
});
