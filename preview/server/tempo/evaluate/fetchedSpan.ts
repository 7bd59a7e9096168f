/**
 * A span as the fetch layer hands it to the evaluator: only with the values that the conditions of the query let pass.
 * Follows `span` in Tempo's `tempodb/encoding/vparquet4/block_traceql.go` (2.6.1 and 3.0.3).
 */
import { StoredSpan, Trace } from '../model';
import { Field } from './field';
import { ofInt, Static } from './static';

export interface FetchedValue {
  readonly field: Field;
  readonly value: Static;
}

export class FetchedSpan {
  readonly ofSpan: FetchedValue[] = [];
  resource: readonly FetchedValue[] = [];
  trace: readonly FetchedValue[] = [];
  instrumentation: readonly FetchedValue[] = [];
  readonly events: FetchedValue[] = [];
  readonly links: FetchedValue[] = [];
  /** 0 where the query did not ask for them; structural operators then find nothing. */
  nestedSetLeft = 0;
  nestedSetRight = 0;
  nestedSetParent = 0;
  /** In nanoseconds; 0 where no condition of the query read it. */
  durationNs = BigInt(0);
  hasId = false;
  hasStart = false;

  constructor(
    readonly stored: StoredSpan,
    readonly ofTrace: Trace,
    /** Place among the spans of the trace. */
    readonly index: number
  ) {}

  /** The value of a field, or undefined where none was fetched. A nil that was fetched hides what a wider scope has. */
  valueOf(field: Field): Static | undefined {
    switch (field.scope) {
      case 'resource':
        return find(field, this.resource);
      case 'span':
        return find(field, this.ofSpan);
      case 'event':
        return find(field, this.events);
      case 'link':
        return find(field, this.links);
      case 'instrumentation':
        return find(field, this.instrumentation);
      default:
        return this.valueWithoutScope(field);
    }
  }

  private valueWithoutScope(field: Field): Static | undefined {
    switch (field.intrinsic) {
      case null:
        break;
      case 'nestedSetLeft':
        return ofInt(BigInt(this.nestedSetLeft));
      case 'nestedSetRight':
        return ofInt(BigInt(this.nestedSetRight));
      case 'nestedSetParent':
        return ofInt(BigInt(this.nestedSetParent));
      default: {
        const found =
          find(field, this.ofSpan) ??
          find(field, this.trace) ??
          find(field, this.events) ??
          find(field, this.links) ??
          find(field, this.instrumentation);
        if (found) {
          return found;
        }
      }
    }
    return (
      findName(field.name, this.ofSpan) ??
      findName(field.name, this.resource) ??
      findName(field.name, this.events) ??
      findName(field.name, this.links) ??
      findName(field.name, this.instrumentation)
    );
  }

  /** Every list in Tempo's order of precedence for output: later ones replace earlier ones. */
  lists(): ReadonlyArray<readonly FetchedValue[]> {
    return [this.trace, this.resource, this.ofSpan, this.events, this.links, this.instrumentation];
  }

  /** How many values were found; none means that no condition of the query speaks for this span. */
  matchedValues(): number {
    let count = Number(this.hasStart) + Number(this.hasId);
    for (const list of this.lists()) {
      for (const { value } of list) {
        count += value.type === 'nil' ? 0 : 1;
      }
    }
    return count + (this.nestedSetLeft > 0 || this.nestedSetRight > 0 || this.nestedSetParent !== 0 ? 1 : 0);
  }
}

function find(field: Field, values: readonly FetchedValue[]): Static | undefined {
  for (const candidate of values) {
    if (candidate.field === field || candidate.field.key === field.key) {
      return candidate.value;
    }
  }
  return undefined;
}

function findName(name: string, values: readonly FetchedValue[]): Static | undefined {
  for (const candidate of values) {
    if (candidate.field.name === name) {
      return candidate.value;
    }
  }
  return undefined;
}
