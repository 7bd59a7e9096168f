import { complete } from '../complete';
import { parse } from '../parse';

function at(marked: string, tempo?: string) {
  const text = marked.replace('‸', '');
  return { text, ...complete(text, marked.indexOf('‸'), { tempo }) };
}

function labels(marked: string, tempo?: string): string[] {
  return at(marked, tempo).proposals.map(({ label }) => label);
}

/** The text after a proposal was taken, with the cursor. */
function taken(marked: string, label: string): string {
  const { text, proposals, replace } = at(marked);
  const found = proposals.find((each) => each.label === label);
  if (!found) {
    return 'not proposed';
  }
  const { insertText, cursor } = found;
  const put = `${insertText.slice(0, cursor)}‸${insertText.slice(cursor)}`;
  return text.slice(0, replace.start) + put + text.slice(replace.end);
}

describe('proposals by release', () => {
  test.each<[text: string, label: string, from: string, before: string | null]>([
    ['{ ‸', 'span.', '2.6.1', null],
    ['{ ‸', 'instrumentation.', '2.7.0', '2.6.1'],
    ['{ ‸', 'span:parentID', '2.8.0', '2.7.2'],
    ['{ ‸', 'span:childCount', '2.10', '2.9.5'],
    ['{ .a ‸', '= nil', '2.10.8', '2.9.5'],
    ['{ .a ‸', '!= nil', '2.6.1', null],
    ['{ .a = ‸', 'maxInt', '2.10.0', '2.9.0'],
    ['{ } | ‸', 'rate', '2.6.1', null],
    ['{ } | ‸', 'avg_over_time', '2.7.0', '2.6.1'],
    ['{ } | ‸', 'sum_over_time', '2.8.0', '2.7.2'],
    ['{ } | rate() | ‸', 'topk', '2.8.0', '2.7.2'],
    ['{ } | rate() ‸', '>', '3.0.0', '2.10.8'],
    ['{ } | rate() ‸', '|', '2.8.0', '2.7.2'],
    ['{ } | rate() | topk(5) ‸', '|', '3.0.0', '2.10.8'],
    ['{ } with(‸', 'most_recent', '2.8.0', '2.7.2'],
    ['{ } with(‸', 'sample', '2.9.0', '2.8.2'],
    ['{ } with(‸', 'spanonly_fetch', '3.0.0', '2.10.8'],
  ])('%s offers %s from %s on', (text, label, from, before) => {
    expect(labels(text, from)).toContain(label);
    expect(labels(text)).toContain(label);
    if (before) {
      expect(labels(text, before)).not.toContain(label);
    }
  });

  test('what Tempo does not support is never proposed', () => {
    expect(labels('{ ‸', '2.6.1')).not.toContain('parent');
    expect(labels('{ ‸', '2.6.1')).not.toContain('childCount');
  });
});

describe('taking a proposal', () => {
  test.each([
    ['{ dur‸ > 1s }', 'duration', '{ duration‸ > 1s }'],
    ['‸', '{ }', '{ ‸ }'],
    ['{ } | ra‸', 'rate', '{ } | rate()‸'],
    ['{ } | ra‸() by(name)', 'rate', '{ } | rate‸() by(name)'],
    ['{ } | quan‸', 'quantile_over_time', '{ } | quantile_over_time(‸, .95)'],
    ['{ name ‸', '=~', '{ name =~ "‸"'],
    ['{ (.a = 1)‸', '&&', '{ (.a = 1) && ‸'],
    ['{ }‸', '>>', '{ } >> { ‸ }'],
    ['{ }‸', '|', '{ } | ‸'],
    ['{ status = er‸ }', 'error', '{ status = error‸ }'],
    ['{ duration > 5‸ }', 'ms', '{ duration > 5ms‸ }'],
    ['{ duration > 5s‸ }', 'ms', '{ duration > 5ms‸ }'],
    ['{ sp‸an.x }', 'resource.', '{ resource.‸x }'],
    ['{ span:dur‸ }', 'duration', '{ span:duration‸ }'],
    ['{ } with(mos‸)', 'most_recent', '{ } with(most_recent=true‸)'],
    ['{ .a !‸ }', '!=', '{ .a != ‸ }'],
  ])('%s and %s', (text, label, expected) => {
    expect(taken(text, label)).toBe(expected);
  });

  test('a unit with a fraction is one that takes fractions', () => {
    expect(labels('{ duration > 1.5‸ }')).not.toContain('d');
  });

  test('compare is not followed by second stages', () => {
    expect(labels('{ } | compare({ }) ‸')).toEqual(['with']);
  });

  test('every proposal has an own label, and the cursor in its text', () => {
    for (const text of ['{ ‸', '{ .a ‸', '{ .a = ‸', '{ } | ‸', '{ } ‸', '{ } with(‸', '{ } | rate() ‸']) {
      const { proposals } = at(text);
      const keys = proposals.map(({ label, kind }) => `${kind} ${label}`);
      expect(new Set(keys).size).toBe(keys.length);
      proposals.forEach(({ cursor, insertText }) => expect(cursor).toBeLessThanOrEqual(insertText.length));
    }
  });

  test('complete queries come out of proposals alone', () => {
    for (const proposed of at('{ ‸ }').proposals.filter(({ kind }) => kind === 'intrinsic')) {
      expect(parse(`{ ${proposed.insertText} != nil }`).diagnostics).toEqual([]);
    }
    for (const proposed of at('{ } ‸').proposals.filter(({ kind }) => kind === 'operator')) {
      expect(parse(`{ } ${proposed.insertText}`).diagnostics).toEqual([]);
    }
  });
});
