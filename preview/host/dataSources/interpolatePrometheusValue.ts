interface VariableLike {
  multi?: boolean;
  includeAll?: boolean;
}

/** Value of a template variable inside PromQL: a variable that can have several values is a regular expression. */
export function interpolatePrometheusValue(value: string | string[] = [], variable: VariableLike = {}): string {
  if (!variable.multi && !variable.includeAll) {
    return typeof value === 'string' ? escapeString(value) : value.map(escapeString).join('|');
  }
  const alternatives = [value].flat().map(escapeRegex);
  return alternatives.length === 1 ? alternatives[0]! : `(${alternatives.join('|')})`;
}

function escapeString(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/'/g, "\\'");
}

/** Escaped twice: once for the regular expression, once for the string literal that holds it. */
function escapeRegex(value: string): string {
  return value.replace(/\\/g, '\\\\\\\\').replace(/[$^*{}[\]'+?.()|]/g, '\\\\$&');
}
