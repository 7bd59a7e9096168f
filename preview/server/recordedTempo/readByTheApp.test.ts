import {
  configNumber,
  configText,
  createTempoClient,
  fetchBackendJobs,
  fetchBuildInfo,
  fetchMemberlist,
  fetchPartitionRing,
  fetchReadiness,
  fetchRing,
  fetchRuntimeConfig,
  fetchServices,
  fetchStatusConfig,
  fetchTenantOverrides,
  fetchTenantsWithOverrides,
  type TempoClient,
} from '../../../src/tempo';
import { TEMPO_VERSIONS, type TempoVersion } from '../recording/recording';
import { loadStatusPages } from '../tempo/api/statusPages';
import { behaviourOf } from '../tempo/behaviour';
import { answerPage } from './componentPages';
import { readRecordedAnswers } from './recordedAnswers';
import { symptomsOf } from './symptoms';
import { listFaultsOf, type SystemFault } from './systemFaults';

// What the app's own decoders read in the pages, so that a fault is visible where the app looks for it.

const SHIFT_MS = 3_600_000;
const NOW_MS = Date.parse('2026-11-22T09:40:07Z') + SHIFT_MS;
const clock = { shiftMs: SHIFT_MS, startedMs: NOW_MS - 7_000, nowMs: () => NOW_MS };
const read = (tempo: TempoVersion) => ({
  recorded: readRecordedAnswers(tempo),
  pages: loadStatusPages(behaviourOf(tempo)),
});
const SYSTEMS = { '2.6.1': read('2.6.1'), '3.0.3': read('3.0.3') };

type Form = 'json' | 'page';

function clientOf(tempo: TempoVersion, name: string, fault: SystemFault | null, form: Form = 'json'): TempoClient {
  const { recorded, pages } = SYSTEMS[tempo];
  const component = { tempo, answers: recorded.get(name) ?? [], pages, clock };
  const symptoms = symptomsOf(tempo, name, fault);
  return createTempoClient(async ({ path, accept }) => {
    const answer = answerPage(component, { url: path, accept: form === 'page' ? 'text/html' : accept, symptoms });
    return answer === 'close'
      ? { status: 502, contentType: '', body: '' }
      : { status: answer.status, contentType: answer.type ?? '', body: answer.body };
  });
}

const ringOf =
  (ring: Parameters<typeof fetchRing>[1]) =>
  async (client: TempoClient): Promise<unknown> => {
    const { members } = await fetchRing(client, ring);
    return members.map(({ state, heartbeatAgeSeconds: age, tokenCount, ownedShare }) => ({
      state,
      isSilent: age === undefined || age > 60,
      tokenCount,
      ownedShare: Math.round(ownedShare * 10) / 10,
    }));
  };

const member = (more: object = {}) => ({ state: 'ACTIVE', isSilent: false, tokenCount: 128, ownedShare: 1, ...more });
const dead = { state: 'UNHEALTHY', isSilent: true };

const RATE = 'ingestion.rate_limit_bytes';
const limitOf = async (client: TempoClient) => configNumber((await fetchRuntimeConfig(client)).defaults, RATE);
const overrideOf = async (client: TempoClient) =>
  configNumber((await fetchTenantOverrides(client, 'team-a')).runtime, RATE);
const tenantsOf = async (client: TempoClient) =>
  (await fetchTenantsWithOverrides(client)).map(({ tenant, hasRuntimeOverrides }) => hasRuntimeOverrides && tenant);
const blockOf = async (client: TempoClient) => {
  const { runtime, source } = await fetchTenantOverrides(client, 'single-tenant');
  const { tenants } = await fetchRuntimeConfig(client);
  const series = configNumber(tenants.get('single-tenant'), 'metrics_generator.max_active_series');
  return { source, series, rate: configNumber(runtime, RATE) };
};
const settingOf =
  (path: string, mode: 'all' | 'diff' = 'diff') =>
  async (client: TempoClient) =>
    configText((await fetchStatusConfig(client, mode)).config, path);
const mostJobsFail = async (client: TempoClient) => {
  const { jobs } = await fetchBackendJobs(client, ['/status/backendscheduler']);
  return jobs.filter(({ status }) => status === 'failed').length > jobs.length / 2;
};

type Row = [
  tempo: TempoVersion,
  component: string,
  fault: SystemFault | null,
  what: string,
  read: (client: TempoClient) => Promise<unknown>,
  result: unknown,
];

