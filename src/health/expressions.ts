import { average, observations, quantile, select, type SignalContext } from '../signals';

/** Long enough for three scrapes a minute apart, short enough that a fault that is over is soon forgotten. */
export const RECENT = '3m';

/** Increase of a counter over a time, a series for each of its own. */
export function increase({ matchers }: SignalContext, name: string, range: string = RECENT, ...more: string[]): string {
  return `increase(${select(name, matchers(...more))}[${range}])`;
}

/** Per-second increase of a counter in the last minutes, a series for each of its own. */
export function rateOf({ matchers }: SignalContext, name: string, ...more: string[]): string {
  return `rate(${select(name, matchers(...more))}[${RECENT}])`;
}

/** How often something happened in an hour, as long as it still happens. */
export function stillIncreasing(context: SignalContext, name: string, by: readonly string[] = []): string {
  const sum = by.length === 0 ? 'sum' : `sum by (${by.join(', ')})`;
  const on = by.length === 0 ? 'on ()' : `on (${by.join(', ')})`;
  return `(${sum} (${increase(context, name, '1h')}) and ${on} (${sum} (${increase(context, name)}) > 0))`;
}

/** A quantile of what a histogram observed in the last minutes, in its unit. */
export function recentQuantile(context: SignalContext, q: number, histogram: string, ...matchers: string[]): string {
  return quantile(context, q, histogram, context.matchers(...matchers)).replaceAll('$__rate_interval', RECENT);
}

/** Leaves out the tenants of which a counter rises. */
export function unlessTenant(rates: string): string {
  return `unless on (tenant) (sum by (tenant) (${rates}) > 0)`;
}

/** Observations per second of a histogram in the last minutes, added up by labels, whichever way it is stored. */
export function recentObservations(
  context: SignalContext,
  histogram: string,
  by: readonly string[] = [],
  ...matchers: string[]
): string {
  return observations(context, histogram, context.matchers(...matchers), by).replaceAll('$__rate_interval', RECENT);
}

/** The mean of what a histogram observed in the last minutes, in its unit. */
export function recentAverage(context: SignalContext, histogram: string, by: readonly string[] = []): string {
  return average(context, histogram, context.matchers(), by).replaceAll('$__rate_interval', RECENT);
}
