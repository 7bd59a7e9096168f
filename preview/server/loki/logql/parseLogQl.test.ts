import { parseLogQl, parseStreamSelector } from './parseLogQl';

const NEEDS_A_MATCHER = /^parse error : queries require at least one regexp or equality matcher/;

// What Loki 3.5.0 answers, to the letter.
test.each([
  ['', 'parse error : syntax error: unexpected $end'],
  ['foo', 'parse error at line 1, col 1: syntax error: unexpected IDENTIFIER'],
  ['{1}', 'parse error at line 1, col 2: syntax error: unexpected NUMBER, expecting IDENTIFIER or }'],
  ['{a', 'parse error at line 1, col 3: syntax error: unexpected $end, expecting = or =~ or !~ or !='],
  ['{a="b', 'parse error at line 1, col 4: literal not terminated'],
  ['{a=b}', 'parse error at line 1, col 4: syntax error: unexpected IDENTIFIER, expecting STRING'],
  ['{a="b"', 'parse error at line 1, col 7: syntax error: unexpected $end, expecting } or ,'],
  ['{a="b",}', 'parse error at line 1, col 8: syntax error: unexpected }, expecting IDENTIFIER'],
  ['{a="b"} }', 'parse error at line 1, col 9: syntax error: unexpected }'],
  ['{a="b"} x', 'parse error at line 1, col 9: syntax error: unexpected IDENTIFIER'],
  ['{a="b"} |= x', 'parse error at line 1, col 12: syntax error: unexpected IDENTIFIER, expecting STRING or ip'],
  [
    '{a="b"} |= "x" or y="1"',
    'parse error at line 1, col 19: syntax error: unexpected IDENTIFIER, expecting STRING or ip',
  ],
  ['{a="b"} | x', 'parse error at line 1, col 12: syntax error: unexpected $end'],
  ['{a="b"} | trace_id=', 'parse error at line 1, col 20: syntax error: unexpected $end'],
  ['{a="b"} | (x="1"', 'parse error at line 1, col 17: syntax error: unexpected $end'],
  ['{a="b"} | logfmt | ', 'parse error at line 1, col 20: syntax error: unexpected $end'],
  ['{a="b"} | label_format 1', 'parse error at line 1, col 24: syntax error: unexpected NUMBER, expecting IDENTIFIER'],
  ['{a="b"} | label_format x', 'parse error at line 1, col 25: syntax error: unexpected $end, expecting ='],
  [
    '{a="b"} | label_format x=',
    'parse error at line 1, col 26: syntax error: unexpected $end, expecting IDENTIFIER or STRING',
  ],
  ['{a="b"} | line_format', 'parse error at line 1, col 22: syntax error: unexpected $end, expecting STRING'],
  ['{a="b"} | drop', 'parse error at line 1, col 15: syntax error: unexpected $end, expecting IDENTIFIER'],
  ['{a="b"}\n|= x', 'parse error at line 2, col 4: syntax error: unexpected IDENTIFIER, expecting STRING or ip'],
])('refuses %j', (query, message) => {
  expect(() => parseLogQl(query)).toThrow(new Error(message));
});

test.each(['{}', '{ }', '{a=""}', '{a=~".*"}', '{a!="x"}', '{a!~".+"}', '{a!~"x"}'])(
  '%s selects everything',
  (query) => {
    expect(() => parseLogQl(query)).toThrow(NEEDS_A_MATCHER);
  }
);

test.each(['{a!=""}', '{a=~".+"}', '{a="b", c=~".*"}', '{a="b"} | a=1', '{a="b"} != "x" !~ `y`', '{a="b"} # why'])(
  '%s is taken',
  (query) => {
    expect(() => parseLogQl(query)).not.toThrow();
  }
);

test.each(['{a=~"("}', '{a="b"} |~ "["', '{a="b"} | c=~"("'])('refuses the expression in %s', (query) => {
  expect(() => parseLogQl(query)).toThrow(/^parse error : error parsing regexp/);
});

test.each([
  ['count_over_time({a="b"}[1m])', 'a query of metrics'],
  ['sum by (x) (rate({a="b"}[1m]))', 'a query of metrics'],
  ['{a="b"} |> "<_> x"', 'the line filter |>'],
  ['{a="b"} | unpack', 'the stage unpack'],
  ['{a="b"} | json x="y"', 'json with flags or names'],
  ['{a="b"} | duration > 10s', 'comparing durations and bytes'],
])('says that it does not know %s', (query, what) => {
  expect(() => parseLogQl(query)).toThrow(new Error(`${what} is not part of the preview's Loki`));
});

it('binds and closer than or, whatever the case', () => {
  const filter = (query: string) => parseLogQl(`{a="b"} | ${query}`).stages[0];
  expect(filter('x="1" OR y="2" and z="3"')).toMatchObject({
    filter: { kind: 'or', left: { matcher: { name: 'x' } }, right: { kind: 'and', right: { matcher: { name: 'z' } } } },
  });
  expect(filter('(x="1" or y="2") , z>=3 w="4"')).toMatchObject({
    filter: {
      kind: 'and',
      left: { kind: 'and', left: { kind: 'or' }, right: { kind: 'number', operator: '>=', value: 3 } },
    },
  });
});

it('reads strings in both quotes', () => {
  expect(parseLogQl('{a="b\\"c"} |= `d\\e` or "f"')).toEqual({
    matchers: [{ name: 'a', operator: '=', value: 'b"c' }],
    stages: [{ kind: 'line', operator: '|=', values: ['d\\e', 'f'] }],
  });
});

it('takes a selector alone where only that is asked for', () => {
  expect(parseStreamSelector('{a="b"}')).toHaveLength(1);
  expect(() => parseStreamSelector('{a="b"} |= "x"')).toThrow(new Error('only label matchers are supported'));
});
