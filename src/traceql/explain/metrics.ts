/**
 * The metrics part and the hints in words.
 *
 * Follows the pages "TraceQL metrics functions" and "TraceQL query hints" of Tempo's documentation, and
 * `pkg/traceql/enum_hints.go` (2.6 to 3.0).
 */
import {
  FieldOrInvalid,
  Hint,
  Hints,
  Literal,
  MetricsAggregate,
  MetricsCompare,
  MetricsStage,
  Range,
  SecondStage,
  TopBottom,
} from '../ast';
import { ageOf, V2_10, V2_8, V2_9 } from '../releases';
import { filterInWords } from './conditions';
import { cited, literalInWords, ordinal, percent } from './literals';
import { fieldInWords, invalidInWords, orderOf } from './phrases';
import { list, Telling } from './spansets';

function say({ out, depth }: Telling, text: string, range: Range, below = 0): void {
  out.push({ text, range, depth: depth + below });
}

export function tellMetrics(stage: MetricsStage, telling: Telling): void {
  if (stage.kind === 'compare') {
    tellCompare(stage, telling);
    return;
  }
  say(telling, functionInWords(stage), stage.range);
  if (stage.by) {
    const range = rangeOf(stage.by) ?? stage.range;
    say(telling, seriesInWords(stage.by), range, 1);
  }
}

function functionInWords({ function: name, field, quantiles }: MetricsAggregate): string {
  const of = field ? fieldInWords(field) : 'something that is missing here';
  switch (name) {
    case 'rate':
      return 'Over time, show how many of these spans there are per second';
    case 'count_over_time':
      return 'Over time, show how many of these spans there are in each interval';
    case 'min_over_time':
      return `Over time, show the smallest value of ${of} in each interval`;
    case 'max_over_time':
      return `Over time, show the greatest value of ${of} in each interval`;
    case 'avg_over_time':
      return `Over time, show the average of ${of} in each interval`;
    case 'sum_over_time':
      return `Over time, show the sum of ${of} in each interval`;
    case 'histogram_over_time':
      return `Over time, show how the values of ${of} are spread: how many spans fall into each bucket, where a bucket reaches twice as far as the one before`;
    case 'quantile_over_time':
      return `Over time, show ${list(quantiles.map(quantileInWords)) || 'a percentile that is missing here'} of ${of}`;
  }
}

const NAMED_QUANTILES: Readonly<Record<string, string>> = {
  0: 'the smallest value (0th percentile)',
  50: 'the median (50th percentile)',
  100: 'the greatest value (100th percentile)',
};

function quantileInWords(quantile: MetricsAggregate['quantiles'][number]): string {
  if (quantile.kind === 'invalid') {
    return invalidInWords(quantile);
  }
  const share = percent(quantile.value);
  if (quantile.value < 0 || quantile.value > 1) {
    return `the percentile ${quantile.text} (it must be between 0 and 1)`;
  }
  return NAMED_QUANTILES[share] ?? `the ${ordinal(share)} percentile`;
}

function seriesInWords(fields: readonly FieldOrInvalid[]): string {
  const names = list(fields.map(fieldInWords)) || 'something that is missing here';
  return fields.length > 1
    ? `One line for each combination of the values of ${names}`
    : `One line for each value of ${names}`;
}

function rangeOf(nodes: readonly FieldOrInvalid[]): Range | null {
  const [first, last] = [nodes[0], nodes[nodes.length - 1]];
  return first && last && last.range.end >= first.range.start
    ? { start: first.range.start, end: last.range.end }
    : null;
}

function tellCompare({ selection, topN, start, end, range }: MetricsCompare, telling: Telling): void {
  const most = topN
    ? ` (up to ${topN.kind === 'invalid' ? invalidInWords(topN) : topN.text} values of each)`
    : ' (up to 10 values of each)';
  say(
    telling,
    `Compare two sets of these spans, the selection and all others, and show which values of which attributes are frequent in each${most}`,
    range
  );
  if (selection.kind === 'invalid') {
    say(telling, `The selection: ${invalidInWords(selection)}`, selection.range, 1);
  } else {
    const condition = filterInWords(selection, telling.depth + 1, telling.words);
    const colon = condition && condition.below.length > 0 ? ':' : '';
    say(
      telling,
      condition ? `The selection: spans where ${condition.text}${colon}` : 'The selection: all spans',
      selection.range,
      1
    );
    condition?.below.forEach((sentence) => telling.out.push(sentence));
  }
  if (start || end) {
    const times = [start, end].flatMap((time) => (time ? [time] : []));
    const [from, until] = [start, end].map((time) => (time ? timeInWords(time) : 'something that is missing here'));
    const last = times[times.length - 1] ?? selection;
    const timeRange = { start: (times[0] ?? selection).range.start, end: last.range.end };
    say(telling, `Only spans from ${from} to ${until} belong to the selection`, timeRange, 1);
  }
}

