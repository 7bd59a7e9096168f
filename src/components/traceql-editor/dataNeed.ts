import { writeAttribute, type Completion, type Field } from '../../traceql';

/** What of the data belongs to the list of proposals at a place. */
export type DataNeed =
  /** `field` as Tempo's tag values take it. */
  { readonly kind: 'attributes' } | { readonly kind: 'values'; readonly field: string } | null;

/** Every span has another one: a list of them is of no use, and dear. */
const UNBOUNDED = /ID$|:id$/;

/** Tells which names or values fit in beside the static proposals. */
export function dataNeedOf({ situation, proposals }: Completion): DataNeed {
  if (situation.kind === 'attribute-name') {
    return { kind: 'attributes' };
  }
  if (situation.kind === 'value') {
    const { field, valueTypes } = situation;
    return field && valueTypes.includes('string') ? valuesOf(field) : null;
  }
  return proposals.some(({ kind, label }) => kind === 'scope' && label === 'span.') ? { kind: 'attributes' } : null;
}

function valuesOf(field: Field): DataNeed {
  if (field.kind === 'intrinsic') {
    return UNBOUNDED.test(field.name) ? null : { kind: 'values', field: field.name };
  }
  // Of the parent's attributes Tempo knows nothing.
  return field.parent || field.name === ''
    ? null
    : { kind: 'values', field: writeAttribute(field.scope, false, field.name) };
}
