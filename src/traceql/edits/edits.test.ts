import * as edit from '../edits';
import { render } from '../render';
import { condition, Edit, queryOf, runEdits, stageOf } from '../testdata/editCases';

const FILTER = ['stages', 0];
const TOP = [...FILTER, 'expression'];
const LEFT = [...TOP, 'left'];
const RIGHT = [...TOP, 'right'];

describe('adding conditions', () => {
  const add =
    (path: edit.Path, text: string, options?: edit.AddOptions): Edit =>
    (query) =>
      edit.addCondition(query, path, condition(text), options);

  runEdits([
    ['to an empty filter', '{ }', add(FILTER, '.a = 1'), '{ .a = 1 }'],
    ['to one condition', '{ .a = 1 }', add(FILTER, '.b = 2'), '{ .a = 1 && .b = 2 }'],
    ['to a group, as it is', '{ .a || .b }', add(FILTER, '.c'), '{ .a || .b || .c }'],
    ['to a group, otherwise', '{ .a || .b }', add(FILTER, '.c', { operator: '&&' }), '{ (.a || .b) && .c }'],
    ['at the front', '{ .a && .b }', add(FILTER, '.c', { index: 0 }), '{ .c && .a && .b }'],
    ['in the middle', '{ .a && .b }', add(FILTER, '.c', { index: 1 }), '{ .a && .c && .b }'],
    ['to a group within', '{ .a && (.b || .c) }', add(RIGHT, '.d'), '{ .a && (.b || .c || .d) }'],
    ['to make a group within', '{ .a && .b }', add(RIGHT, '.c', { operator: '||' }), '{ .a && (.b || .c) }'],
    ['a group', '{ .a && .b }', add(FILTER, '.c || .d'), '{ .a && .b && (.c || .d) }'],
    ['a group in front', '{ .a && .b }', add(FILTER, '.c || .d', { index: 0 }), '{ (.c || .d) && .a && .b }'],
    ['nowhere', '{ .a } | count() > 1', add(['stages', 1], '.b'), '{ .a } | count() > 1'],
    ['keeping comments', '{ /* why */ .a = 1 }', add(FILTER, '.b'), '{ /* why */ .a = 1 && .b }'],
  ]);
});

