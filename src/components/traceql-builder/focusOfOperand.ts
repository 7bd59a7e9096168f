import type { Path, Place } from '../../traceql';
import { pathKey } from './pathKey';

/**
 * Where the focus goes after a condition was added to `count` others at the path (of a filter where there were none):
 * the new one stands right of the outermost operation, or has become a value of the one before.
 */
export function focusOfOperand(path: Path, count: number): readonly string[] {
  const paths = count === 0 ? [[...path, 'expression']] : [[...path, 'right'], [...path, 'left'], path];
  return [...paths.flatMap((each) => [`${pathKey(each)}:value`, `${pathKey(each)}:operator`]), `${pathKey(path)}:add`];
}

/** Where the focus goes after a group was made of the conditions at the place. */
export function focusOfGroup({ group, from }: Place): readonly string[] {
  return [`slot:${pathKey(group)}:${from}`, `${pathKey(group)}:add`];
}
