import { createTempoClient, type TempoClient } from '../client';
import type { RawAnswer } from '../failure';
import { recordedTransport } from '../testdata/recordedAnswers';
import { parseBoxTable } from './boxTable';
import { fetchBuildInfo } from './buildInfo';
import { fetchEcho } from './echo';
import { fetchIntrinsicTags } from './intrinsicTags';
import { fetchReadiness } from './ready';
import { fetchRoutes } from './statusEndpoints';
import { fetchServices } from './statusServices';

const recorded = (system: string) => createTempoClient(recordedTransport(system));
const answering = (answer: Partial<RawAnswer>) =>
  createTempoClient(async () => ({ status: 200, contentType: 'text/plain', body: '', ...answer }));
const html = { contentType: 'text/html', body: '<!DOCTYPE html><html><body>Sign in</body></html>' };

const ENDPOINTS: Array<[string, (client: TempoClient) => Promise<unknown>]> = [
  ['buildinfo', fetchBuildInfo],
  ['echo', fetchEcho],
  ['ready', fetchReadiness],
  ['services', fetchServices],
  ['routes', fetchRoutes],
  ['intrinsic tags', fetchIntrinsicTags],
];

describe('what real Tempos answered', () => {
  it.each(['2.6.1 single binary', '2.6.1 ingester', '2.6.1 query-frontend'])('%s says its version', async (system) => {
    expect(await fetchBuildInfo(recorded(system))).toMatchObject({ version: '2.6.1', goVersion: 'go1.22.12' });
  });

  it('3.0.3 says its version', async () => {
    expect(await fetchBuildInfo(recorded('3.0.3 single binary'))).toMatchObject({ version: '3.0.3', branch: 'HEAD' });
  });

  it('lists the modules of a single binary', async () => {
    const services = await fetchServices(recorded('3.0.3 single binary'));
    expect(services).toHaveLength(16);
    expect(services).toContainEqual({ name: 'live-store', state: 'Running', failure: '' });
    expect((await fetchServices(recorded('2.6.1 single binary'))).map((service) => service.name)).toContain('ingester');
  });

  it('lists the modules of one component', async () => {
    const services = await fetchServices(recorded('2.6.1 query-frontend'));
    expect(services.map((service) => service.name)).toEqual([
      'cache-provider',
      'internal-server',
      'memberlist-kv',
      'overrides',
      'overrides-api',
      'query-frontend',
      'server',
      'store',
    ]);
  });

  it('lists the routes', async () => {
    expect(await fetchRoutes(recorded('3.0.3 single binary'))).toEqual(
      expect.arrayContaining(['/api/search', '/api/traces/{traceID}', '/partition-ring'])
    );
    expect(await fetchRoutes(recorded('2.6.1 single binary'))).toContain('/api/metrics/summary');
  });

  it('tells ready from starting', async () => {
    expect(await fetchReadiness(recorded('3.0.3 single binary'))).toEqual({ ready: true });
    expect(await fetchReadiness(recorded('2.6.1 multitenant without tenant'))).toEqual({
      ready: false,
      reason: 'Some services are not Running:\nRunning: 16\nStarting: 1',
    });
  });

  it('echoes from a query-frontend only', async () => {
    await expect(fetchEcho(recorded('2.6.1 query-frontend'))).resolves.toBeUndefined();
    await expect(fetchEcho(recorded('2.6.1 distributor'))).rejects.toMatchObject({ failure: { kind: 'not-found' } });
  });

  it('names intrinsics, but not without a tenant', async () => {
    expect(await fetchIntrinsicTags(recorded('2.6.1 single binary'))).toContain('rootServiceName');
    expect(await fetchIntrinsicTags(recorded('3.0.3 single binary'))).toContain('instrumentation:name');
    expect(await fetchIntrinsicTags(recorded('2.6.1 multitenant as tenant1'))).toEqual([]);
    await expect(fetchIntrinsicTags(recorded('2.6.1 multitenant without tenant'))).rejects.toMatchObject({
      failure: { kind: 'no-tenant', said: 'no org id' },
    });
    await expect(fetchIntrinsicTags(recorded('2.6.1 multitenant as ../x'))).rejects.toMatchObject({
      failure: { kind: 'bad-request', said: "tenant ID '../x' contains unsupported character '/'" },
    });
  });
});

describe('wrong answers', () => {
  it.each(ENDPOINTS)('%s: a login page is not Tempo', async (_, fetchIt) => {
    await expect(fetchIt(answering(html))).rejects.toMatchObject({ failure: { kind: 'not-tempo' } });
  });

  it.each(ENDPOINTS.filter(([name]) => name !== 'ready'))('%s: other text is malformed', async (_, fetchIt) => {
    await expect(fetchIt(answering({ body: 'OK' }))).rejects.toMatchObject({ failure: { kind: 'malformed' } });
  });

  it.each(ENDPOINTS)('%s: 404 of a gateway', async (_, fetchIt) => {
    const answer = { status: 404, contentType: 'text/html', body: '<html><center>nginx</center></html>' };
    const kind = fetchIt === fetchReadiness ? 'not-tempo' : 'not-found';
    await expect(fetchIt(answering(answer))).rejects.toMatchObject({ failure: { kind } });
  });

  it('JSON of another form names the field', async () => {
    const wrong = answering({ contentType: 'application/json', body: '{"version":3}' });
    await expect(fetchBuildInfo(wrong)).rejects.toMatchObject({
      failure: { kind: 'malformed', problem: expect.stringContaining('version') },
    });
    await expect(fetchBuildInfo(answering({ body: 'null' }))).rejects.toMatchObject({ failure: { kind: 'malformed' } });
  });

  it('fields that Tempo leaves out have defaults', async () => {
    expect(await fetchBuildInfo(answering({ body: '{"version":""}' }))).toMatchObject({ version: '', goVersion: '' });
    expect(await fetchIntrinsicTags(answering({ body: '{}' }))).toEqual([]);
  });

  it('a state that no release knows is not taken for another', async () => {
    const body = '| SERVICE NAME | STATUS | FAILURE CASE |\n| a | Sleeping | |\n| b | Failed | disk full |';
    expect(await fetchServices(answering({ body }))).toEqual([
      { name: 'a', state: 'Unknown', failure: '' },
      { name: 'b', state: 'Failed', failure: 'disk full' },
    ]);
  });

  it('a huge table is read in one go', () => {
    const { rows } = parseBoxTable(`| A | B |\n${'| x | y |\n'.repeat(200_000)}`);
    expect(rows).toHaveLength(200_000);
  });
});
