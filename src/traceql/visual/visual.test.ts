import * as fc from 'fast-check';
import { parse } from '../parse';
import { render } from '../render';
import { arbitraryQuery } from '../testdata/arbitraryQuery';
import { arbitraryText } from '../testdata/arbitraryText';
import { readCorpus, readDifferential } from '../testdata/corpus';
import { withoutRanges } from '../testdata/withoutRanges';
import { nodeAt } from '../edits';
import { fromVisual } from './fromVisual';
import { toVisual } from './toVisual';
import type { VisualCondition, VisualStage } from './visualQuery';
import { assertProperty } from '../testdata/assertProperty';

describe('tree to form to tree', () => {
  it('gives the same tree for random ones', () => {
    assertProperty(
      fc.property(arbitraryQuery, (query) => {
        return withoutRanges(fromVisual(toVisual(query))) === withoutRanges(query);
      }),
      5_000
    );
  });

  it('keeps comments', () => {
    assertProperty(
      fc.property(arbitraryText, fc.array(fc.nat(200), { maxLength: 3 }), (text, places) => {
        const tree = parse(places.reduce(withComment, text)).query;
        expect(withoutRanges(fromVisual(toVisual(tree)))).toBe(withoutRanges(tree));
        expect(render(fromVisual(toVisual(tree)))).toBe(render(tree));
      }),
      1500
    );
  });

  it('gives the same tree for the corpus, broken queries too', () => {
    const all = [...readCorpus(), ...readDifferential()];
    expect(all.length).toBeGreaterThan(6000);
    for (const { query } of all) {
      const tree = parse(query).query;
      expect(withoutRanges(fromVisual(toVisual(tree)))).toBe(withoutRanges(tree));
    }
  });

  it.each([
    ['many conditions', `{ ${Array.from({ length: 5000 }, (_, i) => `.a${i} = 1`).join(' && ')} }`],
    ['many values', `{ ${Array.from({ length: 5000 }, (_, i) => `.a = ${i}`).join(' || ')} }`],
    ['deep groups', `{ ${'(.a = 1 && (.b = 1 || '.repeat(100)}.c = 1${'))'.repeat(100)} }`],
    ['many spansets', Array.from({ length: 500 }, () => '{ .a }').join(' >> ')],
  ])('copes with %s', (_, text) => {
    const { query, diagnostics } = parse(text);
    expect(diagnostics).toEqual([]);
    // The trees are too deep to be compared as JSON.
    expect(render(fromVisual(toVisual(query)))).toBe(render(query));
  });
});

function withComment(text: string, place: number): string {
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index);
  const at = spaces[place % Math.max(1, spaces.length)] ?? text.length;
  return `${text.slice(0, at)} /* c${place} */ ${text.slice(at)}`;
}

describe('what the form shows', () => {
  it.each([
    ['{ }', 'everything'],
    ['{ .a = 1 }', '.a = 1'],
    ['{ 5 < duration }', 'duration >swapped 5'],
    ['{ .a = -1 }', '.a = -1'],
    ['{ .a = .b }', '.a = .b'],
    ['{ .a != nil }', '.a is set'],
    ['{ nil = .a }', '.a is not set'],
    ['{ .a }', '.a'],
    ['{ .a + 1 = 2 }', 'text(.a + 1 = 2)'],
    ['{ true }', 'text(true)'],
    ['{ .a = 1 && .b = 2 && .c = 3 }', '(.a = 1 && .b = 2 && .c = 3)'],
    ['{ .a = 1 || .b = 2 && .c = 3 }', '((.a = 1 || .b = 2) && .c = 3)'],
    ['{ .a = 1 && (.b = 2 || .c = 3) }', '(.a = 1 && (.b = 2 || .c = 3))'],
    ['{ !(.a = 1 && .b = 2) }', 'not (.a = 1 && .b = 2)'],
    ['{ .a = 1 || .a = 2 }', '.a =[1, 2]'],
    ['{ .a != "x" && .a != "y" && .b = 2 }', '(.a !=[x, y] && .b = 2)'],
    ['{ .b = 2 || .a = 1 || .a = 3 }', '(.b = 2 || .a =[1, 3])'],
    ['{ .a = 1 && .a = 2 }', '(.a = 1 && .a = 2)'],
    ['{ .a = 1 || .a = "2" }', '(.a = 1 || .a = 2)'],
    ['{ .a = 1 || .a != 2 }', '(.a = 1 || .a != 2)'],
  ])('%s', (text, shown) => {
    const { query, diagnostics } = parse(text);
    expect(diagnostics).toEqual([]);
    const [stage] = toVisual(query).stages;
    expect(stage?.kind === 'filter' && (stage.condition ? show(stage.condition) : 'everything')).toBe(shown);
  });

  it.each([
    ['{ .a } >> { .b } > { .c }', 'chain(filter >> filter > filter)'],
    ['{ .a } >> ({ .b } > { .c })', 'chain(filter >> chain(filter > filter))'],
    ['{ .a } >> { .b } && { .c }', 'chain(chain(filter >> filter) && filter)'],
    ['({ .a } | count() > 1) && ({ .b } | { .c })', 'chain(pipeline(filter | aggregate) && pipeline(filter | filter))'],
    ['{ } | by(.a) | coalesce() | select(.b)', 'filter | group-by | coalesce | select'],
    ['{ } | count() * 2 > 3', 'filter | text-stage'],
    ['({ } | count()) > 2', 'scalar-pipeline(filter)'],
  ])('%s', (text, shown) => {
    expect(toVisual(parse(text).query).stages.map(showStage).join(' | ')).toBe(shown);
  });

  it('leads to the nodes by its paths', () => {
    assertProperty(
      fc.property(arbitraryQuery, (query) => {
        const check = (path: ReadonlyArray<string | number>, kinds: readonly string[]) =>
          expect(kinds).toContain(nodeAt(query, path)?.kind);
        toVisual(query).stages.forEach((stage) => checkStage(stage, check));
      }),
      1000
    );
  });
});

