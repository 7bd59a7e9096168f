import { histogramKind } from '../tempo';
import type { SignalContext, SignalQuery } from './signal';

/** A metric name with its matchers, or the bare name where there is nothing to match. */
export function select(name: string, matchers: string): string {
  return matchers === '' ? name : `${name}{${matchers}}`;
}

/** `sum by (a, b) (expr)`, or a plain sum without labels to group by. */
export function sumBy(by: readonly string[], expr: string): string {
  return aggregate('sum', by, expr);
}

/** The same for `max`. */
export function maxBy(by: readonly string[], expr: string): string {
  return aggregate('max', by, expr);
}

/** The same for `min`. */
export function minBy(by: readonly string[], expr: string): string {
  return aggregate('min', by, expr);
}

/** What tells one Tempo from another where several are chosen. A label that the scrape lacks is empty, and groups nothing. */
export const TEMPO_LABELS = ['cluster', 'namespace'] as const;

/**
 * A gauge that every process of a Tempo reports alike: of each Tempo the largest, which is the newest, and those added up.
 *
 * @param within - labels that tell apart what is added up within a Tempo
 */
export function sumOfTempos(by: readonly string[], within: readonly string[], gauge: string): string {
  return sumBy(by, maxBy([...TEMPO_LABELS, ...within], gauge));
}

/** Per-second increase of a counter. */
export function rate(name: string, matchers: string): string {
  return `rate(${select(name, matchers)}[$__rate_interval])`;
}

/** Per-second increase of a counter, summed over everything but the labels given. */
export function rateSum(name: string, matchers: string, by: readonly string[] = []): string {
  return sumBy(by, rate(name, matchers));
}

/**
 * A quantile of what a histogram observed during the rate interval, in the histogram's unit.
 *
 * `_bucket` series are used wherever there are any: a histogram that is stored both ways has them for all of its
 * history, and asking for them works with every Prometheus. The other form needs native histograms.
 */
export function quantile(
  context: SignalContext,
  q: number,
  histogram: string,
  matchers: string,
  by: readonly string[] = []
): string {
  return histogramKind(context.inventory, histogram) === 'native'
    ? `histogram_quantile(${q}, ${rateSum(histogram, matchers, by)})`
    : `histogram_quantile(${q}, ${rateSum(`${histogram}_bucket`, matchers, ['le', ...by])})`;
}

/** Some quantiles of a histogram beside each other, the legends `p50`, `p99` and so on. */
export function quantiles(
  context: SignalContext,
  histogram: string,
  matchers: string,
  qs: readonly number[] = [0.5, 0.9, 0.99]
): SignalQuery[] {
  return qs.map((q, i) => ({
    refId: String.fromCharCode('A'.charCodeAt(0) + i),
    expr: quantile(context, q, histogram, matchers),
    legend: `p${q * 100}`,
  }));
}

/** Observations per second by bucket, for a heatmap: by `le`, or whole where the histogram is a native one. */
export function buckets(context: SignalContext, histogram: string, matchers: string): SignalQuery {
  return histogramKind(context.inventory, histogram) === 'native'
    ? { refId: 'A', expr: rateSum(histogram, matchers), legend: 'Observations' }
    : { refId: 'A', expr: rateSum(`${histogram}_bucket`, matchers, ['le']), legend: '{{le}}' };
}

/** The mean of what a histogram observed during the rate interval, in the histogram's unit. */
export function average(
  context: SignalContext,
  histogram: string,
  matchers: string,
  by: readonly string[] = []
): string {
  if (histogramKind(context.inventory, histogram) === 'native') {
    const observed = rateSum(histogram, matchers, by);
    return `histogram_sum(${observed}) / histogram_count(${observed})`;
  }
  return `${rateSum(`${histogram}_sum`, matchers, by)} / ${rateSum(`${histogram}_count`, matchers, by)}`;
}

/** Observations per second of a histogram. */
export function observations(
  context: SignalContext,
  histogram: string,
  matchers: string,
  by: readonly string[] = []
): string {
  return sumBy(by, observationRate(context, histogram, matchers));
}

/** The same, each series for itself. */
export function observationRate(context: SignalContext, histogram: string, matchers: string): string {
  return histogramKind(context.inventory, histogram) === 'native'
    ? `histogram_count(${rate(histogram, matchers)})`
    : rate(`${histogram}_count`, matchers);
}

/** What a histogram observed, added up, per second: each series for itself. */
export function observedRate(context: SignalContext, histogram: string, matchers: string): string {
  return histogramKind(context.inventory, histogram) === 'native'
    ? `histogram_sum(${rate(histogram, matchers)})`
    : rate(`${histogram}_sum`, matchers);
}

/**
 * `expr`, or 0 while it has no series. Many of Tempo's counters have no series until the first event, and then "no
 * data" means "never happened".
 *
 * The 0 is computed from `tempo_build_info` and not from `vector(0)`, so that a Tempo that is not scraped at all still
 * shows as no data. For an `expr` that keeps labels, `placeholder` is the label, and its value, by which the 0 is
 * drawn; it is there only while there is nothing else, so that it never stands beside real series.
 */
export function orZero(context: SignalContext, expr: string, placeholder?: { label: string; value: string }): string {
  const zero = `0 * sum(${select(context.presence, context.matchers())})`;
  if (!placeholder) {
    return `${expr} or ${zero}`;
  }
  const named = `label_replace(${zero}, "${placeholder.label}", "${placeholder.value}", "", "")`;
  return `${expr} or (${named} unless on () ${expr})`;
}

/**
 * Only what Tempo processes send. For metrics that any program may have (`process_*`, `go_*`, `up`): selectors such as
 * the namespace do not keep other programs out, and a plain scrape of a single binary has no selectors at all.
 */
export function ofTempo(context: SignalContext, expr: string): string {
  return `${expr} and on (job, instance) ${select('tempo_build_info', context.matchers())}`;
}

/** How the processes of Tempo are told apart in this scrape: labels to group by, and the legend made of them. */
export function perProcess({ inventory, processLabels }: SignalContext): { by: string[]; legend: string } {
  const { instanceLabel, componentLabel } = inventory;
  if (processLabels) {
    return { by: [...processLabels], legend: processLabels.map((label) => `{{${label}}}`).join(' ') };
  }
  // Pods of several Tempos have the same names: the first ingester of each is called tempo-ingester-0.
  const tempos = TEMPO_LABELS.filter((label) => (inventory.labels[label]?.length ?? 0) > 1);
  // Names of pods hold the component; addresses do not.
  const process = instanceLabel === 'pod' || !componentLabel ? [instanceLabel] : [componentLabel, instanceLabel];
  const by = [...tempos, ...process];
  return { by, legend: by.map((label) => `{{${label}}}`).join(' ') };
}

function aggregate(operator: string, by: readonly string[], expr: string): string {
  return by.length === 0 ? `${operator}(${expr})` : `${operator} by (${by.join(', ')}) (${expr})`;
}
