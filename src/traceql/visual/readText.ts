/** Conditions and stages from the fields of text that a form has for what it cannot show otherwise. */
import type { Expression, Stage } from '../ast';
import { parse } from '../parse';

export type ReadText<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** Reads what may stand between braces. */
export function readExpression(text: string): ReadText<Expression> {
  // A comment to the end of the line must not hide the brace.
  const { query, diagnostics } = parse(`{ ${text}\n}`);
  const [stage, ...others] = query.stages;
  const isAlone = others.length === 0 && !query.metrics && query.hints.length === 0;
  const [first] = diagnostics;
  if (first) {
    return { ok: false, problem: first.message };
  }
  if (!isAlone || stage?.kind !== 'filter' || query.trailingComments) {
    return { ok: false, problem: 'This must be one expression, as it stands between braces.' };
  }
  return stage.expression ? { ok: true, value: stage.expression } : { ok: false, problem: 'An expression is missing.' };
}

/** Reads one stage of a pipeline. `isFirst`: it begins the query. */
export function readStage(text: string, isFirst: boolean): ReadText<Stage> {
  const { query, diagnostics } = parse(isFirst ? text : `{ } | ${text}`);
  const [stage, ...others] = isFirst ? query.stages : query.stages.slice(1);
  const [first] = diagnostics;
  if (first) {
    return { ok: false, problem: first.message };
  }
  const isAlone = others.length === 0 && !query.metrics && query.hints.length === 0 && !query.trailingComments;
  return stage && isAlone ? { ok: true, value: stage } : { ok: false, problem: 'This must be one stage.' };
}