type Check = (path: ReadonlyArray<string | number>, kinds: readonly string[]) => void;

function checkStage(stage: VisualStage, check: Check): void {
  switch (stage.kind) {
    case 'filter':
      check(stage.path, ['filter']);
      return stage.condition ? checkCondition(stage.condition, check) : undefined;
    case 'chain':
      stage.paths.forEach((path) => check(path, ['spanset-binary']));
      return stage.operands.forEach((operand) => checkStage(operand, check));
    case 'pipeline':
      check(stage.path, ['wrapped-pipeline']);
      return stage.stages.forEach((inner) => checkStage(inner, check));
    case 'aggregate':
    case 'scalar-pipeline':
      return check(stage.path, ['scalar-filter']);
    default:
      return check(stage.path, ['group', 'coalesce', 'select', 'scalar-filter', 'invalid']);
  }
}

function checkCondition(condition: VisualCondition, check: Check): void {
  switch (condition.kind) {
    case 'flag':
      return check(condition.path, ['attribute', 'intrinsic']);
    case 'negation':
      check(condition.path, ['unary']);
      return checkCondition(condition.operand, check);
    case 'text':
      return check(condition.path, [condition.expression.kind]);
    case 'group':
      condition.operands.forEach((operand) => checkCondition(operand, check));
      return check(condition.path, ['binary']);
    default:
      return check(condition.path, ['binary']);
  }
}

function show(condition: VisualCondition): string {
  switch (condition.kind) {
    case 'comparison':
      return `${word(condition.field)} ${condition.operator === '<' && condition.swapped ? '>swapped' : condition.operator} ${word(condition.value)}`;
    case 'existence':
      return `${word(condition.field)} is ${condition.isSet ? '' : 'not '}set`;
    case 'flag':
      return word(condition.field);
    case 'choice':
      return `${word(condition.choices[0]?.field)} ${condition.operator}[${condition.choices.map(({ value }) => word(value)).join(', ')}]`;
    case 'negation':
      return `not ${show(condition.operand)}`;
    case 'group':
      return `(${condition.operands.map(show).join(` ${condition.operator} `)})`;
    case 'text':
      return `text(${render(queryOf(condition)).slice(2, -2)})`;
  }
}

function queryOf(condition: Extract<VisualCondition, { kind: 'text' }>) {
  const { query } = parse('{ }');
  return { ...query, stages: [{ kind: 'filter' as const, expression: condition.expression, range: query.range }] };
}

function word(node: object | undefined): string {
  const { name, value, text, operand, scope } = (node ?? {}) as Record<string, unknown>;
  return operand ? `-${word(operand as object)}` : `${scope === 'none' ? '.' : ''}${String(name ?? text ?? value)}`;
}

function showStage(stage: VisualStage): string {
  switch (stage.kind) {
    case 'chain':
      return `chain(${stage.operands.map((operand, index) => `${index > 0 ? ` ${stage.operators[index - 1]} ` : ''}${showStage(operand)}`).join('')})`;
    case 'pipeline':
    case 'scalar-pipeline':
      return `${stage.kind}(${stage.stages.map(showStage).join(' | ')})`;
    default:
      return stage.kind;
  }
}
