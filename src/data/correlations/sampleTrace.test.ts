import { createTempoClient, fetchTrace, type RawAnswer } from '../../tempo';
import { RECORDED_QUERIES, recordedQueryTransport } from '../../tempo/testdata/recordedQueries';
import { findSampleTraces, toSampleTrace } from './sampleTrace';

const NOW_MS = 1_795_000_000_000;
const never = new AbortController().signal;

interface Found {
  id: string;
  /** Spans and errors by service. */
  services?: Record<string, [number, number]>;
}

/** A Tempo that finds traces by the query and the length of the range in hours. */
function fakeTempo(found: Record<string, Found[]>) {
  const asked: string[] = [];
  const client = createTempoClient(async ({ path }): Promise<RawAnswer> => {
    const { searchParams } = new URL(path, 'http://tempo');
    const hours = Math.round((NOW_MS / 1000 - Number(searchParams.get('start'))) / 3600);
    const question = `${searchParams.get('q')} ${hours}h`;
    asked.push(question);
    const traces = (found[question] ?? []).map(({ id, services = {} }) => ({
      traceID: id,
      serviceStats: Object.fromEntries(
        Object.entries(services).map(([name, [spanCount, errorCount]]) => [name, { spanCount, errorCount }])
      ),
    }));
    return { status: 200, contentType: 'application/json', body: JSON.stringify({ traces }) };
  });
  return { client, asked };
}

const pad = (id: string) => id.padStart(32, '0');

describe('findSampleTraces', () => {
  it('takes one with an error, several services and many spans first, and searches once where that is found', async () => {
    const { client, asked } = fakeTempo({
      '{ status = error } 1h': [
        { id: 'a1', services: { shop: [9, 1] } },
        { id: 'a2', services: { shop: [2, 1], cart: [2, 0] } },
        { id: 'a3', services: { shop: [3, 1], cart: [2, 0] } },
        { id: 'a4', services: { batch: [5000, 1], b: [1, 1], c: [1, 1] } },
      ],
    });
    expect(await findSampleTraces(client, NOW_MS, never)).toEqual(['a3', 'a2', 'a1', 'a4'].map(pad));
    expect(asked).toEqual(['{ status = error } 1h']);
  });

  it('takes one without an error before none, and looks further back before it gives up', async () => {
    const { client, asked } = fakeTempo({ '{ } 24h': [{ id: 'b1', services: { shop: [2, 0] } }] });
    expect(await findSampleTraces(client, NOW_MS, never)).toEqual([pad('b1')]);
    expect(asked).toEqual(['{ status = error } 1h', '{ } 1h', '{ status = error } 24h', '{ } 24h']);
    expect(await findSampleTraces(fakeTempo({}).client, NOW_MS, never)).toEqual([]);
  });

  it('takes an error for more telling than services and spans', async () => {
    const { client } = fakeTempo({
      '{ } 1h': [
        { id: 'e1', services: { shop: [5, 0], cart: [2, 0] } },
        { id: 'e2', services: { shop: [2, 1] } },
      ],
    });
    expect(await findSampleTraces(client, NOW_MS, never)).toEqual(['e2', 'e1'].map(pad));
  });

  it('goes on where there are single spans only, and takes them where there is nothing else', async () => {
    const single = { id: 'c1', services: { shop: [1, 1] as [number, number] } };
    const { client, asked } = fakeTempo({ '{ status = error } 1h': [single], '{ } 1h': [single] });
    expect(await findSampleTraces(client, NOW_MS, never)).toEqual([pad('c1')]);
    expect(asked).toHaveLength(4);
  });

  it('is content with traces of a Tempo that does not count spans', async () => {
    const { client, asked } = fakeTempo({ '{ status = error } 1h': [{ id: 'd1' }] });
    expect(await findSampleTraces(client, NOW_MS, never)).toEqual([pad('d1')]);
    expect(asked).toHaveLength(1);
  });
});

describe('toSampleTrace', () => {
  it.each(['2.6.1', '3.0.3'])('reads a recorded trace of %s', async (system) => {
    const path = RECORDED_QUERIES.find(
      (answer) => answer.system === system && answer.path.includes('/v2/traces/')
    )?.path;
    const id = /traces\/([0-9a-f]+)/.exec(path ?? '')?.[1] ?? '';
    const answer = await fetchTrace(createTempoClient(recordedQueryTransport(system)), id);
    const sample = toSampleTrace(answer);
    expect(sample?.spans.length).toBe(answer.spans.length);
    expect(sample?.spans.some(({ service, resource }) => service !== '' && resource['service.name'] === service)).toBe(
      true
    );
    const first = sample?.spans[0];
    expect(sample?.startMs).toBe(first?.startMs);
    expect(sample?.endMs).toBeGreaterThanOrEqual((first?.startMs ?? 0) + (first?.durationMs ?? 0));
    expect(sample?.spans.filter(({ parentSpanId }) => parentSpanId === '')).toEqual([]);
  });

  it('is nothing where Tempo has no spans', () => {
    expect(toSampleTrace({ traceId: pad('1'), spans: [], partial: '', inspectedBytes: 0 })).toBeUndefined();
  });
});
