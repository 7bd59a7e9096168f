import { parseInterval } from './goDuration';

/** Most points that Grafana asks Prometheus for, whatever the step. */
const MAX_POINTS = 11_000;

/** Upper limits (inclusive) of an interval and what it is rounded to, in ms. Source: gtime.RoundInterval. */
const ROUNDING: Array<[limit: number, rounded: number]> = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1_500, 1_000],
  [3_500, 2_000],
  [7_500, 5_000],
  [12_500, 10_000],
  [17_500, 15_000],
  [25_000, 20_000],
  [45_000, 30_000],
  [90_000, 60_000],
  [210_000, 120_000],
  [450_000, 300_000],
  [750_000, 600_000],
  [1_050_000, 900_000],
  [1_500_000, 1_200_000],
  [2_700_000, 1_800_000],
  [5_400_000, 3_600_000],
  [9_000_000, 7_200_000],
  [16_200_000, 10_800_000],
  [32_400_000, 21_600_000],
  [86_400_000, 43_200_000],
  [604_800_000, 86_400_000],
  [1_814_400_000, 604_800_000],
  [3_628_800_000, 2_592_000_000],
];

const ONE_YEAR_MS = 31_536_000_000;

export function roundInterval(ms: number): number {
  return ROUNDING.find(([limit]) => ms <= limit)?.[1] ?? ONE_YEAR_MS;
}

/** `$__interval`, `${__interval_ms}` and the like: as a minimum step these mean "calculate it". */
const CALCULATED = /^\$(\{)?__(rate_)?interval(_ms)?(\})?$/;
const RATE_INTERVAL = /^\$(__rate_interval|\{__rate_interval\})$/;

export interface StepInput {
  fromMs: number;
  toMs: number;
  maxDataPoints: number;
  /** As the frontend sends it; 0 when it does not. */
  intervalMs: number;
  /** "Min step" of the query; may be empty or a variable. */
  minStep: string;
  /** Scrape interval of the data source; may be empty. */
  scrapeInterval: string;
  intervalFactor: number;
}

/** The step of a range query, in ms. Source: Grafana 12.3, pkg/promlib/models/query.go, calculatePrometheusInterval. */
export function calculateStep(input: StepInput): number {
  const { fromMs, toMs, maxDataPoints, scrapeInterval } = input;
  const minimum = findMinimum(input);
  const wanted = (toMs - fromMs) / (maxDataPoints || 1500);
  const calculated = wanted < minimum ? minimum : roundInterval(wanted);
  const step = Math.max(calculated, roundInterval((toMs - fromMs) / MAX_POINTS));
  if (RATE_INTERVAL.test(input.minStep)) {
    return calculateRateInterval(step, scrapeInterval);
  }
  return step * (input.intervalFactor || 1);
}

function findMinimum({ minStep, intervalMs, scrapeInterval }: StepInput): number {
  const asked = CALCULATED.test(minStep) || minStep === '0s' ? '' : minStep;
  if (asked === '' && intervalMs !== 0) {
    return intervalMs;
  }
  return parseInterval(asked || scrapeInterval || '15s');
}

/** `$__rate_interval`, in ms: long enough to hold four scrapes. */
export function calculateRateInterval(intervalMs: number, scrapeInterval: string): number {
  const scrapeMs = parseInterval(scrapeInterval || '15s');
  return Math.max(intervalMs + scrapeMs, 4 * scrapeMs);
}

/** Rounds down to a multiple of the step in the user's time zone, so that a moving range hits the same points. */
export function alignToStep(timeMs: number, stepMs: number, utcOffsetSec: number): number {
  const offsetMs = utcOffsetSec * 1000;
  return Math.floor((timeMs + offsetMs) / stepMs) * stepMs - offsetMs;
}

export { RATE_INTERVAL };
