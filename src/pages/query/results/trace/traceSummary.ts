import type { DataFrame } from '@grafana/data';

/** What the head of the drawer says about a trace. */
export interface TraceSummary {
  /** Of the span without a parent; empty where it has not been received. */
  readonly rootService: string;
  readonly rootName: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly spanCount: number;
  readonly errorCount: number;
  /** Those with most spans first. */
  readonly services: readonly string[];
}

/**
 * Reads the frame of a trace as Grafana's Tempo data source makes it: one row a span with `parentSpanID`, `operationName`,
 * `serviceName`, `startTime` and `duration` (milliseconds) and `statusCode` (2 is an error); `pkg/tsdb/tempo/trace_transform.go`,
 * Grafana 12.3. Undefined where it has no spans.
 */
export function traceSummary(frame: DataFrame | undefined): TraceSummary | undefined {
  if (!frame || frame.length === 0) {
    return undefined;
  }
  const column = (name: string): readonly unknown[] => frame.fields.find((field) => field.name === name)?.values ?? [];
  const starts = column('startTime').map(Number);
  const durations = column('duration').map(Number);
  const services = column('serviceName').map(String);
  const names = column('operationName').map(String);
  const root = column('parentSpanID').findIndex((parent) => parent === '' || parent === null || parent === undefined);
  const startMs = starts.reduce((least, start) => Math.min(least, start), Infinity);
  const endMs = starts.reduce((most, start, index) => Math.max(most, start + (durations[index] ?? 0)), -Infinity);
  return {
    rootService: services[root] ?? '',
    rootName: names[root] ?? '',
    startMs,
    durationMs: endMs - startMs,
    spanCount: frame.length,
    errorCount: column('statusCode').filter((code) => code === 2).length,
    services: byFrequency(services),
  };
}

function byFrequency(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

/**
 * What is said where a trace was cut: Tempo leaves spans out that exceed `max_bytes_per_trace`. Grafana hands the message on
 * in `meta.custom` (12.x) or as a notice.
 */
export function partialMessage(frame: DataFrame | undefined): string {
  const custom = frame?.meta?.custom;
  const message: unknown = custom?.message;
  if (custom?.partial) {
    return typeof message === 'string' ? message : '';
  }
  return frame?.meta?.notices?.map(({ text }) => text).join(' ') ?? '';
}

/** Whether an error of the data source says that there is no such trace, and not that something is wrong. */
export function saysNotFound(message: string): boolean {
  return /\b404\b|not found/i.test(message);
}
