import { writeAttribute, type Field } from '../../traceql';

/** A field as written in TraceQL, without comments. */
export function fieldText(field: Field): string {
  return field.kind === 'attribute' ? writeAttribute(field.scope, field.parent, field.name) : field.name;
}
