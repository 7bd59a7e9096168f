import type { CorrelationFinding, DataSourceSettings, LogLine, SampleTrace, SettingChange } from '../../contract';
import { buildFinding } from '../../findings/buildFinding';
import type { Inquiry } from '../../inquiry';
import { change } from '../../judged';
import { readEqualityMatchers, type EqualityMatcher } from '../../logql';
import type { LogsSettings } from '../../settings/logsSettings';
import { shiftMs, type TimeShift } from '../../settings/timeShift';
import { shownTraceId } from '../../spans/shownTraceId';
import { AROUND_MS, besideLine, hasTraceId, isInLine, linesOfSpan, type Exploration } from './exploreLoki';
import { neededShifts, type LogsProposal } from './proposeLogs';
import { lokiQuestion, traceWindow, type SpanQuery } from './spanQueries';
import { replaceQuery, replaceTags, usesTags } from './staticLogs';

const KEY = 'tracesToLogsV2';

export type AskedSpan = Extract<SpanQuery, { kind: 'query' }>;

/** What the judgement of spans without logs goes by. */
export interface EmptyContext {
  readonly inquiry: Inquiry;
  readonly tempo: DataSourceSettings;
  readonly loki: DataSourceSettings;
  readonly trace: SampleTrace;
  readonly settings: LogsSettings;
  readonly exploration: Exploration;
  readonly proposal: LogsProposal;
  /** Whether other spans have logs: then the link is not broken for all. */
  readonly someWork: boolean;
}

type Reason =
  'narrow-window' | 'label-missing' | 'label-differs' | 'id-in-metadata' | 'id-in-line' | 'query-finds-nothing';

interface Cause {
  readonly reason: Reason;
  readonly what: string;
  readonly evidence: readonly string[];
}

/** Why the query of these spans finds nothing, though there are logs of them. Spans that log nothing are no finding. */
export function explainEmptySpans(context: EmptyContext, spans: readonly AskedSpan[]): CorrelationFinding[] {
  if (context.exploration.lines.length === 0) {
    return [];
  }
  const causes = spans.flatMap((span) => explainSpan(context, span));
  const first = new Map<Reason, Cause>();
  for (const cause of causes) {
    first.set(cause.reason, first.get(cause.reason) ?? cause);
  }
  return [...first.values()].map(({ reason, what, evidence }) =>
    buildFinding(`trace-to-logs.${reason}`, {
      datasourceUid: context.tempo.uid,
      what,
      evidence,
      paths: pathsOf(reason),
      fixes: fixesFor(reason, context),
      ...(context.someWork ? { severity: 'warning' as const } : {}),
    })
  );
}

function explainSpan(context: EmptyContext, asked: AskedSpan): Cause[] {
  const { inquiry, loki, trace, exploration } = context;
  const wide = inquiry.askLines(lokiQuestion(loki, asked.expr, traceWindow(trace, AROUND_MS)), {
    why: `whether the query of "${asked.span.name}" finds lines within an hour around the trace`,
  });
  if (wide.state === 'pending') {
    return [];
  }
  const inWide = wide.state === 'answered' ? wide.value.filter((line) => hasTraceId(line, trace.traceId)) : [];
  if (inWide.length > 0) {
    return [explainWindow(asked, inWide)];
  }
  const own = linesOfSpan(exploration.lines, asked.span, trace);
  if (own.length === 0) {
    return [];
  }
  const outside = own.every(({ timeMs }) => timeMs < asked.window.startMs || timeMs > asked.window.endMs);
  return [explainLines(asked, own, trace.traceId), ...(outside ? [explainWindow(asked, own)] : [])];
}

function explainWindow({ span, window }: AskedSpan, lines: readonly LogLine[]): Cause {
  const nearest = Math.min(...lines.map(({ timeMs }) => Math.max(window.startMs - timeMs, timeMs - window.endMs, 0)));
  return {
    reason: 'narrow-window',
    what: `The window of the span "${span.name}" has no line; ${lines.length} with its trace ID are outside, the nearest ${formatMs(nearest)} away.`,
    evidence: [
      `Asked from ${new Date(window.startMs).toISOString()} to ${new Date(window.endMs).toISOString()}.`,
      ...lines.slice(0, 2).map(({ timeMs, line }) => `${new Date(timeMs).toISOString()} ${shorten(line)}`),
    ],
  };
}

