import { formatQuery } from './formatQuery';

test.each<[text: string, formatted: string | null]>([
  ['{status=error}|select(span.a)', '{ status = error }\n| select(span.a)'],
  ['// why\n{ }', '// why\n{ }'],
  ['{ status = ', null],
  ['', null],
])('%j', (text, formatted) => {
  expect(formatQuery(text)).toBe(formatted);
});

test('formatting twice changes nothing', () => {
  const text = `{ ${Array.from({ length: 9 }, (_, index) => `span.attribute_${index} = "value"`).join(' && ')} } | rate()`;
  const formatted = formatQuery(text) ?? '';
  expect(formatted.split('\n').length).toBeGreaterThan(5);
  expect(formatQuery(formatted)).toBe(formatted);
});
