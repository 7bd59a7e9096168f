/** Random syntax trees for fast-check: every one can be written as text and read back. */
import * as fc from 'fast-check';
import {
  Aggregate,
  Attribute,
  Expression,
  Field,
  FloatLiteral,
  Hint,
  Hints,
  IntLiteral,
  Intrinsic,
  Literal,
  MetricsStage,
  NumberLiteral,
  Query,
  Range,
  ScalarExpression,
  ScalarFilter,
  ScalarPipeline,
  SecondStage,
  SpansetExpression,
  SpansetFilter,
  Stage,
  StringLiteral,
  WrappedPipeline,
} from '../ast';
import { INTRINSICS } from '../intrinsics';
import { canBeRaw } from '../quote';

const range: Range = { start: 0, end: 0 };

/** Whether the text holds no half of a surrogate pair. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Text of any characters that have a UTF-8 form, apt to break quoting. */
const awkwardText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }).filter(isWellFormed),
  fc.string({
    unit: fc.constantFrom(
      'a',
      '"',
      '\\',
      '`',
      '\n',
      '\r',
      '\t',
      ' ',
      '.',
      ':',
      '{',
      '}',
      '|',
      '/',
      '*',
      'é',
      '😀',
      "'"
    ),
    maxLength: 8,
  })
);

/** Names may hold anything but NUL, which Tempo's scanner refuses everywhere. */
const attributeName = fc.oneof(
  fc.constantFrom('a', 'http.status_code', 'service.name', 'a-b', '1x', 'my attr', 'span.x', 'nil', 'a:b', 'a//b'),
  awkwardText.filter((text) => !text.includes('\0'))
);

export const arbitraryAttribute: fc.Arbitrary<Attribute> = fc.record({
  kind: fc.constant('attribute' as const),
  scope: fc.constantFrom('none', 'span', 'resource', 'event', 'link', 'instrumentation'),
  parent: fc.constant(false),
  name: attributeName,
  range: fc.constant(range),
});

const parentAttribute: fc.Arbitrary<Attribute> = fc.record({
  kind: fc.constant('attribute' as const),
  scope: fc.constantFrom('none', 'span', 'resource'),
  parent: fc.constant(true),
  name: attributeName,
  range: fc.constant(range),
});

const arbitraryIntrinsic: fc.Arbitrary<Intrinsic> = fc
  .constantFrom(...INTRINSICS.keys())
  .map((name) => ({ kind: 'intrinsic', name, range }));

export const arbitraryField: fc.Arbitrary<Field> = fc.oneof(
  { arbitrary: arbitraryAttribute, weight: 6 },
  { arbitrary: parentAttribute, weight: 1 },
  { arbitrary: arbitraryIntrinsic, weight: 4 }
);

const arbitraryString: fc.Arbitrary<StringLiteral> = fc
  .record({ value: awkwardText, raw: fc.boolean() })
  .map(({ value, raw }) => ({
    kind: 'string',
    value,
    raw: raw && canBeRaw(value),
    range,
  }));

const arbitraryInt: fc.Arbitrary<IntLiteral> = fc
  .oneof(fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER))
  .map((value) => ({ kind: 'int', text: String(value), value, range }));

const arbitraryFloat: fc.Arbitrary<FloatLiteral> = fc
  .tuple(fc.nat(9999), fc.nat(9999), fc.constantFrom('', 'e3', 'E-2'))
  .map(([whole, fraction, exponent]) => `${whole}.${fraction}${exponent}`)
  .map((text) => ({ kind: 'float', text, value: Number(text), range }));

const arbitraryNumber: fc.Arbitrary<NumberLiteral> = fc.oneof(
  arbitraryInt,
  arbitraryFloat,
  fc
    .constantFrom(
      ['1h30m', 5400e9] as const,
      ['1.5s', 1.5e9] as const,
      ['10us', 1e4] as const,
      ['1d12h', 129600e9] as const
    )
    .map(([text, nanoseconds]): NumberLiteral => ({ kind: 'duration', text, nanoseconds, range }))
);

function negated<T extends NumberLiteral>(number: T): T {
  const text = `-${number.text}`;
  return number.kind === 'duration'
    ? { ...number, text, nanoseconds: -number.nanoseconds }
    : { ...number, text, value: -number.value };
}

const signedNumber = fc
  .tuple(arbitraryNumber, fc.boolean())
  .map(([number, minus]) => (minus ? negated(number) : number));