/** A moment that is given in nanoseconds since 1970. */
function timeInWords(time: NonNullable<MetricsCompare['start']>): string {
  if (time.kind === 'invalid') {
    return invalidInWords(time);
  }
  const date = new Date(Math.floor(time.value / 1e6));
  const isPlausible = Math.abs(time.value) <= 9.3e18 && !Number.isNaN(date.getTime());
  return isPlausible
    ? date
        .toISOString()
        .replace('T', ' ')
        .replace(/\.000Z$|Z$/, ' UTC')
    : cited(time.text);
}

export function tellSecondStage(stage: SecondStage, telling: Telling): void {
  if (stage.kind === 'top-bottom') {
    say(telling, topInWords(stage), stage.range);
    return;
  }
  const value = stage.value.kind === 'invalid' ? invalidInWords(stage.value) : literalInWords(stage.value);
  say(telling, `Show only the points whose value ${orderOf(stage.operator, value)}`, stage.range);
}

function topInWords({ function: name, limit }: TopBottom): string {
  const which = name === 'topk' ? 'greatest' : 'smallest';
  if (limit.kind === 'invalid') {
    return `Of all lines, show those with the ${which} values; how many: ${invalidInWords(limit)}`;
  }
  return limit.text === '1'
    ? `At each point in time, show only the line with the ${which} value`
    : `At each point in time, show only the ${limit.text} lines with the ${which} values`;
}

// -------------------------------------------------------------------------------------------------------------- hints

export function tellHints(hints: Hints, isLast: boolean, telling: Telling): void {
  if (!isLast) {
    say(telling, 'These hints have no effect: Tempo heeds only the last with(…)', hints.range);
    return;
  }
  if (hints.hints.length === 0) {
    say(telling, 'Hints to Tempo belong here, such as most_recent=true', hints.range);
  }
  hints.hints.forEach((hint) => say(telling, hintInWords(hint, ageOf(telling.words.release)), hint.range));
}

function hintInWords(hint: Hint, age: number): string {
  const { name, value } = hint;
  if (value.kind === 'invalid') {
    return `The value of the hint ${cited(name) || '(without name)'} is ${invalidInWords(value)}`;
  }
  const known = HINTS[name];
  if (known) {
    return known(value, age);
  }
  return `Hint to Tempo: ${cited(name) || '(without name)'} is ${literalInWords(value)} (Tempo ignores hints that it does not know)`;
}

function isTrue(value: Literal): boolean {
  return value.kind === 'bool' && value.value;
}

function since(age: number, first: number, release: string, text: string): string {
  return age < first ? `${text}: without effect before Tempo ${release}` : text;
}

function sampling(what: string, value: Literal): string {
  if (value.kind === 'bool') {
    return value.value
      ? `Look only at a sample of the ${what}, as great as Tempo finds necessary`
      : `Look at all ${what}`;
  }
  const isShare = (value.kind === 'float' || value.kind === 'int') && value.value >= 0 && value.value <= 1;
  return isShare
    ? `Look only at ${percent(value.value)} % of the ${what}`
    : `Sample the ${what} by ${literalInWords(value)}`;
}

function technical(text: string): (value: Literal) => string {
  return (value) => `${text}: ${literalInWords(value)} (only where Tempo allows unsafe query hints)`;
}

const HINTS: Readonly<Record<string, ((value: Literal, age: number) => string) | undefined>> = Object.assign(
  Object.create(null) as object,
  {
    exemplars: (value: Literal, age: number) => {
      if (value.kind === 'bool') {
        const text = value.value ? 'Add example traces to the graph' : 'Add no example traces to the graph';
        return since(age, V2_10, '2.10', text);
      }
      return `Add up to ${literalInWords(value)} example traces to the graph`;
    },
    sample: (value: Literal, age: number) => since(age, V2_9, '2.9', sampling('data', value)),
    span_sample: (value: Literal, age: number) => since(age, V2_9, '2.9', sampling('spans', value)),
    trace_sample: (value: Literal, age: number) => since(age, V2_9, '2.9', sampling('traces', value)),
    most_recent: (value: Literal, age: number) =>
      since(
        age,
        V2_8,
        '2.8',
        isTrue(value) ? 'Return the newest traces first' : 'Return whichever traces are found first'
      ),
    job_size: technical('Split the search into jobs of this size'),
    time_overlap_cutoff: technical('Read blocks whole where at least this part of them is in the time range'),
    concurrent_blocks: technical('Read this many blocks at the same time'),
    debug: technical('Collect details for debugging'),
    info: technical('Log details of the execution'),
    debug_return_in: technical('Test tool: delay the answer'),
    debug_std_dev: technical('Test tool: vary the delay'),
    debug_data_factor: technical('Test tool: multiply the data'),
    skip_ast_transformations: technical('Leave out these optimisations of the query'),
    spanonly_fetch: technical('Read spans without their traces'),
  }
);
