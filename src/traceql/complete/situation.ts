/** What can stand at a place of a query: the input of every kind of completion. */
import { AttributeScope, ComparisonOperator, Field, Range, RegexOperator } from '../ast';
import { FieldType } from '../intrinsics';

/** Type of an operand, as far as the text tells; `untyped` for attributes, `number` where it may be of any numeric type. */
export type OperandType = FieldType | 'float' | 'number' | 'bool';

/** Types a value may have. */
export type ValueType = 'string' | 'int' | 'float' | 'duration' | 'bool' | 'status' | 'span-kind' | 'nil';

/** In what a field stands: a condition, an operand right of a comparison, or the arguments of something. */
export type FieldPlace = 'condition' | 'value' | 'by' | 'select' | 'function' | 'stage';

export type Situation =
  /** Nothing sensible can be proposed. */
  | { readonly kind: 'none' }
  | { readonly kind: 'in-comment' }
  /** The beginning of a query, or of a pipeline in parentheses. */
  | { readonly kind: 'query-start' }
  /** Right of an operator between spansets. */
  | { readonly kind: 'spanset' }
  /** Beginning of a condition: a scope, an attribute, an intrinsic, `!`, `(`. */
  | { readonly kind: 'scope-or-field' }
  /** After a scope. Names come from the caller, for this scope, and are written with `quoteName`. */
  | {
      readonly kind: 'attribute-name';
      readonly scope: AttributeScope;
      readonly parent: boolean;
      /** Decoded part of the name up to the cursor. */
      readonly prefix: string;
      /** The author has opened a quote; the range to replace holds the quotes too. */
      readonly quoted: boolean;
      readonly place: FieldPlace;
    }
  /** After `span:`, `trace:` …; `scope` has its colon. */
  | { readonly kind: 'intrinsic-name'; readonly scope: string; readonly place: FieldPlace }
  /**
   * After an operand. `complete`: it is a condition already, so that `&&`, `||` and the closing brace fit.
   * `place` is `aggregate` after `count()` and its kin.
   */
  | {
      readonly kind: 'operator';
      readonly place: 'condition' | 'argument' | 'aggregate';
      readonly operandType: OperandType;
      readonly field: Field | null;
      readonly complete: boolean;
    }
  /** Right of a comparison. `field` is what it is compared with, where that is a single field. */
  | {
      readonly kind: 'value';
      readonly field: Field | null;
      readonly operator: ComparisonOperator | RegexOperator;
      /** `open`: between quotes; what is put in must be escaped for a string, without its quotes. */
      readonly quoted: 'none' | 'open';
      readonly valueTypes: readonly ValueType[];
    }
  /** After the digits of a number that may become a duration. */
  | { readonly kind: 'duration-unit'; readonly number: string }
  /** After `}` or `)` of a spanset: operators, `|`, `with`. */
  | { readonly kind: 'after-spanset' }
  /** After a pipe. */
  | { readonly kind: 'stage' }
  /** After a stage: `|`, `with`. */
  | { readonly kind: 'after-stage' }
  /** After the name of a function or `by`, `with`: the parenthesis. */
  | { readonly kind: 'open-parenthesis'; readonly function: string }
  | { readonly kind: 'function-argument'; readonly function: string; readonly index: number }
  | { readonly kind: 'by-argument'; readonly of: 'stage' | 'metrics'; readonly index: number }
  | { readonly kind: 'select-argument'; readonly index: number }
  /** After an argument: `,` or `)`. */
  | { readonly kind: 'after-argument'; readonly function: string }
  | { readonly kind: 'after-metrics'; readonly function: string; readonly hasBy: boolean }
  /** After a pipe behind the metrics function. */
  | { readonly kind: 'second-stage' }
  | { readonly kind: 'after-second-stage' }
  | { readonly kind: 'hint-name' }
  | { readonly kind: 'hint-equals'; readonly hint: string }
  | { readonly kind: 'hint-value'; readonly hint: string };

/** A situation with the piece of text that a proposal replaces. */
export interface Place {
  readonly situation: Situation;
  readonly replace: Range;
}
