/** The intrinsics of spans as columns (`createSpanIterator`, `spanCollector` in `vparquet4/block_traceql.go`). */
import { Behaviour } from '../behaviour';
import { StoredSpan } from '../model';
import { Condition } from './conditions';
import { UnsupportedError } from './errors';
import { FetchedSpan } from './fetchedSpan';
import { intrinsicField } from './field';
import { durationTest, idTest, intTest, stringTest } from './predicates';
import { ofDuration, ofInt, ofString, Static } from './static';

export interface SpanColumn {
  /** Conditions of one column are joined by "or". */
  readonly name: string;
  /** Gives the value to the span. */
  put(span: FetchedSpan): void;
  /** Takes precedence over one of the same name: shows the value as well. */
  readonly named?: boolean;
}

export interface ColumnCondition {
  readonly column: SpanColumn;
  readonly test: (stored: StoredSpan) => boolean;
}

/** TraceQL's number of a status or kind by the number of OTLP. */
const STATUSES = [2, 1, 0];
const KINDS = [0, 1, 3, 2, 4, 5];

export function statusOf({ span }: StoredSpan): Static {
  return { type: 'status', value: STATUSES[span.statusCode] ?? span.statusCode };
}

export function kindOf({ span }: StoredSpan): Static {
  return { type: 'kind', value: KINDS[span.kind] ?? span.kind };
}

export function durationOf({ span }: StoredSpan): bigint {
  return BigInt.asUintN(64, span.endNs - span.startNs);
}

/** Columns of one value that is shown under the name of the intrinsic. */
const VALUES = {
  'span:id': ({ span }: StoredSpan) => ofString(span.spanId.padStart(16, '0')),
  'span:parentID': ({ span }: StoredSpan) => ofString(span.parentSpanId.padStart(16, '0')),
  name: ({ span }: StoredSpan) => ofString(span.name),
  kind: kindOf,
  duration: (stored: StoredSpan) => ofDuration(durationOf(stored)),
  status: statusOf,
  statusMessage: ({ span }: StoredSpan) => ofString(span.statusMessage),
} as const;

const COLUMNS = new Map<string, SpanColumn>(
  Object.entries(VALUES).map(([name, read]) => {
    const field = intrinsicField(name as keyof typeof VALUES);
    const put = (span: FetchedSpan) => {
      span.ofSpan.push({ field, value: read(span.stored) });
      span.hasId ||= name === 'span:id';
      span.durationNs = name === 'duration' ? durationOf(span.stored) : span.durationNs;
    };
    return [name, { name, put }];
  })
);

const START: SpanColumn = {
  name: 'spanStartTime',
  put: (span) => {
    span.hasStart = true;
  },
};

type NestedSet = 'nestedSetLeft' | 'nestedSetRight' | 'nestedSetParent';

/** A nested-set number; it is an attribute of its own only where the query names it. */
function nestedSetColumn(name: NestedSet, explicit: boolean): SpanColumn {
  const field = intrinsicField(name);
  return {
    name,
    named: explicit,
    put: (span) => {
      span[name] = span.stored[name];
      if (explicit) {
        span.ofSpan.push({ field, value: ofInt(BigInt(span.stored[name])) });
      }
    },
  };
}

const RELATIONS: Readonly<Record<string, readonly NestedSet[]>> = {
  structuralDescendant: ['nestedSetLeft', 'nestedSetRight'],
  structuralChild: ['nestedSetLeft', 'nestedSetParent'],
  structuralSibling: ['nestedSetParent'],
};

/** The columns that a condition on an intrinsic of the span reads; null for attributes. */
export function intrinsicColumn(condition: Condition, behaviour: Behaviour): readonly ColumnCondition[] | null {
  const name = condition.field.intrinsic;
  if (name === null) {
    return null;
  }
  const relation = RELATIONS[name];
  if (relation) {
    return relation.map((number) => ({ column: nestedSetColumn(number, false), test: () => true }));
  }
  if (name === 'nestedSetLeft' || name === 'nestedSetRight' || name === 'nestedSetParent') {
    const test = intTest(condition, behaviour);
    return [{ column: nestedSetColumn(name, true), test: (stored) => test(BigInt(stored[name])) }];
  }
  if (name === 'spanStartTime') {
    const test = intTest(condition, behaviour);
    return [{ column: START, test: ({ span }) => test(span.startNs) }];
  }
  const column = COLUMNS.get(name);
  if (!column) {
    throw new UnsupportedError(`conditions invalid: intrinsic '${name}' not supported in vParquet4`);
  }
  return [{ column, test: testOf(name as keyof typeof VALUES, condition, behaviour) }];
}

function testOf(
  name: keyof typeof VALUES,
  condition: Condition,
  behaviour: Behaviour
): (stored: StoredSpan) => boolean {
  switch (name) {
    case 'span:id': {
      const test = idTest(condition, 'span', behaviour);
      return ({ span }) => test(span.spanId);
    }
    case 'span:parentID': {
      const test = idTest(condition, 'span', behaviour);
      return ({ span }) => test(span.parentSpanId);
    }
    case 'name': {
      const test = stringTest(condition, behaviour);
      return ({ span }) => test(span.name);
    }
    case 'statusMessage': {
      const test = stringTest(condition, behaviour);
      return ({ span }) => test(span.statusMessage);
    }
    case 'kind': {
      const test = intTest(condition, behaviour);
      return ({ span }) => test(BigInt(span.kind));
    }
    case 'status': {
      const test = intTest(condition, behaviour);
      return ({ span }) => test(BigInt(span.statusCode));
    }
    case 'duration': {
      const test = durationTest(condition, behaviour);
      return (stored) => test(durationOf(stored));
    }
  }
}