const wordLiteral: fc.Arbitrary<Literal> = fc.oneof(
  fc.boolean().map((value): Literal => ({ kind: 'bool', value, range })),
  fc.constantFrom('ok', 'error', 'unset').map((value): Literal => ({ kind: 'status', value, range })),
  fc
    .constantFrom('server', 'client', 'unspecified', 'internal', 'producer', 'consumer')
    .map((value): Literal => ({ kind: 'span-kind', value, range })),
  fc.constantFrom('minInt', 'maxInt').map((name): Literal => ({ kind: 'int-constant', name, range }))
);

export const arbitraryLiteral: fc.Arbitrary<Literal> = fc.oneof(arbitraryString, arbitraryNumber, wordLiteral);

const nil: Literal = { kind: 'nil', range };

const BINARY = ['&&', '||', '=', '!=', '<', '<=', '>', '>=', '=~', '!~', '+', '-', '*', '/', '%', '^'] as const;

/** What can stand between braces. */
export const arbitraryExpression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'expression', withCrossShrink: true },
    { arbitrary: fc.oneof(arbitraryField, arbitraryLiteral), weight: 2 },
    {
      weight: 5,
      arbitrary: fc
        .tuple(fc.constantFrom(...BINARY), tie('expression'), tie('expression'))
        .map(([operator, left, right]): Expression => ({ kind: 'binary', operator, left, right, range })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('!', '-'), tie('expression'))
        .map(([operator, operand]): Expression => ({ kind: 'unary', operator, operand, range })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('=', '!='), tie('expression'), fc.boolean())
        .map(([operator, operand, first]): Expression => ({
          kind: 'binary',
          operator,
          left: first ? nil : operand,
          right: first ? operand : nil,
          range,
        })),
    }
  ),
})).expression;

const arbitraryFilter: fc.Arbitrary<SpansetFilter> = fc
  .option(arbitraryExpression, { freq: 5 })
  .map((expression) => ({ kind: 'filter', expression, range }));

const SPANSET = [
  '&&',
  '||',
  '>',
  '>>',
  '<',
  '<<',
  '~',
  '!>',
  '!>>',
  '!<',
  '!<<',
  '!~',
  '&>',
  '&>>',
  '&<',
  '&<<',
  '&~',
] as const;

function operationsOf(leaf: fc.Arbitrary<SpansetExpression>): fc.Arbitrary<SpansetExpression> {
  return fc.letrec<{ spanset: SpansetExpression }>((tie) => ({
    spanset: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'spanset' },
      { arbitrary: leaf, weight: 3 },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...SPANSET), tie('spanset'), tie('spanset'))
          .map(([operator, left, right]): SpansetExpression => ({
            kind: 'spanset-binary',
            operator,
            left,
            right,
            range,
          })),
      }
    ),
  })).spanset;
}

const arbitrarySpanset = operationsOf(arbitraryFilter);

const arbitraryAggregate: fc.Arbitrary<Aggregate> = fc.oneof(
  fc.constant<Aggregate>({ kind: 'aggregate', function: 'count', argument: null, range }),
  fc
    .tuple(fc.constantFrom('avg', 'min', 'max', 'sum'), arbitraryExpression)
    .map(([name, argument]): Aggregate => ({ kind: 'aggregate', function: name, argument, range }))
);

function arithmeticOf(leaf: fc.Arbitrary<ScalarExpression>): fc.Arbitrary<ScalarExpression> {
  return fc.letrec<{ scalar: ScalarExpression }>((tie) => ({
    scalar: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'scalar' },
      { arbitrary: leaf, weight: 3 },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('+', '-', '*', '/', '%', '^'), tie('scalar'), tie('scalar'))
          .map(([operator, left, right]): ScalarExpression => ({
            kind: 'scalar-binary',
            operator,
            left,
            right,
            range,
          })),
      }
    ),
  })).scalar;
}

const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const arbitraryScalar = arithmeticOf(fc.oneof(arbitraryAggregate, signedNumber));

const arbitraryScalarFilter: fc.Arbitrary<ScalarFilter> = fc
  .tuple(comparison, arbitraryScalar, arbitraryScalar)
  .map(([operator, left, right]) => ({ kind: 'scalar-filter', operator, left, right, range }));

const someFields = fc.array(arbitraryField, { minLength: 1, maxLength: 4 });

const groupOrSelect: fc.Arbitrary<Stage> = fc.oneof(
  arbitraryExpression.map((expression): Stage => ({ kind: 'group', expression, range })),
  someFields.map((fields): Stage => ({ kind: 'select', fields, range }))
);

const firstStage: fc.Arbitrary<Stage> = fc.oneof(
  { arbitrary: arbitrarySpanset, weight: 6 },
  { arbitrary: arbitraryScalarFilter, weight: 1 },
  { arbitrary: groupOrSelect, weight: 1 }
);

const laterStage: fc.Arbitrary<Stage> = fc.oneof(
  arbitrarySpanset,
  arbitraryScalarFilter,
  groupOrSelect,
  fc.constant<Stage>({ kind: 'coalesce', range })
);

