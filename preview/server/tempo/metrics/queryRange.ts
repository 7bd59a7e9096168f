/**
 * A TraceQL metrics query over traces, from spans to the series of the answer.
 * Follows Tempo's `pkg/traceql/engine_metrics.go`, `modules/frontend/metrics_query_range_handler.go` and
 * `combiner/metrics_query_range.go`.
 */
import { MetricsFunction, Query } from '../../../../src/traceql/ast';
import { Behaviour } from '../behaviour';
import { FetchedSpan } from '../evaluate/fetchedSpan';
import { lowerStages } from '../evaluate/lower';
import { Static } from '../evaluate/static';
import { Trace } from '../model';
import { combineComparison, observeComparison, topOf } from './compare';
import { exemplarBuckets } from './exemplarBuckets';
import { Bucket, quantile } from './histogram';
import { Intervals, intervalsOf } from './intervals';
import { compileMetricsFetch } from './metricsFetch';
import { alignRequest, MetricsRequest } from './metricsRequest';
import { BUCKET_LABEL, observeAggregate, SpanObserver } from './observe';
import { applySecondStages } from './secondStages';
import { Exemplar, keyOf, Labels, newSeries, overTheWire, promLabelsOf, SeriesSet } from './series';

export interface ResultSeries {
  readonly labels: Labels;
  readonly promLabels: string;
  readonly samples: ReadonlyArray<readonly [ms: number, value: number]>;
  readonly exemplars: readonly Exemplar[];
}

/**
 * Runs a metrics query. `request` is as the frontend has it: aligned in 3.0, as asked in 2.6.
 * @throws EvaluationError with Tempo's text where the query fails on the data
 */
export function queryRange(
  query: Query,
  traces: readonly Trace[],
  request: MetricsRequest,
  behaviour: Behaviour
): ResultSeries[] {
  const { metrics } = query;
  if (!metrics) {
    return [];
  }
  const ofJob = alignRequest(request, behaviour);
  const jobIntervals = intervalsOf(ofJob, behaviour);
  const observer =
    metrics.kind === 'compare'
      ? observeComparison(metrics, ofJob, jobIntervals, behaviour)
      : observeAggregate(metrics, ofJob, jobIntervals, behaviour);
  const fetch = compileMetricsFetch(lowerStages(query.stages, behaviour), metrics, ofJob, behaviour);
  observeTraces(traces, fetch, observer, ofJob, behaviour);
  const job = toResult(observer.series(), jobIntervals, behaviour);
  const combined = combine(query, job, request, behaviour);
  const result = toResult(applySecondStages(query.secondStages, combined), intervalsOf(request, behaviour), behaviour);
  return finish(result, request, behaviour);
}

function observeTraces(
  traces: readonly Trace[],
  fetch: (trace: Trace) => ReadonlyArray<readonly FetchedSpan[]>,
  observer: SpanObserver,
  request: MetricsRequest,
  behaviour: Behaviour
): void {
  const { startNs, endNs } = request;
  const is26 = behaviour.generation === '2.6';
  const isInTime = ({ stored: { span } }: FetchedSpan) =>
    is26 ? span.startNs >= startNs && span.startNs < endNs : span.startNs > startNs && span.startNs <= endNs;
  let exemplars = 0;
  for (const trace of traces) {
    let shown = false;
    for (const spans of fetch(trace)) {
      const counted = spans.filter(isInTime);
      counted.forEach((span) => observer.observe(span));
      // One span a trace: 2.6 takes the first, 3.0 any; here always the first.
      const [example] = is26 ? spans : counted;
      if (!shown && example && exemplars < request.exemplars) {
        shown = true;
        exemplars++;
        observer.observeExemplar(example);
      }
    }
  }
}

/** Series as they leave a part of Tempo (`SeriesSet.ToProto`). */
function toResult(set: SeriesSet, intervals: Intervals, behaviour: Behaviour): ResultSeries[] {
  const result: ResultSeries[] = [];
  for (const { labels, promLabels, values, exemplars } of set.values()) {
    const samples = values
      .slice(0, intervals.count)
      .map((value, at) => [intervals.shownAtMs(at), value] as const)
      .filter(([, value]) => behaviour.generation === '2.6' || !Number.isNaN(value));
    if (behaviour.generation === '2.6') {
      result.push({ labels, promLabels, samples, exemplars });
    } else if (samples.length > 0) {
      const shown = exemplars.filter(({ timestampMs }) => {
        const at = intervals.ofMs(timestampMs);
        return at >= 0 && !Number.isNaN(values[at] ?? NaN);
      });
      result.push({ labels, promLabels, samples, exemplars: shown });
    }
  }
  return result;
}