const ROWS: Row[] = [
  ['2.6.1', 'distributor', null, 'ring', ringOf('ingester'), [member()]],
  ['2.6.1', 'distributor', 'errors', 'ring', ringOf('ingester'), [member(dead)]],
  ['2.6.1', 'distributor', 'empty-ring', 'ring', ringOf('ingester'), []],
  ['2.6.1', 'querier', 'generator-missing', 'ring', ringOf('metrics-generator'), []],
  [
    '2.6.1',
    'querier',
    'ring-unhealthy',
    'ring',
    ringOf('ingester'),
    [member({ ownedShare: 0.5 }), member({ ...dead, ownedShare: 0.5 })],
  ],
  ['3.0.3', 'all', null, 'ring', ringOf('live-store'), [member({ tokenCount: 0, ownedShare: 0 })]],
  ['3.0.3', 'all', 'errors', 'ring', ringOf('live-store'), [member({ ...dead, tokenCount: 0, ownedShare: 0 })]],
  ['2.6.1', 'ingester', 'not-ready', 'ready', fetchReadiness, expect.objectContaining({ ready: false })],
  ['2.6.1', 'ingester', null, 'ready', fetchReadiness, { ready: true }],
  [
    '2.6.1',
    'ingester',
    'ingester-failed',
    'services',
    fetchServices,
    expect.arrayContaining([expect.objectContaining({ name: 'ingester', state: 'Failed' })]),
  ],
  ['2.6.1', 'querier', 'version-skew', 'build', fetchBuildInfo, expect.objectContaining({ version: '2.5.0' })],
  ['2.6.1', 'querier', 'discard', 'limit', limitOf, 6000],
  ['2.6.1', 'querier', 'discard', 'override', overrideOf, 6000],
  ['2.6.1', 'querier', 'discard', 'setting', settingOf(`overrides.defaults.${RATE}`), '6000'],
  ['2.6.1', 'querier', null, 'override', overrideOf, 15_000_000],
  ['3.0.3', 'all', 'discard', 'override', overrideOf, 6000],
  ['2.6.1', 'compactor', null, 'setting', settingOf('target', 'all'), 'compactor'],
  ['2.6.1', 'compactor', null, 'default', settingOf('http_api_prefix', 'all'), ''],
  ['2.6.1', 'querier', 'no-tenant', 'setting', settingOf('multitenancy_enabled'), 'true'],
  ['2.6.1', 'querier', 'no-tenant', 'setting', settingOf('multitenancy_enabled', 'all'), 'true'],
  ['2.6.1', 'querier', 'tenant-override', 'override', overrideOf, 15_000_000],
  ['2.6.1', 'querier', 'tenant-override', 'tenants', tenantsOf, ['single-tenant']],
  ['2.6.1', 'querier', null, 'tenants', tenantsOf, []],
  ['3.0.3', 'all', 'tenant-override', 'tenants', tenantsOf, ['single-tenant']],
  ['2.6.1', 'ingester', 'tenant-override', 'block', blockOf, { source: 'tenant', series: 50, rate: undefined }],
  ['3.0.3', 'all', 'tenant-override', 'block', blockOf, { source: 'tenant', series: 50, rate: undefined }],
  ['3.0.3', 'all', 'jobs-failed', 'jobs', mostJobsFail, true],
  ['3.0.3', 'all', null, 'jobs', mostJobsFail, false],
];

describe.each<Form>(['json', 'page'])('as %s', (form) => {
  test.each(ROWS)('%s %s with %s: %s', async (tempo, component, fault, _, read, result) => {
    expect(await read(clientOf(tempo, component, fault, form))).toEqual(result);
  });

  it('shows a memberlist without what is gone', async () => {
    const namesOf = async (fault: SystemFault | null) => {
      const list = await fetchMemberlist(clientOf('2.6.1', 'querier', fault, form));
      return list.used ? list.members.map(({ name }) => name) : [];
    };
    expect(await namesOf(null)).toHaveLength(5);
    expect(await namesOf('errors')).toEqual(['compactor-0', 'distributor-0', 'querier-0']);
  });
});

describe('every page with every fault', () => {
  const READERS: Array<(client: TempoClient) => Promise<unknown>> = [
    fetchReadiness,
    fetchBuildInfo,
    fetchServices,
    fetchMemberlist,
    fetchPartitionRing,
    fetchRuntimeConfig,
    (client) => fetchStatusConfig(client, 'diff'),
    ringOf('ingester'),
    ringOf('metrics-generator'),
    ringOf('compactor'),
    ringOf('live-store'),
    (client) => fetchTenantOverrides(client, 'a/b <c>'),
  ];
  const systems = TEMPO_VERSIONS.flatMap((tempo) =>
    [null, ...listFaultsOf(tempo)].flatMap((fault) =>
      [...SYSTEMS[tempo].recorded.keys()].map((component): [TempoVersion, string, SystemFault | null] => [
        tempo,
        component,
        fault,
      ])
    )
  );

  test.each(systems)('%s %s %s is read, or not there', async (tempo, component, fault) => {
    for (const form of ['json', 'page'] as const) {
      const client = clientOf(tempo, component, fault, form);
      const kinds = await Promise.all(READERS.map((read) => read(client).then(() => 'read', kindOfFailure)));
      const allowed = symptomsOf(tempo, component, fault).isDown ? ['unreachable'] : [];
      expect(kinds.filter((kind) => !['read', 'not-found', ...allowed].includes(kind))).toEqual([]);
    }
  });
});

function kindOfFailure(error: unknown): string {
  const { failure } = error as { failure?: { kind: string } };
  return failure?.kind ?? String(error);
}
