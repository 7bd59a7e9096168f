import type { DataSourceSettings, SampleSpan, SampleTrace } from '../../contract';
import { renderGrafanaQuery } from '../../logql';
import type { LogsSettings } from '../../settings/logsSettings';
import { shiftMs } from '../../settings/timeShift';
import { interpolate } from '../../spans/interpolate';
import { formatTags } from '../../spans/spanTags';

/** The link of one span is tried for so many spans, each of another service. */
const TESTED_SPANS = 3;

export interface TimeWindow {
  readonly startMs: number;
  readonly endMs: number;
}

/** What Grafana makes of a span: a query, or no link and why. */
export type SpanQuery =
  | { readonly kind: 'query'; readonly span: SampleSpan; readonly expr: string; readonly window: TimeWindow }
  | { readonly kind: 'no-tags'; readonly span: SampleSpan }
  | { readonly kind: 'no-value'; readonly span: SampleSpan; readonly variables: readonly string[] };

/** The root, then the longest span of each other service. */
export function pickTestSpans({ spans }: SampleTrace): SampleSpan[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const isRoot = ({ parentSpanId }: SampleSpan) => !parentSpanId || !ids.has(parentSpanId);
  const byUse = [...spans].sort(
    (a, b) => Number(isRoot(b)) - Number(isRoot(a)) || b.durationMs - a.durationMs || a.startMs - b.startMs
  );
  const picked = new Map<string, SampleSpan>();
  for (const span of byUse) {
    if (picked.size < TESTED_SPANS && !picked.has(span.service)) {
      picked.set(span.service, span);
    }
  }
  return [...picked.values()];
}

/**
 * The query of the link "Logs for this span" to a Loki.
 * Source: Grafana 12.3, public/app/features/explore/TraceView/createSpanLink.tsx.
 */
export function buildSpanQuery(settings: LogsSettings, trace: SampleTrace, span: SampleSpan): SpanQuery {
  const { tags } = settings.tags;
  if (settings.customQuery === '' && formatTags(span, trace.traceId, tags) === '') {
    return { kind: 'no-tags', span };
  }
  const query = settings.customQuery || renderGrafanaQuery(settings.filterByTraceId, settings.filterBySpanId);
  const { text, missing } = interpolate(query, trace, span, tags);
  return missing.length > 0
    ? { kind: 'no-value', span, variables: missing }
    : { kind: 'query', span, expr: text, window: spanWindow(settings, span) };
}

/** From the start of the span to its end, each shifted; at least a millisecond. */
function spanWindow({ startShift, endShift }: LogsSettings, span: SampleSpan): TimeWindow {
  const startMs = Math.floor(span.startMs + shiftMs(startShift));
  const endMs = Math.floor(span.startMs + span.durationMs + shiftMs(endShift));
  return { startMs, endMs: endMs === startMs ? endMs + 1 : endMs };
}

/** A window as long before the trace as after it. */
export function traceWindow({ startMs, endMs }: SampleTrace, aroundMs: number): TimeWindow {
  return { startMs: Math.floor(startMs - aroundMs), endMs: Math.ceil(endMs + aroundMs) };
}

/** The question for one span, the same wherever it is asked. */
export function lokiQuestion(loki: DataSourceSettings, expr: string, { startMs, endMs }: TimeWindow) {
  return { kind: 'loki-range', datasourceUid: loki.uid, expr, startMs, endMs, limit: 100 } as const;
}
