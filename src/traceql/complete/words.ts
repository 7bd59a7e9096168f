/**
 * The static proposals: fields, operators, functions, values, hints, each with a line of documentation.
 *
 * Follows the token table of `pkg/traceql/lexer.go` and the TraceQL pages of Tempo's documentation (2.6 to 3.0).
 */
import { intrinsicWords } from '../explain/intrinsicWords';
import { INTRINSICS } from '../intrinsics';
import { Release, releaseOfAge } from '../releases';
import { KEYWORDS } from '../tokens';
import { Proposal, proposal, ProposalKind } from './proposal';
import { FieldPlace, ValueType } from './situation';

type Row = readonly [label: string, text: string, documentation: string, since?: Release];

function rows(kind: ProposalKind, list: readonly Row[]): readonly Proposal[] {
  return list.map(([label, text, documentation, since]) => proposal(kind, label, text, documentation, since));
}

// ------------------------------------------------------------------------------------------------------------- fields

const SCOPES = rows('scope', [
  ['span.', 'span.', 'Attribute of the span, such as `span.http.request.method`.'],
  ['resource.', 'resource.', 'Attribute of what sent the span, such as `resource.service.name`.'],
  ['event.', 'event.', 'Attribute of an event of the span, such as `event.exception.message`.'],
  ['link.', 'link.', 'Attribute of a link to another span.'],
  ['instrumentation.', 'instrumentation.', 'Attribute of the instrumentation scope.', '2.7'],
  ['.', '.', 'Attribute of the span or, where the span has none, of the resource; slower than with a scope.'],
]);

const INTRINSIC_SCOPES = rows('scope', [
  ['span:', 'span:', 'Built-in field of the span, such as `span:duration`.'],
  ['trace:', 'trace:', 'Built-in field of the whole trace, such as `trace:duration`.'],
  ['event:', 'event:', 'Built-in field of an event.'],
  ['link:', 'link:', 'Built-in field of a link.'],
  ['instrumentation:', 'instrumentation:', 'Built-in field of the instrumentation scope.', '2.7'],
]);

const INTRINSIC_PROPOSALS: readonly Proposal[] = [...INTRINSICS]
  .filter(([, info]) => !info.unsupported)
  .map(([name, info]) =>
    proposal('intrinsic', name, name, intrinsicWords(name)?.documentation ?? '', releaseOfAge(info.since))
  );

/** Scopes and intrinsics; at the beginning of a condition also what can open one. */
export function fieldProposals(place: FieldPlace): readonly Proposal[] {
  const fields = [...SCOPES, ...INTRINSIC_PROPOSALS, ...INTRINSIC_SCOPES];
  return place === 'condition' ? [...fields, ...CONDITION_OPENINGS] : fields;
}

const CONDITION_OPENINGS = rows('operator', [
  ['!', '!', 'Negates what follows; put conditions in parentheses.'],
  ['(…)', '(‸)', 'Groups conditions.'],
]);

/** The intrinsics that may follow a scope, without it. */
export function intrinsicNameProposals(scope: string): readonly Proposal[] {
  return INTRINSIC_PROPOSALS.filter(({ label }) => label.startsWith(scope)).map((full) => {
    const name = full.label.slice(scope.length);
    return { ...full, label: name, insertText: name, cursor: name.length };
  });
}

// ---------------------------------------------------------------------------------------------------------- operators

export const EQUALITY = rows('operator', [
  ['=', '= ', 'Equals.'],
  ['!=', '!= ', 'Is there and differs; spans that lack the attribute do not match.'],
]);

export const REGEX = rows('operator', [
  ['=~', '=~ "‸"', 'Matches a regular expression (since 2.7 the whole text, before anywhere in it).'],
  ['!~', '!~ "‸"', 'Does not match a regular expression.'],
]);

export const ORDER = rows('operator', [
  ['>', '> ', 'Greater than.'],
  ['>=', '>= ', 'Greater than or equal to.'],
  ['<', '< ', 'Less than.'],
  ['<=', '<= ', 'Less than or equal to.'],
]);

export const EXISTENCE: readonly Proposal[] = [
  ...rows('operator', [['!= nil', '!= nil', 'The attribute exists.']]),
  ...rows('operator', [['= nil', '= nil', 'The attribute does not exist.', '2.10']]),
];

export const ARITHMETIC = rows('operator', [
  ['+', '+ ', 'Plus.'],
  ['-', '- ', 'Minus; leave a space before it, or it becomes part of the name.'],
  ['*', '* ', 'Times.'],
  ['/', '/ ', 'Divided by.'],
  ['%', '% ', 'Remainder of a division.'],
  ['^', '^ ', 'To the power of.'],
]);

