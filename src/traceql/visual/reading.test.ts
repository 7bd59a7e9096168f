import * as fc from 'fast-check';
import { check } from '../check';
import { pathOf, type Path } from '../edits';
import { makeFilter, makeString } from '../edits/build';
import type { Query } from '../ast';
import { render, renderExpression } from '../render';
import { queryOf } from '../testdata/editCases';
import { arbitraryQuery } from '../testdata/arbitraryQuery';
import { visit } from '../walk';
import { patternOfTexts, textsOfPattern } from './choicePattern';
import { INTRINSIC_OFFERS, isKnownTo, METRICS_OFFERS, SECOND_STAGE_OFFERS } from './offers';
import { readField } from './readField';
import { readExpression, readStage } from './readText';
import { valueFilter } from './valueFilter';
import { assertProperty } from '../testdata/assertProperty';

describe('fields as typed', () => {
  it.each<[string, Parameters<typeof readField>[1], string | null]>([
    ['', undefined, null],
    ['  ', undefined, null],
    ['.', undefined, null],
    ['duration', undefined, 'duration'],
    [' span:kind ', undefined, 'span:kind'],
    ['duration', 'span', 'span.duration'],
    ['span:kind', 'span', 'span:kind'],
    ['.duration', undefined, '.duration'],
    ['span.http.method', undefined, 'span.http.method'],
    ['http.method', undefined, 'span.http.method'],
    ['service.name', undefined, 'resource.service.name'],
    ['exception.message', undefined, 'event.exception.message'],
    ['anything', undefined, '.anything'],
    ['anything', 'resource', 'resource.anything'],
    ['.service.name', undefined, '.service.name'],
    ['span.my attr', undefined, 'span."my attr"'],
    ['span."my attr"', undefined, 'span."my attr"'],
    ['my attr', undefined, '."my attr"'],
    ['a"b', 'span', 'span."a\\"b"'],
    ['span.a } | { .b', undefined, 'span."a } | { .b"'],
    ['span.a = 1', undefined, 'span."a = 1"'],
    ['.5xx', undefined, '."5xx"'],
    ['parent.span.x', undefined, 'parent.span.x'],
    ['nil', undefined, '.nil'],
    ['span.a // b', undefined, 'span."a // b"'],
  ])('%s in scope %s', (typed, scope, written) => {
    const field = readField(typed, scope);
    expect(field && renderExpression(field)).toBe(written);
  });

  it('can always be read back', () => {
    assertProperty(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (typed) => {
        const field = readField(typed, 'span');
        const text = field && renderExpression(field);
        if (text) {
          expect(queryOf(`{ ${text} }`).stages).toHaveLength(1);
          expect(renderExpression(readField(text, 'resource') ?? field)).toBe(text);
        }
      }),
      5000
    );
  });
});

describe('conditions and stages as typed', () => {
  it.each([
    ['.a = 1', '.a = 1'],
    ['.a = 1 // why', null],
    ['', null],
    ['.a =', null],
    ['.a } | { .b', null],
    ['.a } with(x=1', null],
    ['.a + 1 > 2 && name =~ "x"', '.a + 1 > 2 && name =~ "x"'],
  ])('%s between braces', (text, written) => {
    const read = readExpression(text);
    expect(read.ok ? renderExpression(read.value) : null).toBe(written);
    expect(read.ok || read.problem.length > 5).toBe(true);
  });

  it.each<[string, boolean, string | null]>([
    ['count() > 2', false, 'scalar-filter'],
    ['by(.a)', true, 'group'],
    ['coalesce()', false, 'coalesce'],
    ['coalesce()', true, null],
    ['{ } | { }', true, null],
    ['rate()', false, null],
    ['count() > 2 with(a=1)', false, null],
    ['{ .a } >> { .b }', true, 'spanset-binary'],
  ])('%s as a stage', (text, isFirst, kind) => {
    const read = readStage(text, isFirst);
    expect(read.ok ? read.value.kind : null).toBe(kind);
  });
});

