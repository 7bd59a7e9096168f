/** The time range of searches and of requests for tags (`ClampDateRangeReq` in `pkg/api/http.go`). */
import { badRequest, TempoState } from './answer';
import { IntegerParser, param, parseInteger, parsePrometheusDuration, parseTimestamp } from './goParse';

export interface TimeRange {
  readonly startNs: bigint;
  readonly endNs: bigint;
}

const SECOND = BigInt(1_000_000_000);
const RECENT = BigInt(15 * 60) * SECOND;
/** 3.0 does not look at what arrived just now (`query_end_cutoff`). */
export const END_CUTOFF = BigInt(30) * SECOND;

export function nowNs(state: TempoState): bigint {
  return BigInt(Math.round(state.now() * 1000)) * BigInt(1000);
}

/** `start` and `end` in whole seconds; both 0 where there are none. */
export function secondsOf(query: URLSearchParams, parser: IntegerParser): { start: number; end: number } {
  const start = param(query, 'start');
  const end = param(query, 'end');
  // Kept in 32 bits without a sign: -5 is a time in the year 2106.
  return {
    start: start === null ? 0 : parseInteger(start, parser, 'start') >>> 0,
    end: end === null ? 0 : parseInteger(end, parser, 'end') >>> 0,
  };
}

const MAX_RANGE_HOURS = 168;

/** A range that ends before it starts is a very long one too. */
export function refuseLongRange(query: URLSearchParams, parser: IntegerParser): void {
  const { start, end } = secondsOf(query, parser);
  if ((end - start) >>> 0 > MAX_RANGE_HOURS * 3600) {
    throw badRequest(
      `range specified by start and end exceeds ${MAX_RANGE_HOURS}h0m0s. received start=${start} end=${end}`
    );
  }
}

/** What 3.0 makes of `start`, `end` and `since`. */
export function clampedRange(query: URLSearchParams, state: TempoState): TimeRange {
  const now = nowNs(state);
  const latest = now - END_CUTOFF;
  const since = param(query, 'since');
  if (since !== null) {
    const duration = attempt('since', () => BigInt(parsePrometheusDuration(since)));
    return { startNs: latest - duration, endNs: latest };
  }
  const start = param(query, 'start');
  const end = param(query, 'end');
  if (start === null && end === null) {
    return { startNs: now - RECENT, endNs: latest };
  }
  if (start === null || end === null) {
    throw badRequest('error parsing date range: only one of start and end provided: must provide both or neither');
  }
  const startNs = attempt('start', () => parseTimestamp(start));
  const endNs = attempt('end', () => parseTimestamp(end));
  if (endNs <= latest) {
    return { startNs, endNs };
  }
  return { startNs: startNs > latest ? now - RECENT : startNs, endNs: latest };
}

function attempt(name: string, parse: () => bigint): bigint {
  try {
    return parse();
  } catch (error) {
    throw badRequest(`error parsing date range: could not parse '${name}' parameter: ${(error as Error).message}`);
  }
}

/** The range that data is looked for in; null: everything that is there, as 2.6 does without a range. */
export function searchRange(query: URLSearchParams, state: TempoState): TimeRange | null {
  if (state.behaviour.generation !== '2.6') {
    const { startNs, endNs } = clampedRange(query, state);
    // Handed on in whole seconds.
    return { startNs: startNs - (startNs % SECOND), endNs: endNs - (endNs % SECOND) };
  }
  const { start, end } = secondsOf(query, 'ParseInt');
  return start === 0 || end === 0 ? null : { startNs: BigInt(start) * SECOND, endNs: BigInt(end) * SECOND };
}
