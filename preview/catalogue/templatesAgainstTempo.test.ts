import { listTemplates } from '../../src/pages/query/templates/templates';
import { check } from '../../src/traceql';
import { type EmbeddedTempo, startEmbeddedTempo } from '../server/tempo/command/startEmbeddedTempo';

describe.each(['2.6.1', '3.0.3'])('Tempo %s with the traffic of the demo shop', (version) => {
  let tempo: EmbeddedTempo;
  const end = Math.floor(Date.now() / 1000) - 60;

  beforeAll(async () => {
    tempo = await startEmbeddedTempo({ tempo: version, demo: { rate: 1, historyMs: 40 * 60_000 } });
  });
  afterAll(() => tempo.close());

  it.each(listTemplates())('answers the template $id', async ({ id, build }) => {
    const text = build({ service: '', target: '' });
    const { verdict, query } = check(text, { tempo: version });
    if (verdict !== 'valid') {
      expect([id, version]).toEqual(['busiest', '2.6.1']);
      return;
    }
    const path = query.metrics ? '/api/metrics/query_range' : '/api/search';
    const parameters = { q: text, start: String(end - 1800), end: String(end), limit: '20' };
    const response = await fetch(`${tempo.url}${path}?${new URLSearchParams(parameters)}`);
    const answer = await response.json();
    const found: unknown[] = query.metrics ? answer.series : answer.traces;
    expect([id, response.status, found.length > 0]).toEqual([id, 200, true]);
  });
});