function combine(query: Query, job: readonly ResultSeries[], request: MetricsRequest, behaviour: Behaviour): SeriesSet {
  const intervals = intervalsOf(request, behaviour);
  const { metrics } = query;
  if (metrics?.kind === 'compare') {
    return combineComparison(job, topOf(metrics), request, intervals, behaviour);
  }
  if (metrics?.function === 'quantile_over_time') {
    const quantiles = metrics.quantiles.map((q) => (q.kind === 'invalid' ? NaN : q.value));
    return combineQuantiles(job, quantiles, request, intervals, behaviour);
  }
  // Counts are 0 where no span was; minima, maxima, sums and averages are nothing there.
  const isCount = ['rate', 'count_over_time', 'histogram_over_time'].includes(metrics?.function ?? '');
  return combineSimply(job, isCount ? 0 : NaN, foldOf(metrics?.function), request, intervals, behaviour);
}

type Fold = (a: number, b: number) => number;

/** How series that become one on the wire are put together. */
function foldOf(name: MetricsFunction | undefined): Fold {
  return name === 'min_over_time' ? Math.min : name === 'max_over_time' ? Math.max : (a, b) => a + b;
}

const wired = (labels: Labels): Labels => labels.map(({ name, value }) => ({ name, value: overTheWire(value) }));

function combineSimply(
  job: readonly ResultSeries[],
  empty: number,
  fold: Fold,
  request: MetricsRequest,
  intervals: Intervals,
  behaviour: Behaviour
): SeriesSet {
  const set: SeriesSet = new Map();
  const buckets = exemplarBuckets(request, intervals, behaviour);
  for (const { labels, promLabels, samples, exemplars } of job) {
    const key = keyOf({ labels: wired(labels), promLabels }, behaviour);
    const known = set.get(key);
    const values = known?.values ?? new Array<number>(intervals.count).fill(empty);
    for (const [ms, value] of samples) {
      const at = intervals.ofMs(ms);
      if (at >= 0 && at < values.length) {
        const before = values[at] ?? NaN;
        values[at] = Number.isNaN(before) ? value : fold(before, value);
      }
    }
    const kept = exemplars
      .filter(({ timestampMs }) => buckets.take(timestampMs))
      .map((exemplar) => ({ ...exemplar, value: replaceNaN(exemplar.value, behaviour) }));
    set.set(key, { labels: wired(labels), promLabels, values, exemplars: [...(known?.exemplars ?? []), ...kept] });
  }
  return set;
}

/** 2.6 does not know the value of the series where it meets the exemplar. */
function replaceNaN(value: number, behaviour: Behaviour): number {
  return Number.isNaN(value) && behaviour.generation === '2.6' ? 0 : value;
}

interface Histogram {
  readonly labels: Labels;
  readonly intervals: Bucket[][];
  readonly exemplars: Exemplar[];
}

function combineQuantiles(
  job: readonly ResultSeries[],
  quantiles: readonly number[],
  request: MetricsRequest,
  intervals: Intervals,
  behaviour: Behaviour
): SeriesSet {
  const histograms = new Map<string, Histogram>();
  const bucketsByKey = new Map<string, ReturnType<typeof exemplarBuckets>>();
  const common = exemplarBuckets(request, intervals, behaviour);
  const commonExemplars: Exemplar[] = [];
  for (const { labels, samples, exemplars } of job) {
    const bucket = labels.find(({ name }) => name === BUCKET_LABEL)?.value;
    if (bucket?.type !== 'float') {
      continue;
    }
    const others = wired(labels.filter(({ name }) => name !== BUCKET_LABEL));
    const key = promLabelsOf(others, behaviour);
    const histogram = histograms.get(key) ?? newHistogram(others, intervals.count);
    histograms.set(key, histogram);
    for (const [ms, value] of samples) {
      record(histogram.intervals[intervals.ofMs(ms)], bucket.value, value);
    }
    const own = bucketsByKey.get(key) ?? exemplarBuckets(request, intervals, behaviour);
    bucketsByKey.set(key, own);
    histogram.exemplars.push(...exemplars.filter(({ timestampMs }) => own.take(timestampMs)));
    commonExemplars.push(...exemplars.filter(({ timestampMs }) => common.take(timestampMs)));
  }
  // 2.6 gives all exemplars to all series.
  const shared = behaviour.generation === '2.6' ? commonExemplars : null;
  return quantileSeries([...histograms.values()], quantiles, shared, behaviour);
}

