/** `label="value"`, or with `!=`; any text is safe as the value. */
export function equalsMatcher(label: string, operator: '=' | '!=', value: string): string {
  return `${label}${operator}${quoteLabelValue(value)}`;
}

/** `label=~"a|b"`, or with `!~`: any, or none, of the values as they are. Nothing is equal to one of no values. */
export function matcherForAny(label: string, operator: '=' | '!=', values: readonly string[]): string {
  const pattern = values.map(escapePattern).join('|');
  if (values.length === 0) {
    // A character before the beginning: no text matches.
    return `${label}${operator}~${quoteLabelValue('.^')}`;
  }
  return `${label}${operator}~${quoteLabelValue(pattern)}`;
}

/**
 * A string literal of PromQL. https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 *
 * What begins a variable of Grafana (`$x`, `[[x]]`) is written as an escape: the value is meant as it is.
 */
export function quoteLabelValue(value: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('$', '\\x24')
    .replaceAll('[[', '[\\x5b');
  return `"${escaped}"`;
}

/** As a pattern of RE2 that matches just this text. */
function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
