import { parse } from '../parse';
import { explain } from '../explain';

/** Query and its explanation for the newest release; two spaces for each level of depth. */
const CASES: ReadonlyArray<readonly [query: string, lines: readonly string[]]> = [
  ['{ }', ['Find all spans.']],
  ['', ['The query is empty.']],
  ['{ true }', ['Find all spans.']],
  ['{ false }', ['Find the spans where the condition is always false.']],
  ['{ status = error }', ["Find the spans where the span's status is error."]],
  [
    '{ span.http.method = "GET" && duration > 1s }',
    [
      'Find the spans where all of these are true:',
      '  The span attribute http.method is "GET".',
      "  The span's duration is longer than 1 second.",
    ],
  ],
  [
    '{ resource.service.name = "frontend" && (span.http.status_code >= 500 || status = error) }',
    [
      'Find the spans where all of these are true:',
      '  The service (resource attribute service.name) is "frontend".',
      '  At least one of these is true:',
      '    The span attribute http.status_code is at least 500.',
      "    The span's status is error.",
    ],
  ],
  [
    '{ .a = 1 || .b = 2 && .c = 3 }',
    [
      'Find the spans where all of these are true:',
      '  At least one of these is true:',
      '    The span or resource attribute a is 1.',
      '    The span or resource attribute b is 2.',
      '  The span or resource attribute c is 3.',
      '  Note: TraceQL reads && and || from left to right, neither goes first; parentheses would make the order clear.',
    ],
  ],
  [
    '{ !(.a = 1 || .b = 2) }',
    [
      'Find the spans where none of these is true:',
      '  The span or resource attribute a is 1.',
      '  The span or resource attribute b is 2.',
    ],
  ],
  [
    '{ !(.a = 1 && .b = 2) }',
    [
      'Find the spans where at least one of these is not true:',
      '  The span or resource attribute a is 1.',
      '  The span or resource attribute b is 2.',
    ],
  ],
  ['{ !.a }', ['Find the spans where the span or resource attribute a is false.']],
  ['{ !(.a = 1) }', ['Find the spans where it is not so that the span or resource attribute a is 1.']],
  ['{ .a != nil }', ['Find the spans where the span or resource attribute a exists.']],
  ['{ .a = nil }', ['Find the spans where the span or resource attribute a does not exist.']],
  ['{ nil != .a }', ['Find the spans where the span or resource attribute a exists.']],
  ['{ span.x != "GET" }', ['Find the spans where the span attribute x is set, but is not "GET".']],
  ['{ kind = server }', ["Find the spans where the span's kind is server (it answers a request)."]],
  ['{ kind != client }', ["Find the spans where the span's kind is not client (it sends a request)."]],
  ['{ name =~ "GET.*" }', ['Find the spans where the span\'s name starts with "GET".']],
  ['{ name !~ ".*health.*" }', ['Find the spans where the span\'s name does not contain "health".']],
  ['{ span.x =~ "a|b|c" }', ['Find the spans where the span attribute x is one of "a", "b", "c".']],
  ['{ name =~ "(?i)get" }', ['Find the spans where the span\'s name is "get", in upper or lower case.']],
  ['{ name =~ "^a\\\\d+$" }', ["Find the spans where the span's name matches the pattern ^a\\d+$ as a whole."]],
  ['{ 1s < duration }', ["Find the spans where the span's duration is longer than 1 second."]],
  [
    '{ duration / 2 > 1h30m }',
    ["Find the spans where the span's duration divided by 2 is more than 1 hour 30 minutes."],
  ],
  [
    '{ .a + .b * 2 > -5 }',
    [
      'Find the spans where the span or resource attribute a plus (the span or resource attribute b times 2) is more than -5.',
    ],
  ],
  ['{ .a = -5 }', ['Find the spans where the span or resource attribute a is -5.']],
  ['{ -.a > 1 }', ['Find the spans where minus the span or resource attribute a is more than 1.']],
  ['{ .a }', ['Find the spans where the span or resource attribute a is true.']],
  ['{ (.a = 1) = true }', ['Find the spans where the answer to (the span or resource attribute a is 1) is true.']],
];

describe('explain, conditions', () => {
  test.each(CASES)('%s', (text, lines) => {
    const told = explain(parse(text).query).map(({ text: sentence, depth }) => '  '.repeat(depth) + sentence);
    expect(told).toEqual(lines);
  });
});