describe('removing', () => {
  const remove =
    (...path: edit.Path): Edit =>
    (query) =>
      edit.removeNode(query, path);

  runEdits([
    ['the only condition', '{ .a = 1 }', remove(...TOP), '{ }'],
    ['the left one', '{ .a && .b }', remove(...LEFT), '{ .b }'],
    ['the right one', '{ .a && .b }', remove(...RIGHT), '{ .a }'],
    ['one of three', '{ .a && .b && .c }', remove(...LEFT, 'right'), '{ .a && .c }'],
    ['one within', '{ .a && (.b || .c) }', remove(...RIGHT, 'left'), '{ .a && .c }'],
    ['a side of a comparison', '{ .a = 1 && .b }', remove(...LEFT, 'right'), '{ .b }'],
    ['what is negated', '{ !.a && .b }', remove(...LEFT, 'operand'), '{ .b }'],
    ['a term', '{ .a + .b > 1 }', remove(...LEFT, 'left'), '{ .b > 1 }'],
    ['a spanset', '{ .a } >> { .b }', remove(...FILTER, 'left'), '{ .b }'],
    ['a pipeline', '({ .a } | by(.x)) && ({ .b } | by(.y))', remove(...FILTER, 'left'), '{ .b } | by(.y)'],
    ['a stage', '{ .a } | by(.x) | count() > 1', remove('stages', 1), '{ .a } | count() > 1'],
    ['the first stage', '{ .a } | coalesce()', remove('stages', 0), '{ } | coalesce()'],
    ['the only stage', '{ .a }', remove('stages', 0), '{ }'],
    ['the metrics', '{ } | rate() | topk(5)', remove('metrics'), '{ }'],
    ['a by', '{ } | rate() by(.a, .b)', remove('metrics', 'by', 0), '{ } | rate() by(.b)'],
    ['the last by', '{ } | rate() by(.a)', remove('metrics', 'by', 0), '{ } | rate()'],
    [
      'a quantile',
      '{ } | quantile_over_time(.a, .5, .9)',
      remove('metrics', 'quantiles', 0),
      '{ } | quantile_over_time(.a, .9)',
    ],
    [
      'the last quantile',
      '{ } | quantile_over_time(.a, .5)',
      remove('metrics', 'quantiles', 0),
      '{ } | quantile_over_time(.a, .5)',
    ],
    ['a needed field', '{ } | min_over_time(.a)', remove('metrics', 'field'), '{ } | min_over_time(.a)'],
    ['a selected field', '{ } | select(.a, .b)', remove('stages', 1, 'fields', 0), '{ } | select(.b)'],
    ['the last selected field', '{ } | select(.a)', remove('stages', 1, 'fields', 0), '{ }'],
    ['a hint', '{ } with(a=1, b=2)', remove('hints', 0, 'hints', 0), '{ } with(b=2)'],
    ['the last hint', '{ } with(a=1)', remove('hints', 0, 'hints', 0), '{ }'],
    ['a second stage', '{ } | rate() > 1 | topk(2)', remove('secondStages', 0), '{ } | rate() | topk(2)'],
    ['the limit of one', '{ } | rate() | topk(2)', remove('secondStages', 0, 'limit'), '{ } | rate()'],
    ['a time of compare', '{ } | compare({ }, 3, 1, 2)', remove('metrics', 'end'), '{ } | compare({ }, 3)'],
    [
      'a stage in parentheses',
      '({ .a } | by(.x)) || ({ .b } | by(.y))',
      remove(...FILTER, 'left', 'stages', 1),
      '({ .a } | { }) || ({ .b } | by(.y))',
    ],
    ['nothing', '{ .a }', remove('stages', 7), '{ .a }'],
  ]);
});

describe('moving', () => {
  const move =
    (from: edit.Path, to: edit.Path, index: number): Edit =>
    (query) =>
      edit.moveCondition(query, from, to, index);

  runEdits([
    ['to the front', '{ .a && .b && .c }', move(RIGHT, FILTER, 0), '{ .c && .a && .b }'],
    ['to the end', '{ .a && .b && .c }', move([...LEFT, 'left'], FILTER, 3), '{ .b && .c && .a }'],
    ['into a group', '{ .a && (.b || .c) }', move(LEFT, RIGHT, 1), '{ .b || .a || .c }'],
    ['out of a group', '{ .a && (.b || .c) }', move([...RIGHT, 'left'], FILTER, 0), '{ .b && .a && .c }'],
    [
      'to another filter',
      '{ .a && .b } >> { .c }',
      move([...FILTER, 'left', 'expression', 'left'], [...FILTER, 'right'], 1),
      '{ .b } >> { .c && .a }',
    ],
    [
      'to an empty filter',
      '{ .a } >> { }',
      move([...FILTER, 'left', 'expression'], [...FILTER, 'right'], 0),
      '{ } >> { .a }',
    ],
    ['into itself', '{ .a && (.b || .c) }', move(RIGHT, [...RIGHT, 'left'], 0), '{ .a && (.b || .c) }'],
  ]);
});

