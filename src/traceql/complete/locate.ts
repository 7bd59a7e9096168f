/** From the state at the cursor to the situation. */
import { Attribute, Range } from '../ast';
import { Token } from '../tokens';
import { ExpressionFrame, Frame, HintsFrame, Pending, PipelineFrame } from './frames';
import { Item, readItems } from './items';
import { advance, createMachine, Machine, top } from './machine';
import { FieldPlace, OperandType, Place, Situation, ValueType } from './situation';

const T = Token;

/** Finds what stands at `offset`. Never throws; reads the text up to the cursor once. */
export function locate(text: string, offset: number, age: number): Place {
  const at = Math.max(0, Math.min(Number.isFinite(offset) ? Math.trunc(offset) : text.length, text.length));
  const empty = { start: at, end: at };
  const { items, inComment } = readItems(text, at, age);
  if (inComment) {
    return { situation: { kind: 'in-comment' }, replace: empty };
  }
  const machine = createMachine();
  const last = items[items.length - 1];
  for (let i = 0; i < items.length - 1; i++) {
    advance(machine, items[i] as Item);
  }
  if (last && isUnderCursor(last, at, machine)) {
    return placeIn(last, at, machine);
  }
  if (last) {
    advance(machine, last);
  }
  return { situation: expected(machine), replace: empty };
}

/** Whether the item is still being written. */
function isUnderCursor(item: Item, at: number, machine: Machine): boolean {
  if (at < item.end || (item.kind === 'attribute' && at === item.end)) {
    return true;
  }
  if (at > item.end) {
    return false;
  }
  if (item.kind === 'sign') {
    return isHalfOperator(item, machine);
  }
  return item.kind === 'literal' && item.token === T.String ? !item.closed : true;
}

/** `!`, `&`, `|` after an operand: the first half of an operator. */
function isHalfOperator({ token, text }: Item, machine: Machine): boolean {
  const frame = top(machine);
  if (frame.frame === 'expression') {
    return frame.phase === 'operator' && (token === T.Not || token === T.Pipe || text === '&');
  }
  return frame.frame === 'pipeline' && frame.phase === 'after-spanset' && (token === T.Not || text === '&');
}

function placeIn(item: Item, at: number, machine: Machine): Place {
  const whole = { start: item.start, end: Math.max(item.end, at) };
  if (item.kind === 'attribute' || (item.kind === 'intrinsic' && item.nameStart > item.start)) {
    return placeInField(item, at, machine, whole);
  }
  if (item.kind === 'literal' && item.token === T.String) {
    return placeInString(item, at, machine);
  }
  const situation = expected(machine);
  const isNumber = item.kind === 'literal' && item.token >= T.Int && item.token <= T.Duration;
  if (isNumber) {
    return placeInNumber(item, at, situation, whole);
  }
  if (item.kind === 'sign' && (item.token === T.OpenBrace || item.token === T.CloseBrace)) {
    return { situation: { kind: 'none' }, replace: whole };
  }
  return { situation, replace: whole };
}

function placeInField(item: Item, at: number, machine: Machine, whole: Range): Place {
  if (at < item.nameStart) {
    return { situation: expected(machine), replace: { start: item.start, end: item.nameStart } };
  }
  const place = fieldPlace(machine);
  if (item.kind === 'intrinsic') {
    const scope = item.text.slice(0, item.nameStart - item.start);
    return { situation: { kind: 'intrinsic-name', scope, place }, replace: { start: item.nameStart, end: whole.end } };
  }
  const { scope, parent } = item.field as Attribute;
  const written = item.text.slice(item.nameStart - item.start, at - item.start);
  const situation: Situation = {
    kind: 'attribute-name',
    scope,
    parent,
    prefix: decodeName(written),
    quoted: written.includes('"'),
    place,
  };
  return { situation, replace: { start: item.nameStart, end: item.closed ? whole.end : at } };
}

