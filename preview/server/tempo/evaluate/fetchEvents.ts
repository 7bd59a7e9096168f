/**
 * Conditions on events and links (`createEventIterator`, `createLinkIterator` in `vparquet4/block_traceql.go`).
 * A span without events still has a row of absent values, so that it is found by other conditions.
 */
import { Behaviour } from '../behaviour';
import { Attribute, SpanEvent, SpanLink } from '../model';
import { Condition } from './conditions';
import { ABSENT_VALUE, attributeReader, lacks, ReadAttributes } from './fetchAttributes';
import { FetchedSpan, FetchedValue } from './fetchedSpan';
import { attributeField, intrinsicField } from './field';
import { idTest, intTest, stringTest } from './predicates';
import { ofDuration, ofString } from './static';
import { shownTraceId } from './fetchTrace';

/** Adds to the span what passes; says whether the span may remain. */
export type SubReader = (span: FetchedSpan) => boolean;

/** Reads one value of an event; null where the condition is not met. */
type ReadValue<T> = (row: T | null, span: FetchedSpan) => FetchedValue | null;

interface RowReader<T> {
  readonly values: ReadonlyArray<ReadValue<T>>;
  readonly attributes: ReadAttributes | null;
  /** How many different names must be found where all conditions have to be met. */
  readonly least: number;
  readonly all: boolean;
}

export function eventReader(conditions: readonly Condition[], all: boolean, behaviour: Behaviour): SubReader | null {
  if (conditions.length === 0) {
    return null;
  }
  const reader = rowReader<SpanEvent>(conditions, 'event', all, behaviour, (condition) => {
    switch (condition.field.intrinsic) {
      case 'event:name': {
        const field = intrinsicField('event:name');
        const test = stringTest(condition, behaviour);
        return (event) => (test(event && event.name) ? { field, value: ofString(event?.name ?? '') } : null);
      }
      case 'event:timeSinceStart': {
        const field = intrinsicField('event:timeSinceStart');
        const test = intTest(condition, behaviour);
        return (event, span) => {
          const since = event && event.timeNs - span.stored.span.startNs;
          return test(since) ? { field, value: ofDuration(since ?? BigInt(0)) } : null;
        };
      }
      default:
        return null;
    }
  });
  return (span) => readRows(span, span.stored.span.events, span.events, reader);
}

export function linkReader(conditions: readonly Condition[], all: boolean, behaviour: Behaviour): SubReader | null {
  if (conditions.length === 0) {
    return null;
  }
  const reader = rowReader<SpanLink>(conditions, 'link', all, behaviour, (condition) => {
    switch (condition.field.intrinsic) {
      case 'link:traceID': {
        const field = intrinsicField('link:traceID');
        const test = idTest(condition, 'trace', behaviour);
        return (link) =>
          test(link && link.traceId) ? { field, value: ofString(shownTraceId(link?.traceId ?? '')) } : null;
      }
      case 'link:spanID': {
        const field = intrinsicField('link:spanID');
        const test = idTest(condition, behaviour.absentIsZero ? 'trace' : 'span', behaviour);
        return (link) =>
          test(link && link.spanId) ? { field, value: ofString((link?.spanId ?? '').padStart(16, '0')) } : null;
      }
      default:
        return null;
    }
  });
  return (span) => readRows(span, span.stored.span.links, span.links, reader);
}

function rowReader<T extends { readonly attributes: readonly Attribute[] }>(
  conditions: readonly Condition[],
  scope: 'event' | 'link',
  all: boolean,
  behaviour: Behaviour,
  readerOf: (condition: Condition) => ReadValue<T> | null
): RowReader<T> {
  const values: Array<ReadValue<T>> = [];
  const generic: Condition[] = [];
  for (const condition of conditions) {
    const read = readerOf(condition) ?? absenceReader<T>(condition, scope);
    if (read) {
      values.push(read);
    } else {
      generic.push(condition);
    }
  }
  return {
    values,
    attributes: attributeReader(generic, scope, all, behaviour),
    least: all ? new Set(conditions.map(({ field }) => field.name)).size : 0,
    all,
  };
}

function absenceReader<T extends { readonly attributes: readonly Attribute[] }>(
  { operator, field: { name } }: Condition,
  scope: 'event' | 'link'
): ReadValue<T> | null {
  if (operator !== 'absent') {
    return null;
  }
  const field = attributeField(scope, name);
  return (row) => (lacks(row?.attributes ?? [], name) ? { field, value: ABSENT_VALUE } : null);
}

function readRows<T extends { readonly attributes: readonly Attribute[] }>(
  span: FetchedSpan,
  rows: readonly T[],
  into: FetchedValue[],
  reader: RowReader<T>
): boolean {
  let found = false;
  for (const row of rows.length > 0 ? rows : [null]) {
    const values = readRow(row, span, reader);
    if (values && values.length >= reader.least) {
      into.push(...values);
      found = true;
    }
  }
  return found;
}

function readRow<T extends { readonly attributes: readonly Attribute[] }>(
  row: T | null,
  span: FetchedSpan,
  reader: RowReader<T>
): FetchedValue[] | null {
  const attributes = reader.attributes ? reader.attributes(row?.attributes ?? []) : [];
  if (attributes === null) {
    return null;
  }
  const values = [...attributes];
  for (const read of reader.values) {
    const value = read(row, span);
    if (value) {
      values.push(value);
    } else if (reader.all) {
      return null;
    }
  }
  return values;
}
