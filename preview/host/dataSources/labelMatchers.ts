import type { AdHocVariableFilter } from '@grafana/data';

/** `{a="b",c=~"d"}` of ad hoc filters; undefined without filters. */
export function renderSelector(filters: AdHocVariableFilter[] = []): string | undefined {
  return filters.length > 0 ? `{${filters.map(renderMatcher).join(',')}}` : undefined;
}

/**
 * Adds the filters to every selector of the expression that has braces. A metric name without braces is left
 * alone: telling it from a function or keyword needs a parser, which a preview can do without.
 */
export function addLabelMatchers(expr: string, filters: AdHocVariableFilter[]): string {
  if (filters.length === 0) {
    return expr;
  }
  const matchers = filters.map(renderMatcher).join(',');
  return expr.replace(/\{([^{}]*)\}/g, (_, inner: string) => {
    const existing = inner.trim().replace(/,$/, '');
    return existing ? `{${existing},${matchers}}` : `{${matchers}}`;
  });
}

function renderMatcher({ key, operator, value, values }: AdHocVariableFilter): string {
  const isOneOf = operator === '=|' || operator === '!=|';
  const operand = isOneOf ? (values ?? [value]).map(escapeRegex).join('|') : value;
  const promOperator = operator.replace('=|', '=~').replace('!=~', '!~');
  return `${key}${promOperator}"${operand.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}

function escapeRegex(value: string): string {
  return value.replace(/[\\$^*{}[\]+?.()|]/g, '\\$&');
}
