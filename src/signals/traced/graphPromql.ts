import { equalsMatcher, matcherForAny } from './labelMatcher';
import type { DurationMetric, GraphSource } from './sources';

/** Properties of a call between two services, as the metrics name them. */
export type EdgeField = 'client' | 'server' | 'connection_type' | 'virtual_node';

export interface EdgeCondition {
  readonly field: EdgeField;
  readonly operator: '=' | '!=';
  /** Taken as it is, never as a pattern; of several values any may hold (`!=`: none may). */
  readonly value: string | readonly string[];
}

export interface EdgeScope {
  readonly by?: readonly EdgeField[];
  readonly where?: readonly EdgeCondition[];
  /** Of the rates; `$__rate_interval` by default. */
  readonly window?: string;
}

/** Calls counted together above the limit on series (Tempo from 2.10) are no edge. */
const NO_OVERFLOW = ['metric_overflow!="true"', 'otel_metric_overflow!="true"'];

/** Calls per second, of all generators together. */
export function callRatePromql(graph: GraphSource, scope: EdgeScope = {}): string {
  return rateSum(graph.requests, scope, scope.by ?? []);
}

/** Failed calls per second; no series for edges that never failed. @returns undefined where the source counts none */
export function failedCallRatePromql(graph: GraphSource, scope: EdgeScope = {}): string | undefined {
  return graph.failed && rateSum(graph.failed, scope, scope.by ?? []);
}

/** Failed calls of all, 0 to 1. @returns undefined where the source counts no failures */
export function failedCallSharePromql(graph: GraphSource, scope: EdgeScope = {}): string | undefined {
  const failed = failedCallRatePromql(graph, scope);
  const all = callRatePromql(graph, scope);
  return failed && `${failed} / (${all} > 0) or 0 * ${all}`;
}

/**
 * A quantile of how long calls took, in seconds: as the server saw it, as the client saw it, or from the producer to the
 * consumer.
 *
 * @returns undefined where the source does not measure that side
 */
export function callQuantilePromql(
  graph: GraphSource,
  side: 'server' | 'client' | 'messaging',
  quantile: number,
  scope: EdgeScope = {}
): string | undefined {
  const duration = durationOf(graph, side);
  if (!duration) {
    return undefined;
  }
  const { name, unit, histogram } = duration;
  const by = scope.by ?? [];
  const buckets = histogram === 'native' ? rateSum(name, scope, by) : rateSum(`${name}_bucket`, scope, ['le', ...by]);
  const expr = `histogram_quantile(${quantile}, ${buckets})`;
  return unit === 'ms' ? `${expr} / 1000` : expr;
}

function durationOf(graph: GraphSource, side: 'server' | 'client' | 'messaging'): DurationMetric | undefined {
  switch (side) {
    case 'server':
      return graph.serverDuration;
    case 'client':
      return graph.clientDuration;
    case 'messaging':
      return graph.messagingDuration;
  }
}

function rateSum(metric: string, { where = [], window = '$__rate_interval' }: EdgeScope, by: readonly string[]) {
  const matchers = [...where.map(matcherOf), ...NO_OVERFLOW].join(',');
  const rate = `rate(${metric}{${matchers}}[${window}])`;
  return by.length === 0 ? `sum(${rate})` : `sum by (${by.join(', ')}) (${rate})`;
}

function matcherOf({ field, operator, value }: EdgeCondition): string {
  return typeof value === 'string' ? equalsMatcher(field, operator, value) : matcherForAny(field, operator, value);
}
