import { check } from './check';
import { applyFix } from './diagnostics';

interface Case {
  readonly query: string;
  readonly code: string;
  /** The text after the first fix. */
  readonly fixed?: string;
  readonly tempo?: string;
}

function diagnose({ query, code, tempo = '3.0' }: Case) {
  const { diagnostics } = check(query, { tempo, rangeSeconds: 86_400 });
  const found = diagnostics.find((diagnostic) => diagnostic.code === code);
  const [fix] = found?.fixes ?? [];
  return { codes: diagnostics.map((one) => one.code), found, fixed: fix ? applyFix(query, fix) : undefined };
}

function runAll(cases: readonly Case[]): void {
  it.each(cases.map((one) => [one.query, one] as const))('%s', (_, one) => {
    const { codes, fixed } = diagnose(one);
    expect(codes).toContain(one.code);
    expect(fixed).toBe(one.fixed);
  });
}

describe('examples found in the wild', () => {
  it.each([
    '{ duration > 1s }',
    '{ status = error }',
    '{ span.http.method = "POST" && span.http.route = "/api/users" }',
  ])('is TraceQL: %s', (query) => {
    expect(check(query, { tempo: '2.6.1' }).verdict).toBe('valid');
  });

  runAll([
    {
      query: '{ service.name = "frontend" }',
      code: 'bare-attribute',
      fixed: '{ resource.service.name = "frontend" }',
    },
    {
      query: '{ service.name = "frontend" && duration > 500ms && span.http.status_code >= 400 }',
      code: 'bare-attribute',
      fixed: '{ resource.service.name = "frontend" && duration > 500ms && span.http.status_code >= 400 }',
    },
    {
      query: '{ span.service.name = "database" } | by(service.name)',
      code: 'bare-attribute',
      fixed: '{ span.service.name = "database" } | by(resource.service.name)',
      tempo: '2.6.1',
    },
  ]);
});

describe('errors say what is meant', () => {
  runAll([
    { query: 'service.name = "x"', code: 'syntax', fixed: '{ resource.service.name = "x" }' },
    { query: 'status = error | rate()', code: 'syntax', fixed: '{ status = error } | rate()' },
    { query: '{} | rate() by(service.name)', code: 'bare-attribute', fixed: '{} | rate() by(resource.service.name)' },
    { query: '{ error.type = "x" }', code: 'bare-attribute', fixed: '{ span.error.type = "x" }' },
    { query: '{ .a == 1 }', code: 'double-equals', fixed: '{ .a = 1 }' },
    { query: '{ .a = 1 and .b = 2 }', code: 'word-operator', fixed: '{ .a = 1 && .b = 2 }' },
    { query: '{ .a = 1 AND .b = 2 }', code: 'word-operator', fixed: '{ .a = 1 && .b = 2 }', tempo: '2.6' },
    { query: '{ .a = 1 or .b = 2 }', code: 'word-operator', fixed: '{ .a = 1 || .b = 2 }' },
    { query: '{ not .a }', code: 'word-operator', fixed: '{ ! .a }' },
    { query: "{ .a = 'x' }", code: 'single-quotes', fixed: '{ .a = "x" }' },
    { query: '{ .a = \'it is "x"\' }', code: 'single-quotes', fixed: '{ .a = "it is \\"x\\"" }' },
    { query: '{ span.x = abc }', code: 'unquoted-string', fixed: '{ span.x = "abc" }' },
    { query: '{ span.my attr="a" }', code: 'syntax', fixed: '{ span."my attr"="a" }' },
    { query: '{ .a = 1', code: 'syntax', fixed: '{ .a = 1 }' },
    { query: '{ .a = 1, .b = 2 }', code: 'syntax', fixed: '{ .a = 1 && .b = 2 }' },
    { query: '{ } rate()', code: 'syntax', fixed: '{ } | rate()' },
    { query: '{ .duration > }', code: 'syntax' },
    { query: '{ status = "error" }', code: 'type-mismatch', fixed: '{ status = error }' },
    { query: '{ kind = "Server" }', code: 'type-mismatch', fixed: '{ kind = server }' },
    { query: '{ childCount > 1 }', code: 'not-in-release', fixed: '{ span:childCount > 1 }', tempo: '2.10' },
    { query: '{ } | sum_over_time(span.x)', code: 'not-in-release', tempo: '2.7' },
    { query: '{ } | rate() > 5', code: 'not-in-release', tempo: '2.10' },
    { query: '{ } | rate() | topk(1) | topk(2)', code: 'not-in-release', tempo: '2.9' },
    { query: '{ instrumentation.x = 1 }', code: 'not-in-release', tempo: '2.6' },
    { query: '{ 9223372036854775807 ^ -1 = 1 }', code: 'endless-power', tempo: '2.6.1' },
    { query: '{ 1 % 0 = 1 }', code: 'zero-division', tempo: '2.10' },
    { query: '{ .a =~ "(?=x)" }', code: 'invalid-regex' },
  ]);
});

