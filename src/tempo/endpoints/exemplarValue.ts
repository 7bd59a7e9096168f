import type { MetricsLabel, MetricsSample } from '../queryAnswers';

const NS_BY_UNIT: Readonly<Record<string, number>> = {
  h: 3600e9,
  m: 60e9,
  s: 1e9,
  ms: 1e6,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ns: 1,
};
const DURATION = /^(\d+(\.\d+)?(h|ms|m|s|us|µs|μs|ns))+$/;
const DURATION_PART = /(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|μs|ns)/g;

/**
 * The value of an exemplar in the unit of its series. 2.6 gives durations in nanoseconds, where series and later releases
 * have seconds, and leaves the value out where the series counts; later releases then repeat that of the series. (Seen in
 * answers of 2.6.1 and 3.0.3; pkg/traceql/engine_metrics.go, modules/frontend/metrics_query_range_handler.go.)
 *
 * @param sent - undefined where Tempo sent none
 */
export function exemplarValue(
  sent: number | null | undefined,
  timeMs: number,
  labels: readonly MetricsLabel[],
  samples: readonly MetricsSample[]
): number | null {
  if (sent === undefined) {
    return nearestValue(samples, timeMs) ?? 0;
  }
  // The span's own duration stands beside it, as text with its unit: so there is no need to know the release.
  const isNanoseconds = sent !== null && labels.some(({ value }) => typeof value === 'string' && isSame(value, sent));
  return isNanoseconds ? sent / 1e9 : sent;
}

function isSame(text: string, nanoseconds: number): boolean {
  if (nanoseconds < 1 || !DURATION.test(text)) {
    return false;
  }
  const sum = [...text.matchAll(DURATION_PART)].reduce(
    (total, [, amount, unit = '']) => total + Number(amount) * (NS_BY_UNIT[unit] ?? 0),
    0
  );
  return Math.abs(sum - nanoseconds) < 1;
}

function nearestValue(samples: readonly MetricsSample[], timeMs: number): number | null | undefined {
  const distance = (sample: MetricsSample) => Math.abs(sample.timeMs - timeMs);
  return samples.reduce<MetricsSample | undefined>(
    (nearest, sample) => (nearest && distance(nearest) <= distance(sample) ? nearest : sample),
    undefined
  )?.value;
}
