import { check } from './check';
import { parse } from './parse';
import { quoteName, quoteString, writeAttribute } from './quote';
import { render } from './render';
import { withoutRanges } from './testdata/withoutRanges';

describe('render', () => {
  it.each([
    ['{}', '{ }'],
    ['{((.a=1))}', '{ .a = 1 }'],
    ['{ (.a = 1 || .b = 2) && .c = 3 }', '{ (.a = 1 || .b = 2) && .c = 3 }'],
    ['{ .a = 1 || (.b = 2 && .c = 3) }', '{ .a = 1 || (.b = 2 && .c = 3) }'],
    ['{ (-.a) * .b > 1 }', '{ (-.a) * .b > 1 }'],
    ['{ -(.a * .b) > 1 }', '{ -.a * .b > 1 }'],
    ['{ !(.a = 1) }', '{ !(.a = 1) }'],
    ['{ (!.a) = true }', '{ !.a = true }'],
    ['{ (2 ^ 3) ^ 2 = 2 ^ (3 ^ 2) }', '{ (2 ^ 3) ^ 2 = 2 ^ 3 ^ 2 }'],
    ['{ .a - (.b - .c) = 0 }', '{ .a - (.b - .c) = 0 }'],
    ['{ span."a b" = `c\\d` }', '{ span."a b" = `c\\d` }'],
    ['({.a}>>{.b})&&{.c}', '{ .a } >> { .b } && { .c }'],
    ['{.a}>>({.b}&&{.c})', '{ .a } >> ({ .b } && { .c })'],
    ['({.a}|count()>1)&&({.b})', '({ .a } | count() > 1) && ({ .b })'],
    ['({}|count())>2', '({ } | count()) > 2'],
    ['{}|(count()+1)*2>-1s', '{ } | (count() + 1) * 2 > -1s'],
    [
      '{}|quantile_over_time(duration,.5,.99)by(name)>1 with(exemplars=1)',
      '{ } | quantile_over_time(duration, .5, .99) by(name) > 1 with(exemplars=1)',
    ],
    ['{}|compare({status=error},5,1,2)', '{ } | compare({ status = error }, 5, 1, 2)'],
  ])('writes %s as %s', (query, expected) => {
    expect(render(parse(query).query)).toBe(expected);
  });

  it('writes nothing of which our own check warns that it is easily misread', () => {
    for (const query of ['{ .a || .b && .c || .d }', `{ .a = "a long value" || ${'.b = "x" && '.repeat(9)}.c }`]) {
      for (const multiline of [false, true]) {
        const text = render(parse(query).query, { multiline });
        const codes = check(text, { tempo: '3.0.3' }).diagnostics.map(({ code }) => code);
        expect([text, codes]).toEqual([text, expect.not.arrayContaining(['mixed-logic'])]);
        expect(withoutRanges(parse(text).query)).toBe(withoutRanges(parse(query).query));
      }
    }
  });

  it('breaks long queries into lines', () => {
    const text = `{ span.http.route = "/a/very/long/route" && resource.service.name =~ "front.*" && duration > 1s } | by(name) | count() > 2`;
    expect(render(parse(text).query, { multiline: true })).toBe(
      `{
  span.http.route = "/a/very/long/route"
  && resource.service.name =~ "front.*"
  && duration > 1s
}
| by(name)
| count() > 2`
    );
  });
});

describe('comments', () => {
  it.each([
    '/* all */ { }',
    '{ /* why */ .a = 1 }',
    '{ .a = 1 && // one\n.b = 2 } // two',
    '{ } | /* x */ rate() /* y */ by(/* z */ name) with(/* h */ a=1) /* end */',
    '{ .a /* before the sign */ = /* before the value */ 1 }',
    '{ } // only\n| // a stage\nselect(.a, /* b */ .b)',
    '({ } | /* in */ count() > 1) && /* out */ ({ })',
  ])('stay: %s', (text) => {
    const { query, diagnostics } = parse(text);
    expect(diagnostics).toEqual([]);
    for (const multiline of [false, true]) {
      const written = render(query, { multiline });
      expect(withoutRanges(parse(written).query)).toBe(withoutRanges(query));
      for (const comment of text.match(/\/\*.*?\*\/|\/\/.*/g) ?? []) {
        expect(written).toContain(comment);
      }
    }
  });
});

describe('quoting', () => {
  it.each(['', 'a', '"', '\\', 'a\nb', '\t\r\0', '😀é', '`', '\u2028', "it's", '\\d+', '\ufeff'])(
    'of the string %j',
    (value) => {
      const { query } = parse(`{ .a = ${quoteString(value)} }`);
      expect(JSON.stringify(query)).toContain(`"kind":"string","value":${JSON.stringify(value)}`);
    }
  );

  it.each(['', 'a b', 'a"b', 'a\\b', 'a\nb', '5xx', 'span.x', 'a:b', '{', 'a-1', 'a+b', 'é', '日本', "it's", 'x}y'])(
    'of the name %j',
    (name) => {
      for (const scope of ['none', 'span', 'resource', 'event', 'link', 'instrumentation'] as const) {
        const { query, diagnostics } = parse(`{ parent.a = ${writeAttribute(scope, false, name)} }`);
        expect(diagnostics).toEqual([]);
        expect(JSON.stringify(query)).toContain(`"scope":"${scope}","parent":false,"name":${JSON.stringify(name)}`);
      }
    }
  );

  it('is left out where it can be', () => {
    expect(quoteName('http.status_code')).toBe('http.status_code');
    expect(quoteName('k8s-pod:x/y@z')).toBe('k8s-pod:x/y@z');
  });
});
