import type { TempoClient } from '../client';
import { malformed, notTempo } from '../decode';
import { isWebPage } from '../failure';

const PATH = '/usage_metrics';
const NAME = 'tempo_usage_tracker_bytes_received_total';

/** Bytes that a distributor received since it started, of spans that have these attributes in common. */
export interface AttributedUsage {
  readonly tenant: string;
  /** Name of the tracker: `cost-attribution`. */
  readonly tracker: string;
  /** The configured dimensions; `__missing__` where a span lacks the attribute, `__overflow__` beyond the limit. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly bytes: number;
}

const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
const SAMPLE = /^tempo_usage_tracker_bytes_received_total(?:\{(.*)\})? (\S+)/;

/**
 * Who sends how much, as the distributor that answers counted it (2.7 and later, `distributor.usage.cost_attribution.enabled`).
 *
 * Source: modules/distributor/usage/tracker.go (3.0.3): Prometheus text
 *
 * @throws TempoRequestError `not-found` where cost attribution is off; all kinds as the client
 */
export async function fetchUsageMetrics(client: TempoClient, signal?: AbortSignal): Promise<AttributedUsage[]> {
  const answer = await client.get(PATH, { accept: 'text/plain', signal });
  const lines = answer.body.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const samples = lines.filter((line) => line.startsWith(NAME));
  if (samples.length === 0 && lines.length > 0) {
    throw isWebPage(answer) ? notTempo(PATH, answer) : malformed(PATH, answer, `${NAME} is missing`);
  }
  return samples.map((line) => {
    const [, labels = '', value = ''] = SAMPLE.exec(line) ?? [];
    const bytes = Number(value);
    if (value === '' || Number.isNaN(bytes)) {
      throw malformed(PATH, answer, 'a sample has no value');
    }
    const pairs = [...labels.matchAll(LABEL)].map(([, name = '', text = '']): [string, string] => [
      name,
      text.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign)),
    ]);
    const { tenant = '', tracker = '', ...dimensions } = Object.fromEntries(pairs);
    return { tenant, tracker, dimensions, bytes };
  });
}
