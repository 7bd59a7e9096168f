/**
 * `compare()`: how often each value of each attribute occurs among selected spans and among the others.
 * Follows Tempo's `pkg/traceql/engine_metrics_compare.go`.
 */
import { MetricsCompare } from '../../../../src/traceql/ast';
import { Behaviour } from '../behaviour';
import { compileExpression, Evaluate } from '../evaluate/expression';
import { FetchedSpan } from '../evaluate/fetchedSpan';
import { Field, renderField } from '../evaluate/field';
import { lowerExpression } from '../evaluate/lower';
import { mapKey, NIL, ofString, Static, TRUE } from '../evaluate/static';
import { exemplarBuckets } from './exemplarBuckets';
import { Intervals } from './intervals';
import { MetricsRequest } from './metricsRequest';
import { everyLabel, SpanObserver, startMs } from './observe';
import { Exemplar, keyOf, Label, Labels, newSeries, overTheWire, Series, SeriesSet } from './series';

type Side = 'baseline' | 'selection';

interface Counts {
  readonly value: Static;
  readonly counts: number[];
}

interface OfSide {
  /** Attribute, then value. */
  readonly values: Map<string, { readonly name: string; readonly byValue: Map<string, Counts> }>;
  readonly totals: Map<string, { readonly name: string; readonly counts: number[] }>;
  readonly exemplars: Exemplar[];
}

/** Never counted: their values are as many as there are spans. */
const SKIPPED: Readonly<Record<Behaviour['generation'], readonly string[]>> = {
  '2.6': ['spanStartTime', 'trace:id'],
  '3.0': ['spanStartTime', 'trace:id', 'span:parentID', 'nestedSetLeft', 'nestedSetRight', 'nestedSetParent'],
};

const DEFAULT_TOP = 10;

export function topOf({ topN }: MetricsCompare): number {
  return topN?.kind === 'int' ? topN.value : DEFAULT_TOP;
}

export function observeComparison(
  metrics: MetricsCompare,
  request: MetricsRequest,
  intervals: Intervals,
  behaviour: Behaviour
): SpanObserver {
  const isSelected = selector(metrics, behaviour);
  const newSide = (): OfSide => ({ values: new Map(), totals: new Map(), exemplars: [] });
  const sides: Record<Side, OfSide> = { baseline: newSide(), selection: newSide() };
  const sideOf = (span: FetchedSpan) => (isSelected(span) ? sides.selection : sides.baseline);
  const limit = behaviour.generation === '2.6' ? 100 : request.exemplars;
  return {
    observe(span) {
      const interval = intervals.of(span.stored.span.startNs);
      const side = sideOf(span);
      for (const { field, value } of countedValues(span, behaviour)) {
        count(side, field, value, interval, intervals.count, behaviour);
      }
    },
    observeExemplar(span) {
      if (sides.baseline.exemplars.length < limit && sides.selection.exemplars.length < limit) {
        const labels = everyLabel(span, behaviour);
        sideOf(span).exemplars.push({ labels, value: NaN, timestampMs: startMs(span) });
      }
    },
    series: () => seriesOf(sides, topOf(metrics), behaviour),
  };
}

function selector(metrics: MetricsCompare, behaviour: Behaviour): (span: FetchedSpan) => boolean {
  const { selection, start, end } = metrics;
  const condition = selection.kind === 'filter' ? selection.expression : null;
  const evaluate: Evaluate = condition
    ? compileExpression(lowerExpression(condition, behaviour), behaviour)
    : () => TRUE;
  const from = start?.kind === 'int' ? BigInt(start.text) : BigInt(0);
  const to = end?.kind === 'int' ? BigInt(end.text) : BigInt(0);
  const isTimed = from > BigInt(0) && to > BigInt(0);
  const isInTime = ({ stored: { span } }: FetchedSpan) =>
    behaviour.generation === '2.6'
      ? span.startNs >= from && span.startNs < to
      : span.startNs > from && span.startNs <= to;
  return (span) => {
    if (isTimed && !isInTime(span)) {
      return false;
    }
    try {
      const result = evaluate(span);
      return result.type === 'boolean' && result.value;
    } catch {
      // Tempo does not look at errors here: what fails is not selected.
      return false;
    }
  };
}

function* countedValues(span: FetchedSpan, behaviour: Behaviour): Iterable<{ field: Field; value: Static }> {
  // 2.6 leaves out events, links and scopes.
  const lists =
    behaviour.generation === '2.6'
      ? [span.trace, span.resource, span.ofSpan]
      : [span.trace, span.resource, span.instrumentation, span.ofSpan, span.events, span.links];
  for (const list of lists) {
    for (const found of list) {
      if (found.value.type !== 'duration' && !SKIPPED[behaviour.generation].includes(found.field.intrinsic ?? '')) {
        yield found;
      }
    }
  }
}

