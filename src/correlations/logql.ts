/** Names under which trace IDs are kept as labels or structured metadata, `trace_id` being the one of OTLP. */
export const TRACE_ID_NAMES = ['trace_id', 'traceid', 'traceID', 'traceId', 'TraceId', 'TraceID'] as const;

/** The names that the query of the shipped provisioning asks for. */
const USUAL_ID_NAMES = ['trace_id', 'traceid', 'traceID'];

/**
 * A query for `tracesToLogsV2` that finds the trace ID in the line and beside it. LogQL cannot combine a filter of the line
 * with one of a label by `or`; so what the line says is made a label first.
 *
 * @param selector - what stands in the braces
 * @param names - of labels or metadata that are known to carry the ID, beside the usual ones
 * @param isShort - IDs of 64 bits: Grafana leaves their zeros out, and logs may have them
 */
export function renderLogsQuery(selector = '${__tags}', names: readonly string[] = [], isShort = false): string {
  const all = [...new Set([...USUAL_ID_NAMES, ...names])];
  const is = isShort ? '=~"0*' : '="';
  const conditions = ['trace_id_in_line="true"', ...all.map((name) => `${name}${is}\${__span.traceId}"`)];
  return [
    `{${selector}}`,
    'label_format trace_id_in_line=`{{ contains "${__span.traceId}" __line__ }}`',
    conditions.join(' or '),
    'drop trace_id_in_line',
  ].join(' | ');
}

/** What Grafana makes of tags where there is no query. Source: Grafana 12.3, createSpanLink.tsx, `getQueryForLoki`. */
export function renderGrafanaQuery(byTraceId: boolean, bySpanId: boolean): string {
  const filter = (name: string, variable: string) =>
    ` | label_format log_line_contains_${name}=\`{{ contains "\${${variable}}" __line__  }}\`` +
    ` | log_line_contains_${name}="true" or ${name}="\${${variable}}"`;
  return `{\${__tags}}${byTraceId ? filter('trace_id', '__span.traceId') : ''}${bySpanId ? filter('span_id', '__span.spanId') : ''}`;
}

export interface EqualityMatcher {
  readonly label: string;
  readonly value: string;
}

/** Those matchers of the first selector that ask for a value: `{a="b", c=~"d"}` gives a. */
export function readEqualityMatchers(expr: string): EqualityMatcher[] {
  const [, inner = ''] = /\{([^{}]*)\}/.exec(expr) ?? [];
  return [...inner.matchAll(/([\w.]+)\s*=\s*"((?:[^"\\]|\\.)*)"/g)].map(([, label = '', value = '']) => ({
    label,
    value: value.replace(/\\(["\\])/g, '$1'),
  }));
}