describe('groups', () => {
  runEdits([
    ['wrapping', '{ .a && .b && .c }', (query) => edit.wrapInGroup(query, FILTER, 1, 3, '||'), '{ .a && (.b || .c) }'],
    [
      'wrapping the first',
      '{ .a && .b && .c }',
      (query) => edit.wrapInGroup(query, FILTER, 0, 2, '||'),
      '{ (.a || .b) && .c }',
    ],
    ['wrapping one', '{ .a && .b }', (query) => edit.wrapInGroup(query, FILTER, 0, 1, '||'), '{ .a && .b }'],
    ['unwrapping', '{ .a && (.b || .c) }', (query) => edit.unwrapGroup(query, RIGHT), '{ .a && .b && .c }'],
    ['unwrapping the first', '{ (.a || .b) && .c }', (query) => edit.unwrapGroup(query, LEFT), '{ .a && .b && .c }'],
    [
      'the other operator',
      '{ .a && .b && .c }',
      (query) => edit.changeLogicalOperator(query, FILTER, '||'),
      '{ .a || .b || .c }',
    ],
    [
      'the other operator within',
      '{ .a && (.b || .c) }',
      (query) => edit.changeLogicalOperator(query, RIGHT, '&&'),
      '{ .a && (.b && .c) }',
    ],
    [
      'the other operator outside',
      '{ .a && .b && (.c && .d) }',
      (query) => edit.changeLogicalOperator(query, FILTER, '||'),
      '{ .a || .b || (.c && .d) }',
    ],
  ]);

  test('tell their operands and where they are', () => {
    const query = queryOf('{ .a && .b && (.c || .d) }');
    const group = edit.groupAt(query, FILTER);
    expect(group?.operator).toBe('&&');
    expect(group?.operands).toHaveLength(3);
    group?.operands.forEach((operand, index) => {
      expect(edit.nodeAt(query, edit.operandPath(group, index))).toBe(operand);
      expect(edit.pathOf(query, operand)).toEqual(edit.operandPath(group, index));
    });
    expect(edit.groupAt(queryOf('{ }'), FILTER)?.operands).toEqual([]);
  });
});

describe('negating', () => {
  const negate: Edit = (query) => edit.negate(query, TOP);

  runEdits([
    ['=', '{ .a = 1 }', negate, '{ .a != 1 }'],
    ['!=', '{ .a != 1 }', negate, '{ .a = 1 }'],
    ['<', '{ .a < 1 }', negate, '{ .a >= 1 }'],
    ['<=', '{ .a <= 1 }', negate, '{ .a > 1 }'],
    ['=~', '{ .a =~ "x" }', negate, '{ .a !~ "x" }'],
    ['existence', '{ .a != nil }', negate, '{ .a = nil }'],
    ['a field', '{ .a }', negate, '{ !.a }'],
    ['a negation', '{ !(.a || .b) }', negate, '{ .a || .b }'],
    ['a negation with a comment', '{ /* c */ !.a }', negate, '{ /* c */ .a }'],
    ['a group', '{ .a || .b }', negate, '{ !(.a || .b) }'],
    ['true', '{ true }', negate, '{ false }'],
  ]);
});

