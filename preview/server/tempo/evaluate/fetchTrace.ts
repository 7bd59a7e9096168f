/** Trace-level conditions (`createTraceIterator` and `traceCollector` in `vparquet4/block_traceql.go`). */
import { Behaviour } from '../behaviour';
import { Trace } from '../model';
import { Condition } from './conditions';
import { FetchedValue } from './fetchedSpan';
import { intrinsicField } from './field';
import { durationTest, idTest, stringTest } from './predicates';
import { ofDuration, ofString } from './static';

type ReadOne = (trace: Trace) => FetchedValue | null | 'nothing to show';

/** Reads what passes; null where all conditions had to be met and one was not. */
export function traceReader(
  conditions: readonly Condition[],
  all: boolean,
  behaviour: Behaviour
): (trace: Trace) => readonly FetchedValue[] | null {
  const readers = conditions.map((condition) => readOne(condition, behaviour));
  return (trace) => {
    const values: FetchedValue[] = [];
    for (const read of readers) {
      const value = read(trace);
      if (value === null) {
        if (all) {
          return null;
        }
      } else if (value !== 'nothing to show') {
        values.push(value);
      }
    }
    return values;
  };
}

/** Trace IDs are shown, and compared, without leading zeros. */
export function shownTraceId(traceId: string): string {
  return traceId.replace(/^0+/, '');
}

function readOne(condition: Condition, behaviour: Behaviour): ReadOne {
  switch (condition.field.intrinsic) {
    case 'trace:id': {
      const field = intrinsicField('trace:id');
      const test = idTest(condition, 'trace', behaviour);
      return ({ traceId }) => (test(traceId) ? { field, value: ofString(shownTraceId(traceId)) } : null);
    }
    case 'traceDuration': {
      const field = intrinsicField('traceDuration');
      const test = durationTest(condition, behaviour);
      return ({ summary }) => {
        const duration = summary.endNs - summary.startNs;
        return test(duration) ? { field, value: ofDuration(duration) } : null;
      };
    }
    case 'rootName': {
      const field = intrinsicField('rootName');
      const test = stringTest(condition, behaviour);
      return ({ summary: { rootSpanName: name } }) => (test(name) ? { field, value: ofString(name) } : null);
    }
    case 'rootServiceName': {
      const field = intrinsicField('rootServiceName');
      const test = stringTest(condition, behaviour);
      return ({ summary: { rootServiceName: name } }) => (test(name) ? { field, value: ofString(name) } : null);
    }
    default:
      return () => 'nothing to show';
  }
}
