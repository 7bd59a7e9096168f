import type { AttributeType } from '../../../../tempo';
import {
  conventionalScope,
  INTRINSICS,
  parse,
  renderExpression,
  visit,
  writeAttribute,
  type AttributeScope,
  type Query,
} from '../../../../traceql';

/**
 * The field that an attribute of an answer stands for, as TraceQL text (`span.http.method`). A search names attributes
 * without their scope, so the scope is that with which the query asks for the name; where the query does not say, that of
 * the conventions.
 *
 * @param key - as Tempo names it: `http.method`, `status`
 */
export function fieldOfAttribute(key: string, query: Query): string {
  let asked: string | undefined;
  visit(query, (node) => {
    if (asked === undefined && node.kind === 'attribute' && node.name === key && !node.parent) {
      asked = writeAttribute(node.scope, false, node.name);
    } else if (asked === undefined && node.kind === 'intrinsic' && isSameIntrinsic(node.name, key)) {
      asked = node.name;
    }
  });
  if (asked !== undefined) {
    return asked;
  }
  return INTRINSICS.has(key) ? key : writeAttribute(conventionalScope(key) ?? 'none', false, key);
}

function isSameIntrinsic(a: string, b: string): boolean {
  const known = INTRINSICS.get(a);
  return known !== undefined && known.canonical === INTRINSICS.get(b)?.canonical;
}

const SCOPED = /^(span|resource|event|link|instrumentation)\.([^]+)$/;

/**
 * The field of a label of a metrics answer, as TraceQL text. Labels have their scope, but names that need quotes have them
 * only since 3.0, and never with escapes (`Attribute.String` in `pkg/traceql/ast_stringer.go`, 2.6.1 and 3.0.3).
 */
export function fieldOfLabel(key: string): string {
  const scoped = SCOPED.exec(key);
  if (scoped) {
    return writeAttribute(scoped[1] as AttributeScope, false, withoutQuotes(scoped[2] ?? ''));
  }
  if (key.startsWith('.')) {
    return writeAttribute('none', false, withoutQuotes(key.slice(1)));
  }
  return INTRINSICS.has(key) ? key : writeAttribute('none', false, withoutQuotes(key));
}

function withoutQuotes(name: string): string {
  return /^"[^]*"$/.test(name) && name.length > 1 ? name.slice(1, -1) : name;
}

/** The field of a result of `by(…)`, or undefined for all other results of a pipeline and for groups by a calculation. */
export function fieldOfGroup(key: string): string | undefined {
  const inside = /^by\(([^]+)\)$/.exec(key)?.[1];
  if (inside === undefined) {
    return undefined;
  }
  const { query, diagnostics } = parse(`{ } | by(${inside})`);
  const stage = query.stages[1];
  if (diagnostics.length > 0 || stage?.kind !== 'group') {
    return undefined;
  }
  const { expression } = stage;
  return expression.kind === 'attribute' || expression.kind === 'intrinsic' ? renderExpression(expression) : undefined;
}

/** The type with which a value of the field is written: Tempo sends `status` and `kind` as strings. */
export function typeOfFieldValue(field: string, sent: AttributeType): AttributeType {
  const type = INTRINSICS.get(field)?.type;
  if (sent === 'string' && (type === 'status' || type === 'span-kind')) {
    return 'keyword';
  }
  return sent === 'string' && type === 'duration' ? 'duration' : sent;
}
