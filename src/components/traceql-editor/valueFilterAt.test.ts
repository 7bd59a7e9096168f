import { valueFilterAt } from './valueFilterAt';

/** The cursor is at `‸`. */
test.each<[query: string, filter: string]>([
  ['{ span.a = ‸ }', ''],
  ['{ span.a = ‸', ''],
  ['{ span.b = 1 && span.a = ‸ }', '{ span.b = 1 }'],
  ['{ span.b = 1 && span.a = ‸', '{ span.b = 1 }'],
  ['{ span.b = "x" && span.a = che‸ }', '{ span.b = "x" }'],
  ['{ span.b = "x" && span.a = "che‸ }', '{ span.b = "x" }'],
  ['{ span.a = ‸ && span.b = 1 }', '{ span.b = 1 }'],
  ['{ span.b = 1 && span.a = ‸ && span.c = 2 }', '{ span.c = 2 && span.b = 1 }'],
  ['{ span.b = 1 } >> { span.c = 2 && span.a = ‸ }', '{ span.c = 2 }'],
  ['{ span.b = 1 && (span.a = ‸ || span.c = 2) }', '{ span.b = 1 }'],
  ['{ span.b = 1 } | count() > ‸', ''],
  ['‸', ''],
])('%s', (marked, filter) => {
  expect(valueFilterAt(marked.replace('‸', ''), marked.indexOf('‸'), '3.0.3')).toBe(filter);
});
