import { fetchLabelValues, proxyTransport, type TimeWindow } from '../../grafana';
import { labelOfField, labelOfFieldTraceql, spanMatchers, spansTraceql } from '../../signals/traced';
import { createTempoClient, fetchTagValues } from '../../tempo';
import type { TracedQuestion } from './buildTracedRunner';
import { scopeOf } from './tracedSelection';

/** Names of so long ago are still offered. */
const WINDOW_SECONDS = 6 * 3600;

/**
 * The names of services, or of the operations of the one service selected, sorted. Empty where there is nobody to ask.
 *
 * @throws FetchError, TempoRequestError where the source does not answer
 */
export async function listNames(question: TracedQuestion, field: 'service' | 'operation'): Promise<string[]> {
  const { source, selection, metricsUid } = question;
  const to = Date.now() / 1000;
  const window = { from: to - WINDOW_SECONDS, to };
  if (source.kind === 'traceql') {
    return listByTempo(question, field, window);
  }
  const label = labelOfField(source, field);
  if (metricsUid === undefined || label === undefined) {
    return [];
  }
  const service = field === 'operation' ? selection.service : undefined;
  const match = [`${source.calls}{${spanMatchers(source, scopeOf({ service, operation: undefined }))}}`];
  const { values } = await fetchLabelValues(metricsUid, label, { match, window });
  return values.filter((name) => name !== '').sort((a, b) => a.localeCompare(b));
}

async function listByTempo(
  { tempoUid, tempoVersion, selection }: TracedQuestion,
  field: 'service' | 'operation',
  window: TimeWindow
): Promise<string[]> {
  const tag = labelOfFieldTraceql(field);
  if (tempoUid === undefined || tag === undefined) {
    return [];
  }
  const service = field === 'operation' ? selection.service : undefined;
  // Up to 2.10 Tempo takes a filter of plain comparisons alone into account, so kinds are left out of it.
  const filter = service && spansTraceql({ ...scopeOf({ service, operation: undefined }), spans: 'all' });
  const range = { fromSeconds: window.from, toSeconds: window.to };
  const client = createTempoClient(proxyTransport(tempoUid));
  const { values } = await fetchTagValues(client, tag, { range, filter, version: tempoVersion });
  return values.map(({ text }) => text).sort((a, b) => a.localeCompare(b));
}

/** Asks once, however often the list is opened and narrowed; again only after a failure. */
export function askOnce(ask: () => Promise<string[]>): () => Promise<string[]> {
  let asked: Promise<string[]> | undefined;
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}
