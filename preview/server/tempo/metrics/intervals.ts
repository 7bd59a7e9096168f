/**
 * Which interval of a range a time belongs to.
 * Follows `IntervalOf` and `TimestampOf` of Tempo 2.6 and `IntervalMapper` of 3.0 (`pkg/traceql/engine_metrics.go`).
 */
import { Behaviour } from '../behaviour';
import { alignDown, alignUp, MetricsRequest } from './metricsRequest';

export interface Intervals {
  readonly count: number;
  /** Index of the interval, -1 outside of the range. */
  of(ns: bigint): number;
  /** As `of`, for milliseconds since 1970; the range then counts in milliseconds too. */
  ofMs(ms: number): number;
  /** The time at which the interval is shown, in milliseconds since 1970. */
  shownAtMs(index: number): number;
}

const MS = BigInt(1_000_000);

const toMs = (ns: bigint): number => Number(ns / MS);
const wholeMs = (ns: bigint): bigint => ns - (ns % MS);

export function intervalsOf(request: MetricsRequest, behaviour: Behaviour): Intervals {
  if (behaviour.generation === '2.6') {
    return closedLeft(request);
  }
  return request.instant ? single(request) : closedRight(request);
}

/** 2.6: [start, start + step), shown at its start, counted from the start of the request. */
function closedLeft({ startNs, endNs, stepNs }: MetricsRequest): Intervals {
  const index = (ns: bigint, start: bigint, end: bigint) =>
    ns < start || ns > end || end === start ? -1 : Number((ns - start) / stepNs);
  return {
    count: Number((endNs - startNs) / stepNs) + 1,
    of: (ns) => index(ns, startNs, endNs),
    ofMs: (ms) => index(BigInt(ms) * MS, wholeMs(startNs), wholeMs(endNs)),
    shownAtMs: (at) => toMs(startNs + BigInt(at) * stepNs),
    ...(stepNs % MS === BigInt(0) ? closedLeftInMs(toMs(startNs), toMs(endNs), Number(stepNs / MS)) : {}),
  };
}

/** The same in numbers that are quick to count with, for there may be millions of intervals. */
function closedLeftInMs(start: number, end: number, step: number): Pick<Intervals, 'ofMs' | 'shownAtMs'> {
  return {
    ofMs: (ms) => (ms < start || ms > end || end === start ? -1 : Math.floor((ms - start) / step)),
    shownAtMs: (at) => start + at * step,
  };
}

/** 3.0: (start, start + step] on the grid of the step, shown at its end. */
function closedRight({ startNs, endNs, stepNs }: MetricsRequest): Intervals {
  const start = alignDown(startNs, stepNs);
  const end = alignUp(endNs, stepNs);
  const startOfMs = alignDown(wholeMs(startNs), stepNs);
  const endOfMs = alignUp(wholeMs(endNs), stepNs);
  const one = BigInt(1);
  const index = (ns: bigint, from: bigint, to: bigint) =>
    ns <= from || ns > to ? -1 : Number((ns - from - one) / stepNs);
  return {
    count: Number((end - start) / stepNs),
    of: (ns) => index(ns, start, end),
    ofMs: (ms) => index(BigInt(ms) * MS, startOfMs, endOfMs),
    shownAtMs: (at) => toMs(start + BigInt(at + 1) * stepNs),
    ...(stepNs % MS === BigInt(0) ? closedRightInMs(toMs(startOfMs), toMs(endOfMs), Number(stepNs / MS)) : {}),
  };
}

function closedRightInMs(start: number, end: number, step: number): Pick<Intervals, 'ofMs' | 'shownAtMs'> {
  return {
    ofMs: (ms) => (ms <= start || ms > end ? -1 : Math.ceil((ms - start) / step) - 1),
    shownAtMs: (at) => start + (at + 1) * step,
  };
}

function single({ startNs, endNs }: MetricsRequest): Intervals {
  const inside = (ns: bigint, start: bigint, end: bigint) => (ns >= start && ns <= end && end !== start ? 0 : -1);
  return {
    count: 1,
    of: (ns) => inside(ns, startNs, endNs),
    ofMs: (ms) => inside(BigInt(ms) * MS, wholeMs(startNs), wholeMs(endNs)),
    shownAtMs: () => toMs(endNs),
  };
}
