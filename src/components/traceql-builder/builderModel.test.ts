import {
  check,
  literalText,
  parse,
  putRow,
  render,
  contentOf,
  toVisual,
  makeString,
  type VisualQuery,
  type VisualRow,
} from '../../traceql';
import { readCorpus } from '../../traceql/testdata/corpus';
import { splitDuration, withUnit } from './durationUnits';
import { buildFieldIndex, findField, searchFields } from './fieldIndex';
import { marksOfParts } from './partMarks';
import { reuseVisual } from './reuseVisual';

describe('what is said of the parts', () => {
  const marked = (text: string, part: string | null) => {
    const { query } = parse(text);
    const start = part === null ? 0 : text.indexOf(part);
    const highlight = part === null ? null : { start, end: start + part.length };
    const marks = marksOfParts(query, toVisual(query), [], highlight);
    return [...marks].filter(([, { isHighlighted }]) => isHighlighted).map(([key]) => key);
  };

  it.each([
    ['{ .a = 1 && .b = 2 }', '.b = 2', ['stages.0.expression.right']],
    ['{ .a = 1 && .b = 2 }', '2 }', ['stages.0']],
    ['{ .a = 1 && .b = 2 }', '.a = 1 && .b', ['stages.0.expression']],
    ['{ .c = 1 && (.a = 1 || .a = 2) }', '2', ['stages.0.expression.right.left']],
    ['{ .a } >> { .b }', '{ .b }', ['stages.0.right']],
    ['{ .a } >> { .b }', '>>', ['stages.0']],
    ['{ .a } | rate() by(.c) | topk(5)', 'by(.c)', ['metrics']],
    ['{ .a } | rate() by(.c) | topk(5)', 'topk(5)', ['secondStages.0']],
    ['{ .a } | rate() with(sample=true)', 'sample', ['hints.0']],
    ['{ .a } | compare({ .b })', '.b', ['metrics.selection.expression']],
    ['({ .a } | count() > 1) && ({ .b } | { .c })', '.c', ['stages.0.right.stages.1.expression']],
    ['{ .a }', null, []],
  ])('%s: %s', (text, part, keys) => {
    expect(marked(text, part)).toEqual(keys);
  });

  it('gives every diagnostic to some part, for the whole corpus', () => {
    for (const { query: text } of readCorpus().filter((_, index) => index % 10 === 0)) {
      const { query, diagnostics } = check(text, { tempo: '2.6.1' });
      const marks = marksOfParts(query, toVisual(query), diagnostics, null);
      expect([...marks.values()].flatMap((mark) => mark.diagnostics)).toHaveLength(diagnostics.length);
    }
  });
});

describe('the form after an edit', () => {
  const rows = ({ stages: [stage] }: VisualQuery): VisualRow[] => {
    const condition = stage?.kind === 'filter' ? stage.condition : null;
    return condition?.kind === 'group' ? (condition.operands as VisualRow[]) : [];
  };

  it('has the same rows, but for the one that changed', () => {
    const query = parse('{ .a = "x" && .b = "y" && .c + 1 > 2 && (.d = 1 || .e = 1) } | by(.f * 2)').query;
    const before = toVisual(query);
    const [, second] = rows(before);
    if (!second) {
      throw new Error('no row');
    }
    const edited = putRow(query, second.place, { ...contentOf(second), values: [makeString('something longer')] });
    const after = reuseVisual(before, toVisual(parse(render(edited)).query));
    expect(rows(after).map((row, index) => row === rows(before)[index])).toEqual([true, false, true, true]);
    const changed = rows(after)[1];
    expect(changed?.kind === 'comparison' && 'value' in changed && literalText(changed.value as never)).toBe(
      'something longer'
    );
    expect(after.stages[1]).toBe(before.stages[1]);
    expect(after.metrics).toBe(before.metrics);
  });

  it('is the same where nothing changed', () => {
    for (const { query: text } of readCorpus().filter((_, index) => index % 10 === 0)) {
      const before = toVisual(parse(text).query);
      expect(reuseVisual(before, toVisual(parse(text).query))).toBe(before);
    }
  });

  it.each([
    ['{ .a = 1 }', '{ .a = 2 }'],
    ['{ .a = 1 }', '{ .a = 1 && .b = 2 }'],
    ['{ .a = 1 && .b = 2 }', '{ .a = 1 }'],
    ['{ .a + 1 > 2 }', '{ .a + 1 > 3 }'],
    ['{ .a = 1 /* c */ }', '{ .a = 1 }'],
    ['{ } | count() > 1', '{ } | sum(.a) > 1'],
    ['{ } | rate() by(.a)', '{ } | rate()'],
    ['{ } with(a=1)', '{ } with(a=1, b=2)'],
    ['{ .a } >> { .b }', '{ .a } > { .b }'],
  ])('is that of the new query: %s, %s', (before, after) => {
    const expected = toVisual(parse(after).query);
    const reused = reuseVisual(toVisual(parse(before).query), expected);
    expect(withoutRanges(reused)).toBe(withoutRanges(expected));
  });
});

function withoutRanges(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => (key === 'range' ? undefined : inner));
}

describe('durations', () => {
  it.each([
    ['500ms', '500', 'ms'],
    ['1.5s', '1.5', 's'],
    ['-2h', '-2', 'h'],
    ['10us', '10', 'us'],
    ['10µs', '10', 'us'],
    ['1h30m', '1h30m', null],
    ['2w', '2', 'w'],
  ])('%s is %s and %s', (text, amount, unit) => {
    expect(splitDuration(text)).toEqual({ amount, unit });
  });

  it.each([
    ['500ms', 's', '500s'],
    ['1.5s', 'd', '2d'],
    ['1h30m', 'm', '90m'],
    ['1h30m', 'h', '1.5h'],
    ['1h30m', 'w', null],
  ] as const)('%s in %s is %s', (text, unit, expected) => {
    const literal = withUnit(text, unit);
    expect(literal && literalText(literal)).toBe(expected);
  });
});

describe('fields', () => {
  const items = [
    { scope: 'resource', name: 'service.name', type: 'string' },
    { scope: 'span', name: 'my service', type: undefined },
    { scope: 'span', name: 'service', type: 'int' },
  ] as const;
  const index = buildFieldIndex({ items, truncated: false }, '2.6.1');
  const texts = (typed: string, scope: Parameters<typeof searchFields>[2] = null) =>
    searchFields(index, typed, scope, 3).found.map(({ text }) => text);

  it('are found by any part of their names, the best first', () => {
    expect(texts('service')).toEqual(['span.service', 'resource.service.name', 'trace:rootService']);
    expect(texts('SERVICE', 'span')).toEqual(['span.service', 'span."my service"']);
    expect(texts('', 'resource')).toEqual(['resource.service.name']);
    expect(texts('no such')).toEqual([]);
    expect(searchFields(index, '', null, 3).more).toBe(index.fields.length - 3);
  });

  it('are known by their text', () => {
    expect(findField(index, 'span.service')?.type).toBe('int');
    expect(findField(index, 'span."my service"')?.type).toBeNull();
    expect(findField(index, 'duration')?.type).toBe('duration');
    expect(findField(index, 'span.SERVICE')).toBeUndefined();
    expect(findField(index, 'span:childCount')?.isKnown).toBe(false);
  });
});
