/** From expressions to rows and groups. */
import type { Binary, Expression, Field, LogicalOperator } from '../ast';
import { isField, isValue } from './nodeKinds';
import { type ConditionGroup, operandPath, type Path } from '../edits';
import { logicalOperands } from './logicalOperands';
import { sameField } from './sameField';
import type { Place, Value, VisualChoice, VisualComparison, VisualCondition, VisualText } from './visualQuery';

/** A group of more operands is shown as text: nobody reads so many rows. Values of one field do not count. */
const MAX_OPERANDS = 200;
/** Groups within groups beyond this depth are shown as text. */
const MAX_DEPTH = 16;
/** Types of which several values make one row. */
const CHOICE_TYPES: readonly string[] = ['string', 'int', 'status', 'span-kind'];
/** How values of one field are joined, so that they are alternatives of each other. */
const JOINERS = { '=': '||', '!=': '&&' } as const;

/** The expression at the path (of a filter's `expression`, or of the operand of `!`) as a condition. */
export function conditionToVisual(expression: Expression, path: Path, depth = 0): VisualCondition {
  return visualOf(expression, path, { group: path, from: 0, to: 1 }, depth);
}

function visualOf(expression: Expression, path: Path, place: Place, depth: number): VisualCondition {
  if (expression.kind === 'unary' && expression.operator === '!' && depth < MAX_DEPTH) {
    const { comments } = expression;
    const operand = conditionToVisual(expression.operand, [...path, 'operand'], depth + 1);
    return { kind: 'negation', place, path, ...(comments ? { comments } : {}), operand };
  }
  const group = logicalOperands(expression);
  if (group) {
    return groupOf(expression, group.operator, group.operands, path, place, depth);
  }
  if (isField(expression)) {
    return { kind: 'flag', place, path, field: expression };
  }
  return (expression.kind === 'binary' ? rowOf(expression, path, place) : null) ?? textOf(expression, path, place);
}

function textOf(expression: Expression, path: Path, place: Place): VisualText {
  return { kind: 'text', place, path, expression };
}

function rowOf({ operator, left, right }: Binary, path: Path, place: Place): VisualCondition | null {
  const isRegex = operator === '=~' || operator === '!~';
  const isComparison = isRegex || /^(?:[<>]=?|!?=)$/.test(operator);
  const swapped = !isField(left) && isField(right);
  const [field, value] = swapped ? [right, left] : [left, right];
  if (!isComparison || !isField(field) || (isRegex && (swapped || value.kind !== 'string'))) {
    return null;
  }
  if (value.kind === 'nil') {
    const isEquality = operator === '=' || operator === '!=';
    return isEquality ? { kind: 'existence', place, path, field, isSet: operator === '!=', nil: value, swapped } : null;
  }
  const comparison = operator as VisualComparison['operator'];
  return isField(value) || isValue(value)
    ? { kind: 'comparison', place, path, field, operator: comparison, value, swapped }
    : null;
}

function groupOf(
  expression: Expression,
  operator: LogicalOperator,
  operands: readonly Expression[],
  path: Path,
  place: Place,
  depth: number
): VisualCondition {
  const runs = runsOf(operator, operands);
  if (runs.length === 1 && runs[0]) {
    const group: ConditionGroup = { path, operator, operands };
    return choiceOf(operands, { group: path, from: 0, to: operands.length }, operandPath(group, 0));
  }
  if (runs.length > MAX_OPERANDS || depth >= MAX_DEPTH) {
    return textOf(expression, path, place);
  }
  const group: ConditionGroup = { path, operator, operands };
  const slots = runs.map(({ from, to }): Place => ({ group: path, from, to }));
  const shown = slots.map((slot) => {
    const first = operands[slot.from];
    const inner = operandPath(group, slot.from);
    return slot.to - slot.from > 1 || !first
      ? choiceOf(operands.slice(slot.from, slot.to), slot, inner)
      : visualOf(first, inner, slot, depth + 1);
  });
  return { kind: 'group', place, path, operator, operands: shown, slots };
}

/** Neighbours that give values to one field, and all others one by one. */
function runsOf(operator: LogicalOperator, operands: readonly Expression[]): Array<{ from: number; to: number }> {
  const runs: Array<{ from: number; to: number }> = [];
  operands.forEach((operand, index) => {
    const last = runs[runs.length - 1];
    const before = last ? operands[last.from] : undefined;
    if (last && before && isAlternative(operator, before, operand)) {
      last.to = index + 1;
    } else {
      runs.push({ from: index, to: index + 1 });
    }
  });
  return runs;
}

function isAlternative(joiner: LogicalOperator, first: Expression, second: Expression): boolean {
  const a = choiceParts(first, joiner);
  const b = choiceParts(second, joiner);
  return a !== null && b !== null && a.value.kind === b.value.kind && sameField(a.field, b.field);
}

function choiceParts(node: Expression, joiner: LogicalOperator): { field: Field; value: Value } | null {
  if (node.kind !== 'binary' || (node.operator !== '=' && node.operator !== '!=')) {
    return null;
  }
  const { left, right, operator } = node;
  const isChoice = JOINERS[operator] === joiner && isField(left) && CHOICE_TYPES.includes(right.kind);
  return isChoice && isValue(right) ? { field: left, value: right } : null;
}

function choiceOf(operands: readonly Expression[], place: Place, path: Path): VisualChoice {
  const [first] = operands;
  const operator = first?.kind === 'binary' && first.operator === '!=' ? '!=' : '=';
  const choices = operands.flatMap((operand) => {
    const parts = choiceParts(operand, JOINERS[operator]);
    return parts ? [parts] : [];
  });
  return { kind: 'choice', place, path, operator, choices };
}