describe('several values as a pattern', () => {
  it.each<[string, string, string[] | null]>([
    ['a|b', '3.0', ['a', 'b']],
    ['a|b', '2.6.1', null],
    ['^(?:a|b)$', '2.6.1', ['a', 'b']],
    ['^(a|b)$', '3.0', ['a', 'b']],
    ['(a|b)', '3.0', ['a', 'b']],
    ['(a|b)', '2.6', null],
    ['a\\.b|c\\|d', '3.0', ['a.b', 'c|d']],
    ['\\(a\\)', '3.0', ['(a)']],
    ['a.b', '3.0', null],
    ['(a|b)c', '3.0', null],
    ['a\\d', '3.0', null],
    ['^a|b$', '3.0', null],
    ['(?i)a|b', '3.0', null],
    ['a|', '3.0', ['a', '']],
  ])('%s for %s', (pattern, tempo, texts) => {
    expect(textsOfPattern(pattern, tempo)).toEqual(texts);
  });

  it.each(['2.6.1', '2.9.5', '3.0.3', ''])('is read back, and matches only these, in %s', (tempo) => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '1', ...'.+*?()|[]{}^$\\/-"\n é😀'), maxLength: 6 });
    assertProperty(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
        const pattern = patternOfTexts(texts, tempo);
        expect(textsOfPattern(pattern, tempo)).toEqual(texts);
        // From 2.7 on Tempo matches the whole value.
        const regex = new RegExp(tempo.startsWith('2.6') ? pattern : `^(?:${pattern})$`, 'u');
        texts.forEach((each) => expect(regex.test(each)).toBe(true));
        expect(regex.test(`${texts.join('')}x`)).toBe(false);
        const query: Query = {
          ...queryOf('{ }'),
          stages: [makeFilter({ ...condition('.a =~ "x"'), right: makeString(pattern) })],
        };
        expect(check(render(query), { tempo: tempo || '3.0.3' }).verdict).toBe('valid');
      }),
      300
    );
  });
});

function condition(text: string) {
  const [stage] = queryOf(`{ ${text} }`).stages;
  if (stage?.kind !== 'filter' || stage.expression?.kind !== 'binary') {
    throw new Error(text);
  }
  return stage.expression;
}

/** The path to the comparison with `?`. */
function placeOfQuestion(query: Query): Path {
  let found: Path | null = null;
  visit(query, (node, parent) => {
    if (node.kind === 'string' && node.value === '?' && parent) {
      found = pathOf(query, parent);
    }
  });
  return found ?? [];
}

describe('the filter of values', () => {
  it.each<[string, string, string]>([
    ['{ .a = "?" }', '', ''],
    ['{ .a = "?" && .b = "x" }', '{ .b = "x" }', '{ .b = "x" }'],
    [
      '{ name = "n" && .a = "?" && duration > 5s }',
      '{ duration > 5s && name = "n" }',
      '{ duration > 5s && name = "n" }',
    ],
    ['{ (.a = "?" || .c = 1) && .b = "x" }', '{ .b = "x" }', '{ .b = "x" }'],
    ['{ (.a = "?" && .c = 1) || .b = "x" }', '{ .c = 1 }', '{ .c = 1 }'],
    ['{ .a = "?" && (.b = "x" || .c = 1) }', '', '{ (.b = "x" || .c = 1) }'],
    ['{ .a = "?" && (.b = "x" && .c = 1) }', '{ .b = "x" && .c = 1 }', '{ .b = "x" && .c = 1 }'],
    ['{ .a = "?" && !(.b = "x") }', '', ''],
    ['{ !(.a = "?" && .b = "x") && .c = 1 }', '{ .c = 1 }', '{ .c = 1 }'],
    ['{ .a = "?" && .b != nil && .c = 1 }', '{ .c = 1 }', '{ .c = 1 }'],
    ['{ .a = "?" && .b + 1 > 2 }', '', ''],
    ['{ .a = "?" && .b = "" }', '', ''],
    ['{ .a = "?" && .b = "two words" }', '', '{ .b = "two words" }'],
    ['{ .a = "?" && .b = "a{b}" }', '', '{ .b = "a{b}" }'],
    ['{ .a = "?" && .b =~ "x|y" }', '', '{ .b =~ "x|y" }'],
    ['{ .a = "?" && .b =~ "x.*" }', '{ .b =~ "x.*" }', '{ .b =~ "x.*" }'],
    ['{ .a = "?" && duration > 1.5s }', '', '{ duration > 1.5s }'],
    ['{ .a = "?" && duration > 100ms }', '{ duration > 100ms }', '{ duration > 100ms }'],
    ['{ .a = "?" && span."my attr" = 1 }', '', '{ span."my attr" = 1 }'],
    [
      '{ .a = "?" && status = error && kind = server }',
      '{ kind = server && status = error }',
      '{ kind = server && status = error }',
    ],
    ['{ .a = "?" && /* why */ .b = 1 }', '{ .b = 1 }', '{ .b = 1 }'],
    ['{ .x = 1 } >> { .a = "?" && .b = 1 } | { .c = 1 }', '{ .b = 1 }', '{ .b = 1 }'],
    ['{ } | compare({ .a = "?" && .b = 1 })', '{ .b = 1 }', '{ .b = 1 }'],
  ])('%s', (text, old, latest) => {
    const query = queryOf(text);
    const path = placeOfQuestion(query);
    expect(sorted(valueFilter(query, path, '2.10.8'))).toBe(sorted(old));
    expect(sorted(valueFilter(query, path, ''))).toBe(sorted(old));
    expect(sorted(valueFilter(query, path, '3.0.3'))).toBe(sorted(latest));
    expect(valueFilter(query, [...path, 'right'], '3.0.3')).toBe(valueFilter(query, path, '3.0.3'));
  });

  it.each<[string, Path, '&&' | '||' | undefined, string]>([
    ['{ }', ['stages', 0], '&&', ''],
    ['{ .b = 1 }', ['stages', 0], '&&', '{ .b = 1 }'],
    ['{ .b = 1 }', ['stages', 0, 'expression'], '&&', '{ .b = 1 }'],
    ['{ .b = 1 }', ['stages', 0, 'expression'], '||', ''],
    ['{ .b = 1 }', ['stages', 0, 'expression'], undefined, ''],
    ['{ .b = 1 && .c = 2 }', ['stages', 0, 'expression'], '&&', '{ .b = 1 && .c = 2 }'],
    ['{ .b = 1 && (.c = 2 && .d = 3) }', ['stages', 0, 'expression', 'right'], '&&', '{ .b = 1 && .c = 2 && .d = 3 }'],
    ['{ .b = 1 && (.c = 2 || .d = 3) }', ['stages', 0, 'expression', 'right'], '||', '{ .b = 1 }'],
    ['{ .b = 1 && .c = 2 }', ['stages', 0, 'expression', 'right'], '||', '{ .b = 1 }'],
  ])('for a condition that comes to %s at %j by %s', (text, path, joinedBy, expected) => {
    expect(sorted(valueFilter(queryOf(text), path, '2.8.0', joinedBy))).toBe(sorted(expected));
  });

  it('is empty where there is no filter', () => {
    expect(valueFilter(queryOf('{ .a } | by(.b)'), ['stages', 1, 'expression'], '3.0')).toBe('');
    expect(valueFilter(queryOf('{ .a }'), ['stages', 5], '3.0')).toBe('');
  });

  it('is never changed by what Tempo up to 2.10 makes of it', () => {
    assertProperty(
      fc.property(arbitraryQuery, fc.nat(), (query, which) => {
        const paths: Path[] = [];
        visit(query, (node) => {
          if (node.kind === 'binary') {
            paths.push(pathOf(query, node) ?? []);
          }
        });
        const filter = valueFilter(query, paths[which % Math.max(1, paths.length)] ?? [], '2.8.2');
        expect(filter === '' ? '{}' : `{${filter.slice(2, -2)}}`).toBe(extractMatchers(filter));
      }),
      2000
    );
  });
});

