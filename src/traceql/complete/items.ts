/**
 * The text up to the cursor as items: tokens, where a field with its scope and name is one item.
 *
 * Works on the tokens alone, so that errors before or after the cursor do no harm.
 */
import { Attribute, AttributeScope, Field } from '../ast';
import { INTRINSICS } from '../intrinsics';
import { Lexer } from '../lex/lexer';
import { Token } from '../tokens';
import { OperandType } from './situation';

const T = Token;

export interface Item {
  readonly kind: 'attribute' | 'intrinsic' | 'literal' | 'word' | 'sign';
  /** The first token. */
  readonly token: Token;
  readonly start: number;
  readonly end: number;
  /** Where the name begins, after the scope; `start` for everything that has none. */
  readonly nameStart: number;
  readonly text: string;
  readonly field: Field | null;
  readonly type: OperandType;
  /** False for a string or a quoted name that has no closing quote. */
  readonly closed: boolean;
}

const SCOPES: ReadonlyMap<Token, AttributeScope> = new Map([
  [T.Dot, 'none'],
  [T.ParentDot, 'none'],
  [T.ResourceDot, 'resource'],
  [T.SpanDot, 'span'],
  [T.EventDot, 'event'],
  [T.LinkDot, 'link'],
  [T.InstrumentationDot, 'instrumentation'],
]);

const LITERAL_TYPES: ReadonlyMap<Token, OperandType> = new Map([
  [T.String, 'string'],
  [T.Int, 'int'],
  [T.Float, 'float'],
  [T.Duration, 'duration'],
  [T.True, 'bool'],
  [T.False, 'bool'],
  [T.Nil, 'nil'],
  [T.Status, 'status'],
  [T.SpanKind, 'span-kind'],
]);

export interface Items {
  readonly items: readonly Item[];
  readonly inComment: boolean;
}

/** Reads the items that begin before `offset` (the name of an attribute also where it begins right there). */
export function readItems(text: string, offset: number, age: number): Items {
  let problem = '';
  const lexer = new Lexer(text, age, (code) => (problem ||= code));
  const items: Item[] = [];
  const next = () => {
    problem = '';
    lexer.next();
  };
  next();
  while (lexer.token !== T.End && lexer.start < offset) {
    const item = readItem(lexer, next, () => problem);
    const merged = mergeWithLast(items[items.length - 1], item, text);
    if (merged) {
      items[items.length - 1] = merged;
    } else {
      items.push(item);
    }
  }
  return { items, inComment: isInComment(lexer, offset) };
}

function isInComment(lexer: Lexer, offset: number): boolean {
  return lexer.comments.some(({ range, text }) => {
    const isClosed = text.startsWith('/*') && text.length > 3 && text.endsWith('*/');
    return range.start + 1 < offset && (isClosed ? offset < range.end : offset <= range.end);
  });
}

function readItem(lexer: Lexer, next: () => void, problem: () => string): Item {
  const { token, start, end, text } = lexer;
  const scope = SCOPES.get(token);
  if (scope !== undefined) {
    return readAttribute(lexer, next, problem, scope);
  }
  if (token >= T.TraceColon && token <= T.InstrumentationColon) {
    return readScopedIntrinsic(lexer, next);
  }
  const closed = problem() !== 'unterminated-string';
  const raw = text.slice(start, end);
  next();
  const base = { token, start, end, nameStart: start, text: raw, closed };
  const literal = LITERAL_TYPES.get(token);
  if (literal) {
    return { ...base, kind: 'literal', field: null, type: literal };
  }
  const info = token >= T.IntrinsicDuration && token <= T.IntrinsicChildCount ? INTRINSICS.get(raw) : undefined;
  if (info) {
    const field: Field = { kind: 'intrinsic', name: raw, range: { start, end } };
    return { ...base, kind: 'intrinsic', field, type: info.type };
  }
  const isWord = token >= T.IntrinsicDuration || (token === T.Word && /^[\p{L}_']/u.test(raw));
  return { ...base, kind: isWord ? 'word' : 'sign', field: null, type: 'untyped' };
}

function readAttribute(lexer: Lexer, next: () => void, problem: () => string, outer: AttributeScope): Item {
  const { token, start } = lexer;
  const parent = token === T.ParentDot;
  let scope = outer;
  let nameStart = lexer.end;
  next();
  while (lexer.token === T.SpanDot || lexer.token === T.ResourceDot) {
    scope = SCOPES.get(lexer.token) ?? scope;
    nameStart = lexer.end;
    next();
  }
  const hasName = lexer.token === T.AttributeName;
  const name = hasName ? lexer.value : '';
  const end = hasName ? lexer.end : nameStart;
  const closed = problem() !== 'unterminated-name';
  if (hasName) {
    next();
  }
  if (lexer.token === T.AttributeEnd) {
    next();
  }
  const field: Attribute = { kind: 'attribute', scope, parent, name, range: { start, end } };
  const text = lexer.text.slice(start, end);
  return { kind: 'attribute', token, start, end, nameStart, text, field, type: 'untyped', closed };
}

function readScopedIntrinsic(lexer: Lexer, next: () => void): Item {
  const { token, start } = lexer;
  const nameStart = lexer.end;
  const scope = lexer.text.slice(start, nameStart);
  next();
  // Only what touches the colon is taken for the name; otherwise the next line of a half-written query would be.
  const isName = lexer.start === nameStart && (lexer.token === T.Word || lexer.token >= T.True);
  const end = isName ? lexer.end : nameStart;
  const name = scope + lexer.text.slice(nameStart, end);
  if (isName) {
    next();
  }
  const info = INTRINSICS.get(name);
  const field: Field | null = info ? { kind: 'intrinsic', name, range: { start, end } } : null;
  return {
    kind: 'intrinsic',
    token,
    start,
    end,
    nameStart,
    text: name,
    field,
    type: info?.type ?? 'untyped',
    closed: true,
  };
}

/** `service` and `.name` are one word, as are `1h` and `3` where no duration is complete yet. */
function mergeWithLast(last: Item | undefined, item: Item, text: string): Item | null {
  if (!last || last.end !== item.start) {
    return null;
  }
  const merged = { ...last, end: item.end, text: text.slice(last.start, item.end), closed: item.closed, field: null };
  const isBare = last.kind === 'word' || (last.nameStart === last.start && last.field?.kind === 'intrinsic');
  const isName = isBare || (last.kind === 'literal' && last.token >= T.True);
  if (isName && item.kind === 'attribute' && item.token === T.Dot) {
    return { ...merged, kind: 'word', token: T.Word, type: 'untyped' };
  }
  const isNumber = last.kind === 'literal' && last.token >= T.Int && last.token <= T.Duration;
  const isRest =
    (item.kind === 'word' && item.token === T.Word) || (item.kind === 'literal' && item.token <= T.Duration);
  return isNumber && isRest && item.token !== T.String ? { ...merged, type: 'duration' } : null;
}
