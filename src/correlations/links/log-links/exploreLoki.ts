import { quoteLabelValue } from '../../../signals/traced';
import type { DataSourceSettings, LogLine, SampleSpan, SampleTrace } from '../../contract';
import type { Inquiry, Outcome } from '../../inquiry';
import { TRACE_ID_NAMES } from '../../logql';
import { shownTraceId, writtenTraceIds } from '../../spans/shownTraceId';
import { lokiQuestion, traceWindow } from './spanQueries';

/** How far around the trace its logs are looked for. */
export const AROUND_MS = 3_600_000;
/** Labels that nearly every stream has, the best first. */
const ANCHORS = ['service_name', 'job', 'app', 'namespace', 'container', 'filename', 'host', 'instance'];

/** What was found without the configured query. */
export interface Exploration {
  /** Lines that have the ID of the trace, in their text or beside it. */
  readonly lines: readonly LogLine[];
  /** Names of the labels of streams. Undefined where they could not be asked. */
  readonly labelNames: readonly string[];
  /** A label that selects all streams. */
  readonly anchor: string;
  readonly failure?: Extract<Outcome<never>, { state: 'failed' }>;
}

/**
 * Looks for the ID of the trace in all of a Loki, an hour around the trace: with any label that streams have, in the line
 * and in metadata. Three small questions; undefined while they are not answered.
 */
export function exploreLoki(inquiry: Inquiry, loki: DataSourceSettings, trace: SampleTrace): Exploration | undefined {
  const window = traceWindow(trace, AROUND_MS);
  const labels = inquiry.askLabelNames(
    { kind: 'loki-labels', datasourceUid: loki.uid, ...window },
    { why: 'which labels logs have' }
  );
  if (labels.state !== 'answered') {
    return labels.state === 'failed' ? { lines: [], labelNames: [], anchor: '', failure: labels } : undefined;
  }
  const labelNames = labels.value.filter((name) => !name.startsWith('__'));
  const anchor = ANCHORS.find((name) => labelNames.includes(name)) ?? labelNames[0];
  if (anchor === undefined) {
    return { lines: [], labelNames, anchor: '' };
  }
  // A line that has the ID with its zeros has the shorter one, too.
  const id = quoteLabelValue(shownTraceId(trace.traceId));
  const beside = TRACE_ID_NAMES.flatMap((name) =>
    writtenTraceIds(trace.traceId).map((written) => `${name}=${quoteLabelValue(written)}`)
  ).join(' or ');
  const outcomes = [
    inquiry.askLines(lokiQuestion(loki, `{${anchor}=~".+"} |= ${id}`, window), {
      why: 'whether any line has the trace ID in its text',
    }),
    inquiry.askLines(lokiQuestion(loki, `{${anchor}=~".+"} | ${beside}`, window), {
      why: 'whether any line has the trace ID in a label or in structured metadata',
    }),
  ];
  if (outcomes.some(({ state }) => state === 'pending')) {
    return undefined;
  }
  const failure = outcomes.find((outcome) => outcome.state === 'failed');
  const lines = mergeLines(outcomes.flatMap((outcome) => (outcome.state === 'answered' ? outcome.value : [])));
  return { lines, labelNames, anchor, ...(failure?.state === 'failed' ? { failure } : {}) };
}

/** The same line can be found in both ways. */
export function mergeLines(lines: readonly LogLine[]): LogLine[] {
  return [
    ...new Map(lines.map((line) => [`${line.timeMs} ${line.line} ${JSON.stringify(line.labels)}`, line])).values(),
  ];
}

/** All that stands beside a line. Source: Grafana 12.3, pkg/promlib/converter/prom.go, `readStream`. */
export function besideLine({ labels, structuredMetadata, parsed }: LogLine): Readonly<Record<string, string>> {
  return { ...parsed, ...structuredMetadata, ...labels };
}

/** Names of labels and metadata that have the trace ID. */
export function idNames(line: LogLine, traceId: string): string[] {
  const written = writtenTraceIds(traceId);
  return Object.entries(besideLine(line))
    .filter(([, value]) => written.includes(value))
    .map(([name]) => name);
}

export function isInLine({ line }: LogLine, traceId: string): boolean {
  return line.includes(shownTraceId(traceId));
}

export function hasTraceId(line: LogLine, traceId: string): boolean {
  return isInLine(line, traceId) || idNames(line, traceId).length > 0;
}

/** Lines of a span's service; lines of which nobody knows the service are of all. */
export function linesOfSpan(lines: readonly LogLine[], span: SampleSpan, trace: SampleTrace): LogLine[] {
  const services = new Set(trace.spans.map(({ service }) => service));
  return lines.filter((line) => {
    const values = Object.values(besideLine(line));
    return values.includes(span.service) || !values.some((value) => services.has(value));
  });
}
