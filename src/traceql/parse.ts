/**
 * From text to tree.
 *
 * The grammar is the union of Tempo 2.6 to 3.0 (`pkg/traceql/expr.y`); with a release, it is exactly that of the
 * release, up to the first error.
 */
import { Query } from './ast';
import { Diagnostic } from './diagnostics';
import { parseQuery } from './parse/query';
import { ParserState } from './parse/state';
import { ALL_FEATURES, Features, featuresOf, resolveRelease } from './releases';

export interface ParseResult {
  readonly query: Query;
  /** Errors of syntax, in the order in which they were found; the first is the one Tempo reports. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface ParseOptions {
  /** Version of Tempo, `major.minor[.patch]`; without it, what any known release understands is accepted. */
  readonly tempo?: string;
}

/**
 * Parses a query. Never throws, and takes time linear in the length of the text; after an error it goes on with what can
 * still be understood, so that there is always a tree.
 * Nesting deeper than `NESTING_LIMIT` levels is an error (code `nesting-limit`), after which the rest is not read.
 */
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  const features = options.tempo === undefined ? ALL_FEATURES : featuresOf(resolveRelease(options.tempo).release);
  const { query, diagnostics } = parseWith(text, features);
  return { query, diagnostics };
}

/** As `parse`, with what `check` needs beside the result. */
export function parseWith(text: string, features: Features): ParseResult & { readonly state: ParserState } {
  const state = new ParserState(text, features);
  const query = parseQuery(state);
  return { query, diagnostics: state.diagnostics, state };
}

export { NESTING_LIMIT } from './parse/state';
