import * as fc from 'fast-check';
import { parse } from '../parse';
import { render } from '../render';
import { arbitraryQuery } from '../testdata/arbitraryQuery';
import { queryOf } from '../testdata/editCases';
import { withoutRanges } from '../testdata/withoutRanges';
import type { Query } from '../ast';
import { readLiteral } from '../edits';
import { readField } from './readField';
import { contentOf, isComplete, type RowContent, withField, withOperator, withType } from './rowContent';
import { invertConditions, isInFirstFilter, resolveNegation } from './opposite';
import { addRow, groupWithRow, moveConditions, negateConditions, putRow, removeConditions } from './rowEdits';
import { toVisual } from './toVisual';
import type { Place, VisualCondition, VisualGroup, VisualStage } from './visualQuery';
import { assertProperty } from '../testdata/assertProperty';

function conditionsOf(query: Query): VisualCondition[] {
  return toVisual(query).stages.flatMap(inStage);
}

function inStage(stage: VisualStage): VisualCondition[] {
  switch (stage.kind) {
    case 'filter':
      return stage.condition ? inCondition(stage.condition) : [];
    case 'chain':
      return stage.operands.flatMap(inStage);
    case 'pipeline':
    case 'scalar-pipeline':
      return stage.stages.flatMap(inStage);
    default:
      return [];
  }
}

function inCondition(condition: VisualCondition): VisualCondition[] {
  switch (condition.kind) {
    case 'group':
      return [condition, ...condition.operands.flatMap(inCondition)];
    case 'negation':
      return [condition, ...inCondition(condition.operand)];
    default:
      return [condition];
  }
}

function rowsOf(query: Query) {
  return conditionsOf(query).filter(
    (each) => each.kind !== 'group' && each.kind !== 'negation' && each.kind !== 'text'
  );
}

function groupOf(query: Query): VisualGroup {
  const found = conditionsOf(query).find((each) => each.kind === 'group');
  if (found?.kind !== 'group') {
    throw new Error('no group');
  }
  return found;
}

function placeOf(query: Query, index: number): Place {
  const slot = groupOf(query).slots[index];
  if (!slot) {
    throw new Error(`no condition ${index}`);
  }
  return slot;
}

function row(field: string, operator: RowContent['operator'], ...values: string[]): RowContent {
  const read = readField(field);
  if (!read) {
    throw new Error(field);
  }
  return { field: read, operator, values: values.flatMap((value) => readLiteral('string', value) ?? []) };
}

describe('random queries', () => {
  it('say the same when a row is put where it is', () => {
    assertProperty(
      fc.property(arbitraryQuery, (query) => {
        for (const each of rowsOf(query)) {
          const isMirrored = 'swapped' in each && each.swapped;
          const put = putRow(query, each.place, contentOf(each));
          expect(isMirrored || withoutRanges(put) === withoutRanges(query)).toBe(true);
        }
      }),
      1000
    );
  });

  it('can be read again after any edit', () => {
    const added = row('span.new', '=', 'x', 'y');
    assertProperty(
      fc.property(arbitraryQuery, fc.nat(), fc.nat(20), (query, which, to) => {
        const all = conditionsOf(query);
        const chosen = all[which % Math.max(1, all.length)];
        if (!chosen) {
          return;
        }
        const { place } = chosen;
        const group = chosen.kind === 'group' ? chosen.path : place.group;
        const results = [
          removeConditions(query, place),
          negateConditions(query, place),
          invertConditions(query, place),
          groupWithRow(query, place, added, '&&'),
          groupWithRow(query, place, added, '||'),
          addRow(query, group, added, '&&'),
          addRow(query, group, added, '||'),
          moveConditions(query, place, to),
          putRow(query, place, added),
          putRow(query, place, { ...added, operator: '!=' }),
        ];
        for (const result of results) {
          const again = parse(render(result));
          expect(again.diagnostics).toEqual([]);
          expect(withoutRanges(again.query)).toBe(withoutRanges(result));
        }
      }),
      500
    );
  });
});

