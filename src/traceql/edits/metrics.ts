/**
 * Editing the metrics part and the hints.
 *
 * Which function takes what follows `metricsAggregation` of Tempo's `pkg/traceql/expr.y` (2.6 to 3.0).
 */
import {
  FieldOrInvalid,
  Hint,
  Hints,
  Literal,
  MetricsAggregate,
  MetricsFunction,
  MetricsStage,
  Query,
  SecondStage,
} from '../ast';
import { makeIntrinsic, NO_RANGE } from './build';
import { readLiteral } from './literals';
import { isClosed } from './stages';

/** Sets the metrics part; null takes it away, with what follows it. Second stages go where they cannot follow. Where no metrics can (see
 * `isClosed`), the query stays as it is. */
export function setMetrics(query: Query, metrics: MetricsStage | null): Query {
  if (metrics && isClosed(query)) {
    return query;
  }
  const keepsSecond = metrics !== null && metrics.kind !== 'compare';
  return { ...query, metrics, secondStages: keepsSecond ? query.secondStages : [] };
}

const PLAIN: readonly MetricsFunction[] = ['rate', 'count_over_time'];

/** A metrics function with what it needs: a field (`duration`, if none is given), quantiles (.95, if none are given). */
export function makeMetrics(
  name: MetricsFunction,
  parts: Partial<Pick<MetricsAggregate, 'field' | 'quantiles' | 'by'>> = {}
): MetricsAggregate {
  const field = PLAIN.includes(name) ? null : (parts.field ?? makeIntrinsic('duration'));
  const given = parts.quantiles?.length ? parts.quantiles : quantileLiterals([0.95]);
  const quantiles = name === 'quantile_over_time' ? given : [];
  const by = parts.by?.length ? parts.by : null;
  return { kind: 'metrics', function: name, field, quantiles, by, range: NO_RANGE };
}

/** Changes the function of the metrics part; keeps the field, the quantiles and `by` where the new one takes them. */
export function changeMetricsFunction(query: Query, name: MetricsFunction): Query {
  const { metrics } = query;
  const parts = metrics?.kind === 'metrics' ? metrics : {};
  const made = makeMetrics(name, parts);
  return setMetrics(query, metrics?.comments ? { ...made, comments: metrics.comments } : made);
}

function changeAggregate(query: Query, change: (metrics: MetricsAggregate) => MetricsAggregate): Query {
  return query.metrics?.kind === 'metrics' ? { ...query, metrics: change(query.metrics) } : query;
}

/** Sets the field that the function is computed of; only where the function takes one. */
export function setMetricsField(query: Query, field: FieldOrInvalid): Query {
  return changeAggregate(query, (metrics) => (PLAIN.includes(metrics.function) ? metrics : { ...metrics, field }));
}

/** Sets by what the series are split; none (an empty list) takes `by` away. */
export function setBy(query: Query, by: readonly FieldOrInvalid[]): Query {
  return changeAggregate(query, (metrics) => ({ ...metrics, by: by.length > 0 ? by : null }));
}

/** Sets the quantiles, as numbers from 0 to 1; others are left out, and one must be left. */
export function setQuantiles(query: Query, quantiles: readonly number[]): Query {
  const literals = quantileLiterals(quantiles);
  return changeAggregate(query, (metrics) =>
    metrics.function === 'quantile_over_time' && literals.length > 0 ? { ...metrics, quantiles: literals } : metrics
  );
}

function quantileLiterals(quantiles: readonly number[]): Array<Extract<Literal, { kind: 'int' | 'float' }>> {
  return quantiles
    .filter((quantile) => quantile >= 0 && quantile <= 1)
    .flatMap((quantile) => {
      const literal = readLiteral(Number.isInteger(quantile) ? 'int' : 'float', String(quantile));
      return literal?.kind === 'int' || literal?.kind === 'float' ? [literal] : [];
    });
}

/** Adds `topk`, `bottomk` or a comparison behind the metrics function, at `index` or at the end. */
export function addSecondStage(query: Query, stage: SecondStage, index = query.secondStages.length): Query {
  const stages = query.secondStages;
  return query.metrics?.kind === 'metrics'
    ? { ...query, secondStages: [...stages.slice(0, index), stage, ...stages.slice(index)] }
    : query;
}

export function removeSecondStage(query: Query, index: number): Query {
  return { ...query, secondStages: query.secondStages.filter((_, at) => at !== index) };
}

/** Moves a second stage so that it gets the index `to`. */
export function moveSecondStage(query: Query, from: number, to: number): Query {
  const stage = query.secondStages[from];
  if (!stage) {
    return query;
  }
  const others = query.secondStages.filter((_, at) => at !== from);
  return { ...query, secondStages: [...others.slice(0, to), stage, ...others.slice(to)] };
}

/** Sets a hint in the last `with(…)`, the only one that Tempo heeds; adds one where there is none. */
export function setHint(query: Query, name: string, value: Literal): Query {
  const hint: Hint = { kind: 'hint', name, value, range: NO_RANGE };
  const last = query.hints[query.hints.length - 1];
  const others = query.hints.slice(0, -1);
  if (!last) {
    return { ...query, hints: [{ kind: 'hints', hints: [hint], range: NO_RANGE }] };
  }
  const known = last.hints.some((each) => each.name === name);
  const put = (each: Hint): Hint => (each.name === name ? { ...each, value } : each);
  const hints = known ? last.hints.map(put) : [...last.hints, hint];
  return { ...query, hints: [...others, { ...last, hints }] };
}

/** Takes a hint out of all `with(…)`, and those that are empty then. */
export function removeHint(query: Query, name: string): Query {
  const hints = query.hints
    .map((each): Hints => ({ ...each, hints: each.hints.filter((hint) => hint.name !== name) }))
    .filter((each) => each.hints.length > 0);
  return { ...query, hints };
}
