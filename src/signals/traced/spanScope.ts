/**
 * A property of a span by which numbers are grouped or chosen, whatever the source calls it; or, by `dimension`, a label
 * of the source's own (PromQL only).
 */
export type SpanField = 'service' | 'operation' | 'kind' | 'status' | 'version' | { readonly dimension: string };

/** `value` is taken as it is, never as a pattern; of several values any may hold (`!=`: none may). */
export interface SpanCondition {
  readonly field: SpanField;
  readonly operator: '=' | '!=';
  readonly value: string | readonly string[];
}

/**
 * Which spans count, and how the numbers are grouped.
 *
 * Values of `kind` and `status` are written as TraceQL does (`server`, `error`); the builders translate.
 */
export interface SpanScope {
  readonly by?: readonly SpanField[];
  readonly where?: readonly SpanCondition[];
  /**
   * `served` (by default): what others ask of a service, kinds server and consumer; not the spans inside of it, and not
   * its own calls, which count at the other side. `all`: every span.
   */
  readonly spans?: 'served' | 'all';
  /** Of the rates in PromQL; `$__rate_interval` by default. */
  readonly window?: string;
}

/** Only errors. */
export const FAILED: SpanCondition = { field: 'status', operator: '=', value: 'error' };

/** What `served` counts. */
export const SERVED: SpanCondition = { field: 'kind', operator: '=', value: ['server', 'consumer'] };

/** All conditions of a scope, what it counts included. */
export function conditionsOf({ where = [], spans = 'served' }: SpanScope): SpanCondition[] {
  return spans === 'served' ? [SERVED, ...where] : [...where];
}

/** The same scope with one more condition. */
export function narrow(scope: SpanScope, condition: SpanCondition): SpanScope {
  return { ...scope, where: [...(scope.where ?? []), condition] };
}
