import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import * as v from 'valibot';

/** A span of time in epoch seconds. */
export interface TimeWindow {
  from: number;
  to: number;
}

interface MetadataQuestion {
  /** Series selectors; the answer is the union of what they select. */
  match: string[];
  window: TimeWindow;
  signal?: AbortSignal;
}

/** A list, and whether Prometheus cut it. */
export interface Listed<T> {
  values: T[];
  truncated: boolean;
}

/**
 * No more than that of anything: discovery must not hurt a large Prometheus. A single Tempo has some 400 metric names
 * and as many processes as it has pods. Prometheus before 2.51 ignores the limit; then the selectors bound it.
 */
const LIMIT = 5000;

const answer = <Item extends v.GenericSchema>(item: Item) =>
  v.object({ data: v.optional(v.nullable(v.array(item)), []), warnings: v.optional(v.array(v.string()), []) });
const valuesAnswer = answer(v.string());
const seriesAnswer = answer(v.record(v.string(), v.string()));

/**
 * The values of a label on the selected series; `__name__` gives metric names.
 *
 * Asks the Prometheus data source's resource API, so it works with anything that speaks Prometheus' (Mimir, Thanos) and
 * within the user's rights. https://prometheus.io/docs/prometheus/latest/querying/api/#querying-label-values
 *
 * @throws FetchError as Grafana's backend service gives it; ValiError if the answer is of another form
 */
export async function fetchLabelValues(
  uid: string,
  label: string,
  question: MetadataQuestion
): Promise<Listed<string>> {
  const { data, warnings } = v.parse(
    valuesAnswer,
    await ask(uid, `label/${encodeURIComponent(label)}/values`, question)
  );
  return { values: data ?? [], truncated: isTruncated(warnings, data?.length) };
}

/** The names of the labels that any of the selected series has. Same errors. */
export async function fetchLabelNames(uid: string, question: MetadataQuestion): Promise<Listed<string>> {
  const { data, warnings } = v.parse(valuesAnswer, await ask(uid, 'labels', question));
  return { values: data ?? [], truncated: isTruncated(warnings, data?.length) };
}

/** The label sets of the selected series. Same errors. */
export async function fetchSeries(uid: string, question: MetadataQuestion): Promise<Listed<Record<string, string>>> {
  const { data, warnings } = v.parse(seriesAnswer, await ask(uid, 'series', question));
  return { values: data ?? [], truncated: isTruncated(warnings, data?.length) };
}

async function ask(uid: string, path: string, { match, window, signal }: MetadataQuestion): Promise<unknown> {
  const params = new URLSearchParams(match.map((selector) => ['match[]', selector]));
  params.set('start', String(Math.floor(window.from)));
  params.set('end', String(Math.ceil(window.to)));
  params.set('limit', String(LIMIT));
  const response = await lastValueFrom(
    getBackendSrv().fetch<unknown>({
      url: `/api/datasources/uid/${encodeURIComponent(uid)}/resources/api/v1/${path}?${params}`,
      method: 'GET',
      showErrorAlert: false,
      abortSignal: signal,
    })
  );
  return response.data;
}

function isTruncated(warnings: string[], length = 0): boolean {
  return length >= LIMIT || warnings.some((warning) => warning.includes('truncated'));
}