/** Stages that are a pipeline and not a single spanset expression. */
const arbitraryStages: fc.Arbitrary<Stage[]> = fc
  .tuple(firstStage, fc.array(laterStage, { maxLength: 3 }))
  .map(([first, rest]) => [first, ...rest]);

const wrappedPipeline: fc.Arbitrary<WrappedPipeline> = fc
  .tuple(firstStage, fc.array(laterStage, { minLength: 1, maxLength: 2 }))
  .map(([first, rest]) => ({ kind: 'wrapped-pipeline', stages: [first, ...rest], range }));

const scalarPipeline: fc.Arbitrary<ScalarPipeline> = fc
  .tuple(arbitraryStages, arbitraryAggregate)
  .map(([stages, aggregate]) => ({ kind: 'scalar-pipeline', stages, aggregate, range }));

const pipelineFilter: fc.Arbitrary<ScalarFilter> = fc
  .tuple(comparison, arithmeticOf(scalarPipeline), fc.oneof(arithmeticOf(scalarPipeline), arbitraryLiteral))
  .map(([operator, left, right]) => ({ kind: 'scalar-filter', operator, left, right, range }));

const arbitraryMetrics: fc.Arbitrary<MetricsStage> = fc.oneof(
  fc
    .tuple(fc.constantFrom('rate', 'count_over_time'), fc.option(someFields))
    .map(([name, by]): MetricsStage => ({ kind: 'metrics', function: name, field: null, quantiles: [], by, range })),
  fc
    .tuple(
      fc.constantFrom('min_over_time', 'max_over_time', 'avg_over_time', 'sum_over_time', 'histogram_over_time'),
      arbitraryField,
      fc.option(someFields)
    )
    .map(([name, field, by]): MetricsStage => ({ kind: 'metrics', function: name, field, quantiles: [], by, range })),
  fc
    .tuple(
      arbitraryField,
      fc.array(fc.oneof(arbitraryInt, arbitraryFloat), { minLength: 1, maxLength: 3 }),
      fc.option(someFields)
    )
    .map(([field, quantiles, by]): MetricsStage => ({
      kind: 'metrics',
      function: 'quantile_over_time',
      field,
      quantiles,
      by,
      range,
    })),
  fc
    .tuple(arbitraryFilter, fc.option(arbitraryInt), fc.option(fc.tuple(arbitraryInt, arbitraryInt)))
    .map(([selection, topN, times]): MetricsStage => {
      const [start, end] = (topN && times) ?? [null, null];
      return { kind: 'compare', selection, topN, start, end, range };
    })
);

const arbitrarySecondStage: fc.Arbitrary<SecondStage> = fc.oneof(
  fc
    .tuple(fc.constantFrom('topk', 'bottomk'), arbitraryInt)
    .map(([name, limit]): SecondStage => ({ kind: 'top-bottom', function: name, limit, range })),
  fc
    .tuple(comparison, signedNumber)
    .map(([operator, value]): SecondStage => ({ kind: 'metrics-filter', operator, value, range }))
);

const arbitraryHint: fc.Arbitrary<Hint> = fc
  .tuple(fc.constantFrom('exemplars', 'sample', 'most_recent', 'x_1'), arbitraryLiteral)
  .map(([name, value]) => ({ kind: 'hint', name, value, range }));

const arbitraryHints: fc.Arbitrary<Hints[]> = fc.array(
  fc.array(arbitraryHint, { minLength: 1, maxLength: 3 }).map((hints): Hints => ({ kind: 'hints', hints, range })),
  { maxLength: 2 }
);

const body: fc.Arbitrary<Pick<Query, 'stages' | 'metrics' | 'secondStages'>> = fc.oneof(
  { weight: 5, arbitrary: arbitraryStages.map((stages) => ({ stages, metrics: null, secondStages: [] })) },
  {
    weight: 3,
    arbitrary: fc.record({
      stages: arbitraryStages,
      metrics: arbitraryMetrics,
      secondStages: fc.array(arbitrarySecondStage, { maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: operationsOf(wrappedPipeline).map((stage) => ({ stages: [stage], metrics: null, secondStages: [] })),
  },
  { weight: 1, arbitrary: pipelineFilter.map((stage) => ({ stages: [stage], metrics: null, secondStages: [] })) }
);

/** Any query of the grammar, without comments. */
export const arbitraryQuery: fc.Arbitrary<Query> = fc
  .tuple(body, arbitraryHints)
  .map(([{ stages, metrics, secondStages }, hints]) => ({
    kind: 'query',
    stages,
    metrics,
    secondStages,
    hints,
    range,
  }));