describe('what existing builders get wrong', () => {
  // Each of these reaches Tempo from some builder, and is refused.
  it.each([
    ['a quote in a value', '{(span.x="a"b" || span.x="c")}'],
    ['a value without quotes', '{span.x=abc}'],
    ['a line break in a value', '{span.x="a\nb"}'],
    ['a name with a space', '{span.my attr="a"}'],
    ['a backslash in a pattern', '{span.x=~"App\\Jobs"}'],
    ['an empty threshold', '{ duration > }'],
    ['an escape that does not exist', '{ span.x = "C:\\Users" }'],
  ])('is reported: %s', (_, query) => {
    const { verdict, diagnostics } = check(query, { tempo: '2.8' });
    expect(verdict).toBe('parse-error');
    expect(diagnostics[0]?.severity).toBe('error');
  });

  it.each([
    ['a static left side', '{ 1 = span.x }'],
    ['dashes in names', '{ span.my-attr = "a" }'],
    ['statusMessage', '{ statusMessage = "x" }'],
    ['a comment with a metrics function', '{ } // | rate()'],
    ['integer-looking strings', '{ span.x = "1" }'],
    ['a test for absence', '{ !(span.x != nil) }'],
    ['alternatives', '{ span.x = "a" || span.x = "b" }'],
    ['structural operators', '{ } >> { status = error }'],
    ['pipelines', '{ } | by(name) | count() > 2'],
    ['the intrinsic of a truncated list', '{ duration > 1s }'],
  ])('is understood: %s', (_, query) => {
    expect(check(query, { tempo: '2.6.1' }).verdict).toBe('valid');
  });
});

describe('warnings', () => {
  runAll([
    { query: '{ .service.name = "x" }', code: 'unscoped-attribute', fixed: '{ resource.service.name = "x" }' },
    { query: '{ .http.method = "GET" }', code: 'unscoped-attribute', fixed: '{ span.http.method = "GET" }' },
    { query: '{ .duration > 1s }', code: 'intrinsic-as-attribute', fixed: '{ duration > 1s }' },
    { query: '{ span.a =~ "foo" }', code: 'needless-regex', fixed: '{ span.a = "foo" }' },
    { query: '{ span.a !~ "foo" }', code: 'needless-regex', fixed: '{ span.a != "foo" }' },
    { query: '{ span.a =~ "^foo$" }', code: 'needless-regex', fixed: '{ span.a = "foo" }', tempo: '2.6' },
    { query: '{ span.a =~ "^fo+$" }', code: 'needless-anchors', fixed: '{ span.a =~ "fo+" }' },
    { query: '{ span.a =~ "fo+" }', code: 'anchored-regex', fixed: '{ span.a =~ ".*fo+.*" }', tempo: '2.7' },
    { query: '{ span.a =~ "fo+" }', code: 'unanchored-regex', fixed: '{ span.a =~ "^(?:fo+)$" }', tempo: '2.6' },
    {
      query: '{ span.a = 1 || span.b = 2 && span.c = 3 }',
      code: 'mixed-logic',
      fixed: '{ (span.a = 1 || span.b = 2) && span.c = 3 }',
    },
    { query: '{ span.a-1 = 2 }', code: 'swallowed-operator', fixed: '{ span.a - 1 = 2 }' },
    { query: '{ span.a+span.b = 2 }', code: 'swallowed-operator', fixed: '{ span.a + span.b = 2 }' },
    { query: '{ span.a != "x" }', code: 'absent-attribute', fixed: '{ (span.a != "x" || span.a = nil) }' },
    { query: '{ span.a != "x" }', code: 'absent-attribute', tempo: '2.8' },
    { query: '{ span.http.status_code = "500" }', code: 'numeric-string', fixed: '{ span.http.status_code = 500 }' },
    { query: '{ span.x > "10" }', code: 'numeric-string', fixed: '{ span.x > 10 }' },
    { query: '{ }', code: 'match-all', fixed: '{ status = error }' },
    { query: '{ } | rate()', code: 'needs-local-blocks', tempo: '2.8' },
    { query: '{ } with(a=1) with(b=2)', code: 'overridden-hints', fixed: '{ }  with(b=2)' },
  ]);

  it.each(['{ (span.a = 1 || span.b = 2) && span.c = 3 }', '{ span.a = 1 && span.b = 2 && span.c = 3 }'])(
    'do not trouble %s',
    (query) => {
      expect(check(query, { tempo: '3.0' }).diagnostics).toEqual([]);
    }
  );
});

describe('releases', () => {
  it.each([
    ['3.0.3', '3.0', false],
    ['v2.10.8', '2.10', false],
    ['2.8', '2.8', false],
    ['3.4.0', '3.0', true],
    ['2.5.1', '2.6', true],
    ['main-1a2b3c', '3.0', true],
  ])('%s is treated like %s', (tempo, release, isNoted) => {
    const result = check('{ name = "x" }', { tempo });
    expect(result.release).toBe(release);
    expect(result.diagnostics.some(({ code }) => code === 'unknown-release')).toBe(isNoted);
  });
});
