/**
 * Attributes without a column of their own: rows of a key and values by type.
 * Follows `createAttributeIterator` and `attributeCollector` in `vparquet4/block_traceql.go`, and `attrToParquet` for
 * what is stored at all.
 */
import { AttributeScope } from '../../../../src/traceql/ast';
import { Behaviour } from '../behaviour';
import { Attribute, AttributeValue } from '../model';
import { Condition } from './conditions';
import { FetchedValue } from './fetchedSpan';
import { attributeField, Field } from './field';
import { boolTest, floatTest, intTest, stringTest, Test } from './predicates';
import { NIL, ofBool, ofFloat, ofInt, ofString, Static } from './static';

/** Reads what conditions let pass of a list of attributes; null where all had to be met and none was. */
export type ReadAttributes = (attributes: readonly Attribute[]) => FetchedValue[] | null;

interface Tests {
  readonly string: Array<Test<string>>;
  readonly int: Array<Test<bigint>>;
  readonly float: Array<Test<number>>;
  readonly bool: Array<Test<boolean>>;
}

/** @returns null where the conditions read nothing at all, as for operands of types that attributes do not have */
export function attributeReader(
  conditions: readonly Condition[],
  scope: AttributeScope,
  required: boolean,
  behaviour: Behaviour
): ReadAttributes | null {
  const fields = new Map<string, Field>();
  const tests: Tests = { string: [], int: [], float: [], bool: [] };
  for (const condition of conditions) {
    fields.set(condition.field.name, attributeField(scope, condition.field.name));
    addTests(tests, condition, behaviour);
  }
  const columns = Object.values(tests).filter((list) => list.length > 0).length;
  if (columns === 0) {
    return null;
  }
  const valueNeeded = required && columns === 1;
  return (attributes) => {
    const values: FetchedValue[] = [];
    for (const attribute of attributes) {
      const field = fields.get(attribute.key);
      const value = field && readValue(attribute.value, tests, behaviour);
      if (field && value && !(valueNeeded && value.type === 'nil')) {
        values.push({ field, value });
      }
    }
    return required && values.length === 0 ? null : values;
  };
}

function addTests(tests: Tests, condition: Condition, behaviour: Behaviour): void {
  const { operator, operand } = condition;
  const any = operator === 'none' || operator === 'exists';
  const type = operand?.type.replace('[]', '');
  if (any || type === 'string') {
    tests.string.push(stringTest(condition, behaviour));
  }
  if (any || type === 'int') {
    tests.int.push(intTest(condition, behaviour));
  }
  if (any || type === 'float') {
    tests.float.push(floatTest(condition, behaviour));
  }
  if (any || type === 'boolean') {
    tests.bool.push(boolTest(condition, behaviour));
  }
}

function readValue(value: AttributeValue, tests: Tests, behaviour: Behaviour): Static {
  switch (typeof value) {
    case 'string':
      return tests.string.some((test) => test(value)) ? ofString(value) : NIL;
    case 'bigint':
      return tests.int.some((test) => test(value)) ? ofInt(value) : NIL;
    case 'number':
      return tests.float.some((test) => test(value)) ? ofFloat(value) : NIL;
    case 'boolean':
      return tests.bool.some((test) => test(value)) ? ofBool(value) : NIL;
    default:
      return Array.isArray(value) ? readArray(value as readonly AttributeValue[], tests, behaviour) : NIL;
  }
}

/** Only arrays of one type are stored as such. Before 2.7 the last value that passes stands for all. */
function readArray(values: readonly AttributeValue[], tests: Tests, behaviour: Behaviour): Static {
  const type = typeof values[0];
  if (!['string', 'bigint', 'number', 'boolean'].includes(type) || values.some((value) => typeof value !== type)) {
    return NIL;
  }
  const passing = values
    .map((value) => readValue(value, tests, behaviour))
    .filter(({ type: found }) => found !== 'nil');
  const last = passing[passing.length - 1];
  if (passing.length <= 1 || !behaviour.arrays) {
    return last ?? NIL;
  }
  const list = passing.map((value) => (value.type === 'nil' ? undefined : value.value));
  return { type: `${last?.type ?? 'nil'}[]`, value: list } as Static;
}

/** Every attribute that has a value TraceQL can see, unfiltered. */
export function allAttributes(
  attributes: readonly Attribute[],
  scope: AttributeScope,
  behaviour: Behaviour
): FetchedValue[] {
  return attributes.map(({ key, value }) => ({
    field: attributeField(scope, key),
    value: readValue(value, EVERYTHING, behaviour),
  }));
}

const EVERYTHING: Tests = { string: [() => true], int: [() => true], float: [() => true], bool: [() => true] };

/** The text that stands for an attribute that is known not to be there. */
export const ABSENT_VALUE: Static = ofString('nil');

/**
 * Whether none of the attributes has the name. What has no attributes at all has no rows to look through, and is not seen
 * to lack one (`NilSyncIterator` in `pkg/parquetquery/nil_iter.go`).
 */
export function lacks(attributes: readonly Attribute[], name: string): boolean {
  return attributes.length > 0 && !attributes.some(({ key }) => key === name);
}
