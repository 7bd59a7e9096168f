import { parse } from '../parse';
import { explain } from '../explain';

/** Query and its explanation for the newest release; two spaces for each level of depth. */
const CASES: ReadonlyArray<readonly [query: string, lines: readonly string[]]> = [
  [
    '{ .a } > { .b }',
    [
      'Find spans of one trace, step by step:',
      '  Start with the spans where the span or resource attribute a is true.',
      '  Then go to the spans that are a direct child of one of these and where the span or resource attribute b is true.',
    ],
  ],
  [
    '{ .a } >> { status = error && .x = 1 }',
    [
      'Find spans of one trace, step by step:',
      '  Start with the spans where the span or resource attribute a is true.',
      '  Then go to the spans that are somewhere below one of these (a child, or a child of a child …) and where all of these are true:',
      "    The span's status is error.",
      '    The span or resource attribute x is 1.',
    ],
  ],
  [
    '{ .a } &>> { .b }',
    [
      'Find spans of one trace, step by step:',
      '  Start with the spans where the span or resource attribute a is true.',
      '  Keep those that have somewhere below them a span as follows, and add it: spans where the span or resource attribute b is true.',
    ],
  ],
  [
    '{ .a } !< { .b }',
    [
      'Find spans of one trace, step by step:',
      '  Start with the spans where the span or resource attribute a is true.',
      '  Then go to the spans that are not the direct parent of any of these and where the span or resource attribute b is true.',
    ],
  ],
  [
    '{ .a } && { .b } || { }',
    [
      'Find spans of one trace, step by step:',
      '  Start with the spans where the span or resource attribute a is true.',
      '  Keep this only if the trace also holds the following, and add it: spans where the span or resource attribute b is true.',
      '  Add, whether or not anything was found before: spans of any kind.',
    ],
  ],
  [
    '{ .a } >> ({ .b } && { .c })',
    [
      'Find spans of one trace, step by step:',
      '  Start with the spans where the span or resource attribute a is true.',
      '  Then go to the spans that are somewhere below one of these (a child, or a child of a child …) and that are the result of:',
      '    Find spans of one trace, step by step:',
      '      Start with the spans where the span or resource attribute b is true.',
      '      Keep this only if the trace also holds the following, and add it: spans where the span or resource attribute c is true.',
    ],
  ],
  [
    '{ .a } ~ { .b }',
    [
      'Find spans of one trace, step by step:',
      '  Start with the spans where the span or resource attribute a is true.',
      '  Then go to the spans that are a sibling of one of these (they have the same parent) and where the span or resource attribute b is true.',
    ],
  ],
  [
    '({ .a } | count() > 2) && ({ .b } | by(.x))',
    [
      'Find spans of one trace, step by step:',
      '  Start with the result of these steps:',
      '    Find the spans where the span or resource attribute a is true.',
      '    Keep only traces in which the number of spans is more than 2.',
      '  Keep this only if the trace also holds the following, and add it: spans that are the result of these steps:',
      '    Find the spans where the span or resource attribute b is true.',
      '    Then put the spans of each trace into groups, one for each value of the span or resource attribute x.',
    ],
  ],
  [
    '({ .a } | count()) > 3',
    [
      'Keep only traces in which the number of spans (of the result of the steps below) is more than 3:',
      '  Find the spans where the span or resource attribute a is true.',
    ],
  ],
  [
    '{ .a } | count() > 2',
    [
      'Find the spans where the span or resource attribute a is true.',
      'Keep only traces in which the number of spans is more than 2.',
    ],
  ],
  [
    '{ .a } | by(resource.service.name) | avg(duration) > 1s | coalesce() | select(span.x, name)',
    [
      'Find the spans where the span or resource attribute a is true.',
      'Then put the spans of each trace into groups, one for each value of the service (resource attribute service.name).',
      "Keep only groups in which the average of the span's duration is more than 1 second.",
      'Then put the groups of each trace together again.',
      "Then show with every span also the span attribute x and the span's name.",
    ],
  ],
  ['by(name)', ["Take all spans and put them into groups, one for each value of the span's name."]],
  ['select(.a)', ['Take all spans and show with every span also the span or resource attribute a.']],
  [
    '{ } | avg(duration) + 1 > 2s',
    ['Find all spans.', "Keep only traces in which the average of the span's duration plus 1 is more than 2 seconds."],
  ],
  ['{ } | rate()', ['Find all spans.', 'Over time, show how many of these spans there are per second.']],
  [
    '{ } | rate() by(resource.service.name, name)',
    [
      'Find all spans.',
      'Over time, show how many of these spans there are per second.',
      "  One line for each combination of the values of the service (resource attribute service.name) and the span's name.",
    ],
  ],
  [
    '{ status = error } | quantile_over_time(duration, .5, .95, .999, 0, 1) by(name)',
    [
      "Find the spans where the span's status is error.",
      "Over time, show the median (50th percentile), the 95th percentile, the 99.9th percentile, the smallest value (0th percentile) and the greatest value (100th percentile) of the span's duration.",
      "  One line for each value of the span's name.",
    ],
  ],
  [
    '{ } | histogram_over_time(duration)',
    [
      'Find all spans.',
      "Over time, show how the values of the span's duration are spread: how many spans fall into each bucket, where a bucket reaches twice as far as the one before.",
    ],
  ],
  [
    '{ } | compare({ status = error })',
    [
      'Find all spans.',
      'Compare two sets of these spans, the selection and all others, and show which values of which attributes are frequent in each (up to 10 values of each).',
      "  The selection: spans where the span's status is error.",
    ],
  ],
  [
    '{ } | compare({ status = error && .a = 1 }, 5, 1700000000000000000, 1700000600000000000)',
    [
      'Find all spans.',
      'Compare two sets of these spans, the selection and all others, and show which values of which attributes are frequent in each (up to 5 values of each).',
      '  The selection: spans where all of these are true:',
      "    The span's status is error.",
      '    The span or resource attribute a is 1.',
      '  Only spans from 2023-11-14 22:13:20 UTC to 2023-11-14 22:23:20 UTC belong to the selection.',
    ],
  ],
  [
    '{ } | rate() | topk(5)',
    [
      'Find all spans.',
      'Over time, show how many of these spans there are per second.',
      'At each point in time, show only the 5 lines with the greatest values.',
    ],
  ],
  [
    '{ } | rate() by(name) > 10 | bottomk(1)',
    [
      'Find all spans.',
      'Over time, show how many of these spans there are per second.',
      "  One line for each value of the span's name.",
      'Show only the points whose value is more than 10.',
      'At each point in time, show only the line with the smallest value.',
    ],
  ],
  ['{ } with(most_recent=true)', ['Find all spans.', 'Return the newest traces first.']],
  [
    '{ } | rate() with(exemplars=10, sample=0.1, foo="bar", job_size=3)',
    [
      'Find all spans.',
      'Over time, show how many of these spans there are per second.',
      'Add up to 10 example traces to the graph.',
      'Look only at 10 % of the data.',
      'Hint to Tempo: foo is "bar" (Tempo ignores hints that it does not know).',
      'Split the search into jobs of this size: 3 (only where Tempo allows unsafe query hints).',
    ],
  ],
  [
    '{ } with(most_recent=true) with(sample=true)',
    [
      'Find all spans.',
      'These hints have no effect: Tempo heeds only the last with(…).',
      'Look only at a sample of the data, as great as Tempo finds necessary.',
    ],
  ],
  ['{ .a = }', ['Find the spans where the span or resource attribute a is something that is missing here.']],
  ['{ foo = 1 }', ['Find the spans where something that is not understood (foo) is 1.']],
  ['{ } | ', ['Find all spans.', 'A stage such as { } belongs here: something is missing here.']],
  [
    '{ .a = 1 && }',
    [
      'Find the spans where all of these are true:',
      '  The span or resource attribute a is 1.',
      '  Something is missing here.',
    ],
  ],
  [
    '{ } >',
    [
      'Find spans of one trace, step by step:',
      '  Start with all spans.',
      '  Then go to the spans that are a direct child of one of these and where something is missing here.',
    ],
  ],
  [
    '{ } | avg() > 1',
    ['Find all spans.', 'Keep only traces in which the average of something that is missing here is more than 1.'],
  ],
  ['{ span. = 1 }', ['Find the spans where the span attribute (whose name is missing) is 1.']],
  ['{ .a < "b" }', ['Find the spans where the span or resource attribute a is before "b" in alphabetical order.']],
  [
    '{ nestedSetParent < 0 }',
    ["Find the spans where the parent's left number in the tree of the trace is less than 0."],
  ],
  ['{ .a = minInt }', ['Find the spans where the span or resource attribute a is the smallest whole number.']],
  [
    '{ event:name = "exception" && event.exception.message =~ ".*timeout.*" }',
    [
      'Find the spans where all of these are true:',
      '  The name of one of the span\'s events is "exception".',
      '  The event attribute exception.message contains "timeout".',
    ],
  ],
  ['{ parent.span.x = 1 }', ["Find the spans where the span attribute x of the span's parent is 1."]],
  ['{ link:traceID = "" }', ['Find the spans where the trace ID in a link of the span is empty.']],
  [
    '{ instrumentation:name = "x" } | sum_over_time(span.bytes)',
    [
      'Find the spans where the name of the instrumentation library is "x".',
      'Over time, show the sum of the span attribute bytes in each interval.',
    ],
  ],
  [
    '{ .a } | { .b }',
    [
      'Find the spans where the span or resource attribute a is true.',
      'Of these, keep the spans where the span or resource attribute b is true.',
    ],
  ],
  [
    '{ .a } | { .b } > { .c } | count() = 0',
    [
      'Find the spans where the span or resource attribute a is true.',
      'Of these, find spans of one trace, step by step:',
      '  Start with the spans where the span or resource attribute b is true.',
      '  Then go to the spans that are a direct child of one of these and where the span or resource attribute c is true.',
      'Keep only traces in which the number of spans is 0.',
    ],
  ],
  [
    '{ span.http.method =~ "GET|POST" && span.http.url !~ ".*/health" }',
    [
      'Find the spans where all of these are true:',
      '  The span attribute http.method is one of "GET", "POST".',
      '  The span attribute http.url is set and does not end with "/health".',
    ],
  ],
  ['{ .a =~ `` }', ['Find the spans where the span or resource attribute a is empty.']],
  [
    '{ (.a && .b) || (.c && !(.d || .e)) }',
    [
      'Find the spans where at least one of these is true:',
      '  All of these are true:',
      '    The span or resource attribute a is true.',
      '    The span or resource attribute b is true.',
      '  All of these are true:',
      '    The span or resource attribute c is true.',
      '    None of these is true:',
      '      The span or resource attribute d is true.',
      '      The span or resource attribute e is true.',
    ],
  ],
  [
    '{ .a ^ 2 % 3 != 1 }',
    ['Find the spans where (the span or resource attribute a to the power of 2) modulo 3 is not 1.'],
  ],
  [
    '{ traceDuration >= 1.5s && rootServiceName = "shop" }',
    [
      'Find the spans where all of these are true:',
      '  The duration of the whole trace is 1.5 seconds or longer.',
      '  The service of the trace\'s root span is "shop".',
    ],
  ],
  [
    '{ span:childCount > 3 } | min(span.size) <= 10',
    [
      "Find the spans where the number of the span's direct children is more than 3.",
      'Keep only traces in which the smallest value of the span attribute size is at most 10.',
    ],
  ],
  [
    '{ } | max_over_time(duration) > 1s | topk(3) with(exemplars=false)',
    [
      'Find all spans.',
      "Over time, show the greatest value of the span's duration in each interval.",
      'Show only the points whose value is more than 1 second.',
      'At each point in time, show only the 3 lines with the greatest values.',
      'Add no example traces to the graph.',
    ],
  ],
  ['{ .a =~ span.b }', ['Find the spans where the span or resource attribute a matches the span attribute b.']],
  [
    '{ } | count_over_time() by(span."my attr")',
    [
      'Find all spans.',
      'Over time, show how many of these spans there are in each interval.',
      '  One line for each value of the span attribute my attr.',
    ],
  ],
  [
    '({ .a } | count()) * 2 >= ({ .b } | count())',
    [
      'Keep only traces in which the number of spans (of the result of the steps below) times 2 is at least the number of spans (of the result of the steps below):',
      '  Find the spans where the span or resource attribute a is true.',
      '  Find the spans where the span or resource attribute b is true.',
    ],
  ],
  ['{ "a" = "b" }', ['Find the spans where "a" is "b".']],
  ['{ } | select()', ['Find all spans.', 'Then show with every span also something that is missing here.']],
  [
    '{ .a = 1 && (.b = 2',
    [
      'Find the spans where all of these are true:',
      '  The span or resource attribute a is 1.',
      '  The span or resource attribute b is 2.',
    ],
  ],
  ['{ status > ok }', ["Find the spans where the span's status is more than ok."]],
  ['{ duration <= 1d12h }', ["Find the spans where the span's duration is 1 day 12 hours or shorter."]],
  ['{ } | topk(2)', ['Find all spans.', 'A stage such as { } belongs here: this is not understood: topk(2.']],
  [
    '{ } | rate() | topk()',
    [
      'Find all spans.',
      'Over time, show how many of these spans there are per second.',
      'Of all lines, show those with the greatest values; how many: something that is missing here.',
    ],
  ],
  [
    '{ resource.service.name != "x" } | { name = "y\nz" }',
    [
      'Find the spans where the service (resource attribute service.name) is set, but is not "x".',
      'Of these, keep the spans where the span\'s name is "y".',
    ],
  ],
  ['// only a comment', ['The query is empty.']],
  ['{ .a = 1 /* why */ } // end', ['Find the spans where the span or resource attribute a is 1.']],
];

describe('explain, spansets and pipelines', () => {
  test.each(CASES)('%s', (text, lines) => {
    const told = explain(parse(text).query).map(({ text: sentence, depth }) => '  '.repeat(depth) + sentence);
    expect(told).toEqual(lines);
  });
});
