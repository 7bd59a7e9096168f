import { proxyTransport, queryPrometheus } from '../../grafana';
import {
  combineRed,
  durationQuantilePromql,
  durationQuantileTraceql,
  errorRatePromql,
  labelOfField,
  labelOfFieldTraceql,
  meanOverRange,
  rateByStatusTraceql,
  spanRatePromql,
  type LabelledSeries,
  type RedRow,
  type SpanField,
  type SpanMetricsSource,
  type SpanScope,
} from '../../signals/traced';
import { createTempoClient, fetchMetricsInstant, fetchMetricsRange } from '../../tempo';
import { addUp, labelledSeries } from './answeredSeries';

/** A range in epoch milliseconds. */
export interface MsRange {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface RedQuestion extends MsRange {
  /** What a row stands for. */
  readonly by: SpanField;
  readonly where?: SpanScope['where'];
  /** Whether the course over the range is wanted: not for thousands of rows. */
  readonly withCourse: boolean;
}

/** Whom to ask. */
export type RedAsker =
  | { readonly kind: 'span-metrics'; readonly source: SpanMetricsSource; readonly metricsUid: string }
  | { readonly kind: 'traceql'; readonly tempoUid: string };

/** Points of a course: as many as a sparkline can show. */
const COURSE_POINTS = 30;

/**
 * Rate, error share and 90th percentile by service, operation or version: one request to Prometheus, or two to Tempo.
 *
 * @throws AbortError if the signal ended it; Error as `queryPrometheus`; TempoRequestError as `fetchMetricsRange`
 */
export function fetchRed(asker: RedAsker, question: RedQuestion, signal: AbortSignal): Promise<RedRow[]> {
  return asker.kind === 'span-metrics'
    ? fetchFromPrometheus(asker, question, signal)
    : fetchFromTempo(asker.tempoUid, question, signal);
}

async function fetchFromPrometheus(
  { source, metricsUid }: Extract<RedAsker, { kind: 'span-metrics' }>,
  { by, where, fromMs, toMs, withCourse }: RedQuestion,
  signal: AbortSignal
): Promise<RedRow[]> {
  const scope: SpanScope = { by: [by], where };
  const whole: SpanScope = { ...scope, window: windowOf({ fromMs, toMs }) };
  const course = (expr: string | undefined) => (withCourse ? overTime(expr) : undefined);
  const answer = await queryPrometheus(
    metricsUid,
    {
      queries: {
        rates: instantly(spanRatePromql(source, whole)),
        errors: instantly(errorRatePromql(source, whole)),
        p90: instantly(durationQuantilePromql(source, 0.9, whole)),
        rateCourses: course(spanRatePromql(source, scope)),
        errorCourses: course(errorRatePromql(source, scope)),
        p90Courses: course(durationQuantilePromql(source, 0.9, scope)),
      },
      fromMs,
      toMs,
      points: COURSE_POINTS,
    },
    signal
  );
  return combineRed(answer, labelOfField(source, by) ?? '');
}

async function fetchFromTempo(
  tempoUid: string,
  { by, where, fromMs, toMs, withCourse }: RedQuestion,
  signal: AbortSignal
): Promise<RedRow[]> {
  const client = createTempoClient(proxyTransport(tempoUid));
  const range = { fromSeconds: fromMs / 1000, toSeconds: toMs / 1000 };
  const scope: SpanScope = { by: [by], where };
  const stepSeconds = Math.max(1, Math.ceil((toMs - fromMs) / 1000 / COURSE_POINTS));
  // 2.6 names no cost and no limit of its own here: two at once are what one panel of a dashboard asks, too.
  const [byStatus, p90] = await Promise.all([
    fetchMetricsRange(client, { query: rateByStatusTraceql(scope), range, stepSeconds, exemplars: undefined }, signal),
    fetchMetricsInstant(client, { query: durationQuantileTraceql([0.9], scope), range }, signal),
  ]);
  const label = labelOfFieldTraceql(by) ?? '';
  const rated = labelledSeries(byStatus);
  const rateCourses = addUp(rated, label);
  const errorCourses = rated.filter(({ labels }) => labels.status === 'error');
  const mean = (series: readonly LabelledSeries[]) => meanOverRange(series, stepSeconds * 1000, { fromMs, toMs });
  return combineRed(
    {
      rates: mean(rateCourses),
      errors: mean(errorCourses),
      p90: labelledSeries(p90),
      ...(withCourse ? { rateCourses, errorCourses } : {}),
    },
    label
  );
}

/** The range as a duration of PromQL. */
export function windowOf({ fromMs, toMs }: MsRange): string {
  return `${Math.max(1, Math.round((toMs - fromMs) / 1000))}s`;
}

/** A value for the whole range; nothing where the source cannot be asked. */
export function instantly(expr: string | undefined) {
  return expr === undefined ? undefined : { expr, instant: true };
}

/** A course over the range; nothing where the source cannot be asked. */
export function overTime(expr: string | undefined) {
  return expr === undefined ? undefined : { expr };
}
