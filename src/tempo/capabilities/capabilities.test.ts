import { createTempoClient, type Transport } from '../client';
import { recordedTransport } from '../testdata/recordedAnswers';
import { readCapabilities, type Evidence } from './capabilities';
import { histogramKind, readMetricsInventory, type BuildInfoSeries } from './metricsInventory';
import { probeTempo } from './probeTempo';

const probeOf = (transport: Transport) => probeTempo(createTempoClient(transport));
const probeRecorded = (system: string) => probeOf(recordedTransport(system));
const nothing: Evidence = { probe: undefined, inventory: undefined, tenants: [], sendsTenant: false };

const MICROSERVICES = ['distributor', 'ingester', 'querier', 'query-frontend', 'compactor', 'metrics-generator'];
const helmSeries = (component: string, version = '2.6.1'): BuildInfoSeries => ({
  version,
  namespace: 'tracing',
  job: `tracing/${component}`,
  container: component,
  pod: `tempo-${component}-0`,
  instance: '10.0.0.1:3200',
});
const staticSeries: BuildInfoSeries = { version: '3.0.3', job: 'tempo', instance: 'tempo:3200' };

describe('readMetricsInventory', () => {
  it('reads what the scrape of the helm chart gives', () => {
    const inventory = readMetricsInventory(
      [],
      MICROSERVICES.map((component) => helmSeries(component))
    );
    expect(inventory).toMatchObject({
      componentLabel: 'container',
      instanceLabel: 'pod',
      processes: 6,
      versions: ['2.6.1'],
      components: ['distributor', 'ingester', 'metrics-generator', 'querier', 'query-frontend', 'compactor'],
    });
    expect(inventory.labels.namespace).toEqual(['tracing']);
    expect(inventory.labels.cluster).toBeUndefined();
  });

  it('tells components by job where there is no container', () => {
    const series = MICROSERVICES.map((component) => ({ version: '2.6.1', job: `x/tempo-${component}`, instance: 'a' }));
    expect(readMetricsInventory([], series)).toMatchObject({ componentLabel: 'job', instanceLabel: 'instance' });
  });

  it('does not take a single binary for a component', () => {
    expect(readMetricsInventory([], [staticSeries])).toMatchObject({ componentLabel: undefined, components: [] });
    expect(readMetricsInventory([], [{ ...staticSeries, container: 'tempo' }])).toMatchObject({ components: [] });
  });

  it('trusts a label only if it names a component for every process', () => {
    const mixed = [helmSeries('distributor'), { version: '3.0.3', job: 'tempo', container: 'tempo', instance: 'b' }];
    expect(readMetricsInventory([], mixed).componentLabel).toBeUndefined();
  });

  it('tells how a histogram is stored', () => {
    const inventory = readMetricsInventory(['a_bucket', 'a_sum', 'a', 'b_bucket', 'c'], []);
    expect(['a', 'b', 'c', 'd'].map((name) => histogramKind(inventory, name))).toEqual([
      'both',
      'classic',
      'native',
      undefined,
    ]);
  });
});