function newHistogram(labels: Labels, intervals: number): Histogram {
  return { labels, intervals: Array.from({ length: intervals }, () => []), exemplars: [] };
}

function record(buckets: Bucket[] | undefined, max: number, count: number): void {
  if (!buckets || count === 0) {
    return;
  }
  const known = buckets.find((bucket) => bucket.max === max);
  if (known) {
    known.count += count;
  } else {
    buckets.push({ max, count });
  }
}

const byMax = (a: Bucket, b: Bucket) => a.max - b.max;

function quantileSeries(
  histograms: readonly Histogram[],
  quantiles: readonly number[],
  shared: Exemplar[] | null,
  behaviour: Behaviour
): SeriesSet {
  const overall: Bucket[] = [];
  for (const { intervals } of histograms) {
    intervals.forEach((buckets) => {
      buckets.sort(byMax);
      buckets.forEach(({ max, count }) => record(overall, max, count));
    });
  }
  overall.sort(byMax);
  const typical = quantiles.map((q) => quantile(q, overall));
  const set: SeriesSet = new Map();
  for (const { labels, intervals, exemplars } of histograms) {
    quantiles.forEach((q, index) => {
      const value: Static = { type: 'float', value: q };
      const shown = shared ?? exemplars.filter((exemplar) => nearest(exemplar.value, typical) === index);
      const values = intervals.map((buckets) => quantile(q, buckets));
      const series = newSeries([...labels, { name: 'p', value }], values, behaviour, shown);
      set.set(keyOf(series, behaviour), series);
    });
  }
  return set;
}

function nearest(value: number, candidates: readonly number[]): number {
  let best = -1;
  let distance = Infinity;
  candidates.forEach((candidate, index) => {
    if (Math.abs(value - candidate) < distance) {
      distance = Math.abs(value - candidate);
      best = index;
    }
  });
  return best;
}

/** Sorts, and gives exemplars without a value that of their series. */
function finish(series: readonly ResultSeries[], request: MetricsRequest, behaviour: Behaviour): ResultSeries[] {
  const intervals = intervalsOf(request, behaviour);
  const sorted = [...series].sort(behaviour.generation === '2.6' ? byPromLabels : byLabels);
  return sorted.map((one) => {
    const isNeeded = one.exemplars.some(({ value }) => Number.isNaN(value));
    const values = new Map(isNeeded ? one.samples.map(([ms, value]) => [intervals.ofMs(ms), value]) : []);
    const exemplars = one.exemplars.map((exemplar) => {
      const value = Number.isNaN(exemplar.value)
        ? (values.get(intervals.ofMs(exemplar.timestampMs)) ?? NaN)
        : exemplar.value;
      return { ...exemplar, labels: wired(exemplar.labels), value };
    });
    return { ...one, labels: wired(one.labels), exemplars: exemplars.sort((a, b) => a.timestampMs - b.timestampMs) };
  });
}

function byPromLabels(a: ResultSeries, b: ResultSeries): number {
  return a.promLabels < b.promLabels ? -1 : a.promLabels > b.promLabels ? 1 : 0;
}

function byLabels(a: ResultSeries, b: ResultSeries): number {
  if (a.labels.length !== b.labels.length) {
    return a.labels.length - b.labels.length;
  }
  for (const [i, left] of a.labels.entries()) {
    const right = b.labels[i];
    if (!right) {
      return 0;
    }
    const step = compareTexts(left.name, right.name) || compareTexts(protoText(left.value), protoText(right.value));
    if (step !== 0) {
      return step;
    }
  }
  return 0;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The text form of the protobuf message, by which Tempo sorts. */
function protoText(value: Static): string {
  const wire = overTheWire(value);
  switch (wire.type) {
    case 'int':
      return `int_value:${wire.value}`;
    case 'float':
      return `double_value:${wire.value}`;
    case 'boolean':
      return `bool_value:${wire.value}`;
    default:
      return `string_value:"${wire.type === 'string' ? wire.value : 'nil'}"`;
  }
}
