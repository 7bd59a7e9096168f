/**
 * What Tempo has in its hands after parsing an expression: constants are computed already, so types may differ from
 * those of the text. A term knows what is wrong with it, so that nothing is looked at twice.
 *
 * Follows the types of Tempo's `pkg/traceql/ast.go`, 2.6 to 3.0.
 */
import { BinaryOperator, Range, UnaryOperator } from '../ast';
import { Fix } from '../diagnostics';
import { Features } from '../releases';
import { Type } from './valueTypes';

/** Something for which Tempo refuses a query that parses. */
export interface Problem {
  readonly verdict: 'invalid' | 'unsupported';
  readonly code: string;
  readonly message: string;
  readonly range: Range;
  readonly fixes: readonly Fix[];
}

interface TermBase {
  readonly type: Type;
  /** Whether an attribute or an intrinsic is in it. */
  readonly refersToSpan: boolean;
  readonly problems: readonly Problem[];
  readonly range: Range;
}

export interface Constant extends TermBase {
  readonly form: 'constant';
  /** Text of a string, value of a whole number; undefined where nothing depends on it. */
  readonly value: string | bigint | boolean | undefined;
}

export interface FieldTerm extends TermBase {
  readonly form: 'field';
  /** The same for all spellings of the same field. */
  readonly identity: string;
  /** How Tempo prints it. */
  readonly printed: string;
  readonly isIntrinsic: boolean;
}

export interface BinaryTerm extends TermBase {
  readonly form: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Term;
  readonly right: Term;
}

export interface UnaryTerm extends TermBase {
  readonly form: 'unary';
  /** `exists` and `absent` are `!= nil` and `= nil`. */
  readonly operator: UnaryOperator | 'exists' | 'absent';
  readonly operand: Term;
}

export type Term = Constant | FieldTerm | BinaryTerm | UnaryTerm;

/** What is computed while the terms of one query are made. */
export interface TermContext {
  readonly features: Features;
  /** Where Tempo's parser crashes: a division by zero that it computes. */
  crash: Range | null;
  /** Where Tempo's parser is caught in a loop: a power of whole numbers. */
  hang: Range | null;
}
