import type { Labels } from './logql/labelSet';

/** A line as it was sent to Loki. */
export interface LogLine {
  timeNs: bigint;
  line: string;
  /** Labels of its stream. */
  stream: Labels;
  structuredMetadata: Labels;
}
