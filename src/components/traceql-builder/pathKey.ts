import type { Path } from '../../traceql';

/** A path as a string, for keys and focus targets. */
export function pathKey(path: Path): string {
  return path.join('.');
}
