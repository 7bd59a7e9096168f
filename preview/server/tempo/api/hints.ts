import { Query } from '../../../../src/traceql/ast';

/** Whether `with(name=true)` stands at the end of a query; of several `with` only the last counts. */
export function hasHint(query: Query, name: string): boolean {
  return hintOf(query, name) === true;
}

/** The value of a hint, where it is a boolean or a whole number. */
export function hintOf(query: Query, name: string): boolean | number | null {
  const last = query.hints[query.hints.length - 1];
  const value = last?.hints.find((hint) => hint.name === name)?.value;
  return value?.kind === 'bool' || value?.kind === 'int' ? value.value : null;
}
