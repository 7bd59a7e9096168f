/** From 1 ns to 36 years, if need be; more means that the buckets are no powers of two of each other. */
const MOST_BUCKETS = 64;

/**
 * The bounds of a histogram, ascending, with the empty buckets between: Tempo sends only those with something in them,
 * and a heatmap draws a row a bound. Its buckets are powers of two (`Log2Bucketize`, pkg/traceql/engine_metrics.go).
 */
export function bucketBounds(found: readonly number[]): number[] {
  const bounds = [...new Set(found)].sort((a, b) => a - b);
  const [first] = bounds;
  const last = bounds.at(-1);
  if (first === undefined || last === undefined || first <= 0) {
    return bounds;
  }
  const doublings = Math.round(Math.log2(last / first));
  const filled = Array.from({ length: doublings + 1 }, (_, index) => first * 2 ** index);
  return doublings < MOST_BUCKETS && bounds.every((bound) => filled.includes(bound)) ? filled : bounds;
}
