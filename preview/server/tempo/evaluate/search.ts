/**
 * A TraceQL search over traces. Follows `ExecuteSearch` and `asTraceSearchMetadata` in Tempo's `pkg/traceql/engine.go`
 * and the combiner in `combine.go`.
 */
import { Query } from '../../../../src/traceql/ast';
import { Behaviour } from '../behaviour';
import { Trace } from '../model';
import { addPipeline, anyValue, coalesceConditions, Condition, FetchRequest, newRequest } from './conditions';
import { UnsupportedError } from './errors';
import { compileFirstPass, compileSecondPass } from './fetch';
import { FetchedSpan } from './fetchedSpan';
import { intrinsicField, IntrinsicName } from './field';
import { lowerStages } from './lower';
import { compilePipeline, SpansetAttribute } from './pipeline';
import { Expression, referencesSpan, Stage } from './program';
import { Static } from './static';

export interface FoundSpanset {
  /** The first ones, as many as asked for. */
  readonly spans: readonly FetchedSpan[];
  /** How many there were. */
  readonly matched: number;
  readonly attributes: readonly SpansetAttribute[];
}

export interface FoundTrace {
  readonly trace: Trace;
  readonly spansets: readonly FoundSpanset[];
  /** Facts of the trace that the answer lacks. */
  readonly lost?: ReadonlySet<IntrinsicName>;
}

export interface SearchOptions {
  readonly limit: number;
  readonly spansPerSpanset: number;
  /** `with(most_recent=true)`: the newest traces, not the first found. */
  readonly mostRecent: boolean;
}

const SHOWN: readonly IntrinsicName[] = [
  'rootServiceName',
  'rootName',
  'traceDuration',
  'trace:id',
  'traceStartTime',
  'span:id',
  'spanStartTime',
  'duration',
  'serviceStats',
];

/**
 * Searches in the order of `traces` until the limit is reached; the result is sorted by start, newest first.
 * @throws EvaluationError with Tempo's text where the query fails on the data
 */
export function searchTraces(
  query: Query,
  traces: readonly Trace[],
  options: SearchOptions,
  behaviour: Behaviour
): FoundTrace[] {
  const stages = lowerStages(query.stages, behaviour);
  if (isNoop(stages)) {
    return [];
  }
  try {
    return run(stages, traces, options, behaviour);
  } catch (error) {
    if (error instanceof UnsupportedError) {
      return [];
    }
    throw error;
  }
}

function run(
  stages: readonly Stage[],
  traces: readonly Trace[],
  options: SearchOptions,
  behaviour: Behaviour
): FoundTrace[] {
  const request = requestFor(stages, behaviour);
  const fetch = compileFirstPass(request, behaviour);
  const complete = compileSecondPass(request.secondPass, behaviour);
  const evaluate = compilePipeline(stages, behaviour);
  const lost = lostFacts(request, stages);
  const found: FoundTrace[] = [];
  const candidates = options.mostRecent ? newestFirst(traces) : traces;
  for (const trace of candidates) {
    const spans = fetch(trace);
    const spansets = spans ? evaluate([{ spans, attributes: [] }]) : [];
    if (spansets.length === 0) {
      continue;
    }
    const shown = spansets.map(({ spans: all, attributes }) => ({
      spans: all.slice(0, options.spansPerSpanset),
      matched: all.length,
      attributes,
    }));
    complete(trace, [...new Set(shown.flatMap(({ spans: some }) => some))]);
    found.push({ trace, spansets: joinSpansets(shown), lost });
    if (options.limit > 0 && found.length >= options.limit) {
      break;
    }
  }
  return found.sort((a, b) => compareStarts(b.trace, a.trace));
}

/**
 * `by()` and `coalesce()` make new span sets, which know of the trace only what the second pass reads. It does not read
 * again what the first pass has read for the query.
 */
function lostFacts(request: FetchRequest, stages: readonly Stage[]): ReadonlySet<IntrinsicName> {
  const facts = new Set<IntrinsicName>();
  if (stages.some(({ kind }) => kind === 'group' || kind === 'coalesce')) {
    for (const { field, operator } of request.conditions) {
      if (field.intrinsic !== null && operator === 'none') {
        facts.add(field.intrinsic);
      }
    }
  }
  return facts;
}

function newestFirst(traces: readonly Trace[]): Trace[] {
  return [...traces].sort((a, b) => compareStarts(b, a));
}

function compareStarts(a: Trace, b: Trace): number {
  return a.summary.startNs < b.summary.startNs ? -1 : a.summary.startNs > b.summary.startNs ? 1 : 0;
}

function requestFor(stages: readonly Stage[], behaviour: Behaviour): FetchRequest {
  const request = newRequest();
  addPipeline(request, stages, behaviour);
  const shown = SHOWN.map((name) => intrinsicField(name)).filter(
    (field) =>
      !request.conditions.some(
        (condition) => condition.field.key === field.key && (condition.operator === 'none' || request.allConditions)
      )
  );
  request.secondPass.push(...shown.map((field): Condition => anyValue(field)));
  coalesceConditions(request);
  return request;
}

/** Sets that `by()` gave the same values are one for the answer; the larger one stands for both. */
function joinSpansets(spansets: readonly FoundSpanset[]): FoundSpanset[] {
  const byIdentity = new Map<string, FoundSpanset>();
  for (const spanset of spansets) {
    const key = spanset.attributes
      .filter(({ name }) => name.startsWith('by'))
      .map(({ name, value }) => `${name}=${printed(value)}`)
      .join();
    const known = byIdentity.get(key);
    if (!known || known.matched < spanset.matched) {
      byIdentity.set(key, spanset);
    }
  }
  return [...byIdentity.values()];
}

function printed(value: Static): string {
  return value.type === 'nil' ? 'nil' : `${value.type}:${String(value.value)}`;
}

/** `{ false }` finds nothing and need not be looked for (`IsNoop`). */
function isNoop(stages: readonly Stage[]): boolean {
  return stages.every(
    (stage) =>
      (stage.kind === 'filter' && isFalse(stage.expression)) ||
      (stage.kind === 'operation' && isNoop([stage.left, stage.right]))
  );
}

function isFalse(expression: Expression): boolean {
  return (
    !referencesSpan(expression) &&
    expression.kind === 'static' &&
    expression.value.type === 'boolean' &&
    !expression.value.value
  );
}
