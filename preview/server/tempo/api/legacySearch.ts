/** Search by tags, from before TraceQL (`vparquet4/block_search.go`): values of known names are looked for as parts. */
import { Behaviour } from '../behaviour';
import {
  genericResourceAttributes,
  genericSpanAttributes,
  isResourceColumn,
  resourceColumnValue,
  spanColumns,
  spanColumnValue,
} from '../evaluate/columns';
import { FoundTrace } from '../evaluate/search';
import { Attribute, ResourceSpans, Span, Trace } from '../model';
import { SearchRequest } from './searchApi';

type MatchesBatch = (batch: ResourceSpans) => boolean;

const STATUS_CODES: Readonly<Record<string, number>> = { unset: 0, ok: 1, error: 2 };

export function legacySearch(request: SearchRequest, traces: readonly Trace[], behaviour: Behaviour): FoundTrace[] {
  const { ofTrace, ofBatch } = testsFor(request, behaviour);
  const found: FoundTrace[] = [];
  for (const trace of traces) {
    if (found.length >= request.limit) {
      break;
    }
    if (
      hasDuration(trace, request) &&
      ofTrace.every((test) => test(trace)) &&
      ofBatch.every((test) => trace.batches.some(test))
    ) {
      found.push({ trace, spansets: [] });
    }
  }
  return found.sort((a, b) => (a.trace.summary.startNs < b.trace.summary.startNs ? 1 : -1));
}

interface Tests {
  readonly ofTrace: Array<(trace: Trace) => boolean>;
  /** Each must hold for some batch of the trace. */
  readonly ofBatch: MatchesBatch[];
}

function testsFor(request: SearchRequest, behaviour: Behaviour): Tests {
  const tests: Tests = { ofTrace: [], ofBatch: [] };
  const generic = new Map<string, string>();
  for (const [name, value] of request.tags) {
    const matches = columnMatcher(name, value, behaviour);
    if (name === 'root.name') {
      tests.ofTrace.push(({ summary }) => summary.rootSpanName.includes(value));
    } else if (name === 'root.service.name') {
      tests.ofTrace.push(({ summary }) => summary.rootServiceName.includes(value));
    } else if (matches) {
      tests.ofBatch.push(matches);
    } else {
      generic.set(name, value);
    }
  }
  if (generic.size > 0) {
    tests.ofBatch.push((batch) => hasAll(batch, generic, behaviour));
  }
  return tests;
}

function hasDuration({ summary }: Trace, { minDurationMs, maxDurationMs }: SearchRequest): boolean {
  const ns = summary.endNs - summary.startNs;
  const ms = BigInt(1_000_000);
  return ns >= BigInt(minDurationMs) * ms && (maxDurationMs === 0 || ns <= BigInt(maxDurationMs) * ms);
}

const spansOf = (batch: ResourceSpans): Span[] => batch.scopeSpans.flatMap(({ spans }) => [...spans]);

/** For names that have a column; numbers must be equal, texts contained. */
function columnMatcher(name: string, value: string, behaviour: Behaviour): MatchesBatch | null {
  if (name === 'name') {
    return (batch) => spansOf(batch).some((span) => span.name.includes(value));
  }
  if (name === 'status.code') {
    return (batch) => spansOf(batch).some(({ statusCode }) => statusCode === (STATUS_CODES[value] ?? 0));
  }
  if (isResourceColumn(name)) {
    return ({ resource }) => resourceColumnValue(resource.attributes, name)?.includes(value) ?? false;
  }
  const column = spanColumns(behaviour).get(name);
  if (!column || (column.type === 'int' && !/^[+-]?\d+$/.test(value))) {
    return null;
  }
  return (batch) =>
    spansOf(batch).some((span) => {
      const found = spanColumnValue(span.attributes, column);
      return typeof found === 'bigint' ? found === BigInt(value) : (found?.includes(value) ?? false);
    });
}

/** Every name must be there once with any of the values that are looked for, in the resource or in some span. */
function hasAll(batch: ResourceSpans, wanted: ReadonlyMap<string, string>, behaviour: Behaviour): boolean {
  const attributes: Attribute[] = [
    ...genericResourceAttributes(batch.resource.attributes),
    ...spansOf(batch).flatMap((span) => genericSpanAttributes(span.attributes, behaviour)),
  ];
  return [...wanted].every(([name, value]) => attributes.some((one) => one.key === name && one.value === value));
}
