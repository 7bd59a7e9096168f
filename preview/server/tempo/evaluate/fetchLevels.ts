/**
 * Conditions on spans, instrumentation scopes and resources (`createSpanIterator`, `createInstrumentationIterator`,
 * `createResourceIterator` in `vparquet4/block_traceql.go`).
 */
import { Behaviour } from '../behaviour';
import { InstrumentationScope, Resource, StoredSpan } from '../model';
import {
  Column,
  genericResourceAttributes,
  genericSpanAttributes,
  isResourceColumn,
  resourceColumnValue,
  spanColumns,
  spanColumnValue,
} from './columns';
import { Condition } from './conditions';
import { ABSENT_VALUE, attributeReader, lacks } from './fetchAttributes';
import { FetchedSpan, FetchedValue } from './fetchedSpan';
import { attributeField, intrinsicField } from './field';
import { intTest, stringTest, Test } from './predicates';
import { intrinsicColumn, SpanColumn } from './spanIntrinsics';
import { NIL, ofInt, ofString } from './static';

type Read<T> = (from: T) => readonly FetchedValue[] | null;

function distinctNames(conditions: readonly Condition[]): number {
  return new Set(conditions.map(({ field }) => field.name)).size;
}

/** Adds to the span what passes; false where all conditions have to be met and one is not. */
export function spanReader(
  conditions: readonly Condition[],
  all: boolean,
  behaviour: Behaviour
): (span: FetchedSpan) => boolean {
  const columns = new Map<string, { column: SpanColumn; tests: Array<(stored: StoredSpan) => boolean> }>();
  const others: Array<(span: FetchedSpan) => boolean> = [];
  const generic: Condition[] = [];
  const add = (column: SpanColumn, test: (stored: StoredSpan) => boolean) => {
    const known = columns.get(column.name);
    if (known) {
      known.tests.push(test);
      known.column = column.named ? column : known.column;
    } else {
      columns.set(column.name, { column, tests: [test] });
    }
  };
  for (const condition of conditions) {
    const intrinsic = intrinsicColumn(condition, behaviour);
    if (intrinsic) {
      intrinsic.forEach(({ column, test }) => add(column, test));
      continue;
    }
    const column = spanColumns(behaviour).get(condition.field.name);
    if (column && addColumn(condition, column, add, others, behaviour)) {
      continue;
    }
    if (condition.operator === 'absent') {
      others.push(absentAttribute(condition.field.name, behaviour));
    } else {
      generic.push(condition);
    }
  }
  const readGeneric = attributeReader(generic, 'span', all, behaviour);
  const least = all ? distinctNames(conditions) : 0;
  return (span) => {
    if (readGeneric) {
      const values = readGeneric(genericSpanAttributes(span.stored.span.attributes, behaviour));
      if (values === null) {
        return false;
      }
      span.ofSpan.push(...values);
    }
    for (const { column, tests } of columns.values()) {
      if (tests.some((test) => test(span.stored))) {
        column.put(span);
      } else if (all) {
        return false;
      }
    }
    for (const other of others) {
      if (!other(span) && all) {
        return false;
      }
    }
    return least === 0 || span.matchedValues() >= least;
  };
}

/** The condition as one of a column, where its operand has the type of the column. */
function addColumn(
  condition: Condition,
  column: Column,
  add: (column: SpanColumn, test: (stored: StoredSpan) => boolean) => void,
  others: Array<(span: FetchedSpan) => boolean>,
  behaviour: Behaviour
): boolean {
  const { operator, operand } = condition;
  const read = ({ span }: StoredSpan) => spanColumnValue(span.attributes, column);
  const field = attributeField('span', column.name);
  const put = (span: FetchedSpan) => {
    const value = read(span.stored);
    if (value !== null || behaviour.absentReadsNil) {
      span.ofSpan.push({
        field,
        value: value === null ? ABSENT_VALUE : typeof value === 'string' ? ofString(value) : ofInt(value),
      });
    }
  };
  if (operator === 'absent') {
    others.push((span) => {
      const isAbsent = read(span.stored) === null;
      if (isAbsent) {
        put(span);
      }
      return isAbsent;
    });
    return true;
  }
  const type = operand?.type.replace('[]', '') ?? column.type;
  if (type !== column.type) {
    return false;
  }
  const test = (column.type === 'int' ? intTest(condition, behaviour) : stringTest(condition, behaviour)) as Test<
    string | bigint
  >;
  add({ name: column.name, put }, (stored) => test(read(stored)));
  return true;
}