describe('edits of rows', () => {
  const both = '{ .a = 1 && .b = 2 }';
  it.each<[string, string, (query: Query) => Query, string]>([
    [
      'several values, nested',
      both,
      (q) => putRow(q, placeOf(q, 1), row('.c', '=', 'x', 'y')),
      '{ .a = 1 && (.c = "x" || .c = "y") }',
    ],
    [
      'several values, flat',
      '{ .a = 1 || .b = 2 }',
      (q) => putRow(q, placeOf(q, 0), row('.c', '=', 'x', 'y')),
      '{ .c = "x" || .c = "y" || .b = 2 }',
    ],
    [
      'none of them',
      both,
      (q) => putRow(q, placeOf(q, 1), row('.c', '!=', 'x', 'y')),
      '{ .a = 1 && .c != "x" && .c != "y" }',
    ],
    [
      'one value instead of several',
      '{ (.c = "x" || .c = "y") && .a = 1 }',
      (q) => {
        const [choice] = rowsOf(q);
        return choice ? putRow(q, choice.place, row('.c', '=', 'y')) : q;
      },
      '{ .c = "y" && .a = 1 }',
    ],
    [
      'adding to a group',
      both,
      (q) => addRow(q, groupOf(q).path, row('.c', '=', 'x'), '&&'),
      '{ .a = 1 && .b = 2 && .c = "x" }',
    ],
    [
      'adding around a group',
      both,
      (q) => addRow(q, groupOf(q).path, row('.c', '=', 'x'), '||'),
      '{ (.a = 1 && .b = 2) || .c = "x" }',
    ],
    ['adding to nothing', '{ }', (q) => addRow(q, ['stages', 0], row('.c', 'is-set'), '&&'), '{ .c != nil }'],
    [
      'adding to a choice',
      '{ .a = "x" || .a = "y" }',
      (q) => addRow(q, ['stages', 0, 'expression'], row('.c', '=', 'x'), '&&'),
      '{ (.a = "x" || .a = "y") && .c = "x" }',
    ],
    [
      'grouping',
      both,
      (q) => groupWithRow(q, placeOf(q, 0), row('.c', '=', 'x'), '||'),
      '{ (.a = 1 || .c = "x") && .b = 2 }',
    ],
    [
      'grouping the last',
      both,
      (q) => groupWithRow(q, placeOf(q, 1), row('.c', '=', 'x'), '||'),
      '{ .a = 1 && (.b = 2 || .c = "x") }',
    ],
    [
      'grouping all',
      both,
      (q) => groupWithRow(q, { group: groupOf(q).path, from: 0, to: 2 }, row('.c', '=', 'x'), '||'),
      '{ (.a = 1 && .b = 2) || .c = "x" }',
    ],
    ['negating', both, (q) => negateConditions(q, placeOf(q, 0)), '{ !(.a = 1) && .b = 2 }'],
    [
      'negating several values',
      '{ .c != "x" && .c != "y" && .a = 1 }',
      (q) => negateConditions(q, placeOf(q, 0)),
      '{ !(.c != "x" && .c != "y") && .a = 1 }',
    ],
    ['inverting', both, (q) => invertConditions(q, placeOf(q, 0)), '{ .a != 1 && .b = 2 }'],
    [
      'inverting all',
      both,
      (q) => invertConditions(q, { group: groupOf(q).path, from: 0, to: 2 }),
      '{ .a != 1 || .b != 2 }',
    ],
    [
      'inverting a group',
      '{ (.a = 1 || .b =~ "x") && .c > 1 }',
      (q) => invertConditions(q, placeOf(q, 0)),
      '{ .a != 1 && .b !~ "x" && .c > 1 }',
    ],
    [
      'inverting several values',
      '{ .c != "x" && .c != "y" && .a = 1 }',
      (q) => invertConditions(q, placeOf(q, 0)),
      '{ (.c = "x" || .c = "y") && .a = 1 }',
    ],
    [
      'inverting what has no opposite',
      '{ .a + 1 && .b }',
      (q) => invertConditions(q, { group: groupOf(q).path, from: 0, to: 2 }),
      '{ !(.a + 1) || .b = false }',
    ],
    [
      'inverting nil',
      '{ .a != nil && nil = .b && !(.c = 1) }',
      (q) => invertConditions(q, { group: groupOf(q).path, from: 0, to: 3 }),
      '{ .a = nil || nil != .b || .c = 1 }',
    ],
    [
      'resolving a negation',
      '{ !(.a = 1 && .b = 2) && .c = 3 }',
      (q) => resolveNegation(q, [...groupOf(q).path, 'left']),
      '{ (.a != 1 || .b != 2) && .c = 3 }',
    ],
    [
      'moving several values',
      '{ .c != "x" && .c != "y" && .a = 1 }',
      (q) => moveConditions(q, placeOf(q, 0), 3),
      '{ .a = 1 && .c != "x" && .c != "y" }',
    ],
    ['moving up', '{ .a && .b && .c }', (q) => moveConditions(q, placeOf(q, 2), 0), '{ .c && .a && .b }'],
    [
      'removing several values',
      '{ .c != "x" && .c != "y" && .a = 1 }',
      (q) => removeConditions(q, placeOf(q, 0)),
      '{ .a = 1 }',
    ],
    [
      'removing a negated condition',
      '{ !(.a = 1) && .b = 2 }',
      (q) => {
        const negation = conditionsOf(q).find(({ kind }) => kind === 'negation');
        return negation?.kind === 'negation' ? removeConditions(q, negation.operand.place) : q;
      },
      '{ .b = 2 }',
    ],
    [
      'removing the last',
      '{ .a = 1 }',
      (q) => removeConditions(q, { group: ['stages', 0, 'expression'], from: 0, to: 1 }),
      '{ }',
    ],
    [
      'a place that is not there',
      both,
      (q) => putRow(q, { group: ['stages', 3], from: 0, to: 1 }, row('.c', '=', 'x')),
      both,
    ],
    ['a row without a value', both, (q) => putRow(q, placeOf(q, 0), row('.c', '=')), both],
  ])('%s', (_, before, edit, after) => {
    const query = queryOf(before);
    expect(render(edit(query))).toBe(render(queryOf(after)));
    expect(render(query)).toBe(render(queryOf(before)));
  });

  it('keeps comments', () => {
    const query = queryOf('{ /* field */ .a = /* value */ "x" && .b = 2 }');
    const [first] = rowsOf(query);
    const content = first && contentOf(first);
    expect(content && render(putRow(query, first.place, withOperator(content, '!=', '3.0')))).toBe(
      '{ /* field */ .a != /* value */ "x" && .b = 2 }'
    );
  });
});

