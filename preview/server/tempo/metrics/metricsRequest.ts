import { Behaviour } from '../behaviour';

/** What a metrics query asks for. Times in nanoseconds since 1970. */
export interface MetricsRequest {
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly stepNs: bigint;
  /** One value for the whole range. */
  readonly instant: boolean;
  /** At most so many example traces. */
  readonly exemplars: number;
}

/** The last multiple of the step that is not later. */
export function alignDown(ns: bigint, step: bigint): bigint {
  return ns - (ns % step);
}

/** The first multiple of the step that is not earlier. */
export function alignUp(ns: bigint, step: bigint): bigint {
  const rest = ns % step;
  return rest === BigInt(0) ? ns : ns + step - rest;
}

/**
 * The request as the query frontend hands it on: on the grid of its step, and from 2.9 on with one interval more at the
 * start (`AlignRequest` in `pkg/traceql/engine_metrics.go`).
 */
export function alignRequest(request: MetricsRequest, behaviour: Behaviour): MetricsRequest {
  const { startNs, endNs, stepNs } = request;
  if (request.instant) {
    return request;
  }
  if (behaviour.generation === '2.6') {
    return { ...request, startNs: alignDown(startNs, stepNs), endNs: alignDown(endNs, stepNs) };
  }
  const start = alignDown(startNs, stepNs);
  return { ...request, startNs: start > stepNs ? start - stepNs : start, endNs: alignUp(endNs, stepNs) };
}

const MS = 1_000_000;
const SECOND = 1_000 * MS;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The step where the request names none (`DefaultQueryRangeStep`). */
export function defaultStep(startNs: bigint, endNs: bigint, behaviour: Behaviour): bigint {
  const range = Number(endNs - startNs);
  const baseline = Math.floor(range / 240);
  const multiple = (of: number) => BigInt(Math.floor(baseline / of) * of);
  if (behaviour.generation === '2.6') {
    const fives = multiple(5 * SECOND);
    const step = fives < BigInt(5 * SECOND) ? multiple(SECOND) : fives;
    return step < BigInt(SECOND) ? BigInt(SECOND) : step;
  }
  if (range < MINUTE) {
    return baseline > 50 * MS ? multiple(50 * MS) : BigInt(50 * MS);
  }
  const grain = [HOUR, 5 * MINUTE, MINUTE, 15 * SECOND, 5 * SECOND, SECOND].find((candidate) => baseline > candidate);
  return grain === undefined ? BigInt(SECOND) : multiple(grain);
}
