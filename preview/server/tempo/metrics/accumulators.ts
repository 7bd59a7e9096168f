/**
 * Values of one series, interval by interval.
 * Follows `CountOverTimeAggregator`, `OverTimeAggregator`, `engine_metrics_functions.go` and
 * `engine_metrics_average.go` in Tempo's `pkg/traceql`.
 */
import { MetricsFunction } from '../../../../src/traceql/ast';

export interface Accumulator {
  /** Adds a value; NaN where the span has none. */
  add(interval: number, value: number): void;
  values(): number[];
}

/** `step`: in seconds, for rates. */
export function newAccumulator(name: MetricsFunction, intervals: number, step: number): Accumulator {
  switch (name) {
    case 'min_over_time':
      return folding(intervals, (current, value) => (Number.isNaN(current) || value < current ? value : current));
    case 'max_over_time':
      return folding(intervals, (current, value) => (Number.isNaN(current) || value > current ? value : current));
    case 'sum_over_time':
      return summing(intervals);
    case 'avg_over_time':
      return averaging(intervals);
    case 'rate':
      return counting(intervals, 1 / step);
    default:
      return counting(intervals, 1);
  }
}

function counting(intervals: number, factor: number): Accumulator {
  const counts = new Array<number>(intervals).fill(0);
  return {
    add: (interval) => {
      counts[interval] = (counts[interval] ?? 0) + 1;
    },
    values: () => counts.map((count) => count * factor),
  };
}

function folding(intervals: number, fold: (current: number, value: number) => number): Accumulator {
  const values = new Array<number>(intervals).fill(NaN);
  return {
    add: (interval, value) => {
      values[interval] = fold(values[interval] ?? NaN, value);
    },
    values: () => values,
  };
}

/** With Kahan's compensation, and with Tempo's peculiarity that a span without the value spoils the sum so far. */
function summing(intervals: number): Accumulator {
  const compensations = new Array<number>(intervals).fill(0);
  const sums = new Array<number>(intervals).fill(NaN);
  return {
    add: (interval, value) => {
      const sum = sums[interval] ?? NaN;
      if (Number.isNaN(sum)) {
        sums[interval] = value;
        return;
      }
      const [next, compensation] = kahan(value - (compensations[interval] ?? 0), sum, 0);
      sums[interval] = next;
      compensations[interval] = compensation;
    },
    values: () => sums,
  };
}

function kahan(value: number, sum: number, compensation: number): [sum: number, compensation: number] {
  const next = sum + value;
  if (next === Infinity || next === -Infinity) {
    return [next, 0];
  }
  return [next, compensation + (Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum)];
}

function averaging(intervals: number): Accumulator {
  const means = new Array<number>(intervals).fill(NaN);
  const compensations = new Array<number>(intervals).fill(0);
  const counts = new Array<number>(intervals).fill(0);
  return {
    add: (interval, value) => {
      if (Number.isNaN(value)) {
        return;
      }
      const mean = means[interval] ?? NaN;
      const count = (counts[interval] ?? 0) + 1;
      counts[interval] = count;
      if (Number.isNaN(mean)) {
        means[interval] = value;
      } else if (Number.isFinite(mean)) {
        const change = value / count - mean / count;
        const [next, compensation] = kahan(change, mean, compensations[interval] ?? 0);
        means[interval] = next;
        compensations[interval] = compensation;
      }
    },
    values: () => means.map((mean, interval) => mean + (compensations[interval] ?? 0)),
  };
}
