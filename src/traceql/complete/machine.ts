/**
 * Reads items and keeps track of what is open: braces, parentheses, functions, hints.
 *
 * Follows the grammar of `pkg/traceql/expr.y` of Tempo (all releases), with more tolerance than a parser may have: what
 * cannot stand at a place is passed over, and `{` and `|` close what was forgotten.
 */
import { ComparisonOperator, RegexOperator } from '../ast';
import { OPERATOR_TEXT, Token } from '../tokens';
import { expressionFrame, ExpressionFrame, Frame, HintsFrame, Operand, pipelineFrame, PipelineFrame } from './frames';
import { Item } from './items';
import { OperandType } from './situation';

const T = Token;

/** The state after some items; the last frame is the innermost. */
export interface Machine {
  readonly frames: Frame[];
}

export function createMachine(): Machine {
  return { frames: [pipelineFrame()] };
}

export function top({ frames }: Machine): Frame {
  return frames[frames.length - 1] ?? pipelineFrame();
}

/** Goes over one item. */
export function advance(machine: Machine, item: Item): void {
  if (item.kind === 'sign' && handleBrackets(machine, item.token)) {
    return;
  }
  const frame = top(machine);
  switch (frame.frame) {
    case 'expression':
      return advanceExpression(frame, item);
    case 'hints':
      return advanceHints(frame, item);
    case 'pipeline':
      return advancePipeline(frame, item);
  }
}

// ----------------------------------------------------------------------------------------------------------- brackets

function handleBrackets(machine: Machine, token: Token): boolean {
  switch (token) {
    case T.OpenBrace:
      openBrace(machine);
      return true;
    case T.CloseBrace:
      closeBrace(machine);
      return true;
    case T.OpenParen:
      openParenthesis(machine);
      return true;
    case T.CloseParen:
      closeParenthesis(machine);
      return true;
    case T.Pipe:
      // Inside of brackets a pipe means that they were forgotten.
      while (top(machine).frame !== 'pipeline') {
        machine.frames.pop();
      }
      return false;
    default:
      return false;
  }
}

function openBrace(machine: Machine): void {
  const frame = top(machine);
  const isSelection = frame.frame === 'expression' && frame.function === 'compare' && frame.index === 0;
  while (!isSelection && top(machine).frame !== 'pipeline') {
    machine.frames.pop();
  }
  const below = top(machine);
  if (below.frame === 'pipeline') {
    below.phase = 'after-spanset';
    below.called = null;
  }
  machine.frames.push(expressionFrame('filter'));
}

function closeBrace(machine: Machine): void {
  const isOpen = machine.frames.some((frame) => frame.frame === 'expression' && frame.holder === 'filter');
  while (isOpen) {
    const closed = machine.frames.pop();
    if (closed?.frame === 'expression' && closed.holder === 'filter') {
      break;
    }
  }
  const below = top(machine);
  if (below.frame === 'expression') {
    below.phase = 'operator';
  }
}

/** Functions of the metrics part. */
const METRICS_FUNCTIONS: ReadonlySet<string> = new Set([
  'rate',
  'count_over_time',
  'min_over_time',
  'max_over_time',
  'avg_over_time',
  'sum_over_time',
  'histogram_over_time',
  'quantile_over_time',
  'compare',
]);

const AGGREGATES: ReadonlySet<string> = new Set(['count', 'avg', 'min', 'max', 'sum']);

function openParenthesis(machine: Machine): void {
  const frame = top(machine);
  if (frame.frame === 'pipeline' && frame.called === 'with') {
    frame.called = null;
    frame.phase = 'after-hints';
    machine.frames.push({ frame: 'hints', phase: 'name', hint: '' });
    return;
  }
  if (frame.frame === 'pipeline' && frame.called !== null) {
    machine.frames.push(expressionFrame('arguments', frame.called, frame.hasMetrics));
    return;
  }
  if (frame.frame === 'expression') {
    machine.frames.push(expressionFrame('parenthesis'));
  } else if (frame.frame === 'pipeline') {
    machine.frames.push(pipelineFrame());
  }
}

function closeParenthesis(machine: Machine): void {
  const { frames } = machine;
  let opener = frames.length - 1;
  for (; opener > 0; opener--) {
    const frame = frames[opener];
    if (frame?.frame !== 'expression' || frame.holder !== 'filter') {
      break;
    }
  }
  // A closing parenthesis closes a filter that lacks its brace, unless it has no partner.
  if (opener <= 0) {
    return;
  }
  const [closed] = frames.splice(opener);
  const below = top(machine);
  if (closed?.frame === 'expression') {
    closeExpression(closed, below);
  } else if (closed?.frame === 'pipeline' && below.frame === 'pipeline') {
    below.phase = closed.phase === 'after-aggregate' ? 'after-aggregate' : 'after-spanset';
    below.aggregateType = closed.aggregateType;
  }
}

function closeExpression(closed: ExpressionFrame, below: Frame): void {
  if (below.frame === 'expression') {
    const inner = closed.operand;
    const complete = closed.pending !== null || (inner?.complete ?? false);
    takeOperand(below, { field: inner?.field ?? null, type: complete ? 'bool' : (inner?.type ?? 'untyped'), complete });
  }
  if (below.frame === 'pipeline' && closed.holder === 'arguments') {
    below.called = null;
    below.phase = phaseAfter(closed.function, below);
    if (AGGREGATES.has(closed.function)) {
      below.aggregateType = closed.function === 'count' ? 'int' : (closed.operand?.type ?? 'number');
    }
  }
}

