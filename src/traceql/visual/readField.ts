/** Fields from what a person types. */
import type { AttributeScope, Field } from '../ast';
import { conventionalScope } from '../attributeScopes';
import { makeAttribute, makeIntrinsic } from '../edits';
import { INTRINSICS } from '../intrinsics';
import { parse } from '../parse';
import { isField } from './nodeKinds';

const SCOPES = ['span', 'resource', 'event', 'link', 'instrumentation'] as const;

/**
 * Reads the name of a field as typed: in TraceQL (`span."my name"`, `duration`, `.x`), or an attribute's bare name, which
 * needs no quotes (`my name`, `span.my name`). Null where nothing was typed.
 *
 * @param scope - of an attribute that was typed without one; without it the one that is usual for such a name, if any
 */
export function readField(typed: string, scope?: AttributeScope): Field | null {
  const text = typed.trim();
  if (text === '') {
    return null;
  }
  if (INTRINSICS.has(text) && (scope === undefined || text.includes(':'))) {
    return makeIntrinsic(text);
  }
  return readWritten(text) ?? readNamed(text, scope);
}

/** The field, where the text is just one in TraceQL. */
function readWritten(text: string): Field | null {
  if (!/^(?:\.|(?:parent\.)?(?:span|resource|event|link|instrumentation)\.|parent\.)/.test(text)) {
    return null;
  }
  const { query, diagnostics } = parse(`{ ${text} }`);
  const [stage] = query.stages;
  const expression = stage?.kind === 'filter' ? stage.expression : null;
  const isOnly = diagnostics.length === 0 && query.stages.length === 1 && expression && isField(expression);
  const isWhole = isOnly && expression.range.start === 2 && expression.range.end === 2 + text.length;
  if (!isWhole || expression.kind === 'intrinsic') {
    return null;
  }
  return makeAttribute(expression.scope, expression.name, expression.parent);
}

function readNamed(text: string, scope: AttributeScope | undefined): Field | null {
  const prefix = SCOPES.find((each) => text.startsWith(`${each}.`));
  const name = prefix ? text.slice(prefix.length + 1) : text.startsWith('.') ? text.slice(1) : text;
  if (name === '' || name.includes('\0')) {
    return null;
  }
  const usual = text.startsWith('.') ? 'none' : (conventionalScope(name) ?? 'none');
  return makeAttribute(prefix ?? scope ?? usual, name);
}
