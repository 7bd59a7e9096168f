import * as fc from 'fast-check';
import { Expression, Node, Query, SpansetExpression, Stage } from '../ast';
import { explain } from '../explain';
import { parse } from '../parse';
import { visit } from '../walk';
import { assertProperty } from '../testdata/assertProperty';

const RANGE = { start: 0, end: 0 };

/** Pieces that make valid, half and wrong queries when they stand in a row. */
const PIECES = [
  ...'{ } ( ) | , && || ! = != =~ !~ < <= > >= + - * / % ^ >> << ~ !> !>> &> &~'.split(' '),
  ...'.a span.http.method resource.service.name parent.x event:name duration status kind name nil true'.split(' '),
  ...'error server 1 -2.5 1s 1h30m "x" `y.*` "a|b" minInt foo span. span: { .a } { status = error }'.split(' '),
  ...'count() avg( by( select( coalesce() rate() quantile_over_time( compare( topk(5) with( sample=0.1'.split(' '),
  '/* c */',
  '// d\n',
];

function expectSound(text: string): void {
  const { query } = parse(text);
  const sentences = explain(query);
  expect(sentences.length).toBeGreaterThan(0);
  for (const { text: sentence, range } of sentences) {
    expect(sentence).not.toMatch(/undefined|\[object|NaN|null/);
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.end).toBeLessThanOrEqual(text.length);
    expect(range.start).toBeLessThanOrEqual(range.end);
  }
  const covered = (node: Node) =>
    sentences.some(({ range }) => range.start <= node.range.start && node.range.end <= range.end);
  const isEmpty = sentences[0]?.text === 'The query is empty.';
  visit(query, (node) => {
    if (!isEmpty && (node.kind === 'filter' || (query.stages as Node[]).includes(node))) {
      expect([text, node.kind, covered(node)]).toEqual([text, node.kind, true]);
    }
  });
}

describe('explain never fails', () => {
  test('on rows of random pieces', () => {
    const rows = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join(' '));
    assertProperty(fc.property(rows, expectSound), 3000);
  });

  test('on random text', () => {
    assertProperty(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), expectSound), 1000);
  });

  test.each([
    ['&&', '.a = 1'],
    ['+', '.a'],
    ['=', '.a'],
    ['^', '.a'],
  ])('on a long chain of %s', (operator, operand) => {
    expect(explain(parse(`{ ${Array(10_000).fill(operand).join(` ${operator} `)} }`).query).length).toBeGreaterThan(0);
  });

  test('on long chains of alternating operators and of spansets', () => {
    const conditions = Array.from({ length: 10_000 }, (_, i) => `.a${i} ${i % 2 ? '&&' : '||'} `).join('');
    expect(explain(parse(`{ ${conditions} .z }`).query).length).toBeGreaterThan(0);
    expect(explain(parse(Array(10_000).fill('{ .a }').join(' >> ')).query)).toHaveLength(10_001);
  });

  test('on trees deeper than any text', () => {
    let expression: Expression = { kind: 'bool', value: true, range: RANGE };
    let spanset: SpansetExpression = { kind: 'filter', expression: null, range: RANGE };
    let stages: Stage[] = [spanset];
    for (let i = 0; i < 20_000; i++) {
      const operator = (['!', '-'] as const)[i % 2] ?? '!';
      expression =
        i % 3 === 0
          ? { kind: 'unary', operator, operand: expression, range: RANGE }
          : {
              kind: 'binary',
              operator: i % 3 === 1 ? '&&' : '+',
              left: { kind: 'nil', range: RANGE },
              right: expression,
              range: RANGE,
            };
      spanset = {
        kind: 'spanset-binary',
        operator: '>',
        left: { kind: 'filter', expression: null, range: RANGE },
        right: spanset,
        range: RANGE,
      };
      stages = [{ kind: 'wrapped-pipeline', stages, range: RANGE }];
    }
    const query = (all: Stage[]): Query => ({
      kind: 'query',
      stages: all,
      metrics: null,
      secondStages: [],
      hints: [],
      range: RANGE,
    });
    expect(explain(query([{ kind: 'filter', expression, range: RANGE }, spanset, ...stages])).length).toBeGreaterThan(
      0
    );
  });
});
