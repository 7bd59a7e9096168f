import type { DataSource } from '../../../grafana';
import { readCapabilities, readMetricsInventory, type Capabilities, type TempoProbe } from '../../../tempo';
import { describeDiscovery } from './describeDiscovery';

const source = (name: string): DataSource => ({ uid: name, name, isDefault: false, sendsTenant: false });
const NO_FAILURE = { ok: false, failure: { kind: 'not-found', path: '', said: '', status: 404 } } as const;
const probe = (part: Partial<TempoProbe>): TempoProbe => ({
  buildInfo: NO_FAILURE,
  echo: NO_FAILURE,
  readiness: NO_FAILURE,
  services: NO_FAILURE,
  routes: NO_FAILURE,
  query: NO_FAILURE,
  ...part,
});
const capabilities = (part: Partial<Parameters<typeof readCapabilities>[0]>): Capabilities =>
  readCapabilities({ probe: undefined, inventory: undefined, tenants: [], sendsTenant: false, ...part });

const textsOf = (found: Capabilities, metrics: string | null = 'Mimir', tempo: string | null = 'Tempo EU') =>
  Object.fromEntries(
    describeDiscovery({
      capabilities: found,
      tempo: tempo === null ? undefined : source(tempo),
      metrics: metrics === null ? undefined : source(metrics),
    }).map(({ id, text }) => [id, text])
  );

const answers = { ok: true as const, value: undefined };

it('says where nothing is known, and why', () => {
  expect(textsOf(capabilities({}), null, null)).toEqual({
    release: 'Not known: neither Tempo nor its metrics name it',
    topology: 'Not known: its status page does not answer through this URL',
    tenants: 'Not known: no metric with a tenant was found',
    traces: 'Nowhere: there is no Tempo data source',
    metrics: 'Nowhere: there is no Prometheus data source',
  });
});

it('names what the metrics tell', () => {
  const inventory = readMetricsInventory(
    ['tempo_build_info', 'tempo_ingester_live_traces'],
    ['ingester', 'querier'].map((container) => ({ version: '2.6.1', namespace: 'tracing', container, pod: container }))
  );
  expect(textsOf(capabilities({ inventory, tenants: ['b', 'a'] }))).toMatchObject({
    release: 'Tempo 2.6.1, as its metrics say',
    topology: 'Microservices: ingester, querier',
    tenants: 'Several: a, b',
    metrics: 'Mimir: 2 names of 2 Tempo processes',
  });
});

it('names what Tempo tells, other releases, and what does not answer', () => {
  const inventory = readMetricsInventory(['tempo_build_info'], [{ version: '3.0.2' }, { version: '3.0.3' }]);
  const buildInfo = { ok: true as const, value: { version: '3.0.3', revision: '', branch: '', goVersion: '' } };
  const found = capabilities({
    inventory,
    probe: probe({ buildInfo: buildInfo as never, echo: answers, query: { ok: true, value: [] } }),
  });
  expect(textsOf(found)).toMatchObject({
    release: 'Tempo 3.0.3, as it and its metrics say; Prometheus also saw 3.0.2',
    traces: 'Tempo EU, through which these do not answer: readiness, list of its services, list of its endpoints',
  });
});

it('does not list tenants without end', () => {
  const tenants = Array.from({ length: 12 }, (_, i) => `t${String(i).padStart(2, '0')}`);
  expect(textsOf(capabilities({ tenants })).tenants).toMatch(/^Several: t00, .*, t09 and 2 more$/);
});
