/**
 * Alternatives of one field as a set: `.a = 1 || .a = 2` is `.a IN [1, 2]`, and so for `!=`, `=~`, `!~`.
 * Follows Tempo 3.0's `pkg/traceql/ast_rewriter.go`. Results differ from the plain form where values are arrays.
 */
import { Field } from './field';
import { BinaryNode, BinaryOperator, Expression } from './program';
import { elementsOf, Static, StaticType } from './static';

interface Rule {
  readonly outer: BinaryOperator;
  readonly scalar: BinaryOperator;
  readonly set: BinaryOperator;
  readonly onlyStrings: boolean;
}

const RULES: readonly Rule[] = [
  { outer: '||', scalar: '=', set: 'IN', onlyStrings: false },
  { outer: '&&', scalar: '!=', set: 'NOT IN', onlyStrings: false },
  { outer: '||', scalar: '=~', set: 'MATCH ANY', onlyStrings: true },
  { outer: '&&', scalar: '!~', set: 'MATCH NONE', onlyStrings: true },
];

/** The expression with all its alternatives merged, innermost first; what stands under a `!` stays as it is. */
export function mergeAlternatives(expression: Expression): Expression {
  const spine: BinaryNode[] = [];
  let first = expression;
  while (first.kind === 'binary') {
    spine.push(first);
    first = first.left;
  }
  return spine.reduceRight<Expression>(
    (left, node) => mergeOne({ ...node, left, right: mergeAlternatives(node.right) }),
    first
  );
}

/** The set form of one operation whose sides have been merged already; itself where no rule applies. */
function mergeOne(expression: BinaryNode): Expression {
  for (const rule of RULES) {
    const merged = expression.operator === rule.outer ? applyRule(expression, rule) : null;
    if (merged) {
      return merged;
    }
  }
  return expression;
}

function applyRule(node: BinaryNode, rule: Rule): Expression | null {
  const left = comparisonOf(node.left, rule);
  const right = comparisonOf(node.right, rule);
  if (!left || !right || left.field.key !== right.field.key) {
    return null;
  }
  const value = append(left.value, right.value);
  return value
    ? {
        kind: 'binary',
        operator: rule.set,
        left: { kind: 'field', field: left.field },
        right: { kind: 'static', value },
      }
    : null;
}

function comparisonOf(expression: Expression, rule: Rule): { field: Field; value: Static } | null {
  if (expression.kind !== 'binary' || (expression.operator !== rule.scalar && expression.operator !== rule.set)) {
    return null;
  }
  const [field, other] =
    expression.left.kind === 'field' ? [expression.left, expression.right] : [expression.right, expression.left];
  if (field.kind !== 'field' || other.kind !== 'static') {
    return null;
  }
  const allowed = !rule.onlyStrings || other.value.type === 'string' || other.value.type === 'string[]';
  return allowed ? { field: field.field, value: other.value } : null;
}

const LISTS: Readonly<Partial<Record<StaticType, StaticType>>> = {
  string: 'string[]',
  'string[]': 'string[]',
  int: 'int[]',
  'int[]': 'int[]',
  float: 'float[]',
  'float[]': 'float[]',
  boolean: 'boolean[]',
  'boolean[]': 'boolean[]',
};

function append(left: Static, right: Static): Static | null {
  const type = LISTS[left.type];
  if (!type || LISTS[right.type] !== type) {
    return null;
  }
  const elements = [...elementsOf(left), ...elementsOf(right)];
  const value = elements.map((element) => (element.type === 'nil' ? undefined : element.value));
  return { type, value } as Static;
}
