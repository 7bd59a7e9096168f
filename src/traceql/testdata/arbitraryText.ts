/** Random valid queries for the tests of the edits. */
import * as fc from 'fast-check';

const field = fc.constantFrom(
  '.a',
  'span.http.method',
  'resource."a b"',
  'duration',
  'name',
  'status',
  'span:kind',
  'event.x'
);
const literal = fc.constantFrom('1', '-2', '1.5', '"x"', '`y.*`', '1h30m', 'true', 'error', 'server', '500ms');
const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');

const { expression } = fc.letrec<{ expression: string; term: string; condition: string }>((tie) => ({
  term: fc.oneof(
    { weight: 4, arbitrary: field },
    { weight: 4, arbitrary: literal },
    fc
      .tuple(tie('term'), fc.constantFrom('+', '-', '*', '/', '%', '^'), tie('term'))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
    tie('term').map((term) => `(-${term})`)
  ),
  condition: fc.oneof(
    fc.tuple(field, comparison, literal).map((parts) => parts.join(' ')),
    fc.tuple(field, fc.constantFrom('=~', '!~'), fc.constantFrom('"a|b"', '`\\d+`')).map((parts) => parts.join(' ')),
    fc.tuple(tie('term'), comparison, tie('term')).map((parts) => parts.join(' ')),
    field.map((name) => `${name} != nil`),
    field
  ),
  expression: fc.oneof(
    { depthSize: 'small' },
    tie('condition'),
    fc.tuple(tie('expression'), fc.constantFrom('&&', '||'), tie('expression')).map(([a, o, b]) => `${a} ${o} (${b})`),
    fc.tuple(tie('expression'), fc.constantFrom('&&', '||'), tie('condition')).map((parts) => parts.join(' ')),
    tie('expression').map((inner) => `!(${inner})`)
  ),
}));

const filter = fc.oneof(
  { weight: 4, arbitrary: expression.map((inner) => `{ ${inner} }`) },
  fc.constant('{ }'),
  expression.map((inner) => `{ /* why */ ${inner} }`)
);

const aggregate = fc.constantFrom('count()', 'avg(duration)', 'max(span.a * 2)', 'sum(.b)');
const stage = fc.oneof(
  filter,
  fc.constantFrom('by(.a)', 'by(resource.service.name)', 'coalesce()', 'select(.a, name)'),
  fc.tuple(aggregate, comparison, fc.constantFrom('1', '-2', '1s', '1.5')).map((parts) => parts.join(' '))
);
const structural = fc.constantFrom('&&', '||', '>', '>>', '<', '<<', '~', '!>', '!>>', '&>', '&<<', '&~');

const { spansets } = fc.letrec<{ spansets: string }>((tie) => ({
  spansets: fc.oneof(
    { depthSize: 'small' },
    filter,
    fc.tuple(tie('spansets'), structural, tie('spansets')).map(([a, o, b]) => `(${a}) ${o} (${b})`)
  ),
}));

const pipeline = fc
  .tuple(filter, fc.array(stage, { minLength: 1, maxLength: 2 }))
  .map(([first, stages]) => `(${[first, ...stages].join(' | ')})`);

const first = fc.oneof(
  { weight: 4, arbitrary: spansets },
  fc.tuple(pipeline, fc.constantFrom('&&', '||', '>', '&>>'), pipeline).map((parts) => parts.join(' ')),
  fc.constantFrom('by(name)', 'select(.a)')
);

const metrics = fc.constantFrom(
  'rate()',
  'rate() by(name, .a) > 1 | topk(3)',
  'count_over_time() by(.a)',
  'quantile_over_time(duration, .5, 1) | bottomk(2)',
  'min_over_time(span.x) < -1.5',
  'compare({ status = error }, 5, 1, 2)'
);

/** Text of queries; hardly any is wrong. */
export const arbitraryText: fc.Arbitrary<string> = fc
  .tuple(
    first,
    fc.array(stage, { maxLength: 3 }),
    fc.option(metrics),
    fc.constantFrom('', '', ' with(sample=0.1)', ' with(a=1) with(b="x", c=true)', ' // end')
  )
  .map(([start, stages, end, hints]) => [start, ...stages, ...(end ? [end] : [])].join(' | ') + hints);
