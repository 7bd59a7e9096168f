import type { Field } from '../ast';

/** Whether two nodes name the same field in the same way. */
export function sameField(a: Field, b: Field): boolean {
  if (a.kind === 'attribute') {
    return b.kind === 'attribute' && a.scope === b.scope && a.parent === b.parent && a.name === b.name;
  }
  return b.kind === 'intrinsic' && a.name === b.name;
}
