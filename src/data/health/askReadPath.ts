import type { ProbeEvidence, TimedAnswer } from '../../health';
import {
  fetchEcho,
  fetchMetricsRange,
  fetchSearch,
  fetchTags,
  probe,
  type Probed,
  type TempoClient,
} from '../../tempo';

/** Short, so that the question costs nothing; long enough for a Tempo that answers only of what is a little older. */
const WINDOW_SECONDS = 600;

/**
 * Three small questions to the read path, as a user would ask them, and one that needs no data: what it takes is the way, which
 * waits in the same queues of browser and Grafana.
 *
 * @throws AbortError if the signal ended it
 */
export async function askReadPath(client: TempoClient, nowMs: number, signal: AbortSignal): Promise<ProbeEvidence> {
  const toSeconds = Math.ceil(nowMs / 1000);
  const range = { fromSeconds: toSeconds - WINDOW_SECONDS, toSeconds };
  const [search, metrics, tags, echo] = await Promise.all([
    timed(fetchSearch(client, { query: '{ }', range, limit: 1, spansPerSpanset: 1 }, signal), (a) => a.traces.length),
    timed(
      fetchMetricsRange(client, { query: '{ } | rate()', range, stepSeconds: 60, exemplars: undefined }, signal),
      (answer) => answer.series.length
    ),
    timed(fetchTags(client, { range }, signal), (answer) => answer.scopes.reduce((sum, s) => sum + s.tags.length, 0)),
    timed(fetchEcho(client, signal), () => 0),
  ]);
  return { search, metrics, tags, echo };
}

async function timed<T>(question: Promise<T>, count: (answer: T) => number): Promise<Probed<TimedAnswer>> {
  const startedAt = performance.now();
  const probed = await probe(question);
  return probed.ok
    ? { ok: true, value: { seconds: (performance.now() - startedAt) / 1000, count: count(probed.value) } }
    : probed;
}
