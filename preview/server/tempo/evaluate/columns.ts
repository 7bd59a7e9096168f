/** Attributes that Tempo keeps in columns of their own, and what stands in them (`vparquet4/schema.go`). */
import { Behaviour } from '../behaviour';
import { Attribute } from '../model';

export type ColumnType = 'string' | 'int';

/** Well-known attributes of spans; the value counts only with the type of the column. */
const SPAN_COLUMNS: Readonly<Record<string, ColumnType>> = {
  'http.method': 'string',
  'http.url': 'string',
  'http.status_code': 'int',
};

const RESOURCE_COLUMNS = new Set([
  'service.name',
  'cluster',
  'namespace',
  'pod',
  'container',
  'k8s.cluster.name',
  'k8s.namespace.name',
  'k8s.pod.name',
  'k8s.container.name',
]);

/** In the order in which they are given back after the other attributes. */
export const RESOURCE_COLUMN_ORDER: readonly string[] = [...RESOURCE_COLUMNS];

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Tempo's own choice of columns; the others are chosen by configuration and their conditions are joined by "or". */
  readonly wellKnown: boolean;
}

const columnsByBehaviour = new WeakMap<Behaviour, ReadonlyMap<string, Column>>();

/** The columns of spans by attribute name. */
export function spanColumns(behaviour: Behaviour): ReadonlyMap<string, Column> {
  let columns = columnsByBehaviour.get(behaviour);
  if (!columns) {
    const dedicated = behaviour.dedicatedSpanColumns.map((name): Column => ({
      name,
      type: 'string',
      wellKnown: false,
    }));
    const known = Object.entries(SPAN_COLUMNS).map(([name, type]): Column => ({ name, type, wellKnown: true }));
    columns = new Map([...dedicated, ...known].map((column) => [column.name, column]));
    columnsByBehaviour.set(behaviour, columns);
  }
  return columns;
}

export function isResourceColumn(name: string): boolean {
  return RESOURCE_COLUMNS.has(name);
}

/** What stands in the column of a span: the last attribute of the name with the right type, else null. */
export function spanColumnValue(attributes: readonly Attribute[], column: Column): string | bigint | null {
  let found: string | bigint | null = null;
  for (const { key, value } of attributes) {
    if (key === column.name && isOfColumn(value, column)) {
      found = value;
    }
  }
  return found;
}

function isOfColumn(value: Attribute['value'], column: Column): value is string | bigint {
  return typeof value === (column.type === 'int' ? 'bigint' : 'string');
}

/** What stands in the column of a resource; the service name is never absent, but empty. */
export function resourceColumnValue(attributes: readonly Attribute[], name: string): string | null {
  let found: string | null = name === 'service.name' ? '' : null;
  for (const { key, value } of attributes) {
    if (key === name && typeof value === 'string') {
      found = value;
    }
  }
  return found;
}

/** The attributes of a span without those that stand in columns. */
export function genericSpanAttributes(attributes: readonly Attribute[], behaviour: Behaviour): readonly Attribute[] {
  const columns = spanColumns(behaviour);
  return withoutColumns(attributes, (attribute) => {
    const column = columns.get(attribute.key);
    return column !== undefined && isOfColumn(attribute.value, column);
  });
}

/** The attributes of a resource without those that stand in columns. */
export function genericResourceAttributes(attributes: readonly Attribute[]): readonly Attribute[] {
  return withoutColumns(attributes, ({ key, value }) => RESOURCE_COLUMNS.has(key) && typeof value === 'string');
}

function withoutColumns(
  attributes: readonly Attribute[],
  isInColumn: (attribute: Attribute) => boolean
): readonly Attribute[] {
  return attributes.some(isInColumn) ? attributes.filter((attribute) => !isInColumn(attribute)) : attributes;
}