function explainLines({ span, expr }: AskedSpan, lines: readonly LogLine[], traceId: string): Cause {
  const matchers = readEqualityMatchers(expr);
  const found = `${lines.length} lines have the trace ID`;
  const missing = matchers.filter(({ label }) => lines.every(({ labels }) => labels[label] === undefined));
  if (missing.length > 0) {
    return {
      reason: 'label-missing',
      what: `${found}, but none has the label ${missing.map(({ label }) => label).join(', ')}.`,
      evidence: [`Asked: ${expr}`, `Labels of the lines: ${Object.keys(lines[0]?.labels ?? {}).join(', ')}`],
    };
  }
  const differing = matchers.filter(({ label, value }) => lines.every(({ labels }) => labels[label] !== value));
  if (differing.length > 0) {
    return {
      reason: 'label-differs',
      what: `${found}, but ${describeDifference(differing, lines)}.`,
      evidence: [`Asked: ${expr}`],
    };
  }
  const reason = misplaced(expr, lines, traceId);
  return {
    reason,
    what: `0 lines by the query of "${span.name}", ${lines.length} when the trace ID is looked for ${PLACES[reason]}.`,
    evidence: [`Asked: ${expr}`, shorten(lines[0]?.line ?? ''), describeBeside(lines[0])],
  };
}

const PLACES = {
  'id-in-metadata': 'beside the line',
  'id-in-line': 'in the line',
  'query-finds-nothing': 'alone, in the line and beside it',
} as const;

/** Where the ID is and the query does not look; or it looks there, and asks for something else as well. */
function misplaced(expr: string, lines: readonly LogLine[], traceId: string): keyof typeof PLACES {
  const shown = shownTraceId(traceId);
  const inLine = lines.filter((line) => isInLine(line, traceId)).length;
  const asksLine = new RegExp(`(\\|[=~]\\s*|contains )["\`]${shown}`).test(expr);
  const asksBeside = lines.some((line) =>
    Object.entries(besideLine(line)).some(([name, value]) => value === shown && expr.includes(`${name}="${shown}"`))
  );
  if (inLine === 0) {
    return asksBeside ? 'query-finds-nothing' : 'id-in-metadata';
  }
  return inLine === lines.length && !asksLine ? 'id-in-line' : 'query-finds-nothing';
}

function describeDifference(matchers: readonly EqualityMatcher[], lines: readonly LogLine[]): string {
  return matchers
    .map(({ label, value }) => `${label} is "${lines[0]?.labels[label] ?? ''}" there and "${value}" in the query`)
    .join(', ');
}

function describeBeside(line: LogLine | undefined): string {
  const names = Object.keys(line?.structuredMetadata ?? {});
  return names.length > 0 ? `Structured metadata: ${names.join(', ')}` : 'The line has no structured metadata.';
}

function pathsOf(reason: Reason): string[] {
  switch (reason) {
    case 'narrow-window':
      return [`${KEY}.spanStartTimeShift`, `${KEY}.spanEndTimeShift`];
    case 'label-missing':
    case 'label-differs':
      return [`${KEY}.tags`];
    default:
      return [`${KEY}.query`];
  }
}

function fixesFor(reason: Reason, context: EmptyContext): SettingChange[] {
  const { tempo, settings, proposal } = context;
  switch (reason) {
    case 'narrow-window':
      return fixWindow(context);
    case 'label-missing':
    case 'label-differs': {
      const why = 'Labels that the logs of the trace have.';
      return usesTags(settings)
        ? replaceTags(tempo, settings, proposal, why)
        : replaceQuery(tempo, settings, proposal, why);
    }
    default:
      return replaceQuery(tempo, settings, proposal, 'Finds the trace ID in the line and beside it.');
  }
}

function fixWindow({ tempo, trace, settings, exploration, proposal }: EmptyContext): SettingChange[] {
  const { beforeMs, afterMs } = neededShifts(trace, exploration.lines);
  const reason = 'Logs of the trace are outside of the window.';
  const isShort = (shift: TimeShift, neededMs: number) => Math.abs(shiftMs(shift)) < neededMs;
  return [
    ...(isShort(settings.startShift, beforeMs)
      ? [change(tempo.uid, `${KEY}.spanStartTimeShift`, `-${proposal.startShift}`, reason)]
      : []),
    ...(isShort(settings.endShift, afterMs)
      ? [change(tempo.uid, `${KEY}.spanEndTimeShift`, proposal.endShift, reason)]
      : []),
  ];
}

function formatMs(ms: number): string {
  return ms < 1000
    ? `${Math.round(ms)} ms`
    : ms < 120_000
      ? `${Math.round(ms / 1000)} s`
      : `${Math.round(ms / 60_000)} min`;
}

/** The beginning of a line. */
export function shorten(line: string): string {
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
