/** Buckets of powers of two, and quantiles out of them (`Log2Bucketize`, `Log2Quantile` in `engine_metrics.go`). */

export interface Bucket {
  readonly max: number;
  count: number;
}

/** The next power of two that is not less; of values from 2 on. */
export function bucketOf(value: number): number {
  return Math.pow(2, Math.ceil(Math.log2(value)));
}

/** `buckets` must be sorted by their limit. 0 without any count. */
export function quantile(p: number, buckets: readonly Bucket[]): number {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  if (Number.isNaN(p) || p < 0 || p > 1 || total === 0) {
    return 0;
  }
  // Rounded up for the sake of few values; at least one has to be read.
  const wanted = Math.max(Math.ceil(p * total), 1);
  let read = 0;
  let index = 0;
  for (const [at, { count, max }] of buckets.entries()) {
    index = at;
    if (read + count > wanted) {
      break;
    }
    read += count;
    if (read === wanted) {
      return max;
    }
  }
  const bucket = buckets[index];
  const before = buckets[index - 1];
  if (!bucket) {
    return 0;
  }
  const upper = Math.log2(bucket.max);
  const lower = before ? Math.log2(before.max) : upper - 1;
  return Math.pow(2, lower + (upper - lower) * ((wanted - read) / bucket.count));
}