/** A part of a name without its quotes. */
function decodeName(written: string): string {
  return written.replace(/\\(["\\])|"/g, '$1');
}

function placeInString(item: Item, at: number, machine: Machine): Place {
  const situation = expected(machine);
  // An open string reaches to the end of the line, which is not what its author means.
  const end = item.closed ? item.end - 1 : at;
  const replace = { start: item.start + 1, end: Math.max(end, item.start + 1) };
  if (situation.kind === 'value') {
    return { situation: { ...situation, quoted: 'open', valueTypes: ['string'] }, replace };
  }
  return { situation: situation.kind === 'hint-value' ? situation : { kind: 'none' }, replace };
}

function placeInNumber(item: Item, at: number, situation: Situation, whole: Range): Place {
  const digits = /^.*\d\.?/s.exec(item.text.slice(0, at - item.start))?.[0] ?? '';
  const takesDuration = situation.kind === 'value' && situation.valueTypes.includes('duration');
  if (!takesDuration || digits === '') {
    return { situation: { kind: 'none' }, replace: whole };
  }
  const rest = /^[^\d.]*/.exec(item.text.slice(digits.length))?.[0] ?? '';
  const start = item.start + digits.length;
  const end = Math.max(at, start + rest.length);
  return { situation: { kind: 'duration-unit', number: digits }, replace: { start, end } };
}

// ---------------------------------------------------------------------------------------------- what is expected next

function expected(machine: Machine): Situation {
  const frame = top(machine);
  switch (frame.frame) {
    case 'expression':
      return expectedInExpression(machine, frame);
    case 'hints':
      return expectedInHints(frame);
    case 'pipeline':
      return expectedInPipeline(frame);
  }
}

/** The filter or function that holds the parentheses around the cursor. */
function holderOf({ frames }: Machine): ExpressionFrame | null {
  for (let i = frames.length - 1; i >= 0; i--) {
    const frame: Frame | undefined = frames[i];
    if (frame?.frame !== 'expression') {
      return null;
    }
    if (frame.holder !== 'parenthesis') {
      return frame;
    }
  }
  return null;
}

function fieldPlace(machine: Machine): FieldPlace {
  const frame = top(machine);
  const holder = holderOf(machine);
  if (frame.frame === 'expression' && frame.pending) {
    return 'value';
  }
  if (!holder) {
    return 'stage';
  }
  if (holder.holder === 'filter') {
    return 'condition';
  }
  return holder.function === 'by' || holder.function === 'select' ? holder.function : 'function';
}

function expectedInExpression(machine: Machine, frame: ExpressionFrame): Situation {
  const holder = holderOf(machine) ?? frame;
  if (frame.phase === 'operator') {
    return expectedOperator(frame, holder);
  }
  if (frame.pending) {
    const { field, operator } = frame.pending;
    return { kind: 'value', field, operator, quoted: 'none', valueTypes: valueTypes(frame.pending) };
  }
  if (holder.holder === 'filter') {
    return { kind: 'scope-or-field' };
  }
  const { index } = holder;
  if (holder.function === 'by') {
    return { kind: 'by-argument', of: holder.ofMetrics ? 'metrics' : 'stage', index };
  }
  return holder.function === 'select'
    ? { kind: 'select-argument', index }
    : { kind: 'function-argument', function: holder.function, index };
}

/** Functions whose argument is an expression, not just a field. */
const OF_EXPRESSIONS: ReadonlySet<string> = new Set(['by', 'avg', 'min', 'max', 'sum']);

function expectedOperator(frame: ExpressionFrame, holder: ExpressionFrame): Situation {
  const inParenthesis = frame.holder === 'parenthesis';
  const takesExpression = OF_EXPRESSIONS.has(holder.function) && !(holder.function === 'by' && holder.ofMetrics);
  if (holder.holder === 'arguments' && !inParenthesis && !takesExpression) {
    return { kind: 'after-argument', function: holder.function };
  }
  const { field, type, complete } = frame.operand ?? { field: null, type: 'untyped' as const, complete: false };
  const place = holder.holder === 'filter' ? 'condition' : 'argument';
  const isCondition = frame.pending !== null;
  return {
    kind: 'operator',
    place,
    operandType: isCondition ? 'bool' : type,
    field: isCondition ? null : field,
    complete: isCondition || complete,
  };
}

const TYPES: Readonly<Record<OperandType, readonly ValueType[]>> = {
  string: ['string'],
  int: ['int'],
  float: ['float', 'int'],
  number: ['int', 'float', 'duration'],
  duration: ['duration'],
  bool: ['bool'],
  status: ['status'],
  'span-kind': ['span-kind'],
  nil: ['nil'],
  untyped: ['string', 'int', 'float', 'bool', 'duration', 'nil'],
};

function valueTypes({ field, type, operator }: Pending): readonly ValueType[] {
  if (operator === '=~' || operator === '!~') {
    return ['string'];
  }
  const ordered = operator !== '=' && operator !== '!=';
  const types = TYPES[type].filter((each) => !ordered || each !== 'bool' || type === 'bool');
  const takesNil = field?.kind === 'attribute' && (operator === '=' || operator === '!=');
  return takesNil ? types : types.filter((each) => each !== 'nil' || type === 'nil');
}

function expectedInHints(frame: HintsFrame): Situation {
  switch (frame.phase) {
    case 'name':
      return { kind: 'hint-name' };
    case 'equals':
      return { kind: 'hint-equals', hint: frame.hint };
    case 'value':
      return { kind: 'hint-value', hint: frame.hint };
    case 'after':
      return { kind: 'after-argument', function: 'with' };
  }
}

function expectedInPipeline(frame: PipelineFrame): Situation {
  if (frame.called !== null) {
    return { kind: 'open-parenthesis', function: frame.called };
  }
  switch (frame.phase) {
    case 'start':
      return { kind: 'query-start' };
    case 'spanset':
    case 'after-spanset':
    case 'stage':
    case 'after-stage':
    case 'second-stage':
    case 'after-second-stage':
      return { kind: frame.phase };
    case 'after-aggregate':
      return { kind: 'operator', place: 'aggregate', operandType: frame.aggregateType, field: null, complete: false };
    case 'scalar-operand':
    case 'scalar-value':
    case 'metrics-value':
      return pipelineValue(frame);
    case 'after-metrics':
      return { kind: 'after-metrics', function: frame.metricsFunction, hasBy: frame.hasBy };
    case 'after-hints':
      return { kind: 'none' };
  }
}

function pipelineValue({ phase, operator, aggregateType }: PipelineFrame): Situation {
  const type = phase === 'metrics-value' || aggregateType === 'untyped' ? 'number' : aggregateType;
  const types = type === 'int' ? (['int', 'float'] as const) : TYPES[type];
  return { kind: 'value', field: null, operator, quoted: 'none', valueTypes: types };
}
