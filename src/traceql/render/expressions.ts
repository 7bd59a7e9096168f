/**
 * Writing field expressions, with the fewest parentheses that keep their meaning, and those that keep it for people: `&&`
 * and `||` bind equally in TraceQL, which hardly anybody expects, so that `(a || b) && c` keeps what it does not need.
 */
import { Binary, Expression, Literal, Unary } from '../ast';
import { bindingOf, COMPARISON, LOGIC, POWER, unaryBindingOf } from '../binding';
import { writeAttribute, writeString } from '../quote';
import { leftSpine } from '../walk';
import { writeComments } from './comments';

/** Writes a literal as its type demands. */
export function writeLiteral(literal: Literal): string {
  switch (literal.kind) {
    case 'string':
      return writeString(literal.value, literal.raw);
    case 'int':
    case 'float':
    case 'duration':
      return literal.text;
    case 'int-constant':
      return literal.name;
    case 'nil':
      return 'nil';
    default:
      return String(literal.value);
  }
}

/** Writes an expression without parentheses around it. */
export function writeExpression(node: Expression): string {
  switch (node.kind) {
    case 'binary':
      return writeChain(node);
    case 'unary':
      return writeComments(node.comments) + writeUnary(node);
    case 'attribute':
      return writeComments(node.comments) + writeAttribute(node.scope, node.parent, node.name);
    case 'intrinsic':
      return writeComments(node.comments) + node.name;
    case 'invalid':
      return writeComments(node.comments) + node.text;
    default:
      return writeComments(node.comments) + writeLiteral(node);
  }
}

/** A chain of operators from the innermost left operand outwards, so that it may be of any length. */
function writeChain(root: Binary): string {
  const spine = leftSpine(root);
  const innermost = spine[spine.length - 1] ?? root;
  let text = writeOperand(innermost.left, leftLimit(innermost));
  for (let i = spine.length - 1; i >= 0; i--) {
    const node = spine[i] ?? root;
    if (i < spine.length - 1 && (needsParentheses(node.left, leftLimit(node)) || mixesLogic(node, node.left))) {
      text = `(${text})`;
    } else if (isEquality(node) && endsInNil(node.left)) {
      text = `(${text})`;
    }
    const right = writeOperand(node.right, rightLimit(node));
    text = `${text} ${node.operator} ${right}`;
  }
  return text;
}

/** Whether an operand is joined by the other one of `&&` and `||`. */
export function mixesLogic({ operator }: Binary, operand: Expression): boolean {
  const isLogic = bindingOf(operator) === LOGIC;
  return isLogic && operand.kind === 'binary' && bindingOf(operand.operator) === LOGIC && operand.operator !== operator;
}

/** The binding that the left operand must have to stand without parentheses. */
function leftLimit({ operator }: Binary): number {
  const binding = bindingOf(operator);
  return binding === POWER ? POWER + 1 : binding;
}

function rightLimit({ operator }: Binary): number {
  const binding = bindingOf(operator);
  return binding === POWER ? POWER : binding + 1;
}

function needsParentheses(node: Expression, least: number): boolean {
  switch (node.kind) {
    case 'binary':
      return bindingOf(node.operator) < least;
    case 'unary':
      // What follows would belong to the operand of the unary operator if it binds stronger.
      return unaryBindingOf(node.operator) < least - (least > POWER ? 1 : 0);
    default:
      return false;
  }
}

function writeOperand(node: Expression, least: number): string {
  const text = writeExpression(node);
  return needsParentheses(node, least) ? `(${text})` : text;
}

function writeUnary(node: Unary): string {
  const least = unaryBindingOf(node.operator) + 1;
  const { operand } = node;
  // Below a unary operator another one needs no parentheses, whatever it binds.
  const text = operand.kind === 'unary' ? writeExpression(operand) : writeOperand(operand, least);
  return node.operator + text;
}

function isEquality({ operator }: Binary): boolean {
  return bindingOf(operator) === COMPARISON && (operator === '=' || operator === '!=');
}

/**
 * Whether the text of a left operand ends with a `nil` that an equality behind it would take: `a < nil = b` is read as
 * `a < (nil = b)`. The `nil` of `a = nil` and a bare one are tests for existence and safe.
 */
function endsInNil(node: Expression): boolean {
  for (let last = node; ;) {
    if (last.kind === 'unary') {
      last = last.operand;
    } else if (last.kind === 'binary') {
      if (last.right.kind === 'nil') {
        return !isEquality(last);
      }
      last = last.right;
    } else {
      return last.kind === 'nil' && last !== node;
    }
  }
}