it('knows where a negation finds nothing', () => {
  expect(isInFirstFilter(['stages', 0, 'left', 'expression'])).toBe(true);
  expect(isInFirstFilter(['stages', 1, 'expression'])).toBe(false);
  expect(isInFirstFilter(['stages', 0, 'left', 'stages', 1, 'expression'])).toBe(false);
  expect(isInFirstFilter(['stages', 1, 'left', 'stages', 0])).toBe(true);
  expect(isInFirstFilter(['metrics', 'selection', 'expression'])).toBe(false);
});

describe('what a row says', () => {
  const content = (text: string): RowContent => {
    const [first] = rowsOf(queryOf(`{ ${text} }`));
    if (!first) {
      throw new Error(text);
    }
    return contentOf(first);
  };
  const shown = (said: RowContent) =>
    isComplete(said)
      ? render(putRow(queryOf('{ .z }'), { group: ['stages', 0, 'expression'], from: 0, to: 1 }, said))
      : 'incomplete';

  it.each<[string, (said: RowContent) => RowContent, string]>([
    ['5 < duration', (said) => said, '{ duration > 5 }'],
    ['.a = "x" || .a = "y.z"', (said) => withOperator(said, '=~', '3.0'), '{ .a =~ "x|y\\\\.z" }'],
    ['.a = "x" || .a = "y"', (said) => withOperator(said, '=~', '2.6.1'), '{ .a =~ "^(?:x|y)$" }'],
    ['.a = "x" || .a = "y"', (said) => withOperator(said, '=~', ''), '{ .a =~ "^(?:x|y)$" }'],
    ['.a = "x" || .a = "y"', (said) => withOperator(said, '>', '3.0'), '{ .a > "x" }'],
    ['.a =~ "x|y"', (said) => withOperator(said, '!=', '3.0'), '{ .a != "x" && .a != "y" }'],
    ['.a =~ "x|y"', (said) => withOperator(said, '=', '2.6.1'), '{ .a = "x|y" }'],
    ['.a =~ "x.*"', (said) => withOperator(said, '=', '3.0'), '{ .a = "x.*" }'],
    ['.a =~ "x.*"', (said) => withOperator(said, '!~', '3.0'), '{ .a !~ "x.*" }'],
    ['.a = 5', (said) => withOperator(said, '=~', '3.0'), '{ .a =~ "5" }'],
    ['.a = 5', (said) => withOperator(said, 'is-set', '3.0'), '{ .a != nil }'],
    ['.a = 5', (said) => withOperator(said, 'is-true', '3.0'), '{ .a }'],
    ['.a != nil', (said) => withOperator(said, '=', '3.0'), 'incomplete'],
    ['.a != nil', (said) => withOperator(said, '=', '3.0', 'bool'), '{ .a = true }'],
    ['.a = 5', (said) => withType(said, 'string'), '{ .a = "5" }'],
    ['.a = "5" || .a = "05"', (said) => withType(said, 'int'), '{ .a = 5 }'],
    ['.a =~ "x"', (said) => withType(said, 'int'), '{ .a = 0 }'],
    ['.a > "5"', (said) => withType(said, 'bool'), '{ .a = true }'],
    ['.a > 5', (said) => withField(said, readField('duration') ?? said.field, null), '{ duration > 5ns }'],
    ['.a > 5', (said) => withField(said, readField('status') ?? said.field, null), '{ status = error }'],
    ['.a != nil', (said) => withField(said, readField('status') ?? said.field, null), '{ status = error }'],
    ['.a != nil', (said) => withField(said, readField('name') ?? said.field, null), 'incomplete'],
    ['.a != nil', (said) => withField(said, readField('.b') ?? said.field, 'int'), '{ .b != nil }'],
    ['.a = .b', (said) => withType(said, 'int'), '{ .a = 0 }'],
  ])('%s', (text, change, after) => {
    expect(shown(change(content(text)))).toBe(after);
  });
});
