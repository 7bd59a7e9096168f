import { check } from '../../../traceql';
import { translateFilters } from './translateFilters';

const filter = (tag: string, value: string | string[], more: object = {}) => ({
  id: 'x',
  tag,
  value,
  operator: '=',
  ...more,
});

it.each<[string, object[], string]>([
  [
    'a service and a status',
    [
      filter('service.name', 'cart', { scope: 'resource', valueType: 'string' }),
      filter('status', 'error', { scope: 'intrinsic', valueType: 'keyword' }),
    ],
    '{ resource.service.name = "cart" && status = error }',
  ],
  [
    'several values',
    [filter('http.method', ['GET', 'PUT'], { scope: 'span' })],
    '{ span.http.method = "GET" || span.http.method = "PUT" }',
  ],
  [
    'several values beside another filter',
    [
      filter('name', ['a', 'b'], { scope: 'intrinsic' }),
      filter('duration', '1s', { operator: '>', valueType: 'duration' }),
    ],
    '{ (name = "a" || name = "b") && duration > 1s }',
  ],
  ['several values out', [filter('name', ['a', 'b'], { operator: '!=' })], '{ name != "a" && name != "b" }'],
  ['a quote in a value', [filter('db.statement', 'a "b"', { scope: 'span' })], '{ span.db.statement = "a \\"b\\"" }'],
  ['a space in a name', [filter('my attr', 'x', { scope: 'span' })], '{ span."my attr" = "x" }'],
  [
    'a number',
    [filter('http.status_code', '500', { scope: 'span', valueType: 'int', operator: '>=' })],
    '{ span.http.status_code >= 500 }',
  ],
  ['no scope', [filter('.http.method', 'GET', { scope: 'unscoped' })], '{ .http.method = "GET" }'],
  [
    'a pattern of a number',
    [filter('n', '5..', { scope: 'span', valueType: 'int', operator: '=~' })],
    '{ span.n =~ "5.." }',
  ],
  ['an intrinsic by its type', [filter('status', 'error')], '{ status = error }'],
  ['halves left out', [filter('', 'x'), filter('a', ''), filter('b', [])], ''],
  ['an unknown operator left out', [filter('a', 'x', { operator: '; drop' })], ''],
])('translates %s', (_, filters, expected) => {
  const text = translateFilters(JSON.stringify(filters));
  expect(text).toBe(expected);
  expect(text === '' || check(text, { tempo: '2.6.1' }).verdict === 'valid').toBe(true);
});

it.each([[''], ['null'], ['{"a":1}'], ['[1]'], ['[{"tag":5}]']])('takes %j for no filters', (json) => {
  expect(translateFilters(json)).toBe('');
});