describe('conditions', () => {
  runEdits([
    ['to a pattern', '{ .a = 500 }', (query) => edit.changeOperator(query, TOP, '=~'), '{ .a =~ "500" }'],
    ['to a pattern of a negative', '{ .a = -5 }', (query) => edit.changeOperator(query, TOP, '=~'), '{ .a =~ "-5" }'],
    ['to a pattern, value first', '{ 5 = .a }', (query) => edit.changeOperator(query, TOP, '!~'), '{ .a !~ "5" }'],
    ['to a pattern, of a field', '{ .a = .b }', (query) => edit.changeOperator(query, TOP, '=~'), '{ .a =~ "" }'],
    ['from a pattern', '{ .a =~ "x" }', (query) => edit.changeOperator(query, TOP, '='), '{ .a = "x" }'],
    ['from existence', '{ .a != nil }', (query) => edit.changeOperator(query, TOP, '>'), '{ .a > 0 }'],
    [
      'of an aggregate',
      '{ } | count() > 2',
      (query) => edit.changeComparison(query, ['stages', 1], '<='),
      '{ } | count() <= 2',
    ],
    [
      'of metrics',
      '{ } | rate() > 2',
      (query) => edit.changeComparison(query, ['secondStages', 0], '<'),
      '{ } | rate() < 2',
    ],
    ['scope', '{ .a = 1 }', (query) => edit.changeScope(query, LEFT, 'resource'), '{ resource.a = 1 }'],
    ['no scope', '{ span."a b" = 1 }', (query) => edit.changeScope(query, LEFT, 'none'), '{ ."a b" = 1 }'],
    [
      'field of another type',
      '{ .a =~ "x" }',
      (query) => edit.changeField(query, LEFT, edit.makeIntrinsic('duration')),
      '{ duration = 0s }',
    ],
    [
      'field, keeping the value',
      '{ .a > 5 }',
      (query) => edit.changeField(query, LEFT, edit.makeIntrinsic('duration')),
      '{ duration > 5ns }',
    ],
    [
      'field without order',
      '{ .a > 5 }',
      (query) => edit.changeField(query, LEFT, edit.makeIntrinsic('status')),
      '{ status = error }',
    ],
    [
      'attribute',
      '{ status = error }',
      (query) => edit.changeField(query, LEFT, edit.makeAttribute('span', 'a b')),
      '{ span."a b" = error }',
    ],
    [
      'field of group',
      '{ } | by(.a)',
      (query) => edit.changeField(query, ['stages', 1, 'expression'], edit.makeIntrinsic('name')),
      '{ } | by(name)',
    ],
    ['string to number', '{ .a = "5" }', (query) => edit.changeLiteralType(query, RIGHT, 'int'), '{ .a = 5 }'],
    ['number to string', '{ .a = 5 }', (query) => edit.changeLiteralType(query, RIGHT, 'string'), '{ .a = "5" }'],
    ['text to number', '{ .a = "x" }', (query) => edit.changeLiteralType(query, RIGHT, 'int'), '{ .a = 0 }'],
    ['fraction to whole', '{ .a = -5.7 }', (query) => edit.changeLiteralType(query, RIGHT, 'int'), '{ .a = -5 }'],
    ['to existence', '{ .a != 5 }', (query) => edit.changeLiteralType(query, RIGHT, 'nil'), '{ .a != nil }'],
    ['to nil where it cannot be', '{ .a > 5 }', (query) => edit.changeLiteralType(query, RIGHT, 'nil'), '{ .a > 5 }'],
    ['pattern to number', '{ .a =~ "x" }', (query) => edit.changeLiteralType(query, RIGHT, 'int'), '{ .a =~ "x" }'],
    [
      'value',
      '{ .a = "x" }',
      (query) => edit.setLiteralValue(query, RIGHT, 'a "quoted"\\ text'),
      '{ .a = "a \\"quoted\\"\\\\ text" }',
    ],
    ['raw value', '{ .a =~ `x` }', (query) => edit.setLiteralValue(query, RIGHT, '\\d+'), '{ .a =~ `\\d+` }'],
    ['negative value', '{ .a = 1 }', (query) => edit.setLiteralValue(query, RIGHT, '-2'), '{ .a = -2 }'],
    ['positive value', '{ .a = -1 }', (query) => edit.setLiteralValue(query, RIGHT, '2'), '{ .a = 2 }'],
    ['wrong value', '{ .a = 1 }', (query) => edit.setLiteralValue(query, RIGHT, 'x'), '{ .a = 1 }'],
    ['duration', '{ duration > 1s }', (query) => edit.setLiteralValue(query, RIGHT, '1h30m'), '{ duration > 1h30m }'],
    [
      'negative scalar',
      '{ } | avg(.a) > 2',
      (query) => edit.setLiteralValue(query, ['stages', 1, 'right'], '-3'),
      '{ } | avg(.a) > -3',
    ],
  ]);
});

describe('replacing', () => {
  test('refuses what cannot stand at the place', () => {
    const query = queryOf('{ .a = 1 } | by(.b)');
    expect(edit.replaceNode(query, TOP, stageOf('by(.c)'))).toBe(query);
    expect(edit.replaceNode(query, FILTER, condition('.a'))).toBe(query);
    expect(edit.replaceNode(query, ['nowhere'], condition('.a'))).toBe(query);
    expect(render(edit.replaceNode(query, TOP, condition('.x || .y')))).toBe('{ .x || .y } | by(.b)');
  });
});
