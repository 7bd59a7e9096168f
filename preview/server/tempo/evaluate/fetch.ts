/**
 * Finds the spans that the conditions of a query speak for, with the values that they let pass.
 *
 * What Tempo's parquet iterators do is written down here as functions, level by level: events and links, spans,
 * instrumentation scopes, resources, traces. Their peculiarities decide what queries with `!`, `||` or absent values
 * give, so they are followed exactly (`fetch` and `createAllIterator` in `vparquet4/block_traceql.go`).
 */
import { Behaviour } from '../behaviour';
import { InstrumentationScope, Resource, StoredSpan, Trace } from '../model';
import { Condition, FetchRequest } from './conditions';
import { eventReader, linkReader, SubReader } from './fetchEvents';
import { resourceReader, scopeReader, spanReader } from './fetchLevels';
import { FetchedSpan, FetchedValue } from './fetchedSpan';
import { IntrinsicName } from './field';
import { traceReader } from './fetchTrace';

interface Levels {
  readonly span: Condition[];
  readonly resource: Condition[];
  readonly event: Condition[];
  readonly link: Condition[];
  readonly instrumentation: Condition[];
  readonly trace: Condition[];
  /** Some attribute has no scope and may stand in the span or in the resource. */
  readonly mingled: boolean;
}

const TRACE_LEVEL = new Set<IntrinsicName>([
  'rootServiceName',
  'rootName',
  'traceDuration',
  'trace:id',
  'traceStartTime',
  'serviceStats',
]);

function sortByLevel(conditions: readonly Condition[]): Levels {
  const levels = { span: [], resource: [], event: [], link: [], instrumentation: [], trace: [] } as Omit<
    Levels,
    'mingled'
  >;
  let mingled = false;
  for (const condition of conditions) {
    const { scope, intrinsic } = condition.field;
    if (intrinsic !== null) {
      levels[levelOfIntrinsic(intrinsic)].push(condition);
    } else if (scope === 'none') {
      mingled = true;
      levels.span.push(condition);
      levels.resource.push(condition);
    } else {
      levels[scope].push(condition);
    }
  }
  return { ...levels, mingled };
}

function levelOfIntrinsic(name: IntrinsicName): Exclude<keyof Levels, 'mingled' | 'resource'> {
  if (TRACE_LEVEL.has(name)) {
    return 'trace';
  }
  const scope = /^(event|link|instrumentation):/.exec(name)?.[1];
  return (scope as 'event' | 'link' | 'instrumentation' | undefined) ?? 'span';
}

/** One pass over a trace: the spans that remain, or null where none does. */
export type FetchPass = (trace: Trace) => FetchedSpan[] | null;

/** The first pass, over all spans of a trace. */
export function compileFirstPass(request: FetchRequest, behaviour: Behaviour): FetchPass {
  const pass = compilePass(request.conditions, request.allConditions, behaviour);
  return (trace) =>
    pass(
      trace,
      trace.spans.map((stored, index) => new FetchedSpan(stored, trace, index))
    );
}

/** The second pass: adds more values to the spans that were found. */
export function compileSecondPass(
  conditions: readonly Condition[],
  behaviour: Behaviour
): (trace: Trace, spans: FetchedSpan[]) => void {
  // Only what the first pass asks for is checked; columns that do not exist give nothing here.
  const readable = conditions.filter(({ field }) => field.intrinsic !== 'span:childCount');
  const pass = compilePass(readable, false, behaviour);
  return (trace, spans) => {
    pass(trace, spans);
  };
}

function compilePass(
  conditions: readonly Condition[],
  allConditions: boolean,
  behaviour: Behaviour
): (trace: Trace, spans: FetchedSpan[]) => FetchedSpan[] | null {
  const levels = sortByLevel(conditions);
  const all = allConditions && !levels.mingled;
  const inner = [eventReader(levels.event, all, behaviour), linkReader(levels.link, all, behaviour)].filter(
    (reader): reader is SubReader => reader !== null
  );
  const readSpan = spanReader(levels.span, all, behaviour);
  const readScope = scopeReader(levels.instrumentation, all, behaviour);
  const readResource = resourceReader(levels.resource, all, behaviour);
  const readTrace = traceReader(levels.trace, all, behaviour);
  const needsMatch = conditions.length > 0 && levels.trace.length === 0;
  return (trace, spans) => {
    const ofTrace = readTrace(trace);
    if (!ofTrace) {
      return null;
    }
    const ofScope = remember<InstrumentationScope>(readScope);
    const ofResource = remember<Resource>(readResource);
    const kept: FetchedSpan[] = [];
    for (const span of spans) {
      if (inner.every((read) => read(span)) && readSpan(span) && addOuter(span, ofScope, ofResource)) {
        if (!needsMatch || span.matchedValues() > 0) {
          kept.push(span);
        }
      }
    }
    for (const span of kept) {
      span.trace = join(span.trace, ofTrace);
    }
    return kept.length > 0 ? kept : null;
  };
}

type Read<T> = (from: T) => readonly FetchedValue[] | null;

/** The spans of one resource or scope follow each other; read it once. */
function remember<T>(read: Read<T>): Read<T> {
  let last: { from: T; values: readonly FetchedValue[] | null } | null = null;
  return (from) => {
    if (last?.from !== from) {
      last = { from, values: read(from) };
    }
    return last.values;
  };
}

function addOuter(span: FetchedSpan, ofScope: Read<InstrumentationScope>, ofResource: Read<Resource>): boolean {
  const { scope, resource }: StoredSpan = span.stored;
  const scopeValues = ofScope(scope);
  const resourceValues = scopeValues && ofResource(resource);
  if (!resourceValues) {
    return false;
  }
  span.instrumentation = join(span.instrumentation, scopeValues);
  span.resource = join(span.resource, resourceValues);
  return true;
}

function join(known: readonly FetchedValue[], more: readonly FetchedValue[]): readonly FetchedValue[] {
  return known.length === 0 ? more : more.length === 0 ? known : [...known, ...more];
}
