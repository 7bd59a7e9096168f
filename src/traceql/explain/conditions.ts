/**
 * Conditions as a list: what stands between braces, one sentence for each condition, groups indented.
 */
import { Binary, Expression, LogicalOperator, SpansetFilter } from '../ast';
import { Sentence } from './sentence';
import { clauseInWords, Words } from './phrases';

/** `a && b && c` as one group; the operands in the order of the text. */
export interface LogicalGroup {
  readonly operator: LogicalOperator;
  readonly operands: readonly Expression[];
  /** Operators are mixed without parentheses, so that their order needs a word. */
  readonly mixed: boolean;
}

/** The group whose outermost operation is the node; null where the node is no logical operation. */
export function logicalGroup(node: Expression): LogicalGroup | null {
  if (node.kind !== 'binary' || !isLogical(node)) {
    return null;
  }
  const { operator } = node;
  const operands: Expression[] = [];
  let next: Expression = node;
  while (next.kind === 'binary' && next.operator === operator) {
    operands.push(next.right);
    next = next.left;
  }
  operands.push(next);
  operands.reverse();
  const first = operands[0];
  const mixed = first?.kind === 'binary' && isLogical(first) && isUnbracketed(node, first);
  return { operator: operator as LogicalOperator, operands, mixed };
}

function isLogical({ operator }: Binary): boolean {
  return operator === '&&' || operator === '||';
}

/** Whether the group begins where its first operand does: then there is no parenthesis around the operand. */
function isUnbracketed(group: Binary, first: Expression): boolean {
  return group.range.end > group.range.start && group.range.start === first.range.start;
}

const HEADINGS: Readonly<Record<LogicalOperator, readonly [positive: string, negative: string]>> = {
  '&&': ['all of these are true', 'at least one of these is not true'],
  '||': ['at least one of these is true', 'none of these is true'],
};

/** How deep groups are told in full. */
const DEEPEST = 400;

/** What a condition says: one clause, or a heading with the sentences below it. */
export interface ConditionWords {
  readonly text: string;
  readonly below: Sentence[];
}

/** Puts a condition in words; `depth` is that of the sentence which holds the text. */
export function conditionInWords(expression: Expression, depth: number, words: Words): ConditionWords {
  const negated = expression.kind === 'unary' && expression.operator === '!';
  const inner = negated ? expression.operand : expression;
  const group = depth < DEEPEST ? logicalGroup(inner) : null;
  if (!group) {
    return { text: clauseInWords(expression, words), below: [] };
  }
  const below: Sentence[] = [];
  for (const operand of group.operands) {
    const told = conditionInWords(operand, depth + 1, words);
    const text = told.below.length > 0 ? `${told.text}:` : told.text;
    below.push({ text, range: operand.range, depth: depth + 1 });
    told.below.forEach((sentence) => below.push(sentence));
  }
  if (group.mixed) {
    below.push({ text: MIXED, range: inner.range, depth: depth + 1 });
  }
  return { text: HEADINGS[group.operator][negated ? 1 : 0], below };
}

const MIXED =
  'Note: TraceQL reads && and || from left to right, neither goes first; parentheses would make the order clear';

/** What a filter says of the spans: null where it takes all of them. */
export function filterInWords(filter: SpansetFilter, depth: number, words: Words): ConditionWords | null {
  const { expression } = filter;
  return expression === null || (expression.kind === 'bool' && expression.value)
    ? null
    : conditionInWords(expression, depth, words);
}
