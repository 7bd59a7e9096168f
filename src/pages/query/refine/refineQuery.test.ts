import { parse, render } from '../../../traceql';
import type { FilterChange } from '../results';
import { addDurationRange, addFilter } from './refineQuery';

const change = (field: string, value: FilterChange['value'], more: Partial<FilterChange> = {}): FilterChange => ({
  field,
  value,
  type: 'string',
  operator: '=',
  ...more,
});

it.each<[string, string, FilterChange, string]>([
  ['into nothing', '{ }', change('span.http.method', 'GET'), '{ span.http.method = "GET" }'],
  ['with quotes', '{ }', change('name', 'a "b" \\'), '{ name = "a \\"b\\" \\\\" }'],
  ['a quoted name', '{ .a }', change('span."my attr"', 'x'), '{ .a && span."my attr" = "x" }'],
  ['a number', '{ }', change('.n', 200, { type: 'int' }), '{ .n = 200 }'],
  ['a negative number', '{ }', change('.n', -2.5, { type: 'float' }), '{ .n = -2.5 }'],
  ['a boolean', '{ }', change('.b', true, { type: 'bool' }), '{ .b = true }'],
  ['a status', '{ }', change('status', 'error', { type: 'keyword' }), '{ status = error }'],
  ['a duration', '{ }', change('duration', '1.5s', { type: 'duration' }), '{ duration = 1.5s }'],
  ['what is missing', '{ }', change('.n', null, { type: 'nil', operator: '!=' }), '{ .n != nil }'],
  ['beside an OR', '{ .a || .b }', change('.c', 'x'), '{ (.a || .b) && .c = "x" }'],
  ['where the results come from', '{ .a } >> { .b }', change('.c', 'x'), '{ .a } >> { .b && .c = "x" }'],
  ['before aggregates', '{ .a } | count() > 2', change('.c', 'x'), '{ .a && .c = "x" } | count() > 2'],
  ['before metrics', '{ } | rate() by(.c)', change('.c', 'x'), '{ .c = "x" } | rate() by(.c)'],
  ['instead of another value', '{ .a && .c = "y" }', change('.c', 'x'), '{ .a && .c = "x" }'],
  ['not twice', '{ .c = "x" && .a }', change('.c', 'x'), '{ .c = "x" && .a }'],
  ['out instead of for', '{ .a && .c = "x" }', change('.c', 'x', { operator: '!=' }), '{ .a && .c != "x" }'],
  ['for instead of out', '{ .a && .c != "x" }', change('.c', 'x'), '{ .a && .c = "x" }'],
  ['beside another that is out', '{ .c != "y" }', change('.c', 'x'), '{ .c != "y" && .c = "x" }'],
  ['several out', '{ .c != "y" }', change('.c', 'x', { operator: '!=' }), '{ .c != "y" && .c != "x" }'],
  ['no list', '{ .a }', change('.c', ['x'], { type: 'array' }), '{ .a }'],
  ['no field that cannot be read', '{ .a }', change('span.', 'x'), '{ .a }'],
  ['behind an OR of spansets', '{ .a } || { .b }', change('.c', 'x'), '{ .a } || { .b } | { .c = "x" }'],
  [
    'behind an AND of spansets',
    '{ .a } && { .b } | rate()',
    change('.c', 'x'),
    '{ .a } && { .b } | { .c = "x" } | rate()',
  ],
  ['behind a union', '{ .a } &>> { .b } | { .d }', change('.c', 'x'), '{ .a } &>> { .b } | { .d && .c = "x" }'],
  [
    'behind an OR on the right',
    '{ .a } >> ({ .b } || { .d })',
    change('.c', 'x'),
    '{ .a } >> ({ .b } || { .d }) | { .c = "x" }',
  ],
  [
    'into the right of several',
    '{ .a } >> { .b } >> { .d }',
    change('.c', 'x'),
    '{ .a } >> { .b } >> { .d && .c = "x" }',
  ],
  [
    'beside pipelines in parentheses',
    '({ .a } | count() > 1) && ({ .b } | count() > 1)',
    change('.c', 'x'),
    '({ .a } | count() > 1) && ({ .b } | count() > 1) && ({ .c = "x" })',
  ],
])('filters %s', (_, query, by, expected) => {
  const refined = render(addFilter(parse(query).query, by));
  expect(parse(refined).diagnostics).toEqual([]);
  expect(refined).toBe(expected);
});

it.each<[string, number, number, 'traces' | 'spans', string]>([
  ['{ .a }', 1_234_567, 98_765_432_100, 'traces', '{ .a && trace:duration >= 1.23ms && trace:duration <= 98.8s }'],
  ['{ .a }', 512, 1_000_000, 'spans', '{ .a && duration >= 512ns && duration <= 1ms }'],
  ['{ duration >= 1s && duration <= 9s }', 2e9, 3e9, 'spans', '{ duration >= 2s && duration <= 3s }'],
  ['{ .a } || { .b }', 1e9, 2e9, 'spans', '{ .a } || { .b } | { duration >= 1s && duration <= 2s }'],
  ['{ .a || .b }', 1e9, 2e9, 'spans', '{ (.a || .b) && duration >= 1s && duration <= 2s }'],
  ['{ }', 0, 1, 'spans', '{ duration <= 1ns }'],
  ['{ }', 1, Infinity, 'spans', '{ duration >= 1ns }'],
  ['{ .a } | rate()', 0, Infinity, 'traces', '{ .a } | rate()'],
])('narrows %s to a range of durations', (query, minDurationNs, maxDurationNs, mode, expected) => {
  expect(render(addDurationRange(parse(query).query, { minDurationNs, maxDurationNs }, mode))).toBe(expected);
});
