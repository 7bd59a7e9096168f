/** Collects names and values of attributes from spans. */
import { Behaviour } from '../behaviour';
import { isResourceColumn, spanColumns } from '../evaluate/columns';
import { allAttributes } from '../evaluate/fetchAttributes';
import { Field } from '../evaluate/field';
import { kindOf, statusOf } from '../evaluate/spanIntrinsics';
import { elementsOf, NIL, ofDuration, ofInt, ofString, Static } from '../evaluate/static';
import { Attribute, StoredSpan, Trace } from '../model';

export type TagScope = 'resource' | 'instrumentation' | 'span' | 'event' | 'link';

const SCOPES: readonly TagScope[] = ['resource', 'instrumentation', 'span', 'event', 'link'];

/** A span and the trace it belongs to. */
export interface TagSource {
  readonly trace: Trace;
  readonly stored: StoredSpan;
}

function attributesOf(
  { stored: { span, resource, scope } }: TagSource,
  of: TagScope
): ReadonlyArray<readonly Attribute[]> {
  switch (of) {
    case 'resource':
      return [resource.attributes];
    case 'instrumentation':
      return [scope.attributes];
    case 'span':
      return [span.attributes];
    case 'event':
      return span.events.map(({ attributes }) => attributes);
    case 'link':
      return span.links.map(({ attributes }) => attributes);
  }
}

/**
 * The names of the attributes of the spans, sorted, by scope; of all scopes where `scope` is empty. Names that have a
 * column are told wherever any span has them, whether it was asked for or not: Tempo looks at the column only.
 */
export function tagNamesOf(
  sources: readonly TagSource[],
  traces: readonly Trace[],
  scope: string,
  behaviour: Behaviour
): Map<TagScope, readonly string[]> {
  const names = new Map<TagScope, readonly string[]>();
  for (const of of SCOPES) {
    if ((scope === '' || scope === of) && (of !== 'instrumentation' || behaviour.instrumentation)) {
      const found = new Set<string>();
      for (const source of sources) {
        attributesOf(source, of).forEach((list) => list.forEach(({ key }) => found.add(key)));
      }
      addColumnNames(found, traces, of, behaviour);
      names.set(of, [...found].sort());
    }
  }
  return names;
}

function addColumnNames(found: Set<string>, traces: readonly Trace[], scope: TagScope, behaviour: Behaviour): void {
  const columns = spanColumns(behaviour);
  for (const { spans } of traces) {
    for (const { span, resource } of spans) {
      if (scope === 'span') {
        span.attributes.forEach(({ key }) => columns.has(key) && found.add(key));
      } else if (scope === 'resource') {
        resource.attributes.forEach(({ key }) => isResourceColumn(key) && found.add(key));
      }
    }
  }
  if (scope === 'resource' && traces.length > 0) {
    found.add('service.name');
  }
}

/** Every value of a field, with repetitions. */
export function tagValuesOf(
  field: Field,
  sources: readonly TagSource[],
  filtered: boolean,
  behaviour: Behaviour
): Static[] {
  if (field.intrinsic !== null) {
    const read = (filtered ? FILTERED[field.intrinsic] : undefined) ?? INTRINSICS[field.intrinsic];
    return read ? sources.flatMap(read) : [];
  }
  const scopes: readonly TagScope[] =
    field.scope === 'none'
      ? ['resource', 'span', ...(behaviour.instrumentation ? (['instrumentation'] as const) : [])]
      : [field.scope];
  const withArrays: Behaviour = { ...behaviour, arrays: true };
  const valuesIn = (source: TagSource, scope: TagScope): Static[] =>
    attributesOf(source, scope)
      .flatMap((attributes) => allAttributes(attributes, scope, withArrays))
      .filter(({ field: found, value }) => found.name === field.name && value.type !== 'nil')
      .flatMap(({ value }) => elementsOf(value));
  return sources.flatMap((source) => scopes.flatMap((scope) => valuesIn(source, scope)));
}

/** What a filtered look-up gives for intrinsics where that differs: values of some columns are not understood. */
const FILTERED: Readonly<Record<string, ((source: TagSource) => Static[]) | undefined>> = {
  traceDuration: ({ trace: { summary } }) => [ofDuration(summary.endNs - summary.startNs)],
  'event:timeSinceStart': ({ stored }) => stored.span.events.map(() => NIL),
  nestedSetLeft: () => [NIL],
  nestedSetRight: () => [NIL],
  nestedSetParent: () => [NIL],
};

const INTRINSICS: Readonly<Record<string, ((source: TagSource) => Static[]) | undefined>> = {
  name: ({ stored }) => [ofString(stored.span.name)],
  status: ({ stored }) => [statusOf(stored)],
  kind: ({ stored }) => [kindOf(stored)],
  statusMessage: ({ stored }) => [ofString(stored.span.statusMessage)],
  rootName: ({ trace }) => [ofString(trace.summary.rootSpanName)],
  rootServiceName: ({ trace }) => [ofString(trace.summary.rootServiceName)],
  'event:name': ({ stored }) => stored.span.events.map(({ name }) => ofString(name)),
  'event:timeSinceStart': ({ stored }) => stored.span.events.map(({ timeNs }) => ofInt(timeNs - stored.span.startNs)),
  traceDuration: ({ trace: { summary } }) => [ofInt(summary.endNs - summary.startNs)],
  nestedSetLeft: ({ stored }) => [ofInt(BigInt(stored.nestedSetLeft))],
  nestedSetRight: ({ stored }) => [ofInt(BigInt(stored.nestedSetRight))],
  nestedSetParent: ({ stored }) => [ofInt(BigInt(stored.nestedSetParent))],
  'instrumentation:name': ({ stored }) => [ofString(stored.scope.name)],
  'instrumentation:version': ({ stored }) => [ofString(stored.scope.version)],
};
