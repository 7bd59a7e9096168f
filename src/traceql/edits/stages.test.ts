import * as edit from '../edits';
import { queryOf, runEdits, stageOf } from '../testdata/editCases';

const FILTER = ['stages', 0];

describe('spansets and stages', () => {
  const spanset = () => queryOf('{ .b }').stages[0] as never;

  runEdits([
    ['adding a spanset', '{ .a }', (query) => edit.addSpanset(query, FILTER, '>>', spanset()), '{ .a } >> { .b }'],
    ['adding an empty one', '{ .a }', (query) => edit.addSpanset(query, FILTER, '>'), '{ .a } > { }'],
    [
      'adding, keeping the tree',
      '{ .a } && { .c }',
      (query) => edit.addSpanset(query, FILTER, '>>', spanset()),
      '({ .a } && { .c }) >> { .b }',
    ],
    [
      'another operator',
      '{ .a } >> { .b }',
      (query) => edit.changeSpansetOperator(query, FILTER, '!<'),
      '{ .a } !< { .b }',
    ],
    [
      'another operator, keeping the tree',
      '{ .a } > { .b } > { .c }',
      (query) => edit.changeSpansetOperator(query, [...FILTER, 'left'], '||'),
      '({ .a } || { .b }) > { .c }',
    ],
    ['removing a spanset', '{ .a } > { .b }', (query) => edit.removeSpanset(query, [...FILTER, 'right']), '{ .a }'],
    ['adding a stage', '{ .a }', (query) => edit.addStage(query, stageOf('{ } | count() > 2')), '{ .a } | count() > 2'],
    [
      'adding a stage in front',
      '{ .a } | count() > 2',
      (query) => edit.addStage(query, stageOf('{ } | coalesce()'), 0),
      '{ } | coalesce() | { .a } | count() > 2',
    ],
    [
      'adding to a closed one',
      '({ .a } | count()) > 2',
      (query) => edit.addStage(query, stageOf('by(.a)')),
      '({ .a } | count()) > 2',
    ],
    [
      'moving a stage',
      '{ .a } | by(.x) | count() > 2',
      (query) => edit.moveStage(query, 2, 1),
      '{ .a } | count() > 2 | by(.x)',
    ],
    [
      'replacing a stage',
      '{ .a } | by(.x)',
      (query) => edit.replaceStage(query, 1, stageOf('by(.y)')),
      '{ .a } | by(.y)',
    ],
    ['removing a stage', '{ .a } | by(.x)', (query) => edit.removeStage(query, 0), 'by(.x)'],
    [
      'in parentheses',
      '({ .a } | by(.x)) && ({ .b })',
      (query) => edit.addStage(query, stageOf('{ } | coalesce()'), 2, [...FILTER, 'left']),
      '({ .a } | by(.x) | coalesce()) && ({ .b })',
    ],
  ]);
});

describe('metrics and hints', () => {
  const int = (value: string) => edit.readLiteral('int', value) as never;

  runEdits([
    ['setting', '{ }', (query) => edit.setMetrics(query, edit.makeMetrics('rate')), '{ } | rate()'],
    ['taking away', '{ } | rate() | topk(2)', (query) => edit.setMetrics(query, null), '{ }'],
    [
      'to quantiles',
      '{ } | rate() by(.a)',
      (query) => edit.changeMetricsFunction(query, 'quantile_over_time'),
      '{ } | quantile_over_time(duration, 0.95) by(.a)',
    ],
    [
      'from quantiles',
      '{ } | quantile_over_time(.x, .5) by(.a)',
      (query) => edit.changeMetricsFunction(query, 'max_over_time'),
      '{ } | max_over_time(.x) by(.a)',
    ],
    [
      'to none',
      '{ } | min_over_time(.x)',
      (query) => edit.changeMetricsFunction(query, 'count_over_time'),
      '{ } | count_over_time()',
    ],
    ['from compare', '{ } | compare({ .a })', (query) => edit.changeMetricsFunction(query, 'rate'), '{ } | rate()'],
    [
      'field',
      '{ } | min_over_time(.x)',
      (query) => edit.setMetricsField(query, edit.makeAttribute('span', 'y')),
      '{ } | min_over_time(span.y)',
    ],
    [
      'by',
      '{ } | rate()',
      (query) => edit.setBy(query, [edit.makeIntrinsic('name'), edit.makeAttribute('none', 'a')]),
      '{ } | rate() by(name, .a)',
    ],
    ['no by', '{ } | rate() by(name)', (query) => edit.setBy(query, []), '{ } | rate()'],
    [
      'quantiles',
      '{ } | quantile_over_time(.x, .5)',
      (query) => edit.setQuantiles(query, [0.9, 1, 7]),
      '{ } | quantile_over_time(.x, 0.9, 1)',
    ],
    [
      'second stage',
      '{ } | rate()',
      (query) =>
        edit.addSecondStage(query, { kind: 'top-bottom', function: 'topk', limit: int('5'), range: edit.NO_RANGE }),
      '{ } | rate() | topk(5)',
    ],
    [
      'moving second stages',
      '{ } | rate() | topk(5) | bottomk(2)',
      (query) => edit.moveSecondStage(query, 1, 0),
      '{ } | rate() | bottomk(2) | topk(5)',
    ],
    ['removing second stages', '{ } | rate() | topk(5)', (query) => edit.removeSecondStage(query, 0), '{ } | rate()'],
    [
      'first hint',
      '{ }',
      (query) => edit.setHint(query, 'most_recent', { kind: 'bool', value: true, range: edit.NO_RANGE }),
      '{ } with(most_recent=true)',
    ],
    ['another hint', '{ } with(a=1)', (query) => edit.setHint(query, 'b', int('2')), '{ } with(a=1, b=2)'],
    ['known hint', '{ } with(a=1)', (query) => edit.setHint(query, 'a', int('2')), '{ } with(a=2)'],
    ['removing a hint', '{ } with(a=1) with(a=2, b=1)', (query) => edit.removeHint(query, 'a'), '{ } with(b=1)'],
  ]);
});
