import { select, TEMPO_LABELS } from './promql';

/** `sum by (cluster, namespace, …) (expr)`. */
export function sumByTempo(expr: string, ...more: string[]): string {
  return `sum by (${[...TEMPO_LABELS, ...more].join(', ')}) (${expr})`;
}

/** The same for `max`. */
export function maxByTempo(expr: string, ...more: string[]): string {
  return `max by (${[...TEMPO_LABELS, ...more].join(', ')}) (${expr})`;
}

/** The same for `min`. */
export function minByTempo(expr: string, ...more: string[]): string {
  return `min by (${[...TEMPO_LABELS, ...more].join(', ')}) (${expr})`;
}

/**
 * A quantile of what a histogram observed in five minutes. A rule does not know how Prometheus stores it, and one that asks
 * for buckets alone would be silent for ever where only native histograms are kept.
 */
export function quantileByTempo(q: number, histogram: string, matchers = '', ...by: string[]): string {
  const classic = sumByTempo(`rate(${select(`${histogram}_bucket`, matchers)}[5m])`, ...by, 'le');
  const native = sumByTempo(`rate(${select(histogram, matchers)}[5m])`, ...by);
  return `histogram_quantile(${q}, ${classic}) or histogram_quantile(${q}, ${native})`;
}

/** Observations per second of a histogram, in parentheses, whichever way it is stored. */
export function observationsByTempo(histogram: string, matchers = '', ...by: string[]): string {
  const classic = sumByTempo(`rate(${select(`${histogram}_count`, matchers)}[5m])`, ...by);
  const native = sumByTempo(`histogram_count(rate(${select(histogram, matchers)}[5m]))`, ...by);
  return `(${classic} or ${native})`;
}

/**
 * How often something happened in an hour, as long as it still happens: in the last five minutes too. Keeps an alert from
 * lasting for an hour after its cause is gone, and a single mishap from being one.
 */
export function stillHappening(counters: string | readonly string[], ...by: string[]): string {
  const names = typeof counters === 'string' ? [counters] : counters;
  // The label keeps series of several counters apart, which have the same labels otherwise.
  const increases = (range: string) =>
    names.length === 1
      ? `increase(${names.join('')}[${range}])`
      : names.map((name) => `label_replace(increase(${name}[${range}]), "counter", "${name}", "", "")`).join(' or ');
  return `${sumByTempo(increases('1h'), ...by)} and ${sumByTempo(increases('5m'), ...by)} > 0`;
}
