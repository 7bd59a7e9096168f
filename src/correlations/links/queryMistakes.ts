import { variablesOf } from '../spans/interpolate';

/** Left of `{$__tags}`, of `|= "$__span.traceId"` and of `contains "…" __line__` where the variables are gone. */
const EMPTY_IN_LOGQL = /\{\s*,?\s*\}|(\|[=~]|contains)\s*(""|``)|\b\w*[iI][dD]\s*=~?\s*(""|``)/;
/** Left of `{$__tags}`, of `{a="b",$__tags}`, of `service="$__span…"` and of `[$__rate_interval]`. */
const EMPTY_IN_PROMQL = /\{\s*,?\s*\}|,\s*\}|\{\s*,|[^!]=~?\s*""|\[\s*\]/;
const DOUBLED = /\${2,}(?=\{|\w)/g;
const BARE_PATH = /\$(__(?:span|trace)(?:\.\w+|\[\s*["'][^"']*["']\s*\])+)/g;

export type QueryMistake = 'lost-dollar' | 'double-dollar' | 'variable-without-braces';

/** What happens to `$` on the way into the settings, as it shows in a query. The first that is found. */
export function findQueryMistake(query: string, language: 'logql' | 'promql'): QueryMistake | undefined {
  if (query.search(DOUBLED) >= 0) {
    return 'double-dollar';
  }
  if (query.search(BARE_PATH) >= 0) {
    return 'variable-without-braces';
  }
  return isWithoutVariables(query, language) ? 'lost-dollar' : undefined;
}

function isWithoutVariables(query: string, language: 'logql' | 'promql'): boolean {
  const empty = language === 'logql' ? EMPTY_IN_LOGQL : EMPTY_IN_PROMQL;
  if (!empty.test(query)) {
    return false;
  }
  // A selector without matchers is fine in PromQL when somebody filters by other means: then variables are there.
  return (
    language === 'logql' || !variablesOf(query).some((name) => name.startsWith('__tags') || name.startsWith('__span'))
  );
}

/** Repairs what can be repaired without knowing what was meant. Undefined for variables that are lost. */
export function repairQuery(query: string, mistake: QueryMistake): string | undefined {
  if (mistake === 'lost-dollar') {
    return undefined;
  }
  return query.replace(DOUBLED, '$$').replace(BARE_PATH, '${$1}');
}