function sorted(filter: string): string {
  return filter.slice(2, -2).split(' && ').sort().join(' && ');
}

/** As `ExtractMatchers` of Tempo's `pkg/traceql/extractmatcher.go` (2.6.1) does it. */
function extractMatchers(query: string): string {
  const single = /^(\{[^|{}]*[^|{}]\}?|\{[^|{}]*=~[^{}]*\})$/u;
  const matchers =
    /[\p{L}\p{N}._\-:" ]+\s*(=|<=|>=|=~|!=|>|<|!~)\s*(?:"[\p{L}\p{N}\p{P}\p{M}\p{S}]+"|true|false|[a-z]+|[0-9smh]+)/gu;
  const text = query.trim();
  if (text === '' || !single.test(text)) {
    return '{}';
  }
  return `{${[...text.matchAll(matchers)].map(([found]) => found.trim()).join(' && ')}}`;
}

describe('what is offered', () => {
  it('exists in the releases it is said to be known to', () => {
    for (const { name, since } of INTRINSIC_OFFERS) {
      const text = `{ ${name} = ${name} }`;
      expect([name, check(text, { tempo: since }).verdict]).toEqual([name, 'valid']);
    }
    for (const { name, since } of METRICS_OFFERS) {
      const args = { rate: '', count_over_time: '', compare: '{ .a }', quantile_over_time: 'duration, .5' }[name];
      const text = `{ } | ${name}(${args ?? 'duration'})`;
      expect([name, check(text, { tempo: since }).verdict]).toEqual([name, 'valid']);
    }
  });

  it('is marked where the release does not know it', () => {
    const names = (tempo: string) =>
      SECOND_STAGE_OFFERS.filter(({ since }) => isKnownTo(since, tempo)).map(({ name }) => name);
    expect(names('2.6.1')).toEqual([]);
    expect(names('2.8.0')).toEqual(['topk', 'bottomk']);
    expect(names('3.0.3')).toEqual(['topk', 'bottomk', 'threshold']);
    expect(names('')).toEqual(['topk', 'bottomk', 'threshold']);
  });

  it('has a word for everything that some release does not know', () => {
    const young = [...INTRINSIC_OFFERS, ...METRICS_OFFERS, ...SECOND_STAGE_OFFERS].filter(
      ({ since }) => since !== '2.6'
    );
    expect(young.filter(({ instead }) => instead === '')).toEqual([]);
  });
});
