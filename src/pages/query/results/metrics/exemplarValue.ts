import type { MetricsExemplar, MetricsSeries } from '../../../../tempo';

/** What an answer's exemplars mean. */
export interface ExemplarMeaning {
  /** Whether the series counts spans (rate, count, histogram): then a single span has no value of its own. */
  readonly countsSpans: boolean;
  /** Whether the series are durations, in seconds. */
  readonly isDuration: boolean;
}

/** How far above its series an exemplar in seconds may lie; one in nanoseconds is a billion times too high. */
const PLAUSIBLE_FACTOR = 1e3;
const NS_PER_SECOND = 1e9;

/**
 * Where an exemplar stands on the value axis. 3.0 sends it in the unit of the series, and for counts the value of the
 * series; 2.6 sends durations in nanoseconds, also for histograms, and for counts nothing (seen in the answers of 2.6.1 and
 * 3.0.3). Null where there is no value.
 */
export function exemplarValue(
  exemplar: MetricsExemplar,
  series: MetricsSeries,
  { countsSpans, isDuration }: ExemplarMeaning
): number | null {
  const { value, timeMs } = exemplar;
  const highest = series.samples.reduce((most, sample) => Math.max(most, sample.value ?? 0), 0);
  if (countsSpans) {
    return value !== null && value > 0 && value <= highest ? value : sampleValueAt(series, timeMs);
  }
  const isNanoseconds = isDuration && value !== null && value > Math.max(1, highest) * PLAUSIBLE_FACTOR;
  return isNanoseconds ? value / NS_PER_SECOND : value;
}

/** The value of the interval that the moment lies in: 2.6 dates intervals by their beginning. */
function sampleValueAt({ samples }: MetricsSeries, timeMs: number): number | null {
  const before = samples.filter((sample) => sample.timeMs <= timeMs);
  return (before.at(-1) ?? samples[0])?.value ?? null;
}
