import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import * as v from 'valibot';
import type { Exemplar } from '../correlations';

/** A series with its value at one time. */
export interface InstantSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** Not a number for a native histogram. */
  readonly value: number;
}

const labelSet = v.optional(v.nullable(v.record(v.string(), v.string())), {});

const instantSeries = v.object({
  metric: labelSet,
  /** Seconds, and the number as text. */
  value: v.optional(v.tuple([v.number(), v.string()])),
});
const instantAnswer = v.object({
  data: v.object({ resultType: v.literal('vector'), result: v.array(instantSeries) }),
});

const exemplar = v.object({
  labels: labelSet,
  /** A number as text. */
  value: v.optional(v.string(), ''),
  /** Seconds with a fraction. */
  timestamp: v.number(),
});
const exemplarSeries = v.object({ seriesLabels: labelSet, exemplars: v.optional(v.nullable(v.array(exemplar)), []) });
const exemplarsAnswer = v.object({ data: v.optional(v.nullable(v.array(exemplarSeries)), []) });

/**
 * The series of an expression at one time, through the Prometheus data source's resource API: unlike a query of the data
 * source this fills in no variables, and is a GET.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries
 *
 * @throws FetchError as Grafana's backend service gives it; ValiError if the answer is of another form
 */
export async function fetchInstant(
  uid: string,
  { expr, timeMs }: { expr: string; timeMs: number },
  signal: AbortSignal
): Promise<InstantSeries[]> {
  const { data } = v.parse(instantAnswer, await ask(uid, 'query', { query: expr, time: seconds(timeMs) }, signal));
  return data.result.map(({ metric, value }) => ({ labels: metric ?? {}, value: Number(value?.[1]) }));
}

/**
 * Exemplars of the series of an expression. Same errors.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#querying-exemplars
 */
export async function fetchExemplars(
  uid: string,
  { expr, startMs, endMs }: { expr: string; startMs: number; endMs: number },
  signal: AbortSignal
): Promise<Exemplar[]> {
  const parameters = { query: expr, start: seconds(startMs), end: seconds(endMs) };
  const { data } = v.parse(exemplarsAnswer, await ask(uid, 'query_exemplars', parameters, signal));
  return (data ?? []).flatMap(({ seriesLabels, exemplars }) =>
    (exemplars ?? []).map(({ labels, value, timestamp }) => ({
      labels: labels ?? {},
      seriesLabels: seriesLabels ?? {},
      value: Number(value),
      timeMs: timestamp * 1000,
    }))
  );
}

async function ask(
  uid: string,
  path: 'query' | 'query_exemplars',
  parameters: Record<string, string>,
  signal: AbortSignal
): Promise<unknown> {
  const response = await lastValueFrom(
    getBackendSrv().fetch<unknown>({
      url: `/api/datasources/uid/${encodeURIComponent(uid)}/resources/api/v1/${path}?${new URLSearchParams(parameters)}`,
      method: 'GET',
      showErrorAlert: false,
      abortSignal: signal,
    })
  );
  return response.data;
}

function seconds(timeMs: number): string {
  return (timeMs / 1000).toFixed(3);
}
