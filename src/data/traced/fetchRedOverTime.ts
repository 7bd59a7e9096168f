import { proxyTransport, queryPrometheus } from '../../grafana';
import {
  durationQuantilePromql,
  durationQuantileTraceql,
  errorRatePromql,
  rateByStatusTraceql,
  spanRatePromql,
  type LabelledSeries,
  type SpanScope,
} from '../../signals/traced';
import { createTempoClient, fetchMetricsRange } from '../../tempo';
import { addUp, labelledSeries } from './answeredSeries';
import { overTime, type MsRange, type RedAsker } from './fetchRed';

/** The course of all that a scope counts together. A list is empty where nothing was counted. */
export interface RedOverTime {
  readonly requests: readonly LabelledSeries[];
  readonly errors: readonly LabelledSeries[];
  /** In seconds, by quantile, rising. */
  readonly quantiles: ReadonlyArray<{ readonly quantile: number; readonly series: LabelledSeries }>;
}

const QUANTILES = [0.5, 0.9, 0.99] as const;
const POINTS = 120;

/** Rate, errors and durations over the range: one request to Prometheus, or two to Tempo. Errors as `fetchRed`. */
export function fetchRedOverTime(
  asker: RedAsker,
  where: SpanScope['where'],
  range: MsRange,
  signal: AbortSignal
): Promise<RedOverTime> {
  return asker.kind === 'span-metrics'
    ? fetchFromPrometheus(asker, { where }, range, signal)
    : fetchFromTempo(asker.tempoUid, { where }, range, signal);
}

async function fetchFromPrometheus(
  { source, metricsUid }: Extract<RedAsker, { kind: 'span-metrics' }>,
  scope: SpanScope,
  range: MsRange,
  signal: AbortSignal
): Promise<RedOverTime> {
  const quantileOf = (quantile: number) => overTime(durationQuantilePromql(source, quantile, scope));
  const answer = await queryPrometheus(
    metricsUid,
    {
      queries: {
        requests: overTime(spanRatePromql(source, scope)),
        errors: overTime(errorRatePromql(source, scope)),
        p50: quantileOf(0.5),
        p90: quantileOf(0.9),
        p99: quantileOf(0.99),
      },
      ...range,
      points: POINTS,
    },
    signal
  );
  const found = [answer.p50, answer.p90, answer.p99];
  return {
    requests: answer.requests,
    errors: answer.errors,
    quantiles: QUANTILES.flatMap((quantile, index) => (found[index] ?? []).map((series) => ({ quantile, series }))),
  };
}

async function fetchFromTempo(
  tempoUid: string,
  scope: SpanScope,
  { fromMs, toMs }: MsRange,
  signal: AbortSignal
): Promise<RedOverTime> {
  const client = createTempoClient(proxyTransport(tempoUid));
  const range = { fromSeconds: fromMs / 1000, toSeconds: toMs / 1000 };
  const stepSeconds = Math.max(1, Math.ceil((toMs - fromMs) / 1000 / POINTS));
  const [byStatus, durations] = await Promise.all([
    fetchMetricsRange(client, { query: rateByStatusTraceql(scope), range, stepSeconds, exemplars: undefined }, signal),
    fetchMetricsRange(
      client,
      { query: durationQuantileTraceql(QUANTILES, scope), range, stepSeconds, exemplars: undefined },
      signal
    ),
  ]);
  const rated = labelledSeries(byStatus);
  return {
    requests: addUp(rated, ''),
    errors: rated.filter(({ labels }) => labels.status === 'error'),
    quantiles: labelledSeries(durations)
      .map((series) => ({ quantile: Number(series.labels.p), series }))
      .filter(({ quantile }) => Number.isFinite(quantile))
      .sort((a, b) => a.quantile - b.quantile),
  };
}
