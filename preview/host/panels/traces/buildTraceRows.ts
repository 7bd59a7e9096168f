import type { DataFrame } from '@grafana/data';
import type { SpanRow } from '../../dataSources/tempo/buildTraceFrame.ts';

/** A span where the waterfall shows it. Times are in milliseconds. */
export interface TraceRow {
  span: SpanRow;
  /** 0 for a root. */
  depth: number;
  /** From the start of the trace. */
  offsetMs: number;
  isFailed: boolean;
  childCount: number;
}

export interface TraceOverview {
  rows: TraceRow[];
  traceId: string;
  /** Of the first root. */
  name: string;
  startMs: number;
  durationMs: number;
  services: string[];
  failedCount: number;
}

const ERROR_STATUS = 2;

/** The spans of a trace's frame from parents to children, siblings by start; undefined where the frame is no trace. */
export function buildTraceRows(frame: DataFrame | undefined): TraceOverview | undefined {
  const spans = readSpans(frame);
  const [first] = spans;
  if (!first) {
    return undefined;
  }
  const startMs = Math.min(...spans.map((span) => span.startTime));
  const endMs = Math.max(...spans.map((span) => span.startTime + span.duration));
  const rows = placeSpans(spans, startMs);
  return {
    rows,
    traceId: first.traceID,
    name: `${rows[0]?.span.serviceName}: ${rows[0]?.span.operationName}`,
    startMs,
    durationMs: endMs - startMs,
    services: [...new Set(rows.map(({ span }) => span.serviceName))],
    failedCount: rows.filter(({ isFailed }) => isFailed).length,
  };
}

/** Plugins may also make such a frame themselves, and leave fields out. */
function readSpans(frame: DataFrame | undefined): SpanRow[] {
  const fields = frame?.fields ?? [];
  if (!fields.some(({ name }) => name === 'spanID') || !frame) {
    return [];
  }
  return Array.from({ length: frame.length }, (_, row) => {
    const span = Object.fromEntries(fields.map(({ name, values }) => [name, values[row]])) as unknown as SpanRow;
    return { ...span, tags: span.tags ?? [], serviceTags: span.serviceTags ?? [] };
  });
}

/** Iterative, because a trace may be thousands of spans deep. A span whose parent is missing is a root. */
function placeSpans(spans: SpanRow[], startMs: number): TraceRow[] {
  const known = new Set(spans.map((span) => span.spanID));
  const childrenOf = new Map<string, SpanRow[]>();
  const byStart = [...spans].sort((a, b) => a.startTime - b.startTime);
  for (const span of byStart) {
    const parent = known.has(span.parentSpanID) && span.parentSpanID !== span.spanID ? span.parentSpanID : '';
    const siblings = childrenOf.get(parent) ?? [];
    siblings.push(span);
    childrenOf.set(parent, siblings);
  }
  const rows: TraceRow[] = [];
  const pending = (childrenOf.get('') ?? []).map((span) => ({ span, depth: 0 })).reverse();
  while (pending.length > 0) {
    const { span, depth } = pending.pop()!;
    const children = childrenOf.get(span.spanID) ?? [];
    // An ID that occurs twice would otherwise give its children twice, and a cycle without end.
    childrenOf.delete(span.spanID);
    const isFailed =
      span.statusCode === ERROR_STATUS || span.tags.some((tag) => tag.key === 'error' && tag.value === true);
    rows.push({ span, depth, offsetMs: span.startTime - startMs, isFailed, childCount: children.length });
    pending.push(...children.map((child) => ({ span: child, depth: depth + 1 })).reverse());
  }
  return rows;
}
