/**
 * What may stand at a place of a pipeline, and what was found there.
 *
 * Follows the alternatives of `spansetPipeline`, `spansetExpression` and `scalarExpression` in Tempo's
 * `pkg/traceql/expr.y` (2.6 to 3.0).
 */
import { ScalarExpression, SpansetExpression } from '../ast';
import { Token } from '../tokens';
import { isNumber } from './fields';

const T = Token;

/** What a parenthesis may hold at a place; a set of bits. */
export const SPANSET = 1;
export const SCALAR = 2;
/** A whole pipeline as an operand of `&&`, `>>` … */
export const PIPELINE = 4;
/** A pipeline that ends with an aggregate, as an operand of a comparison or of arithmetic. */
export const SCALAR_PIPELINE = 8;
export const ANY = SPANSET | SCALAR | PIPELINE | SCALAR_PIPELINE;

/** What was found: one of the bits above, with its tree. */
export type Found =
  | { readonly what: typeof SPANSET; readonly node: SpansetExpression }
  | { readonly what: typeof PIPELINE; readonly node: SpansetExpression }
  | { readonly what: typeof SCALAR; readonly node: ScalarExpression }
  | { readonly what: typeof SCALAR_PIPELINE; readonly node: ScalarExpression };

/** The binding of operators between spansets; 0 for all other tokens. */
export const SPANSET_BINDING: Uint8Array = (() => {
  const binding = new Uint8Array(T.With + 1);
  binding[T.And] = binding[T.Or] = 1;
  const structural = [T.Gt, T.Lt, T.Descendant, T.Ancestor, T.Sibling, T.NotRegex];
  structural.forEach((token) => (binding[token] = 2));
  for (let token = T.NotChild; token <= T.UnionSibling; token++) {
    binding[token] = 2;
  }
  return binding;
})();

export const ARITHMETIC = 3;

export function isComparison(token: Token): boolean {
  return token === T.Eq || token === T.Neq || (token >= T.Gt && token <= T.Lte);
}

/** Whether an aggregate begins with the token. */
export function startsAggregate(token: Token): boolean {
  return token >= T.Count && token <= T.Sum;
}

export function startsScalar(token: Token): boolean {
  return isNumber(token) || token === T.Sub || startsAggregate(token);
}

/** What a parenthesis may hold that stands first in a place where `allowed` may stand. */
export function allowedFirst(allowed: number): number {
  return allowed & (PIPELINE | SCALAR_PIPELINE) ? allowed | SPANSET | SCALAR : allowed;
}

/** Whether a metrics function begins with the token. */
export function isMetrics(token: Token): boolean {
  return token >= T.MetricsPlain && token <= T.MetricsCompare;
}
