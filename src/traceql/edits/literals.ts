/**
 * Literals from what a person types, by a declared type; and from one type to another.
 *
 * Follows the literals of Tempo's `pkg/traceql/lexer.go` (2.6 to 3.0).
 */
import { Expression, Literal, SpanKindName, StatusName, Unary } from '../ast';
import { parseDuration } from '../lex/durations';
import { makeString, makeUnary, NO_RANGE } from './build';

export type LiteralType = 'string' | 'int' | 'float' | 'duration' | 'bool' | 'nil' | 'status' | 'span-kind';

const STATUSES: readonly StatusName[] = ['error', 'ok', 'unset'];

const KINDS: readonly SpanKindName[] = ['server', 'client', 'producer', 'consumer', 'internal', 'unspecified'];

const MAX_INT = BigInt('9223372036854775807');

/** Reads a value as typed (strings without quotes); null where it is none of the type. Numbers may be negative. */
export function readLiteral(type: LiteralType, typed: string): Literal | null {
  const text = typed.trim();
  const range = NO_RANGE;
  switch (type) {
    case 'string':
      return makeString(typed);
    case 'int':
      return readInt(text);
    case 'float':
      return readFloat(text);
    case 'duration':
      return readDuration(text);
    case 'bool':
      return text === 'true' || text === 'false' ? { kind: 'bool', value: text === 'true', range } : null;
    case 'nil':
      return text === 'nil' ? { kind: 'nil', range } : null;
    case 'status': {
      const value = STATUSES.find((status) => status === text);
      return value ? { kind: 'status', value, range } : null;
    }
    case 'span-kind': {
      const value = KINDS.find((kind) => kind === text);
      return value ? { kind: 'span-kind', value, range } : null;
    }
  }
}

function readInt(text: string): Literal | null {
  if (text === 'minInt' || text === 'maxInt') {
    return { kind: 'int-constant', name: text, range: NO_RANGE };
  }
  const [, sign = '', digits = ''] = /^(-?)0*(\d+)$/.exec(text) ?? [];
  if (digits === '' || digits.length > 19 || BigInt(digits) > MAX_INT) {
    return null;
  }
  return { kind: 'int', text: sign + digits, value: Number(sign + digits), range: NO_RANGE };
}

function readFloat(text: string): Literal | null {
  if (!/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) || !Number.isFinite(Number(text))) {
    return null;
  }
  const isMarked = /[eE]/.test(text) || /\.\d/.test(text);
  const written = isMarked ? text : `${text.replace('.', '')}.0`;
  return { kind: 'float', text: written, value: Number(text), range: NO_RANGE };
}

function readDuration(text: string): Literal | null {
  const negative = text.startsWith('-');
  const amount = negative ? text.slice(1) : text;
  const nanoseconds = /^\.?\d/.test(amount) ? parseDuration(amount) : null;
  return nanoseconds === null
    ? null
    : { kind: 'duration', text, nanoseconds: Number(nanoseconds) * (negative ? -1 : 1), range: NO_RANGE };
}

/** What a person would type for the literal: a string without its quotes. */
export function literalText(literal: Literal | Unary): string {
  switch (literal.kind) {
    case 'unary':
      return isLiteral(literal.operand) ? `${literal.operator}${literalText(literal.operand)}` : '';
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

const DEFAULTS: Readonly<Record<LiteralType, string>> = {
  string: '',
  int: '0',
  float: '0.0',
  duration: '0s',
  bool: 'true',
  nil: 'nil',
  status: 'error',
  'span-kind': 'server',
};

/** The value with which a new condition on a field of the type begins. */
export function defaultLiteral(type: LiteralType): Literal {
  return readLiteral(type, DEFAULTS[type]) ?? makeString('');
}

/**
 * The literal as one of another type, where its value can be one (`"5"` and `5`; numbers and durations are nanoseconds
 * to each other); the default of the type otherwise.
 */
export function convertLiteral(literal: Literal | Unary, type: LiteralType): Literal {
  const text = literalText(literal);
  const negative = text.startsWith('-');
  const inner = literal.kind === 'unary' ? literal.operand : literal;
  if (inner.kind === 'duration' && (type === 'int' || type === 'float')) {
    return (
      readLiteral(type, String(negative ? -Math.abs(inner.nanoseconds) : inner.nanoseconds)) ?? defaultLiteral(type)
    );
  }
  const candidate = type === 'duration' && inner.kind === 'int' ? `${text}ns` : text;
  const truncated = type === 'int' && inner.kind === 'float' ? String(Math.trunc(Number(text))) : candidate;
  return readLiteral(type, truncated) ?? defaultLiteral(type);
}

export function isLiteral(node: { readonly kind: string }): node is Literal {
  return ['string', 'int', 'float', 'duration', 'bool', 'nil', 'status', 'span-kind', 'int-constant'].includes(
    node.kind
  );
}

/** A literal, or a number with a minus before it. */
export function isValue(node: { readonly kind: string }): node is Literal | Unary {
  const { operand, operator } = node as Partial<Unary>;
  return isLiteral(node) || (node.kind === 'unary' && operator === '-' && operand !== undefined && isNumber(operand));
}

function isNumber(node: Expression): boolean {
  return node.kind === 'int' || node.kind === 'float' || node.kind === 'duration';
}

/** A literal as it stands in an expression, where a minus is an operator of its own. */
export function asExpression(literal: Literal): Expression {
  if (
    (literal.kind !== 'int' && literal.kind !== 'float' && literal.kind !== 'duration') ||
    !literal.text.startsWith('-')
  ) {
    return literal;
  }
  const { text, comments, ...rest } = literal;
  const positive =
    rest.kind === 'duration'
      ? { ...rest, text: text.slice(1), nanoseconds: Math.abs(rest.nanoseconds) }
      : { ...rest, text: text.slice(1), value: Math.abs(rest.value) };
  return comments ? { ...makeUnary('-', positive), comments } : makeUnary('-', positive);
}