function phaseAfter(name: string, frame: PipelineFrame): PipelineFrame['phase'] {
  if (AGGREGATES.has(name)) {
    return frame.phase === 'scalar-value' ? 'after-stage' : 'after-aggregate';
  }
  if (METRICS_FUNCTIONS.has(name)) {
    frame.hasMetrics = true;
    frame.metricsFunction = name;
    frame.hasBy = false;
    return 'after-metrics';
  }
  if (name === 'by' && frame.hasMetrics) {
    frame.hasBy = true;
    return 'after-metrics';
  }
  return name === 'topk' || name === 'bottomk' ? 'after-second-stage' : 'after-stage';
}

// -------------------------------------------------------------------------------------------------------- expressions

const COMPARISONS: ReadonlySet<Token> = new Set([T.Eq, T.Neq, T.Regex, T.NotRegex, T.Gt, T.Gte, T.Lt, T.Lte]);

const ARITHMETIC: ReadonlySet<Token> = new Set([T.Add, T.Sub, T.Mul, T.Div, T.Mod, T.Pow]);

function takeOperand(frame: ExpressionFrame, operand: Operand): void {
  const isSum = frame.phase === 'operand' && frame.operand !== null && frame.pending === null;
  frame.operand =
    isSum && frame.operand ? { field: null, type: wider(frame.operand.type, operand.type), complete: false } : operand;
  frame.phase = 'operator';
}

/** The type of a sum or product. */
function wider(a: OperandType, b: OperandType): OperandType {
  return a === 'duration' || b === 'duration' ? 'duration' : 'number';
}

function advanceExpression(frame: ExpressionFrame, item: Item): void {
  if (item.kind !== 'sign') {
    if (frame.phase === 'operator' && frame.pending === null) {
      frame.operand = null;
    }
    takeOperand(frame, { field: item.field, type: item.type, complete: item.type === 'bool' });
    return;
  }
  const { token } = item;
  if (token === T.Comma) {
    frame.index++;
    resetExpression(frame);
  } else if (token === T.And || token === T.Or) {
    resetExpression(frame);
  } else if (COMPARISONS.has(token)) {
    const { field, type } = frame.operand ?? { field: null, type: 'untyped' as const };
    frame.pending = { field, type, operator: OPERATOR_TEXT[token] as ComparisonOperator | RegexOperator };
    frame.operand = null;
    frame.phase = 'operand';
  } else if (ARITHMETIC.has(token) && frame.phase === 'operator') {
    // What is compared with a sum is compared with its parts.
    frame.phase = 'operand';
  }
}

function resetExpression(frame: ExpressionFrame): void {
  frame.phase = 'operand';
  frame.operand = null;
  frame.pending = null;
}

// -------------------------------------------------------------------------------------------------------------- hints

function advanceHints(frame: HintsFrame, item: Item): void {
  if (item.kind === 'sign' && item.token === T.Comma) {
    frame.phase = 'name';
    frame.hint = '';
  } else if (item.kind === 'sign' && item.token === T.Eq) {
    frame.phase = 'value';
  } else if (item.kind !== 'sign' && frame.phase === 'name') {
    frame.hint = item.text;
    frame.phase = 'equals';
  } else if (item.kind !== 'sign' && frame.phase === 'value') {
    frame.phase = 'after';
  }
}

// ---------------------------------------------------------------------------------------------------------- pipelines

const CALLED: ReadonlySet<string> = new Set([
  ...AGGREGATES,
  ...METRICS_FUNCTIONS,
  'by',
  'select',
  'coalesce',
  'topk',
  'bottomk',
  'with',
]);

function advancePipeline(frame: PipelineFrame, item: Item): void {
  if (item.kind === 'word' && CALLED.has(item.text)) {
    frame.called = item.text;
    if (METRICS_FUNCTIONS.has(item.text)) {
      frame.hasMetrics = false;
    }
    return;
  }
  frame.called = null;
  if (item.kind === 'sign') {
    advanceSign(frame, item.token);
  } else if (item.kind === 'literal') {
    advanceValue(frame);
  }
}

function advanceValue(frame: PipelineFrame): void {
  switch (frame.phase) {
    case 'scalar-value':
      frame.phase = 'after-stage';
      break;
    case 'scalar-operand':
      frame.phase = 'after-aggregate';
      break;
    case 'metrics-value':
      frame.phase = 'after-second-stage';
      break;
    case 'stage':
    case 'start':
      frame.phase = 'after-aggregate';
      break;
    default:
  }
}

function advanceSign(frame: PipelineFrame, token: Token): void {
  if (token === T.Pipe) {
    frame.phase = frame.hasMetrics ? 'second-stage' : 'stage';
    return;
  }
  const isComparison = COMPARISONS.has(token) && token !== T.Regex && token !== T.NotRegex;
  const isMetrics = frame.phase === 'after-metrics' || frame.phase === 'after-second-stage';
  if (isComparison && (frame.phase === 'after-aggregate' || isMetrics)) {
    frame.operator = OPERATOR_TEXT[token] as ComparisonOperator;
    frame.phase = isMetrics ? 'metrics-value' : 'scalar-value';
  } else if (ARITHMETIC.has(token)) {
    // A minus where a value is expected is its sign.
    frame.phase = frame.phase === 'after-aggregate' ? 'scalar-operand' : frame.phase;
  } else if (frame.phase === 'after-spanset' && (OPERATOR_TEXT[token] ?? '') !== '' && token !== T.Not) {
    frame.phase = 'spanset';
  }
}
