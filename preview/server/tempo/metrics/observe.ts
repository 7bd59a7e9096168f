/**
 * From spans to the series of one job.
 * Follows `GroupingAggregator`, `StepAggregator` and `MetricsAggregate` in Tempo's `pkg/traceql`.
 */
import { MetricsAggregate } from '../../../../src/traceql/ast';
import { Behaviour } from '../behaviour';
import { FetchedSpan } from '../evaluate/fetchedSpan';
import { attributeField, Field, renderField } from '../evaluate/field';
import { lowerField } from '../evaluate/lower';
import { mapKey, NIL, ofFloat, ofString, Static, toFloat } from '../evaluate/static';
import { Accumulator, newAccumulator } from './accumulators';
import { ExemplarBuckets, exemplarBuckets } from './exemplarBuckets';
import { bucketOf } from './histogram';
import { Intervals } from './intervals';
import { MetricsRequest } from './metricsRequest';
import { Exemplar, keyOf, Label, Labels, newSeries, SeriesSet } from './series';

export interface SpanObserver {
  observe(span: FetchedSpan): void;
  observeExemplar(span: FetchedSpan): void;
  series(): SeriesSet;
}

const SECOND_NS = 1e9;
export const BUCKET_LABEL = '__bucket';

interface Group {
  readonly values: readonly Static[];
  readonly accumulator: Accumulator;
  readonly buckets: ExemplarBuckets;
  readonly exemplars: Exemplar[];
}

export function observeAggregate(
  metrics: MetricsAggregate,
  request: MetricsRequest,
  intervals: Intervals,
  behaviour: Behaviour
): SpanObserver {
  const by = (metrics.by ?? []).map(lowerField);
  const valueOf = metrics.field ? numberReader(lowerField(metrics.field)) : () => 0;
  const bucket = hasBuckets(metrics) && metrics.field ? bucketReader(lowerField(metrics.field)) : null;
  const groups = new Map<string, Group>();
  const step = Number(request.stepNs) / SECOND_NS;
  const groupOf = grouper(groups, by.map(lookupFor), bucket, (values) => ({
    values,
    accumulator: newAccumulator(metrics.function, intervals.count, step),
    buckets: exemplarBuckets(request, intervals, behaviour),
    exemplars: [],
  }));
  if (by.length === 0 && !bucket) {
    // Without grouping there is a series even where there is no span; averages make theirs with the first value.
    addUngrouped(groups, metrics, request, intervals, step, behaviour);
  }
  const exemplarValue = exemplarReader(metrics, behaviour);
  return {
    observe(span) {
      const interval = intervals.of(span.stored.span.startNs);
      const value = valueOf(span);
      if (metrics.function === 'avg_over_time' && (interval < 0 || Number.isNaN(value))) {
        return;
      }
      const group = groupOf(span);
      if (group && interval >= 0) {
        group.accumulator.add(interval, value);
      }
    },
    observeExemplar(span) {
      const group = groupOf(span);
      const timestampMs = startMs(span);
      if (group?.buckets.take(timestampMs)) {
        group.exemplars.push({ labels: everyLabel(span, behaviour), value: exemplarValue(span), timestampMs });
      }
    },
    series() {
      const set: SeriesSet = new Map();
      for (const group of groups.values()) {
        const labels = labelsFor(metrics, by, group.values, behaviour);
        const series = newSeries(labels, group.accumulator.values(), behaviour, group.exemplars);
        set.set(keyOf(series, behaviour), series);
      }
      return set;
    },
  };
}

/** Finds the group of a span, making it where it is the first one; null where the span has no value to group by. */
function grouper(
  groups: Map<string, Group>,
  lookups: ReadonlyArray<(span: FetchedSpan) => Static>,
  bucket: ((span: FetchedSpan) => Static | null) | null,
  makeGroup: (values: readonly Static[]) => Group
): (span: FetchedSpan) => Group | null {
  return (span) => {
    const values = lookups.map((lookup) => lookup(span));
    if (bucket) {
      const value = bucket(span);
      if (!value) {
        return null;
      }
      values.push(value);
    }
    const key = values.map(mapKey).join('\u0000');
    let group = groups.get(key);
    if (!group) {
      group = makeGroup(values);
      groups.set(key, group);
    }
    return group;
  };
}