function absentAttribute(name: string, behaviour: Behaviour): (span: FetchedSpan) => boolean {
  const field = attributeField('span', name);
  return (span) => {
    const isAbsent = lacks(genericSpanAttributes(span.stored.span.attributes, behaviour), name);
    if (isAbsent) {
      span.ofSpan.push({ field, value: ABSENT_VALUE });
    }
    return isAbsent;
  };
}

export function scopeReader(
  conditions: readonly Condition[],
  all: boolean,
  behaviour: Behaviour
): Read<InstrumentationScope> {
  const readers: Array<(scope: InstrumentationScope) => FetchedValue | null> = [];
  const generic: Condition[] = [];
  for (const condition of conditions) {
    const { intrinsic, name } = condition.field;
    if (intrinsic === 'instrumentation:name' || intrinsic === 'instrumentation:version') {
      const field = intrinsicField(intrinsic);
      const test = stringTest(condition, behaviour);
      readers.push((scope) => {
        const text = intrinsic === 'instrumentation:name' ? scope.name : scope.version;
        return test(text) ? { field, value: ofString(text) } : null;
      });
    } else if (condition.operator === 'absent') {
      const field = attributeField('instrumentation', name);
      readers.push((scope) => (lacks(scope.attributes, name) ? { field, value: ABSENT_VALUE } : null));
    } else {
      generic.push(condition);
    }
  }
  const readGeneric = attributeReader(generic, 'instrumentation', all, behaviour);
  const least = all ? distinctNames(conditions) : 0;
  return (scope) => collect(scope, readers, readGeneric ? readGeneric(scope.attributes) : [], all, least);
}

export function resourceReader(conditions: readonly Condition[], all: boolean, behaviour: Behaviour): Read<Resource> {
  const readers: Array<(resource: Resource) => FetchedValue | null> = [];
  const unfiltered = new Map<string, (resource: Resource) => FetchedValue | null>();
  const generic: Condition[] = [];
  for (const condition of conditions) {
    const { name } = condition.field;
    const type = condition.operand?.type.replace('[]', '');
    if (isResourceColumn(name) && (type === undefined || type === 'string')) {
      const read = resourceColumn(condition, behaviour);
      if (condition.operator === 'none') {
        unfiltered.set(name, read);
      } else {
        readers.push(read);
      }
    } else if (condition.operator === 'absent') {
      const field = attributeField('resource', name);
      readers.push(({ attributes }) =>
        lacks(genericResourceAttributes(attributes), name) ? { field, value: ABSENT_VALUE } : null
      );
    } else {
      generic.push(condition);
    }
  }
  const readGeneric = attributeReader(generic, 'resource', all, behaviour);
  const least = all ? distinctNames(conditions) : 0;
  const everyReader = [...readers, ...unfiltered.values()];
  return (resource) => {
    const attributes = readGeneric ? readGeneric(genericResourceAttributes(resource.attributes)) : [];
    return collect(resource, everyReader, attributes, all, least);
  };
}

/** The value of a resource column; NIL where the condition lets an absent value pass and nothing is shown for it. */
function resourceColumn(condition: Condition, behaviour: Behaviour): (resource: Resource) => FetchedValue | null {
  const field = attributeField('resource', condition.field.name);
  const test = stringTest(condition, behaviour);
  const absent = behaviour.absentReadsNil ? ABSENT_VALUE : NIL;
  return ({ attributes }) => {
    const value = resourceColumnValue(attributes, condition.field.name);
    return test(value) ? { field, value: value === null ? absent : ofString(value) } : null;
  };
}

function collect<T>(
  from: T,
  readers: ReadonlyArray<(from: T) => FetchedValue | null>,
  attributes: readonly FetchedValue[] | null,
  all: boolean,
  least: number
): readonly FetchedValue[] | null {
  if (attributes === null) {
    return null;
  }
  const values = [...attributes];
  for (const read of readers) {
    const value = read(from);
    if (value && value.value.type !== 'nil') {
      values.push(value);
    } else if (!value && all) {
      return null;
    }
  }
  return values.length < least ? null : values;
}
