import { parse, render } from '../../traceql';
import type { AttributeType } from '../../tempo';
import { writeSuggestedValue, type ValuePlace } from './writeSuggestedValue';

const bare: ValuePlace = { isPattern: false, quote: null };
const inQuotes: ValuePlace = { isPattern: false, quote: '"' };
const inBackticks: ValuePlace = { isPattern: false, quote: '`' };
const pattern: ValuePlace = { isPattern: true, quote: null };
const quotedPattern: ValuePlace = { isPattern: true, quote: '"' };

test.each<[text: string, type: AttributeType, place: ValuePlace, written: string | null]>([
  ['GET', 'string', bare, '"GET"'],
  ['say "hi" \\', 'string', bare, '"say \\"hi\\" \\\\"'],
  ['200', 'string', bare, '"200"'],
  ['200', 'int', bare, '200'],
  ['1.5', 'float', bare, '1.5'],
  ['true', 'bool', bare, 'true'],
  ['error', 'keyword', bare, 'error'],
  ['1.5s', 'duration', bare, '1.5s'],
  ['a,b', 'array', bare, null],
  ['nil', 'nil', bare, null],
  ['GET', 'string', inQuotes, 'GET"'],
  ['a"b', 'string', inQuotes, 'a\\"b"'],
  ['200', 'int', inQuotes, null],
  ['a\\b"', 'string', inBackticks, 'a\\b"`'],
  ['a`b', 'string', inBackticks, null],
  ['App\\Jobs.php', 'string', pattern, '"App\\\\\\\\Jobs\\\\.php"'],
  ['a.b', 'string', quotedPattern, 'a\\\\.b"'],
  ['200', 'int', pattern, null],
])('%j (%s)', (text, type, place, written) => {
  expect(writeSuggestedValue({ text, type }, place)).toBe(written);
});

test.each(['a.b*c', 'App\\Jobs\\X', 'x|y', '(?i)', '^$', '[a]{2}'])(
  'the pattern for %j means just that text',
  (text) => {
    const { query } = parse(`{ span.a =~ ${writeSuggestedValue({ text, type: 'string' }, pattern)} }`);
    const [, literal = ''] = /=~ (".*")/.exec(render(query)) ?? [];
    expect(new RegExp(`^(?:${JSON.parse(literal)})$`).test(text)).toBe(true);
  }
);
