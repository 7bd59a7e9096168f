/** Whether two values are the same as JSON, whatever the order of their keys: Grafana gives them back in another one. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) {
    return left === right;
  }
  const [ours, theirs] = [entriesOf(left), entriesOf(right)];
  return (
    Array.isArray(left) === Array.isArray(right) &&
    ours.size === theirs.size &&
    [...ours].every(([key, value]) => theirs.has(key) && isSameJson(value, theirs.get(key)))
  );
}

/** JSON has no undefined. */
function entriesOf(value: object): Map<string, unknown> {
  return new Map(Object.entries(value).filter(([, inner]) => inner !== undefined));
}