function count(
  side: OfSide,
  field: Field,
  value: Static,
  interval: number,
  intervals: number,
  behaviour: Behaviour
): void {
  let ofField = side.values.get(field.key);
  let totals = side.totals.get(field.key);
  if (!ofField || !totals) {
    const name = renderField(field, behaviour.quotesNames);
    ofField = { name, byValue: new Map() };
    totals = { name, counts: new Array<number>(intervals).fill(0) };
    side.values.set(field.key, ofField);
    side.totals.set(field.key, totals);
  }
  const key = mapKey(value);
  let counts = ofField.byValue.get(key);
  if (!counts) {
    counts = { value, counts: new Array<number>(intervals).fill(0) };
    ofField.byValue.set(key, counts);
  }
  if (interval >= 0) {
    counts.counts[interval] = (counts.counts[interval] ?? 0) + 1;
    totals.counts[interval] = (totals.counts[interval] ?? 0) + 1;
  }
}

/** The most frequent values; all where there are not more. Which of equally frequent ones remain, Tempo leaves to chance. */
function top(entries: Iterable<Counts>, limit: number): Counts[] {
  const all = [...entries];
  if (all.length <= limit) {
    return all;
  }
  const total = ({ counts }: Counts) => counts.reduce((sum, value) => sum + value, 0);
  return all.sort((a, b) => total(b) - total(a)).slice(0, limit);
}

const META_TYPE = '__meta_type';
const META_ERROR: Label = { name: '__meta_error', value: ofString('__too_many_values__') };

const metaLabel = (type: string): Label => ({ name: META_TYPE, value: ofString(type) });

function seriesOf(sides: Record<Side, OfSide>, limit: number, behaviour: Behaviour): SeriesSet {
  const set: SeriesSet = new Map();
  const add = (labels: Labels, values: number[]): Series => {
    const series = newSeries(labels, values, behaviour);
    set.set(keyOf(series, behaviour), series);
    return series;
  };
  for (const side of ['baseline', 'selection'] as const) {
    for (const { name, byValue } of sides[side].values.values()) {
      for (const { value, counts } of top(byValue.values(), limit)) {
        add([metaLabel(side), { name, value }], counts);
      }
      if (byValue.size > limit) {
        add([META_ERROR, { name, value: NIL }], []);
      }
    }
    for (const { name, counts } of sides[side].totals.values()) {
      const total = add([metaLabel(`${side}_total`), { name, value: NIL }], counts);
      total.exemplars.push(
        ...sides[side].exemplars.filter(({ labels }) => labels.some((label) => label.name === name))
      );
    }
  }
  return set;
}

/** What the query frontend makes of the series of a job (`BaselineAggregator`). */
export function combineComparison(
  series: Iterable<{
    labels: Labels;
    samples: ReadonlyArray<readonly [ms: number, value: number]>;
    exemplars: readonly Exemplar[];
  }>,
  limit: number,
  request: MetricsRequest,
  intervals: Intervals,
  behaviour: Behaviour
): SeriesSet {
  const buckets = exemplarBuckets(request, intervals, behaviour);
  const byType = new Map<string, Map<string, Map<string, Counts & { exemplars: Exemplar[] }>>>();
  const tooMany = new Set<string>();
  for (const { labels, samples, exemplars } of series) {
    const [meta, attribute] = labels;
    if (!meta || !attribute) {
      continue;
    }
    if (meta.name === META_ERROR.name) {
      tooMany.add(attribute.name);
      continue;
    }
    const value = overTheWire(attribute.value);
    const entry = entryOf(byType, mapKey(meta.value), attribute.name, value, intervals.count);
    for (const [ms, sample] of samples) {
      const at = intervals.ofMs(ms);
      if (at >= 0 && at < entry.counts.length) {
        entry.counts[at] = (entry.counts[at] ?? 0) + sample;
      }
    }
    entry.exemplars.push(...exemplars.filter(({ timestampMs }) => buckets.take(timestampMs)));
  }
  return combinedSeries(byType, tooMany, limit, behaviour);
}

type ByType = Map<string, Map<string, Map<string, Counts & { exemplars: Exemplar[] }>>>;

function entryOf(
  byType: ByType,
  type: string,
  name: string,
  value: Static,
  intervals: number
): Counts & { exemplars: Exemplar[] } {
  const byName = byType.get(type) ?? new Map<string, Map<string, Counts & { exemplars: Exemplar[] }>>();
  byType.set(type, byName);
  const byValue = byName.get(name) ?? new Map<string, Counts & { exemplars: Exemplar[] }>();
  byName.set(name, byValue);
  const key = mapKey(value);
  const entry = byValue.get(key) ?? { value, counts: new Array<number>(intervals).fill(0), exemplars: [] };
  byValue.set(key, entry);
  return entry;
}

function combinedSeries(byType: ByType, tooMany: ReadonlySet<string>, limit: number, behaviour: Behaviour): SeriesSet {
  const set: SeriesSet = new Map();
  const add = (series: Series) => set.set(keyOf(series, behaviour), series);
  for (const type of ['baseline', 'selection', 'baseline_total', 'selection_total']) {
    for (const [name, byValue] of byType.get(mapKey(ofString(type))) ?? []) {
      for (const entry of top(byValue.values(), limit)) {
        const { exemplars } = byValue.get(mapKey(entry.value)) ?? { exemplars: [] };
        add(newSeries([metaLabel(type), { name, value: entry.value }], entry.counts, behaviour, exemplars));
      }
    }
  }
  for (const name of tooMany) {
    add(newSeries([META_ERROR, { name, value: NIL }], [], behaviour));
  }
  return set;
}