describe('readCapabilities', () => {
  it('knows a single binary 3.0.3 by its API alone', async () => {
    const capabilities = readCapabilities({ ...nothing, probe: await probeRecorded('3.0.3 single binary') });
    expect(capabilities).toMatchObject({
      version: { value: { text: '3.0.3' }, source: 'api', certainty: 'certain' },
      generation: { value: '3.x' },
      topology: { value: 'single-binary', certainty: 'certain' },
      components: [
        'distributor',
        'live-store',
        'metrics-generator',
        'querier',
        'query-frontend',
        'backend-scheduler',
        'backend-worker',
      ],
      tenantMode: undefined,
      tenantMissing: false,
      readiness: { ready: true },
      endpoints: { buildInfo: 'answers', echo: 'answers', services: 'answers', routes: 'answers', query: 'answers' },
    });
  });

  it('knows microservices by the query-frontend and the scrape', async () => {
    const capabilities = readCapabilities({
      ...nothing,
      probe: await probeRecorded('2.6.1 query-frontend'),
      inventory: readMetricsInventory(
        ['tempo_build_info'],
        MICROSERVICES.map((component) => helmSeries(component))
      ),
      tenants: ['single-tenant'],
    });
    expect(capabilities).toMatchObject({
      version: { value: { text: '2.6.1' }, source: 'api and metrics', certainty: 'certain' },
      otherVersions: [],
      generation: { value: '2.x' },
      topology: { value: 'microservices', source: 'api' },
      tenantMode: { value: 'single', source: 'metrics' },
    });
    expect(capabilities.components).toHaveLength(6);
  });

  it('sees a rollout', async () => {
    const capabilities = readCapabilities({
      ...nothing,
      probe: await probeRecorded('2.6.1 query-frontend'),
      inventory: readMetricsInventory([], [helmSeries('querier', '2.7.2'), helmSeries('query-frontend')]),
    });
    expect(capabilities.version).toMatchObject({ value: { text: '2.6.1' }, certainty: 'certain' });
    expect(capabilities.otherVersions).toEqual(['2.7.2']);
  });

  it('is less sure of a version that Prometheus never saw', async () => {
    const capabilities = readCapabilities({
      ...nothing,
      probe: await probeRecorded('2.6.1 query-frontend'),
      inventory: readMetricsInventory([], [helmSeries('querier', '3.0.2')]),
    });
    expect(capabilities.version).toMatchObject({ value: { text: '2.6.1' }, certainty: 'likely' });
  });

  it('falls back on metrics where the API is closed or says nothing', () => {
    const inventory = readMetricsInventory([], [staticSeries]);
    expect(readCapabilities({ ...nothing, inventory })).toMatchObject({
      version: { value: { text: '3.0.3' }, source: 'metrics', certainty: 'likely' },
      topology: { value: 'single-binary', source: 'metrics', certainty: 'likely' },
    });
  });

  it('does not guess the topology of several processes that the scrape does not tell apart', () => {
    const inventory = readMetricsInventory([], [staticSeries, { ...staticSeries, instance: 'tempo-2:3200' }]);
    expect(readCapabilities({ ...nothing, inventory }).topology).toBeUndefined();
  });

  it('guesses the generation by components of an image without version', () => {
    const inventory = readMetricsInventory([], [helmSeries('querier', ''), helmSeries('live-store', '')]);
    const capabilities = readCapabilities({ ...nothing, inventory });
    expect(capabilities.version).toBeUndefined();
    expect(capabilities.generation).toMatchObject({ value: '3.x', certainty: 'likely' });
  });

  it('finds that a tenant is missing, asked directly and through the proxy', async () => {
    const direct = await probeRecorded('2.6.1 multitenant without tenant');
    const proxied = await probeOf(async (request) => {
      const answer = await recordedTransport('2.6.1 multitenant without tenant')(request);
      return answer.status === 401
        ? { status: 400, contentType: 'text/plain', body: 'Authentication to data source failed' }
        : answer;
    });
    for (const probe of [direct, proxied]) {
      expect(readCapabilities({ ...nothing, probe })).toMatchObject({
        tenantMissing: true,
        tenantMode: { value: 'multi', source: 'api', certainty: 'certain' },
      });
    }
  });

  it('does not take wrong credentials for a missing tenant', async () => {
    const probe = await probeOf(async () => ({
      status: 400,
      contentType: 'text/plain',
      body: 'Authentication to data source failed',
    }));
    expect(readCapabilities({ ...nothing, probe })).toMatchObject({ tenantMissing: false, tenantMode: undefined });
  });

  it('sees several tenants in metrics, and a tenant header in the settings', () => {
    expect(readCapabilities({ ...nothing, tenants: ['a', 'b'] }).tenantMode).toMatchObject({ value: 'multi' });
    expect(readCapabilities({ ...nothing, sendsTenant: true }).tenantMode).toMatchObject({ certainty: 'likely' });
  });

  it('says why an endpoint does not answer: a gateway routes only /api', async () => {
    const probe = await probeOf(async (request) =>
      request.path.startsWith('/api/')
        ? recordedTransport('2.6.1 query-frontend')(request)
        : { status: 404, contentType: 'text/plain', body: '' }
    );
    const { endpoints, topology, version } = readCapabilities({ ...nothing, probe });
    expect(endpoints.services).toMatchObject({ kind: 'not-found', path: '/status/services' });
    expect(version?.value.text).toBe('2.6.1');
    expect(topology).toBeUndefined();
  });

  it('knows nothing from nothing', () => {
    expect(readCapabilities(nothing)).toMatchObject({
      version: undefined,
      generation: undefined,
      topology: undefined,
      components: [],
      tenantMode: undefined,
    });
  });
});

it('stops asking when it is aborted', async () => {
  const controller = new AbortController();
  const probe = probeTempo(
    createTempoClient(
      ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
        })
    ),
    controller.signal
  );
  controller.abort();
  await expect(probe).rejects.toMatchObject({ name: 'AbortError' });
});
