/**
 * The spans that a metrics query counts.
 * Follows `CompileMetricsQueryRange`, `optimize` and `MetricsEvaluator.Do` in Tempo's `pkg/traceql/engine_metrics.go`.
 */
import { MetricsStage } from '../../../../src/traceql/ast';
import { Behaviour } from '../behaviour';
import { addPipeline, anyValue, coalesceConditions, Condition, FetchRequest, newRequest } from '../evaluate/conditions';
import { compileFirstPass, compileSecondPass, FetchPass } from '../evaluate/fetch';
import { FetchedSpan } from '../evaluate/fetchedSpan';
import { fetchEverything } from '../evaluate/fetchEverything';
import { Field, intrinsicField } from '../evaluate/field';
import { lowerField } from '../evaluate/lower';
import { UnsupportedError } from '../evaluate/errors';
import { compilePipeline } from '../evaluate/pipeline';
import { Stage } from '../evaluate/program';
import { Trace } from '../model';
import { MetricsRequest } from './metricsRequest';

/** The spans of one trace that the query speaks of, set by set, with the values that the metrics part needs. */
export type FetchForMetrics = (trace: Trace) => ReadonlyArray<readonly FetchedSpan[]>;

export function compileMetricsFetch(
  stages: readonly Stage[],
  metrics: MetricsStage,
  request: MetricsRequest,
  behaviour: Behaviour
): FetchForMetrics {
  const wanted = newRequest();
  addPipeline(wanted, stages, behaviour);
  addMetrics(wanted, metrics, behaviour);
  addIfMissing(wanted, intrinsicField('spanStartTime'));
  if (request.exemplars > 0) {
    addIfMissing(wanted, intrinsicField('trace:id'));
  }
  const evaluates = optimise(wanted, metrics.kind === 'compare', behaviour);
  coalesceConditions(wanted);
  const first = readable(() => compileFirstPass(wanted, behaviour));
  const evaluate = compilePipeline(stages, behaviour);
  const second = compileSecondPass(wanted.secondPass, behaviour);
  return (trace) => {
    const spans = first(trace);
    if (!spans) {
      return [];
    }
    if (!evaluates) {
      return [spans];
    }
    const sets = evaluate([{ spans, attributes: [] }]).map((spanset) => spanset.spans);
    const kept = [...new Set(sets.flat())];
    if (metrics.kind === 'compare') {
      fetchEverything(trace, kept, behaviour);
    } else {
      second(trace, kept);
    }
    return sets;
  };
}

/** Data that cannot be asked for what the query names is left out. */
function readable(compile: () => FetchPass): FetchPass {
  try {
    return compile();
  } catch (error) {
    if (error instanceof UnsupportedError) {
      return () => null;
    }
    throw error;
  }
}

function addMetrics(request: FetchRequest, metrics: MetricsStage, behaviour: Behaviour): void {
  if (metrics.kind === 'compare') {
    return;
  }
  if (metrics.field) {
    addIfMissing(request, lowerField(metrics.field));
  }
  // Since 2.9 the values to group by are read again where the first pass may have let only some of them pass.
  const readsAgain = behaviour.generation !== '2.6' && metrics.function !== 'avg_over_time' && !request.allConditions;
  for (const field of (metrics.by ?? []).map(lowerField)) {
    if (readsAgain) {
      if (!has(request.secondPass, field)) {
        request.secondPass.push(anyValue(field));
      }
    } else {
      addIfMissing(request, field);
    }
  }
}

function has(conditions: readonly Condition[], field: Field): boolean {
  return conditions.some((condition) => condition.field.key === field.key);
}

function addIfMissing(request: FetchRequest, field: Field): void {
  if (!has(request.conditions, field) && !has(request.secondPass, field)) {
    request.secondPass.push(anyValue(field));
  }
}

/**
 * Tempo skips the evaluation of the filter where it believes that the conditions alone decide; that shows in results,
 * as `{ !(status = error) } | rate()`. Says whether the filter is evaluated.
 */
function optimise(request: FetchRequest, selectsAll: boolean, behaviour: Behaviour): boolean {
  const { conditions } = request;
  if (!request.allConditions || selectsAll) {
    return true;
  }
  const is26 = behaviour.generation === '2.6';
  if (!is26 && conditions.some(({ field }) => field.scope === 'none' && field.intrinsic === null)) {
    return true;
  }
  if (new Set(conditions.map(({ field }) => field.key)).size < conditions.length) {
    return true;
  }
  if (request.secondPass.length > 0) {
    if (!areIntrinsic(request.secondPass)) {
      return true;
    }
    conditions.push(...request.secondPass);
    request.secondPass = [];
  }
  return !is26 && conditions.length !== 1 && !(conditions.length > 0 && areIntrinsic(conditions));
}

/** The service name counts as an intrinsic: it is never absent. */
function areIntrinsic(conditions: readonly Condition[]): boolean {
  return conditions.every(
    ({ field }) => field.intrinsic !== null || (field.scope === 'resource' && field.name === 'service.name')
  );
}
