/** Spreads the exemplars over the range (`bucketSet` in `pkg/traceql/util.go`). */
import { Behaviour } from '../behaviour';
import { Intervals } from './intervals';
import { alignDown, alignUp, MetricsRequest } from './metricsRequest';

const PER_BUCKET = 2;

export interface ExemplarBuckets {
  /** Whether there is room for one at this time; if so, it is taken. */
  take(timestampMs: number): boolean;
}

export function exemplarBuckets(request: MetricsRequest, intervals: Intervals, behaviour: Behaviour): ExemplarBuckets {
  const limit = behaviour.generation === '2.6' ? 100 : request.exemplars;
  const bucketOf = behaviour.generation === '2.6' ? (ms: number) => intervals.ofMs(ms) : evenly(request);
  const taken = new Map<number, number>();
  let total = 0;
  return {
    take(timestampMs) {
      const bucket = request.instant && behaviour.generation !== '2.6' ? -1 : bucketOf(timestampMs);
      const count = taken.get(bucket) ?? 0;
      if (bucket < 0 || total >= limit || count >= PER_BUCKET) {
        return false;
      }
      taken.set(bucket, count + 1);
      total++;
      return true;
    },
  };
}

function evenly({ startNs, endNs, stepNs, exemplars }: MetricsRequest): (ms: number) => number {
  const size = Math.max(Math.floor(exemplars / PER_BUCKET), 1);
  const ms = BigInt(1_000_000);
  const start = Number(alignDown(startNs, stepNs) / ms);
  const end = Number(alignUp(endNs, stepNs) / ms);
  const width = Math.max(Math.floor((end - start) / size), 1);
  return (at) => (at < start || at > end ? -1 : Math.min(Math.floor((at - start) / width), size - 1));
}
