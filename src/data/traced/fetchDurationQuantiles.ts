import { proxyTransport, queryPrometheus } from '../../grafana';
import { durationQuantilePromql, durationQuantileTraceql, type SpanScope } from '../../signals/traced';
import { createTempoClient, fetchMetricsInstant } from '../../tempo';
import { labelledSeries } from './answeredSeries';
import { instantly, windowOf, type MsRange, type RedAsker } from './fetchRed';

/**
 * Quantiles of the durations over the whole range, in seconds; undefined for one that is not known. One request. Errors as
 * `fetchRed`.
 */
export async function fetchDurationQuantiles(
  asker: RedAsker,
  quantiles: readonly number[],
  where: SpanScope['where'],
  range: MsRange,
  signal: AbortSignal
): Promise<Array<number | undefined>> {
  const found = await (asker.kind === 'span-metrics' ? askPrometheus(asker) : askTempo(asker.tempoUid));
  return quantiles.map((quantile) => found.get(quantile) ?? undefined);

  async function askPrometheus({ source, metricsUid }: Extract<RedAsker, { kind: 'span-metrics' }>) {
    const scope: SpanScope = { where, window: windowOf(range) };
    const queries = Object.fromEntries(
      quantiles.map((quantile) => [String(quantile), instantly(durationQuantilePromql(source, quantile, scope))])
    );
    const answer = await queryPrometheus(metricsUid, { queries, ...range, points: 1 }, signal);
    return new Map(quantiles.map((quantile) => [quantile, answer[String(quantile)]?.[0]?.values.at(-1)]));
  }

  async function askTempo(tempoUid: string) {
    const client = createTempoClient(proxyTransport(tempoUid));
    const seconds = { fromSeconds: range.fromMs / 1000, toSeconds: range.toMs / 1000 };
    const query = durationQuantileTraceql(quantiles, { where });
    const answer = await fetchMetricsInstant(client, { query, range: seconds }, signal);
    return new Map(labelledSeries(answer).map(({ labels, values }) => [Number(labels.p), values.at(-1)]));
  }
}
