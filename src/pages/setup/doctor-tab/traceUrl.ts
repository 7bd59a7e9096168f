import { parseTraceReference } from '../../../tempo';

/** The parameter of the URL that names the trace to test with, word for word as it was typed. */
export const TRACE_PARAMETER = 'trace';

/** What a URL or a field says of the trace to test with. */
export type NamedTrace =
  /** One is to be picked. */
  { readonly kind: 'any' } | { readonly kind: 'given'; readonly traceId: string } | { readonly kind: 'wrong' };

/** The text of a URL; empty where it has none. */
export function readTraceText(search: string): string {
  return new URLSearchParams(search).get(TRACE_PARAMETER) ?? '';
}

/** Takes an ID in any spelling, a header or a link. */
export function readTrace(text: string): NamedTrace {
  if (text.trim() === '') {
    return { kind: 'any' };
  }
  const reference = parseTraceReference(text);
  return reference.ok ? { kind: 'given', traceId: reference.traceId } : { kind: 'wrong' };
}
