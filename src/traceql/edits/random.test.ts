import * as fc from 'fast-check';
import { AttributeScope, Expression, Node, Query, SpansetOperator, Stage } from '../ast';
import * as edit from '../edits';
import { parse } from '../parse';
import { render } from '../render';
import { visit } from '../walk';
import { arbitraryText } from '../testdata/arbitraryText';
import { assertProperty } from '../testdata/assertProperty';

/** A tree without what depends on the text it came from. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(bare);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const kept = Object.entries(value).filter(
    ([key]) => key !== 'range' && key !== 'comments' && key !== 'trailingComments'
  );
  return Object.fromEntries(kept.map(([key, below]) => [key, bare(below)]));
}

interface Dice {
  readonly pick: <T>(list: readonly T[]) => T;
  readonly number: (below: number) => number;
}

function diceOf(numbers: readonly number[]): Dice {
  let next = 0;
  const number = (below: number) => (numbers[next++ % numbers.length] ?? 0) % Math.max(1, below);
  return { number, pick: (list) => list[number(list.length)] as (typeof list)[number] };
}

function somePath(query: Query, dice: Dice, wanted: (node: Node) => boolean): edit.Path {
  const nodes: Node[] = [];
  visit(query, (node) => {
    if (wanted(node)) {
      nodes.push(node);
    }
  });
  return nodes.length > 0 ? (edit.pathOf(query, dice.pick(nodes)) ?? []) : [];
}

const CONDITIONS = [
  '.a = 1',
  'duration > -5ms',
  '.x || status = error',
  '!(.a && kind = server)',
  'span."b c" != nil',
  '-.a + 2 > 1',
];
const STAGES = [
  '{ .new }',
  'by(name)',
  '{ } | coalesce()',
  '{ } | count() > -1',
  '{ .a } >> { .b }',
  'select(.a, name)',
];
const LITERALS: readonly edit.LiteralType[] = [
  'string',
  'int',
  'float',
  'duration',
  'bool',
  'nil',
  'status',
  'span-kind',
];
const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', '=~', '!~', '+', '*', '^'] as const;
const SPANSET_OPERATORS: readonly SpansetOperator[] = ['&&', '||', '>', '<<', '~', '!>', '&>>'];
const SCOPES: readonly AttributeScope[] = ['none', 'span', 'resource', 'event', 'link', 'instrumentation'];
const FIELDS = [
  edit.makeIntrinsic('status'),
  edit.makeIntrinsic('duration'),
  edit.makeAttribute('span', 'a "b"'),
  edit.makeIntrinsic('trace:id'),
];
const FUNCTIONS = ['rate', 'quantile_over_time', 'min_over_time', 'histogram_over_time'] as const;

function someCondition(dice: Dice): Expression {
  const [stage] = parse(`{ ${dice.pick(CONDITIONS)} }`).query.stages;
  return stage?.kind === 'filter' && stage.expression ? stage.expression : edit.makeIntrinsic('name');
}

function someStage(dice: Dice): Stage {
  return parse(dice.pick(STAGES)).query.stages.slice(-1)[0] ?? edit.makeFilter();
}

const any = () => true;
const isLogic = (node: Node) => node.kind === 'binary' && (node.operator === '&&' || node.operator === '||');
const holdsConditions = (node: Node) => node.kind === 'filter' || isLogic(node);

type RandomEdit = (query: Query, dice: Dice) => Query;

const EDITS: Readonly<Record<string, RandomEdit>> = {
  remove: (query, dice) => edit.removeNode(query, somePath(query, dice, any)),
  addCondition: (query, dice) =>
    edit.addCondition(query, somePath(query, dice, holdsConditions), someCondition(dice), {
      operator: dice.pick(['&&', '||', undefined] as const),
      index: dice.number(3),
    }),
  replace: (query, dice) => edit.replaceNode(query, somePath(query, dice, any), someCondition(dice)),
  move: (query, dice) =>
    edit.moveCondition(query, somePath(query, dice, any), somePath(query, dice, holdsConditions), dice.number(3)),
  wrap: (query, dice) =>
    edit.wrapInGroup(
      query,
      somePath(query, dice, isLogic),
      dice.number(2),
      2 + dice.number(2),
      dice.pick(['&&', '||'] as const)
    ),
  unwrap: (query, dice) => edit.unwrapGroup(query, somePath(query, dice, isLogic)),
  negate: (query, dice) =>
    edit.negate(
      query,
      somePath(query, dice, (node) => node.kind === 'binary' || node.kind === 'unary')
    ),
  changeLogicalOperator: (query, dice) =>
    edit.changeLogicalOperator(query, somePath(query, dice, isLogic), dice.pick(['&&', '||'] as const)),
  changeOperator: (query, dice) =>
    edit.changeOperator(
      query,
      somePath(query, dice, (node) => node.kind === 'binary'),
      dice.pick(OPERATORS)
    ),
  changeComparison: (query, dice) =>
    edit.changeComparison(query, somePath(query, dice, any), dice.pick(['=', '<', '!='] as const)),
  changeScope: (query, dice) =>
    edit.changeScope(
      query,
      somePath(query, dice, (node) => node.kind === 'attribute'),
      dice.pick(SCOPES)
    ),
  changeField: (query, dice) =>
    edit.changeField(
      query,
      somePath(query, dice, (node) => node.kind === 'attribute' || node.kind === 'intrinsic'),
      dice.pick(FIELDS)
    ),
  changeLiteralType: (query, dice) => edit.changeLiteralType(query, somePath(query, dice, any), dice.pick(LITERALS)),
  setLiteralValue: (query, dice) =>
    edit.setLiteralValue(query, somePath(query, dice, any), dice.pick(['-5', '1h', 'a"\\`', '2.5', 'true'])),
  addSpanset: (query, dice) => edit.addSpanset(query, somePath(query, dice, any), dice.pick(SPANSET_OPERATORS)),
  changeSpansetOperator: (query, dice) =>
    edit.changeSpansetOperator(
      query,
      somePath(query, dice, (node) => node.kind === 'spanset-binary'),
      dice.pick(SPANSET_OPERATORS)
    ),
  addStage: (query, dice) =>
    edit.addStage(
      query,
      someStage(dice),
      dice.number(4),
      somePath(query, dice, (node) => 'stages' in node)
    ),
  moveStage: (query, dice) => edit.moveStage(query, dice.number(3), dice.number(3)),
  replaceStage: (query, dice) => edit.replaceStage(query, dice.number(3), someStage(dice)),
  metrics: (query, dice) => edit.changeMetricsFunction(query, dice.pick(FUNCTIONS)),
  setBy: (query, dice) => edit.setBy(query, FIELDS.slice(0, dice.number(3))),
  setQuantiles: (query, dice) => edit.setQuantiles(query, [dice.number(11) / 10, 1e-7]),
  setHint: (query, dice) =>
    edit.setHint(query, dice.pick(['sample', 'x']), edit.defaultLiteral(dice.pick(['int', 'bool', 'string'] as const))),
};

test('any sequence of edits leaves a tree that can be written and read back', () => {
  const names = fc.array(fc.constantFrom(...Object.keys(EDITS)), { minLength: 1, maxLength: 12 });
  const numbers = fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 });
  assertProperty(
    fc.property(arbitraryText, names, numbers, (text, sequence, rolls) => {
      const start = parse(text);
      fc.pre(start.diagnostics.length === 0);
      const dice = diceOf(rolls);
      let query = start.query;
      for (const name of sequence) {
        const before = JSON.stringify(query);
        const next = EDITS[name]?.(query, dice) ?? query;
        expect(JSON.stringify(query)).toBe(before);
        const written = render(next);
        expect([name, render(query), written, bare(parse(written).query)]).toEqual([
          name,
          render(query),
          written,
          bare(next),
        ]);
        expect([name, render(query), written, parse(written).diagnostics]).toEqual([name, render(query), written, []]);
        query = next;
      }
    }),
    600
  );
});
