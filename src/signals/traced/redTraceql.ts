import {
  joinConditions,
  makeAttribute,
  makeBinary,
  makeFilter,
  makeIntrinsic,
  makeMetrics,
  makeString,
  render,
  setQuantiles,
  type Expression,
  type Field,
  type MetricsAggregate,
  type Query,
} from '../../traceql';
import { conditionsOf, narrow, FAILED, type SpanCondition, type SpanField, type SpanScope } from './spanScope';

const NO_RANGE = { start: 0, end: 0 };

/** A spanset filter of the scope: `{ (kind = server || kind = consumer) && resource.service.name = "a" }`. */
export function spansTraceql(scope: SpanScope = {}): string {
  return render(queryOf(scope, null));
}

/** Spans per second. The labels of the series are keyed by `labelOfFieldTraceql`. */
export function spanRateTraceql(scope: SpanScope = {}): string {
  return render(queryOf(scope, makeMetrics('rate', { by: groupingOf(scope) })));
}

/** Failed spans per second. */
export function errorRateTraceql(scope: SpanScope = {}): string {
  return spanRateTraceql(narrow(scope, FAILED));
}

/**
 * Spans per second by status beside the grouping of the scope: in one request all that an error share is made of.
 * TraceQL metrics cannot divide one rate by another.
 */
export function rateByStatusTraceql(scope: SpanScope = {}): string {
  return spanRateTraceql({ ...scope, by: [...(scope.by ?? []), 'status'] });
}

/** Quantiles of the durations in seconds; a series for each, told by the label `p`. */
export function durationQuantileTraceql(quantiles: readonly number[], scope: SpanScope = {}): string {
  return render(setQuantiles(queryOf(scope, makeMetrics('quantile_over_time', { by: groupingOf(scope) })), quantiles));
}

/** Spans by duration, in buckets of powers of two; the label `__bucket` is the upper bound in seconds. */
export function durationHeatmapTraceql(scope: Omit<SpanScope, 'by'> = {}): string {
  return render(queryOf(scope, makeMetrics('histogram_over_time')));
}

/** Durations between which spans are looked for, in seconds; a side may be open. */
export interface DurationBounds {
  readonly fromSeconds?: number;
  readonly toSeconds?: number;
}

/** Spans of the scope whose durations lie in the bounds: `{ … && duration >= 250ms && duration <= 300ms }`. */
export function spansOfDurationTraceql(scope: SpanScope, { fromSeconds, toSeconds }: DurationBounds): string {
  const bounds = [
    ...(fromSeconds === undefined ? [] : [durationBound('>=', fromSeconds)]),
    ...(toSeconds === undefined ? [] : [durationBound('<=', toSeconds)]),
  ];
  return render(queryOf(scope, null, bounds));
}

/** In whole microseconds: Tempo takes no fraction of a nanosecond, and people read no nanoseconds. */
function durationBound(operator: '>=' | '<=', seconds: number): Expression {
  const microseconds = Math.max(0, Math.round(seconds * 1e6));
  const text = microseconds % 1000 === 0 ? `${microseconds / 1000}ms` : `${microseconds}us`;
  return makeBinary(makeIntrinsic('duration'), operator, {
    kind: 'duration',
    text,
    nanoseconds: microseconds * 1000,
    range: NO_RANGE,
  });
}

/** The key of the label in the series of a TraceQL metrics query; undefined for a dimension, which only metrics have. */
export function labelOfFieldTraceql(field: SpanField): string | undefined {
  switch (field) {
    case 'service':
      return 'resource.service.name';
    case 'operation':
      return 'name';
    case 'version':
      return 'resource.service.version';
    case 'kind':
    case 'status':
      return field;
    default:
      return undefined;
  }
}

function queryOf(scope: SpanScope, metrics: MetricsAggregate | null, more: readonly Expression[] = []): Query {
  const conditions = [...conditionsOf(scope).map(conditionExpression), ...more];
  return {
    kind: 'query',
    stages: [makeFilter(conditions.length === 0 ? null : joinConditions('&&', conditions))],
    metrics,
    secondStages: [],
    hints: [],
    range: NO_RANGE,
  };
}

function groupingOf({ by = [] }: SpanScope): Field[] {
  return by.map(fieldOf);
}

function fieldOf(field: SpanField): Field {
  switch (field) {
    case 'service':
      return makeAttribute('resource', 'service.name');
    case 'version':
      return makeAttribute('resource', 'service.version');
    case 'operation':
      return makeIntrinsic('name');
    case 'kind':
    case 'status':
      return makeIntrinsic(field);
    default:
      throw new Error(`${field.dimension} is a label of metrics, not a field of spans`);
  }
}

/** Of several values any may hold, or with `!=` none. */
function conditionExpression({ field, operator, value }: SpanCondition): Expression {
  const values = typeof value === 'string' ? [value] : value;
  const parts = values.map((one) => makeBinary(fieldOf(field), operator, valueOf(field, one)));
  if (parts.length === 0) {
    return { kind: 'bool', value: operator === '!=', range: NO_RANGE };
  }
  return joinConditions(operator === '=' ? '||' : '&&', parts);
}

function valueOf(field: SpanField, value: string): Expression {
  if (field === 'kind') {
    return { kind: 'span-kind', value: oneOf(KINDS, value), range: NO_RANGE };
  }
  return field === 'status' ? { kind: 'status', value: oneOf(STATUSES, value), range: NO_RANGE } : makeString(value);
}

const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const STATUSES = ['ok', 'error', 'unset'] as const;

function oneOf<T extends string>(names: readonly T[], value: string): T {
  const name = names.find((one) => one === value);
  if (name === undefined) {
    throw new Error(`${value} is none of ${names.join(', ')}`);
  }
  return name;
}
