import * as fc from 'fast-check';
import { Binary, Query } from './ast';
import { check } from './check';
import { parse } from './parse';
import { render } from './render';
import { arbitraryQuery } from './testdata/arbitraryQuery';
import { readCorpus, VERSIONS } from './testdata/corpus';
import { withoutRanges } from './testdata/withoutRanges';
import { visit } from './walk';
import { assertProperty } from './testdata/assertProperty';

function isRoundTrip(query: Query, multiline: boolean): void {
  const text = render(query, { multiline });
  const again = parse(text);
  expect(again.diagnostics).toEqual([]);
  expect(withoutRanges(again.query)).toBe(withoutRanges(query));
  expect(render(again.query, { multiline })).toBe(text);
}

describe('random trees', () => {
  it('are read back from their text', () => {
    assertProperty(
      fc.property(arbitraryQuery, (query) => {
        const text = render(query);
        const again = parse(text);
        return (
          again.diagnostics.length === 0 &&
          withoutRanges(again.query) === withoutRanges(query) &&
          render(again.query) === text &&
          withoutRanges(parse(render(query, { multiline: true })).query) === withoutRanges(query)
        );
      }),
      20_000
    );
  });
});

describe('queries of the corpus', () => {
  const valid = readCorpus().filter(({ verdict }) => VERSIONS.some((version) => verdict[version] === 'valid'));

  it('are read back from their text', () => {
    expect(valid.length).toBeGreaterThan(1000);
    for (const { query } of valid) {
      const { query: tree, diagnostics } = parse(query);
      expect(diagnostics).toEqual([]);
      isRoundTrip(tree, false);
      isRoundTrip(tree, true);
    }
  });

  it('stay valid when rendered', () => {
    for (const { query, verdict } of valid) {
      const text = render(parse(query).query);
      const lost = VERSIONS.filter(
        (version) => verdict[version] === 'valid' && check(text, { tempo: version }).verdict !== 'valid'
      );
      expect({ text, lost }).toEqual({ text, lost: [] });
    }
  });

  it('mean the same as Tempo prints them, where it computes nothing', () => {
    const plain = valid.filter(({ canonical, query }) => canonical !== null && computesNothing(parse(query).query));
    expect(plain.length).toBeGreaterThan(300);
    for (const { query, canonical } of plain) {
      expect(meaning(parse(canonical ?? '').query)).toBe(meaning(parse(query).query));
    }
  });
});

/** Whether Tempo prints the query without changing it: no constants to compute, no numbers or names it spells anew. */
function computesNothing(query: Query): boolean {
  let plain = query.metrics === null && query.hints.length === 0;
  visit(query, (node) => {
    const isConstant = (side: Binary['left']) =>
      side.kind !== 'attribute' && side.kind !== 'intrinsic' && side.kind !== 'binary';
    if (
      node.kind === 'unary' ||
      node.kind === 'wrapped-pipeline' ||
      node.kind === 'scalar-pipeline' ||
      node.kind === 'int-constant'
    ) {
      plain = false;
    } else if (node.kind === 'binary' && (isConstant(node.left) || node.operator === '||' || node.operator === '&&')) {
      plain = false;
    } else if (node.kind === 'attribute' && !/^[\w.-]+$/.test(node.name)) {
      plain = false;
    } else if (node.kind === 'string' && /[`\\]/.test(node.value)) {
      plain = false;
    }
  });
  return plain;
}

/** The tree without spellings: aliases, quotes, the empty filter, units. */
function meaning(query: Query): string {
  const aliases: Record<string, string> = {
    'span:duration': 'duration',
    'span:name': 'name',
    'span:kind': 'kind',
    'span:status': 'status',
    'span:statusMessage': 'statusMessage',
    'trace:duration': 'traceDuration',
    'trace:rootName': 'rootName',
    'trace:rootService': 'rootServiceName',
  };
  return JSON.stringify(query, function (this: Record<string, unknown>, key, value: unknown) {
    if (key === 'range' || key === 'raw' || key === 'text' || key === 'comments' || key === 'trailingComments') {
      return undefined;
    }
    if (key === 'name' && this.kind === 'intrinsic') {
      return aliases[String(value)] ?? value;
    }
    if (key === 'expression' && value === null) {
      return { kind: 'bool', value: true };
    }
    return value;
  });
}
