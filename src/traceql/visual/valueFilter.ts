/**
 * Which part of a query narrows the values that Tempo proposes for one of its conditions.
 *
 * Up to 2.10 Tempo takes the filter apart with regular expressions (`pkg/traceql/extractmatcher.go`): it heeds a single
 * `{…}` of comparisons joined by `&&`, and only values of some shapes; others would be cut or make it ignore the filter.
 * Since 3.0 the filter is parsed, and `||` counts, too.
 */
import type { Expression, LogicalOperator, Query } from '../ast';
import { nodeAt, type Path } from '../edits';
import { resolveRelease } from '../releases';
import { renderExpression } from '../render';
import { logicalOperands } from './logicalOperands';
import { isField, isLiteral } from './nodeKinds';

/**
 * The filter for the values of the condition at the path: what else must hold of a span. Empty where that is nothing, or
 * nothing that the release heeds.
 *
 * @param path - of a condition (or of anything in it) between braces
 * @param tempo - version of Tempo; an unknown one is asked for the least
 * @param joinedBy - the values are those of a new condition, which is to be joined to what is at the path
 */
export function valueFilter(query: Query, path: Path, tempo: string, joinedBy?: LogicalOperator): string {
  const start = filterAbove(query, path);
  if (start === null) {
    return '';
  }
  const { release, match } = resolveRelease(tempo);
  const isUsable = release === '3.0' && match !== 'unreadable' ? isSimple : isExtractable;
  const joined = joinedBy === '&&' ? conditionsAt(query, path) : [];
  const found = [...joined, ...conjunctsBeside(query, path, start)].filter(isUsable);
  const texts = found.map((each) => (logicalOperands(each) ? `(${renderPlain(each)})` : renderPlain(each)));
  return texts.length > 0 ? `{ ${texts.join(' && ')} }` : '';
}

function renderPlain(expression: Expression): string {
  return renderExpression(withoutComments(expression));
}

function withoutComments(expression: Expression): Expression {
  const { comments: _, ...plain } = expression;
  return plain.kind === 'binary'
    ? { ...plain, left: withoutComments(plain.left), right: withoutComments(plain.right) }
    : (plain as Expression);
}

function conditionsAt(query: Query, path: Path): readonly Expression[] {
  const node = nodeAt(query, path);
  const expression = node?.kind === 'filter' ? node.expression : node;
  return expression ? conjunctsOf(expression as Expression) : [];
}

/** Length of the path to the expression of the innermost filter above. */
function filterAbove(query: Query, path: Path): number | null {
  for (let length = path.length; length >= 0; length--) {
    if (nodeAt(query, path.slice(0, length))?.kind === 'filter') {
      return length + 1;
    }
  }
  return null;
}

function conjunctsBeside(query: Query, path: Path, start: number): Expression[] {
  const found: Expression[] = [];
  for (let length = start; length < path.length; length++) {
    const node = nodeAt(query, path.slice(0, length));
    if (node?.kind !== 'binary' || (node.operator !== '&&' && node.operator !== '||')) {
      return found;
    }
    const other = path[length] === 'left' ? node.right : node.left;
    if (node.operator === '&&') {
      found.push(...conjunctsOf(other));
    }
  }
  return found;
}

function conjunctsOf(node: Expression): readonly Expression[] {
  const group = logicalOperands(node);
  return group?.operator === '&&' ? group.operands.flatMap(conjunctsOf) : [node];
}

/** Comparisons of a field with a value, joined in any way. */
function isSimple(node: Expression): boolean {
  const group = logicalOperands(node);
  if (group) {
    return group.operands.every(isSimple);
  }
  const isComparison = node.kind === 'binary' && isField(node.left) && isLiteral(node.right);
  return isComparison && node.right.kind !== 'nil' && !isUnset(node);
}

/** A value that is still empty, as in a condition that someone has just begun. */
function isUnset(node: Extract<Expression, { kind: 'binary' }>): boolean {
  return node.operator === '=' && node.right.kind === 'string' && node.right.value === '';
}

/** What `matchersRegexp` of those releases finds whole; braces and bars would make it drop the filter. */
const EXTRACTABLE =
  /^[\p{L}\p{N}._\-:]+ (?:=|<=|>=|=~|!=|>|<|!~) (?:"[\p{L}\p{N}\p{P}\p{M}\p{S}]+"|true|false|[a-z]+|[0-9smh]+)$/u;

function isExtractable(node: Expression): boolean {
  if (logicalOperands(node) || !isSimple(node)) {
    return false;
  }
  const text = renderPlain(node);
  return EXTRACTABLE.test(text) && !/[{}|\\]/.test(text) && !/""|".*".*"/.test(text);
}