function addUngrouped(
  groups: Map<string, Group>,
  metrics: MetricsAggregate,
  request: MetricsRequest,
  intervals: Intervals,
  step: number,
  behaviour: Behaviour
): void {
  if (metrics.function !== 'avg_over_time') {
    groups.set('', {
      values: [],
      accumulator: newAccumulator(metrics.function, intervals.count, step),
      buckets: exemplarBuckets(request, intervals, behaviour),
      exemplars: [],
    });
  }
}

export function hasBuckets(metrics: MetricsAggregate): boolean {
  return metrics.function === 'quantile_over_time' || metrics.function === 'histogram_over_time';
}

/** Nil values are left out; one label must remain. */
function labelsFor(
  metrics: MetricsAggregate,
  by: readonly Field[],
  values: readonly Static[],
  behaviour: Behaviour
): Labels {
  if (by.length === 0 && !hasBuckets(metrics)) {
    return [{ name: '__name__', value: ofString(metrics.function) }];
  }
  const labels: Label[] = [];
  by.forEach((field, i) => {
    const value = values[i] ?? NIL;
    if (value.type !== 'nil') {
      labels.push({ name: renderField(field, behaviour.quotesNames), value });
    }
  });
  if (hasBuckets(metrics)) {
    labels.push({ name: BUCKET_LABEL, value: values[by.length] ?? NIL });
  }
  const [first] = by;
  return labels.length === 0 && first ? [{ name: renderField(first, behaviour.quotesNames), value: NIL }] : labels;
}

/** Attributes without scope are looked up in the span, then in the resource. */
function lookupFor(field: Field): (span: FetchedSpan) => Static {
  if (field.scope !== 'none' || field.intrinsic !== null) {
    return (span) => span.valueOf(field) ?? NIL;
  }
  const inSpan = attributeField('span', field.name);
  const inResource = attributeField('resource', field.name);
  return (span) => span.valueOf(inSpan) ?? span.valueOf(inResource) ?? NIL;
}

/** The number to aggregate, NaN without one. Durations of spans count in seconds, all others in nanoseconds. */
function numberReader(field: Field): (span: FetchedSpan) => number {
  return field.intrinsic === 'duration'
    ? (span) => Number(span.durationNs) / SECOND_NS
    : (span) => toFloat(span.valueOf(field) ?? NIL);
}

/** The power of two that a value counts under; null for values below 2 and of types that have no buckets. */
function bucketReader(field: Field): (span: FetchedSpan) => Static | null {
  if (field.intrinsic === 'duration') {
    return ({ durationNs }) => (durationNs < BigInt(2) ? null : ofFloat(bucketOf(Number(durationNs)) / SECOND_NS));
  }
  return (span) => {
    const value = span.valueOf(field) ?? NIL;
    const number = toFloat(value);
    if ((value.type !== 'int' && value.type !== 'duration') || number < 2) {
      return null;
    }
    return ofFloat(bucketOf(number) / (value.type === 'duration' ? SECOND_NS : 1));
  };
}

export function startMs(span: FetchedSpan): number {
  return Number(span.stored.span.startNs / BigInt(1_000_000));
}

/** What an exemplar shows as its value; NaN where it takes the value of the series. */
function exemplarReader(metrics: MetricsAggregate, behaviour: Behaviour): (span: FetchedSpan) => number {
  if (!metrics.field || (metrics.function === 'histogram_over_time' && behaviour.generation !== '2.6')) {
    return () => NaN;
  }
  const field = lowerField(metrics.field);
  if (field.intrinsic === 'duration') {
    const unit = behaviour.generation === '2.6' ? 1 : SECOND_NS;
    return ({ durationNs }) => Number(durationNs) / unit;
  }
  return (span) => {
    const value = toFloat(span.valueOf(field) ?? NIL);
    return Number.isNaN(value) ? 0 : value;
  };
}

/** Every value that was fetched for the span, as the labels of its exemplar. */
export function everyLabel(span: FetchedSpan, behaviour: Behaviour): Label[] {
  const labels = new Map<string, Label>();
  for (const list of span.lists()) {
    for (const { field, value } of list) {
      if (value.type !== 'nil') {
        labels.set(field.key, { name: renderField(field, behaviour.quotesNames), value });
      }
    }
  }
  return [...labels.values()];
}
