/** A kind of message: what differs between messages of the same kind (numbers, identifiers) is left out. */
export interface ExceptionMessage {
  readonly text: string;
  /** How many spans of the sample have it. */
  readonly count: number;
}

/** Exceptions of one type in one service. */
export interface ExceptionRow {
  readonly key: string;
  /** Empty where none was given. */
  readonly type: string;
  /** Empty where the resource has no name. */
  readonly service: string;
  /** Spans with it in the whole range; undefined where Tempo did not count them and only the sample tells of it. */
  readonly count: number | undefined;
  /** Spans with it in the sample. */
  readonly sampled: number;
  /** Epoch milliseconds; NaN where nothing tells. To the step of the count, or exactly where only the sample tells. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** Spans with it in each step of the range, oldest first; empty where they were not counted. */
  readonly trend: readonly number[];
  /** The most frequent first. */
  readonly messages: readonly ExceptionMessage[];
}

/** Of type and service, which may hold anything. */
export function exceptionKey(type: string, service: string): string {
  return JSON.stringify([type, service]);
}
