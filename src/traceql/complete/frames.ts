/** The state of the machine that reads items: a stack of what is open at the cursor. */
import { ComparisonOperator, Field, RegexOperator } from '../ast';
import { OperandType } from './situation';

export interface Operand {
  readonly field: Field | null;
  readonly type: OperandType;
  /** It is a condition: a comparison, or something in parentheses that holds one. */
  readonly complete: boolean;
}

/** A comparison whose right side is being written. */
export interface Pending {
  readonly field: Field | null;
  readonly type: OperandType;
  readonly operator: ComparisonOperator | RegexOperator;
}

/** Between braces, in parentheses of an expression, or between those of a function. */
export interface ExpressionFrame {
  readonly frame: 'expression';
  readonly holder: 'filter' | 'parenthesis' | 'arguments';
  /** Name of the function (also `by`, `select`); empty for the other holders. */
  readonly function: string;
  readonly ofMetrics: boolean;
  index: number;
  phase: 'operand' | 'operator';
  operand: Operand | null;
  pending: Pending | null;
}

export type PipelinePhase =
  | 'start'
  | 'spanset'
  | 'after-spanset'
  | 'stage'
  | 'after-aggregate'
  | 'scalar-operand'
  | 'scalar-value'
  | 'after-stage'
  | 'after-metrics'
  | 'metrics-value'
  | 'second-stage'
  | 'after-second-stage'
  | 'after-hints';

export interface PipelineFrame {
  readonly frame: 'pipeline';
  phase: PipelinePhase;
  /** A function whose parenthesis has not been opened yet. */
  called: string | null;
  hasMetrics: boolean;
  metricsFunction: string;
  hasBy: boolean;
  /** Comparison after which a value stands. */
  operator: ComparisonOperator;
  /** The last aggregate: its value is a duration where its argument is one. */
  aggregateType: OperandType;
}

export interface HintsFrame {
  readonly frame: 'hints';
  phase: 'name' | 'equals' | 'value' | 'after';
  hint: string;
}

export type Frame = ExpressionFrame | PipelineFrame | HintsFrame;

export function pipelineFrame(): PipelineFrame {
  return {
    frame: 'pipeline',
    phase: 'start',
    called: null,
    hasMetrics: false,
    metricsFunction: '',
    hasBy: false,
    operator: '>',
    aggregateType: 'number',
  };
}

export function expressionFrame(holder: ExpressionFrame['holder'], name = '', ofMetrics = false): ExpressionFrame {
  return {
    frame: 'expression',
    holder,
    function: name,
    ofMetrics,
    index: 0,
    phase: 'operand',
    operand: null,
    pending: null,
  };
}
