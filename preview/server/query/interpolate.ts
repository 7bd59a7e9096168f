import { renderGoDuration, renderInterval } from './goDuration';
import { calculateRateInterval, RATE_INTERVAL } from './step';

export interface InterpolationInput {
  stepMs: number;
  /** Of the request, before the step was calculated. */
  intervalMs: number;
  minStep: string;
  scrapeInterval: string;
  rangeMs: number;
}

/**
 * Fills in the variables that only the backend knows, in both notations.
 * Source: Grafana 12.3, pkg/promlib/models/query.go, InterpolateVariables.
 */
export function interpolate(expr: string, input: InterpolationInput): string {
  const { stepMs, rangeMs } = input;
  const rangeSeconds = String(Math.round(rangeMs / 1000));
  const rateIntervalMs = findRateInterval(input);
  const values: Record<string, string> = {
    __interval_ms: String(stepMs),
    __interval: renderInterval(stepMs),
    __range_ms: String(rangeMs),
    __range_s: rangeSeconds,
    __range: `${rangeSeconds}s`,
    __rate_interval_ms: String(rateIntervalMs),
    __rate_interval: renderGoDuration(rateIntervalMs),
  };
  // Longer names stand before those they begin with: `$__interval` also matches in `$__interval_ms`.
  return Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(`$${name}`, value).replaceAll(`\${${name}}`, value),
    expr
  );
}

function findRateInterval({ stepMs, intervalMs, minStep, scrapeInterval }: InterpolationInput): number {
  if (RATE_INTERVAL.test(minStep)) {
    return stepMs;
  }
  const isInterval = minStep === '$__interval' || minStep === '${__interval}';
  return calculateRateInterval(intervalMs, isInterval ? renderGoDuration(stepMs) : minStep || scrapeInterval);
}
