import { parse, render } from '../../traceql';

/** The query laid out over several lines, comments kept; null where it has an error of syntax and must be left alone. */
export function formatQuery(text: string): string | null {
  const { query, diagnostics } = parse(text);
  return diagnostics.some(({ severity }) => severity === 'error') ? null : render(query, { multiline: true });
}
