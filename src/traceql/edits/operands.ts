/** Editing a single condition: its operator, its field, its value. */
import {
  AttributeScope,
  Binary,
  BinaryOperator,
  ComparisonOperator,
  Expression,
  Field,
  Literal,
  Node,
  Query,
  StringLiteral,
  Unary,
} from '../ast';
import { INTRINSICS } from '../intrinsics';
import { canBeRaw } from '../quote';
import { makeString } from './build';
import {
  asExpression,
  convertLiteral,
  defaultLiteral,
  isLiteral,
  isValue,
  literalText,
  LiteralType,
  readLiteral,
} from './literals';
import { replaceNode } from './nodes';
import { nodeAt, Path, setAt, slotOf } from './path';

const ORDERS = ['<', '<=', '>', '>='];

function isRegex(operator: string): boolean {
  return operator === '=~' || operator === '!~';
}

/** The type that values compared with the field have; null for attributes, whose values may be of any type. */
export function typeOfField(field: Field): LiteralType | null {
  const type = field.kind === 'intrinsic' ? INTRINSICS.get(field.name)?.type : undefined;
  return type === undefined || type === 'untyped' ? null : type;
}

/**
 * Gives a comparison or calculation another operator, and its operands what that needs: a pattern is a string, and
 * nothing is greater than nil. Logical operators: see `changeLogicalOperator`.
 */
export function changeOperator(query: Query, path: Path, operator: Exclude<BinaryOperator, '&&' | '||'>): Query {
  const node = nodeAt(query, path);
  if (node?.kind !== 'binary' || node.operator === '&&' || node.operator === '||') {
    return query;
  }
  return setAt(query, path, withOperator(node, operator));
}

function withOperator(node: Binary, operator: BinaryOperator): Binary {
  if (isRegex(operator)) {
    const swapped = isValue(node.left) && !isValue(node.right);
    const [left, pattern] = swapped ? [node.right, node.left] : [node.left, node.right];
    return { ...node, operator, left, right: asPattern(pattern) };
  }
  if (operator === '=' || operator === '!=') {
    return { ...node, operator };
  }
  return { ...node, operator, left: withoutNil(node.left, node.right), right: withoutNil(node.right, node.left) };
}

function asPattern(node: Expression): StringLiteral {
  if (node.kind === 'string') {
    return node;
  }
  const text = isValue(node) && node.kind !== 'nil' ? literalText(node) : '';
  return { ...makeString(text), ...(node.comments ? { comments: node.comments } : {}) };
}

function withoutNil(node: Expression, other: Expression): Expression {
  if (node.kind !== 'nil') {
    return node;
  }
  const isField = other.kind === 'attribute' || other.kind === 'intrinsic';
  const type = (isField ? typeOfField(other) : null) ?? 'int';
  return withCommentsOf(node, defaultLiteral(type === 'nil' ? 'int' : type));
}

/** Gives the comparison of an aggregate, or one behind a metrics function, another operator. */
export function changeComparison(query: Query, path: Path, operator: ComparisonOperator): Query {
  const node = nodeAt(query, path);
  const isFilter = node?.kind === 'scalar-filter' || node?.kind === 'metrics-filter';
  return isFilter ? setAt(query, path, { ...node, operator }) : query;
}

/** Gives an attribute another scope; its name stays. */
export function changeScope(query: Query, path: Path, scope: AttributeScope, parent = false): Query {
  const node = nodeAt(query, path);
  return node?.kind === 'attribute' ? setAt(query, path, { ...node, scope, parent }) : query;
}

/**
 * Puts another field (attribute or intrinsic) in place of the one at the path. In a comparison the value is converted to
 * the type of the field, and the operator becomes `=` where the type does not know it.
 */
export function changeField(query: Query, path: Path, field: Field): Query {
  const node = nodeAt(query, path);
  if (!node || !['attribute', 'intrinsic', 'invalid'].includes(node.kind)) {
    return query;
  }
  const replaced = replaceNode(query, path, withCommentsOf(node, field));
  const slot = slotOf(replaced, path);
  const type = typeOfField(field);
  if (slot?.parent.kind !== 'binary' || replaced === query || type === null) {
    return replaced;
  }
  return setAt(replaced, slot.parentPath, adapted(slot.parent, slot.property === 'left' ? 'right' : 'left', type));
}

function adapted(node: Binary, side: 'left' | 'right', type: LiteralType): Binary {
  const value = node[side];
  const isComparison = isRegex(node.operator) || ORDERS.includes(node.operator) || /^!?=$/.test(node.operator);
  if (!isComparison || !isValue(value) || value.kind === 'nil') {
    return node;
  }
  const takesOrder = type !== 'status' && type !== 'span-kind';
  const keeps = isRegex(node.operator) ? type === 'string' : takesOrder || !ORDERS.includes(node.operator);
  const operator = keeps ? node.operator : '=';
  const fits = value.kind === type || (type === 'int' && value.kind === 'float') || value.kind === 'unary';
  return { ...node, operator, [side]: fits && keeps ? value : changedValue(value, convertLiteral(value, type)) };
}

function changedValue(old: Literal | Unary, value: Literal): Expression {
  return asExpression(withCommentsOf(old, value));
}

function withCommentsOf<T extends Node>(old: Node, node: T): T {
  return old.comments ? { ...node, comments: old.comments } : node;
}

/** Gives a value another type, and converts it where it can be; a pattern stays a string. */
export function changeLiteralType(query: Query, path: Path, type: LiteralType): Query {
  const node = nodeAt(query, path);
  return node && isValue(node) ? putValue(query, path, node, convertLiteral(node, type)) : query;
}

/**
 * Gives a value another content, of the type it has. `typed` is what a person types: a string without its quotes. Where
 * it is none of that type the query stays as it is: ask `readLiteral` before.
 */
export function setLiteralValue(query: Query, path: Path, typed: string): Query {
  const node = nodeAt(query, path);
  if (!node || !isValue(node)) {
    return query;
  }
  const inner = node.kind === 'unary' ? node.operand : node;
  const type = isLiteral(inner) ? typeOfLiteral(inner) : 'int';
  const value = readLiteral(type, typed);
  const isRaw = value?.kind === 'string' && inner.kind === 'string';
  return value
    ? putValue(query, path, node, isRaw ? { ...value, raw: inner.raw && canBeRaw(value.value) } : value)
    : query;
}

export function typeOfLiteral(literal: Literal): LiteralType {
  return literal.kind === 'int-constant' ? 'int' : literal.kind;
}

/** Puts a value where the old one is; in expressions a minus becomes an operator, elsewhere it stays with the number. */
function putValue(query: Query, path: Path, old: Literal | Unary, value: Literal): Query {
  const slot = slotOf(query, path);
  const holder = slot?.parent.kind ?? '';
  const commented = withCommentsOf(old, value);
  if (slot?.parent.kind === 'binary' && isRegex(slot.parent.operator) && value.kind !== 'string') {
    return query;
  }
  const isNil = value.kind === 'nil' && slot?.parent.kind === 'binary' && !/^!?=$/.test(slot.parent.operator);
  if (isNil || (value.kind === 'nil' && slot?.parent.kind !== 'binary')) {
    return query;
  }
  const isExpression = ['binary', 'unary', 'filter', 'group', 'aggregate'].includes(holder);
  const isUnsigned = ['hint', 'metrics', 'compare', 'top-bottom'].includes(holder);
  const isNegative = 'text' in value && value.text.startsWith('-');
  if (isUnsigned && isNegative) {
    return query;
  }
  return replaceNode(query, path, isExpression ? asExpression(commented) : commented);
}
