/**
 * The second pass of `compare()`: every attribute of the spans that were found.
 * Follows the `selectAll` branches in `vparquet4/block_traceql.go`; events and links are not among them.
 */
import { Behaviour } from '../behaviour';
import { Attribute, InstrumentationScope, Resource, StoredSpan, Trace } from '../model';
import {
  genericResourceAttributes,
  genericSpanAttributes,
  RESOURCE_COLUMN_ORDER,
  resourceColumnValue,
  spanColumns,
  spanColumnValue,
} from './columns';
import { ABSENT_VALUE, allAttributes } from './fetchAttributes';
import { FetchedSpan, FetchedValue } from './fetchedSpan';
import { attributeField, intrinsicField } from './field';
import { shownTraceId } from './fetchTrace';
import { durationOf, kindOf, statusOf } from './spanIntrinsics';
import { NIL, ofDuration, ofInt, ofString, Static } from './static';

export function fetchEverything(trace: Trace, spans: readonly FetchedSpan[], behaviour: Behaviour): void {
  const ofTrace = traceValues(trace);
  const ofResource = new Map<Resource, readonly FetchedValue[]>();
  const ofScope = new Map<InstrumentationScope, readonly FetchedValue[]>();
  for (const span of spans) {
    const { resource, scope } = span.stored;
    const resourceList = ofResource.get(resource) ?? resourceValues(resource, behaviour);
    ofResource.set(resource, resourceList);
    const scopeList = ofScope.get(scope) ?? (behaviour.instrumentation ? scopeValues(scope, behaviour) : []);
    ofScope.set(scope, scopeList);
    span.resource = [...span.resource, ...resourceList];
    span.instrumentation = [...span.instrumentation, ...scopeList];
    span.trace = [...span.trace, ...ofTrace];
    span.ofSpan.push(...spanValues(span.stored, behaviour));
    span.durationNs = durationOf(span.stored);
    span.hasStart = true;
  }
}

function traceValues({ traceId, summary }: Trace): FetchedValue[] {
  return [
    { field: intrinsicField('rootServiceName'), value: ofString(summary.rootServiceName) },
    { field: intrinsicField('rootName'), value: ofString(summary.rootSpanName) },
    { field: intrinsicField('traceDuration'), value: ofDuration(summary.endNs - summary.startNs) },
    { field: intrinsicField('trace:id'), value: ofString(shownTraceId(traceId)) },
  ];
}

function resourceValues({ attributes }: Resource, behaviour: Behaviour): FetchedValue[] {
  const values = generic(genericResourceAttributes(attributes), 'resource', behaviour);
  for (const name of RESOURCE_COLUMN_ORDER) {
    const value = resourceColumnValue(attributes, name);
    if (value !== null || behaviour.absentReadsNil) {
      values.push({ field: attributeField('resource', name), value: value === null ? ABSENT_VALUE : ofString(value) });
    }
  }
  return values;
}

function scopeValues(scope: InstrumentationScope, behaviour: Behaviour): FetchedValue[] {
  return [
    ...allAttributes(scope.attributes, 'instrumentation', behaviour),
    { field: intrinsicField('instrumentation:name'), value: ofString(scope.name) },
    { field: intrinsicField('instrumentation:version'), value: ofString(scope.version) },
  ];
}

function spanValues(stored: StoredSpan, behaviour: Behaviour): FetchedValue[] {
  const { span } = stored;
  const values = generic(genericSpanAttributes(span.attributes, behaviour), 'span', behaviour);
  for (const column of spanColumns(behaviour).values()) {
    const value = spanColumnValue(span.attributes, column);
    if (value !== null || behaviour.absentReadsNil) {
      values.push({ field: attributeField('span', column.name), value: columnValue(value) });
    }
  }
  values.push(
    { field: intrinsicField('name'), value: ofString(span.name) },
    { field: intrinsicField('status'), value: statusOf(stored) },
    { field: intrinsicField('statusMessage'), value: ofString(span.statusMessage) },
    { field: intrinsicField('duration'), value: ofDuration(durationOf(stored)) },
    { field: intrinsicField('kind'), value: kindOf(stored) }
  );
  return values;
}

function columnValue(value: string | bigint | null): Static {
  if (value === null) {
    return ABSENT_VALUE;
  }
  return typeof value === 'string' ? ofString(value) : ofInt(value);
}

/** Where there is no attribute at all, 2.6 reads one without name and value. */
function generic(attributes: readonly Attribute[], scope: 'span' | 'resource', behaviour: Behaviour): FetchedValue[] {
  return attributes.length === 0 && behaviour.absentIsZero
    ? [{ field: attributeField(scope, ''), value: NIL }]
    : allAttributes(attributes, scope, behaviour);
}
