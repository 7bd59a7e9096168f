/** What the tables of edits need. */
import { Expression, Query, Stage } from '../ast';
import { parse } from '../parse';
import { render } from '../render';

export function queryOf(text: string): Query {
  const { query, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  return query;
}

export function condition(text: string): Expression {
  const [stage] = queryOf(`{ ${text} }`).stages;
  if (stage?.kind !== 'filter' || !stage.expression) {
    throw new Error(`no condition: ${text}`);
  }
  return stage.expression;
}

export function stageOf(text: string): Stage {
  const [stage] = queryOf(text).stages.slice(-1);
  if (!stage) {
    throw new Error(`no stage: ${text}`);
  }
  return stage;
}

export type Edit = (query: Query) => Query;

export type Case = readonly [name: string, before: string, edit: Edit, after: string];

export function runEdits(cases: readonly Case[]): void {
  test.each(cases)('%s: %s', (_, before, change, after) => {
    const query = queryOf(before);
    const frozen = JSON.stringify(query);
    // Which parentheses can be spared is the business of `render`.
    expect(render(change(query))).toBe(render(queryOf(after)));
    expect(JSON.stringify(query)).toBe(frozen);
  });
}
