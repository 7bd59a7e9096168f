import type { AttributeType, AttributeValue } from '../../../tempo';

/** A condition on one field that the user has chosen on a value. */
export interface FilterChange {
  /** TraceQL text of the field: `span.http.method`, `name`. */
  readonly field: string;
  readonly operator: '=' | '!=';
  readonly value: AttributeValue;
  readonly type: AttributeType;
}

/** A rectangle of time and duration; the ends belong to it. */
export interface BrushChange {
  /** Epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** 0 for no limit. */
  readonly minDurationNs: number;
  /** Infinity for no limit. */
  readonly maxDurationNs: number;
}