export const LOGIC = rows('operator', [
  ['&&', '&& ', 'And. Has the same precedence as `||`: use parentheses where you mix them.'],
  ['||', '|| ', 'Or. Has the same precedence as `&&`: use parentheses where you mix them.'],
]);

export const SPANSET_OPERATORS = rows('operator', [
  ['&&', '&& { ‸ }', 'The trace holds both.'],
  ['||', '|| { ‸ }', 'The trace holds either.'],
  ['>>', '>> { ‸ }', 'Descendant: the right spans are anywhere below the left ones.'],
  ['>', '> { ‸ }', 'Child: the right spans are directly below the left ones.'],
  ['<<', '<< { ‸ }', 'Ancestor: the right spans are anywhere above the left ones.'],
  ['<', '< { ‸ }', 'Parent: the right spans are directly above the left ones.'],
  ['~', '~ { ‸ }', 'Sibling: both have the same parent.'],
  ['!>>', '!>> { ‸ }', 'Right spans that are below none of the left ones.'],
  ['!>', '!> { ‸ }', 'Right spans that are a child of none of the left ones.'],
  ['!<<', '!<< { ‸ }', 'Right spans that are above none of the left ones.'],
  ['!<', '!< { ‸ }', 'Right spans that are the parent of none of the left ones.'],
  ['!~', '!~ { ‸ }', 'Right spans that are a sibling of none of the left ones.'],
  ['&>>', '&>> { ‸ }', 'As `>>`, with the spans of both sides.'],
  ['&>', '&> { ‸ }', 'As `>`, with the spans of both sides.'],
  ['&<<', '&<< { ‸ }', 'As `<<`, with the spans of both sides.'],
  ['&<', '&< { ‸ }', 'As `<`, with the spans of both sides.'],
  ['&~', '&~ { ‸ }', 'As `~`, with the spans of both sides.'],
]);

// ------------------------------------------------------------------------------------------------------------- values

export const VALUES: Readonly<Record<ValueType, readonly Proposal[]>> = {
  string: rows('value', [['"…"', '"‸"', 'A text.']]),
  int: [],
  float: [],
  duration: rows('value', [
    ['10ms', '10ms', 'Ten milliseconds.'],
    ['100ms', '100ms', 'A tenth of a second.'],
    ['1s', '1s', 'One second.'],
    ['10s', '10s', 'Ten seconds.'],
    ['1m', '1m', 'One minute.'],
  ]),
  bool: rows('value', [
    ['true', 'true', ''],
    ['false', 'false', ''],
  ]),
  status: rows('value', [
    ['error', 'error', 'The operation has failed.'],
    ['ok', 'ok', 'Someone has said that the operation succeeded.'],
    ['unset', 'unset', 'Nothing was said of the outcome: the usual status of success.'],
  ]),
  'span-kind': rows('value', [
    ['server', 'server', 'Answers a request.'],
    ['client', 'client', 'Sends a request.'],
    ['producer', 'producer', 'Hands over a message.'],
    ['consumer', 'consumer', 'Takes a message.'],
    ['internal', 'internal', 'Work inside of a service.'],
    ['unspecified', 'unspecified', 'Nothing was said of the kind.'],
  ]),
  nil: rows('value', [['nil', 'nil', 'No value: tests whether the attribute exists.']]),
};

export const INT_CONSTANTS = rows('value', [
  ['minInt', 'minInt', 'The smallest whole number, -2^63.', '2.10'],
  ['maxInt', 'maxInt', 'The greatest whole number, 2^63 - 1.', '2.10'],
]);

export const UNITS = rows('unit', [
  ['ms', 'ms', 'Milliseconds.'],
  ['s', 's', 'Seconds.'],
  ['m', 'm', 'Minutes.'],
  ['h', 'h', 'Hours.'],
  ['us', 'us', 'Microseconds.'],
  ['ns', 'ns', 'Nanoseconds.'],
  ['d', 'd', 'Days (whole numbers only).'],
  ['w', 'w', 'Weeks (whole numbers only).'],
  ['y', 'y', 'Years of 365 days (whole numbers only).'],
]);

// ---------------------------------------------------------------------------------------------------------- functions

export const SPANSETS = rows('snippet', [
  ['{ }', '{ ‸ }', 'Spans that meet conditions; all spans where there are none.'],
  ['( )', '(‸)', 'Groups spansets, or holds a pipeline.'],
]);

function calls(list: readonly Row[]): readonly Proposal[] {
  return rows('function', list).map((each) => {
    const known = KEYWORDS.get(each.label);
    return known ? { ...each, since: releaseOfAge(known.since) } : each;
  });
}

