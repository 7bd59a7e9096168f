import { Trace } from '../model';

/** About what Tempo would have read; its own number depends on the layout of its files. */
export function inspectedBytes(traces: readonly Trace[]): number {
  return traces.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
