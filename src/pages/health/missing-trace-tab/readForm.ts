import { t } from '@grafana/i18n';
import { parseTraceReference } from '../../../tempo';
import { fromLocalTime } from './localTime';
import type { MissingTraceQuestion } from './missingTraceUrl';

/** What stands in the fields, word for word. */
export interface MissingTraceInput {
  readonly kind: MissingTraceQuestion['kind'];
  readonly text: string;
  readonly service: string;
  /** As `datetime-local` gives it. */
  readonly time: string;
  readonly aroundSeconds: number;
}

/** By field, what is wrong with it. */
export type InputProblems = Partial<Record<'text' | 'service' | 'time', string>>;

/** The question that the fields ask, or what has to be mended first. */
export function readForm(
  { kind, text, service, time, aroundSeconds }: MissingTraceInput,
  nowMs: number
): { ok: true; question: MissingTraceQuestion } | { ok: false; problems: InputProblems } {
  const atMs = fromLocalTime(time);
  const problems: InputProblems = {
    ...(kind === 'trace' && !parseTraceReference(text).ok && { text: problemOfTrace(text) }),
    ...(kind === 'service' &&
      service.trim() === '' && { service: t('health.missing.no-service', 'Enter the name of the service.') }),
    ...problemOfTime(kind, time, atMs, nowMs),
  };
  if (Object.keys(problems).length > 0) {
    return { ok: false, problems };
  }
  return kind === 'trace' || atMs === undefined
    ? { ok: true, question: { kind: 'trace', text: text.trim(), atMs } }
    : { ok: true, question: { kind: 'service', service: service.trim(), atMs, aroundSeconds } };
}

function problemOfTime(
  kind: MissingTraceInput['kind'],
  time: string,
  atMs: number | undefined,
  nowMs: number
): InputProblems {
  if (atMs === undefined) {
    return kind === 'service' || time !== ''
      ? { time: t('health.missing.no-time', 'Enter when it happened: date and time of day.') }
      : {};
  }
  return atMs > nowMs ? { time: t('health.missing.future', 'This is in the future: is the date right?') } : {};
}

/** What is wrong with a text that names no trace, and what to do. */
function problemOfTrace(text: string): string {
  const parsed = parseTraceReference(text);
  switch (parsed.ok ? undefined : parsed.problem) {
    case 'empty':
      return t('health.missing.empty', 'Enter a trace ID, a header or a link to a trace.');
    case 'zero':
      return t(
        'health.missing.zero',
        'An ID of zeros means that there was no trace: whoever wrote it had none at hand.'
      );
    case 'too-short':
      return t(
        'health.missing.too-short',
        'Too short: a trace ID has 32 digits, or 16 from older tracers. Was it cut?'
      );
    case 'too-long':
      return t('health.missing.too-long', 'Too long: a trace ID has 32 digits at most. Was something copied with it?');
    case 'url-without-id':
      return t('health.missing.url', 'This link names no trace.');
    case 'header-without-id':
      return t('health.missing.header', 'This header is incomplete, or says that there is no trace.');
    case 'traceql':
      return t('health.missing.traceql', 'This is a query. Choose "Service and time", or open it on the Query page.');
    default:
      return t('health.missing.unknown', 'Not recognised: a trace ID has 32 or 16 digits, 0 to 9 and a to f.');
  }
}