export const GROUPING = calls([
  ['by', 'by(‸)', 'Puts the spans of a trace into groups by a value.'],
  ['select', 'select(‸)', 'Shows more attributes with every span.'],
]);

export const COALESCE = calls([['coalesce', 'coalesce()', 'Puts groups together again.']]);

export const AGGREGATES = calls([
  ['count', 'count() > ‸', 'Number of spans found in a trace or group.'],
  ['avg', 'avg(‸)', 'Average over the spans of a trace or group.'],
  ['min', 'min(‸)', 'Smallest value among the spans of a trace or group.'],
  ['max', 'max(‸)', 'Greatest value among the spans of a trace or group.'],
  ['sum', 'sum(‸)', 'Sum over the spans of a trace or group.'],
]);

export const METRICS = calls([
  ['rate', 'rate()', 'Spans per second, over time.'],
  ['count_over_time', 'count_over_time()', 'Spans in each interval.'],
  ['quantile_over_time', 'quantile_over_time(‸, .95)', 'Percentiles of a value in each interval.'],
  ['histogram_over_time', 'histogram_over_time(‸)', 'How the values are spread in each interval; for heatmaps.'],
  ['compare', 'compare({ ‸ })', 'Attributes in which some spans differ from the others.'],
  ['min_over_time', 'min_over_time(‸)', 'Smallest value in each interval.'],
  ['max_over_time', 'max_over_time(‸)', 'Greatest value in each interval.'],
  ['avg_over_time', 'avg_over_time(‸)', 'Average in each interval.'],
  ['sum_over_time', 'sum_over_time(‸)', 'Sum in each interval.'],
]);

export const TOP_BOTTOM = calls([
  ['topk', 'topk(‸)', 'Only the series with the greatest values.'],
  ['bottomk', 'bottomk(‸)', 'Only the series with the smallest values.'],
]);

export const BY = rows('keyword', [['by', 'by(‸)', 'One series for each value; attributes only, up to five.']]);

export const PIPE = rows('keyword', [['|', '| ', 'Goes on with another stage.']]);

export const WITH = rows('keyword', [['with', 'with(‸)', 'Hints to Tempo; at the end of the query.']]);

// -------------------------------------------------------------------------------------------------------------- hints

const UNSAFE = ' Only where Tempo allows unsafe query hints.';

export const HINTS = rows('hint', [
  ['most_recent', 'most_recent=true', 'Returns the newest traces first (search).', '2.8'],
  ['exemplars', 'exemplars=‸', 'How many example traces come with a metric.'],
  ['sample', 'sample=true', 'Computes metrics from a sample: `true`, or a share between 0 and 1.', '2.9'],
  ['span_sample', 'span_sample=‸', 'Samples spans: `true`, or a share between 0 and 1.', '2.9'],
  ['trace_sample', 'trace_sample=‸', 'Samples traces: `true`, or a share between 0 and 1.', '2.9'],
  ['job_size', 'job_size=‸', `Size of the jobs a query is split into.${UNSAFE}`],
  ['time_overlap_cutoff', 'time_overlap_cutoff=‸', `Share of a block from which on it is read whole.${UNSAFE}`],
  ['concurrent_blocks', 'concurrent_blocks=‸', `Blocks read at the same time (no effect in 3.0).${UNSAFE}`],
  ['debug', 'debug=true', `Collects details.${UNSAFE}`, '2.9'],
  ['info', 'info=true', `Logs details.${UNSAFE}`, '2.9'],
  ['skip_ast_transformations', 'skip_ast_transformations="‸"', `Leaves out optimisations.${UNSAFE}`, '3.0'],
  ['spanonly_fetch', 'spanonly_fetch=true', `Reads spans without their traces.${UNSAFE}`, '3.0'],
]);

const HINT_VALUES: Readonly<Record<string, readonly Proposal[]>> = {
  exemplars: [
    ...rows('value', [['100', '100', 'A hundred example traces.']]),
    ...rows('value', [['false', 'false', 'No example traces.', '2.10']]),
  ],
  sample: rows('value', [
    ['true', 'true', 'As much as Tempo finds necessary.'],
    ['0.1', '0.1', 'One tenth.'],
  ]),
};
const SAMPLING_HINTS = ['sample', 'span_sample', 'trace_sample'];
const BOOLEAN_HINTS = ['most_recent', 'debug', 'info', 'spanonly_fetch'];

/** The usual values of a hint. */
export function hintValueProposals(hint: string): readonly Proposal[] {
  if (SAMPLING_HINTS.includes(hint)) {
    return HINT_VALUES.sample ?? [];
  }
  return BOOLEAN_HINTS.includes(hint) ? VALUES.bool : hint === 'exemplars' ? (HINT_VALUES.exemplars ?? []) : [];
}
