import { DOCS } from './documentation';
import type { ErrorEntry } from './errorEntry';

const LINKS = [DOCS.traceql];

/**
 * Tempo cannot read the query, or finds no sense in it. 2.6 finds some of it only while the query runs, and wraps the text.
 *
 * Sources: pkg/traceql/{parse,lexer,ast_validate,ast_execute,ast_metrics,engine_metrics}.go, pkg/api/search_tags.go,
 * 2.6.1 and 3.0.3.
 */
export const QUERY_TEXT_ERRORS: readonly ErrorEntry[] = [
  {
    id: 'unknown-field',
    title: 'Tempo does not know this field',
    cause:
      'Values can be listed for attributes with a scope (span.http.method, resource.service.name), for .name, and for the intrinsics that the release knows.',
    when: { said: /please provide a (valid |non-empty )?tagName|error in unescaping tagName/ },
    samples: [
      'please provide a valid tagName: tag name is not valid intrinsic or scoped attribute: nope',
      'please provide a valid tagName: failed to parse identifier nope: parse error at line 1, col 2: unknown identifier: nope',
    ],
    remedies: [
      { text: 'Put the scope before the name, or a dot where it is not known: span.nope or .nope.' },
      { text: 'Put a name with spaces or special characters in quotes: span."my name".' },
    ],
    links: [DOCS.api],
  },
  {
    id: 'unterminated-text',
    title: 'A text in the query does not end, or holds something that cannot be read',
    cause:
      'Texts stand in double quotes. Inside, a quote is written \\" and a backslash \\\\; a line break is written \\n. Between backquotes nothing needs to be escaped.',
    when: { said: /literal not terminated|invalid escape sequence|invalid char escape|unexpected EOF, expecting "/ },
    samples: [
      'invalid TraceQL query: parse error at line 1, col 12: literal not terminated',
      'invalid TraceQL query: parse error at line 1, col 3: invalid escape sequence',
      'invalid TraceQL query: parse error at line 1, col 3: unexpected EOF, expecting "',
    ],
    remedies: [
      { text: 'Add the missing quote, or write \\" for a quote and \\\\ for a backslash inside of the text.' },
      { text: 'In a regular expression write every backslash twice, or use backquotes: `a\\.b`.' },
    ],
    links: LINKS,
  },
  {
    id: 'unknown-identifier',
    title: 'The query holds a word that means nothing to Tempo',
    cause:
      'Outside of quotes only intrinsics, keywords and attributes with a scope or a dot may stand. A value without quotes is often the reason.',
    when: { said: /parse error.*unknown identifier/ },
    samples: ['invalid TraceQL query: parse error at line 1, col 3: unknown identifier: foo'],
    remedies: [
      { text: 'Attributes need a scope or a dot: span.foo, resource.foo or .foo.' },
      { text: 'Texts need double quotes: span.foo = "bar".' },
      { text: 'Check whether this release knows the intrinsic: the editor marks what it does not.' },
    ],
    links: LINKS,
  },
  {
    id: 'incomplete-query',
    title: 'The query ends too early',
    cause: 'Tempo came to the end of the query while something was still open: a brace, a parenthesis or a comparison.',
    when: { said: /parse error.*unexpected \$end/ },
    samples: ['invalid TraceQL query: parse error at line 1, col 2: syntax error: unexpected $end'],
    remedies: [{ text: 'Close the brace or parenthesis, or complete the last condition.' }],
    links: LINKS,
  },
  {
    id: 'parse-error',
    title: 'Tempo cannot read the query',
    cause:
      'The query is no TraceQL at the marked place, or it is TraceQL of a later release than this Tempo: min_over_time and instrumentation: came with 2.7, sum_over_time and topk with 2.8, filters behind a metrics function with 3.0.',
    when: { said: /parse error/ },
    samples: [
      'compiling query: parse error at line 1, col 49: syntax error: unexpected |, expecting with',
      'invalid TraceQL query: parse error at line 1, col 3: syntax error: unexpected IDENTIFIER',
    ],
    remedies: [
      { text: 'Look at the marked place: what stands just before it is often the cause.' },
      {
        text: 'If the editor marks the part as not supported by this release, use the alternative it names, or upgrade Tempo.',
      },
    ],
    links: LINKS,
  },
  {
    id: 'too-many-groups',
    title: 'The metrics query groups by too many attributes',
    cause: 'Metrics queries take at most five attributes in by(…).',
    when: { said: /metrics group by \d+ values/ },
    samples: ['invalid TraceQL query: metrics group by 6 values not yet supported'],
    remedies: [{ text: 'Leave the attributes out of by(…) that tell least, or run two queries.' }],
    links: [DOCS.metrics],
  },
  {
    id: 'not-yet-supported',
    title: 'Tempo reads this part of the query, but cannot run it',
    cause:
      'TraceQL has words that no release runs yet, such as parent., and some that only later releases run: = nil and span:childCount came with 2.10.',
    when: { said: /not yet supported|(spanset operation|scalar filter lhs|aggregate operation) \(.*\) not supported/ },
    samples: [
      'invalid TraceQL query: parent not yet supported',
      'error querying ingesters in Querier.Search: failed to execute f() for 127.0.0.1:9195: rpc error: code = Unknown desc = parent not yet supported',
    ],
    remedies: [
      { text: 'Instead of parent.x use a structural operator: { .x = 1 } > { } finds spans below such a parent.' },
      {
        text: 'Instead of { .x = nil } before 2.10, look for spans that have the attribute ({ .x != nil }) and compare the counts.',
      },
    ],
    links: LINKS,
  },
  {
    id: 'nil-comparison',
    title: 'This field is never nil',
    cause:
      'Intrinsics such as name and duration, and resource.service.name, always have a value, so a comparison with nil makes no sense.',
    when: { said: /=\s*nil is not valid because/ },
    samples: ['invalid TraceQL query: name=nil is not valid because intrinsics cannot be nil'],
    remedies: [{ text: 'Compare with the empty text (name = ""), or leave the condition out.' }],
    links: LINKS,
  },
  {
    id: 'type-mismatch',
    title: 'The query compares or computes values of different types',
    cause:
      'Texts compare with texts, numbers with numbers, durations with durations. The type of a value is how it is written: 200 is a number, "200" a text, 200ms a duration.',
    when: {
      said: /binary operations must operate on the same type|illegal operation for the given types?|expected a (boolean|numeric), but got/,
    },
    samples: [
      'invalid TraceQL query: binary operations must operate on the same type: duration = "1s"',
      'invalid TraceQL query: illegal operation for the given types: name > status',
    ],
    remedies: [
      {
        text: 'Write the value in the type that the field has: without quotes for numbers, durations, true, false, error, server.',
      },
      { text: 'Use <, >, + and the like only with numbers and durations, =~ only with texts.' },
    ],
    links: LINKS,
  },
  {
    id: 'filter-not-boolean',
    title: 'What stands in braces is no condition',
    cause: 'Between { and } Tempo needs something that is true or false for a span.',
    when: { said: /span filter field expressions must resolve to a boolean/ },
    samples: ['invalid TraceQL query: span filter field expressions must resolve to a boolean: { name }'],
    remedies: [{ text: 'Compare the field with a value: { name = "GET /" }, or { .attribute != nil } for any value.' }],
    links: LINKS,
  },
  {
    id: 'aggregate-of-nothing',
    title: 'The pipeline computes over something that has no number',
    cause: 'avg, min, max and sum need a number or a duration of the span; by needs something of the span to group by.',
    when: { said: /aggregate field expressions must|grouping field expressions must reference the span/ },
    samples: [
      'invalid TraceQL query: aggregate field expressions must resolve to a number type: avg(name)',
      'invalid TraceQL query: grouping field expressions must reference the span: by(1)',
    ],
    remedies: [{ text: 'Use a numeric attribute or duration, for example avg(duration) or max(span.retries).' }],
    links: LINKS,
  },
  {
    id: 'invalid-regex',
    title: 'The regular expression cannot be read',
    cause:
      'Tempo uses the regular expressions of Go (RE2): without look-ahead and back-references. They match the whole text since 2.7, any part of it before. Only texts can be compared with them.',
    when: { said: /invalid regex|error parsing regexp|invalid type for =~ or !~/ },
    samples: ['invalid TraceQL query: invalid regex: "a["', 'invalid TraceQL query: invalid type for =~ or !~: 5'],
    remedies: [
      { text: 'Close brackets and parentheses, and escape special characters with two backslashes: "a\\\\.b".' },
      { text: 'Compare numbers with =, <, > instead of =~.' },
    ],
    links: [DOCS.traceql, { text: 'Syntax of RE2', url: 'https://github.com/google/re2/wiki/Syntax' }],
  },
  {
    id: 'several-spansets',
    title: 'A structural operator stands after grouping',
    cause: 'After by(…) a trace has several groups of spans, and operators such as >> do not say which one is meant.',
    when: { said: /spanset operators are not supported for multiple spansets/ },
    samples: ['spanset operators are not supported for multiple spansets per trace. consider using coalesce()'],
    remedies: [{ text: 'Put coalesce() before the operator, or move by(…) behind it.' }],
    links: LINKS,
  },
  {
    id: 'metrics-argument',
    title: 'A metrics function got an argument that it does not take',
    cause:
      'Quantiles lie between 0 and 1, topk and bottomk keep at least one series, compare() takes a whole number and times in nanoseconds, and nothing may follow it.',
    when: {
      said: /quantile must be between 0 and 1|compare\(\)`? (top number|timestamps|end timestamp|cannot be used)|limit must be greater than 0|unsupported metrics filter operation/,
    },
    samples: [
      'invalid TraceQL query: quantile must be between 0 and 1: 95',
      'compare() top number of values must be integer greater than 0',
      'invalid TraceQL query: `compare()` cannot be used with second stage functions',
    ],
    remedies: [
      { text: 'Write 0.95 for the 95th percentile, topk(5) for the five greatest, and nothing after compare(…).' },
    ],
    links: [DOCS.metrics],
  },
  {
    id: 'not-a-metrics-query',
    title: 'The query finds spans, but was asked for numbers over time',
    cause: 'A metrics query ends in a function such as rate(), count_over_time() or quantile_over_time().',
    when: { said: /not a metrics query/ },
    samples: ['not a metrics query'],
    remedies: [{ text: 'Add a metrics function, for example | rate(), or run it as a search.' }],
    links: [DOCS.metrics],
  },
  {
    id: 'tags-and-query',
    title: 'The request mixes TraceQL and the old search by tags',
    cause: 'A search has either q or tags.',
    when: { said: /can't specify tags and q/ },
    samples: ["invalid request: can't specify tags and q in the same query"],
    remedies: [{ text: 'Express the tags in TraceQL: { .http.method = "GET" }.' }],
    links: [DOCS.api],
  },
];
