import type { LogLine, SampleSpan, SampleTrace } from '../../contract';
import { renderLogsQuery, TRACE_ID_NAMES } from '../../logql';
import type { TagMapping } from '../../settings/tagMapping';
import { roundUpShift } from '../../settings/timeShift';
import { shownTraceId } from '../../spans/shownTraceId';
import { attributeOf } from '../../spans/spanTags';
import { idNames, linesOfSpan, type Exploration } from './exploreLoki';

/** Attributes that are worth a label, the best first. */
const USEFUL_KEYS = [
  'service.name',
  'service.namespace',
  'k8s.namespace.name',
  'k8s.pod.name',
  'k8s.deployment.name',
  'k8s.container.name',
  'host.name',
  'namespace',
  'pod',
  'cluster',
];
const WITHOUT_LOGS: readonly TagMapping[] = [{ key: 'service.name', label: 'service_name' }];
/** Shifts are chosen with room for lines that come later than those that were seen. */
const ROOM = 1.5;
const SPANS_OF_A_SERVICE = 3;
const SERVICES = 20;

/** Settings that find what was found. */
export interface LogsProposal {
  readonly tags: readonly TagMapping[];
  readonly query: string;
  /** Without a sign. */
  readonly startShift: string;
  readonly endShift: string;
  /** Whether logs were seen that it was made from. */
  readonly isProved: boolean;
}

/** Where nothing is known: the form that logs sent by OTLP have. */
export const DEFAULT_PROPOSAL: LogsProposal = {
  tags: WITHOUT_LOGS,
  query: renderLogsQuery(),
  startShift: '15m',
  endShift: '15m',
  isProved: false,
};

/**
 * Chooses tags, query and window by the logs of the trace that were found. Tags that are configured and right stay.
 *
 * @param configured - the tags as they are, in the order in which they are tried
 */
export function proposeLogs(
  trace: SampleTrace,
  { lines, labelNames, anchor }: Exploration,
  configured: readonly TagMapping[]
): LogsProposal {
  if (lines.length === 0) {
    return DEFAULT_PROPOSAL;
  }
  const tags = chooseTags(trace, lines, labelNames, configured);
  const names = lines.flatMap((line) => idNames(line, trace.traceId)).filter((name) => !labelNames.includes(name));
  const extra = [...new Set([...names, ...TRACE_ID_NAMES.filter((name) => labelNames.includes(name))])];
  const needed = neededShifts(trace, lines);
  const isShort = shownTraceId(trace.traceId) !== trace.traceId;
  return {
    tags: tags.length > 0 ? tags : WITHOUT_LOGS,
    query: renderLogsQuery(tags.length > 0 ? '${__tags}' : `${anchor}=~".+"`, extra, isShort),
    startShift: roundUpShift(needed.beforeMs * ROOM),
    endShift: roundUpShift(needed.afterMs * ROOM),
    isProved: true,
  };
}

/** The mappings that hold for every line that belongs to a span: the configured ones, else the first useful one. */
function chooseTags(
  trace: SampleTrace,
  lines: readonly LogLine[],
  labelNames: readonly string[],
  configured: readonly TagMapping[]
): TagMapping[] {
  const labelFor = (key: string, wanted?: string): TagMapping[] => {
    const names = wanted === undefined ? labelNames : [wanted, ...labelNames];
    const label = names.find((name) => labelNames.includes(name) && holds(trace, lines, { key, label: name }));
    return label === undefined ? [] : [{ key, label }];
  };
  const kept = configured.flatMap(({ key, label }) => labelFor(key, label));
  // A tag that spans lack is left out by Grafana; one must be there on every span, or some have no link.
  const isEnough = trace.spans.every((span) => kept.some(({ key }) => attributeOf(span, key) !== undefined));
  const first = USEFUL_KEYS.flatMap((key) => labelFor(key))[0];
  return isEnough || !first || kept.some(({ key }) => key === first.key) ? kept : [first, ...kept];
}

/** Whether the label says what the attribute says, on all lines of which the span is known. */
function holds(trace: SampleTrace, lines: readonly LogLine[], { key, label }: TagMapping): boolean {
  let seen = 0;
  for (const span of representatives(trace)) {
    const value = attributeOf(span, key);
    const own = value === undefined ? [] : linesOfSpan(lines, span, trace);
    if (own.some((line) => line.labels[label] !== value)) {
      return false;
    }
    seen += own.length;
  }
  return seen > 0;
}

/** How long before the start and after the end of its span a line is, at most. */
export function neededShifts(
  trace: SampleTrace,
  lines: readonly LogLine[]
): { readonly beforeMs: number; readonly afterMs: number } {
  let beforeMs = 0;
  let afterMs = 0;
  for (const span of representatives(trace)) {
    for (const { timeMs } of linesOfSpan(lines, span, trace)) {
      beforeMs = Math.max(beforeMs, span.startMs - timeMs);
      afterMs = Math.max(afterMs, timeMs - span.startMs - span.durationMs);
    }
  }
  return { beforeMs, afterMs };
}

/** Some spans of each service stand for all: traces can have very many. */
function representatives({ spans }: SampleTrace): SampleSpan[] {
  const count = new Map<string, number>();
  return spans.filter(({ service }) => {
    const known = count.get(service) ?? 0;
    count.set(service, known + 1);
    return known < SPANS_OF_A_SERVICE && count.size <= SERVICES;
  });
}
