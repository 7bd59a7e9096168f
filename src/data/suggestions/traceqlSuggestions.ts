import type { AttributeType } from '../../tempo';
import type { AttributeScope } from '../../traceql';

/** The name of an attribute that the data has, with its scope. */
export interface SuggestedAttribute {
  readonly scope: Exclude<AttributeScope, 'none'>;
  readonly name: string;
  /** Type by convention or of values seen; undefined where nothing is known. */
  readonly type: AttributeType | undefined;
}

/** A value that the data has. */
export interface SuggestedValue {
  /** Without quotes, as a person types it: `GET`, `200`, `error`, `1.5s`. */
  readonly text: string;
  readonly type: AttributeType;
}

/** A list, and whether Tempo cut it. */
export interface Suggested<T> {
  readonly items: readonly T[];
  readonly truncated: boolean;
}

/**
 * Names and values from the data. The builder and the editor ask only when a list is opened; whoever implements it caches.
 *
 * Both reject with an `AbortError` when the signal ends them, and with a `TempoRequestError` when Tempo refuses.
 */
export interface TraceqlSuggestions {
  /** All attributes, sorted by scope and name. At most some 25,000. */
  fetchAttributes(signal: AbortSignal): Promise<Suggested<SuggestedAttribute>>;
  /**
   * Values of a field. At most some 100,000.
   *
   * @param field - as written in TraceQL: `span.http.method`, `resource."my name"`, `name`, `span:kind`
   * @param filter - `{ … }` that narrows the spans asked, or empty
   */
  fetchValues(field: string, filter: string, signal: AbortSignal): Promise<Suggested<SuggestedValue>>;
}
