import { createTempoClient, type TempoClient } from '../client';
import { configNumber, configText, configTexts } from '../configuration/configNode';
import type { RawAnswer } from '../failure';
import { probe } from '../probe';
import { RECORDED_COMPONENTS, RECORDED_SYSTEMS, recordedComponentTransport } from '../testdata/recordedComponents';
import { fetchBackendJobs } from './backendJobs';
import { fetchBuildInfo } from './buildInfo';
import { fetchMemberlist } from './memberlist';
import { fetchPartitionRing } from './partitionRing';
import { fetchReadiness } from './ready';
import { fetchRing, RINGS } from './ring';
import { fetchRuntimeConfig } from './runtimeConfig';
import { fetchStatusConfig } from './statusConfig';
import { fetchRoutes } from './statusEndpoints';
import { fetchServices } from './statusServices';
import { fetchTenantOverrides, fetchTenantsWithOverrides } from './tenantOverrides';

const recorded = (system: string, form?: 'json' | 'page') =>
  createTempoClient(recordedComponentTransport(system, form));
const answering = (answer: Partial<RawAnswer>) =>
  createTempoClient(async () => ({ status: 200, contentType: 'application/json', body: '', ...answer }));
const page = (body: string) => answering({ contentType: 'text/html', body });

/** Every endpoint of a component, by the path it asks. */
const ENDPOINTS: Array<[path: string, (client: TempoClient) => Promise<unknown>]> = [
  ...RINGS.map((name): [string, (client: TempoClient) => Promise<unknown>] => [
    `/${name}/ring`,
    (client) => fetchRing(client, name),
  ]),
  ['/partition-ring', fetchPartitionRing],
  ['/memberlist', fetchMemberlist],
  ['/status/backendscheduler', (client) => fetchBackendJobs(client, ['/status/backendscheduler'])],
  ['/status/config', (client) => fetchStatusConfig(client, 'all')],
  ['/status/config?mode=diff', fetchStatusConfig],
  ['/status/runtime_config', fetchRuntimeConfig],
  ['/status/overrides', fetchTenantsWithOverrides],
  ['/status/overrides/single-tenant', (client) => fetchTenantOverrides(client, 'single-tenant')],
];

/** What every process is asked first. Other wrong answers to these: `endpoints.test.ts`. */
const BASIC_ENDPOINTS: typeof ENDPOINTS = [
  ['/ready', fetchReadiness],
  ['/api/status/buildinfo', fetchBuildInfo],
  ['/status/services', fetchServices],
  ['/status/endpoints', fetchRoutes],
];

describe('every recorded answer', () => {
  const cases = RECORDED_SYSTEMS.flatMap((system) =>
    [...BASIC_ENDPOINTS, ...ENDPOINTS].flatMap(([path, fetchIt]) =>
      RECORDED_COMPONENTS.filter((answer) => answer.system === system && answer.path === path).map(
        (answer): [string, string, number, typeof fetchIt, RawAnswer] => [
          `${system} ${path}`,
          answer.accept ?? 'any',
          answer.status,
          fetchIt,
          answer,
        ]
      )
    )
  );

  it('covers both releases', () => expect(cases.length).toBeGreaterThan(100));

  it.each(cases)('%s, accepting %s, %i', async (_, __, status, fetchIt, answer) => {
    const decoded = fetchIt(answering(answer));
    if (status === 404) {
      await expect(decoded).rejects.toMatchObject({ failure: { kind: 'not-found' } });
    } else {
      expect(await decoded).toBeDefined();
    }
  });
});

describe('rings', () => {
  it('reads members from JSON', async () => {
    const { members } = await fetchRing(recorded('2.6.1 distributor'), 'ingester');
    expect(members).toEqual([
      {
        id: 'vm',
        state: 'ACTIVE',
        address: '127.0.0.1:9311',
        zone: '',
        registeredAtMs: Date.parse('2026-11-22T08:59:33Z'),
        heartbeatAtMs: Date.parse('2026-11-22T09:02:33Z'),
        heartbeatAgeSeconds: expect.closeTo(1.8, 0),
        tokenCount: 128,
        ownedShare: 1,
        readOnly: false,
      },
    ]);
  });

  it.each([
    ['2.6.1 distributor', 'ingester'],
    ['2.6.1 compactor', 'compactor'],
    ['3.0.3 single binary', 'live-store'],
  ] as const)('%s: the page of the %s ring says the same', async (system, name) => {
    const json = (await fetchRing(recorded(system), name)).members[0];
    const html = (await fetchRing(recorded(system, 'page'), name)).members[0];
    const comparable = ({ id, state, address, zone, tokenCount, ownedShare, readOnly }: NonNullable<typeof json>) => ({
      id,
      state,
      address,
      zone,
      tokenCount,
      ownedShare,
      readOnly,
    });
    expect(json && html && comparable(html)).toEqual(json && comparable(json));
    expect(html?.heartbeatAgeSeconds).toBeLessThan(15);
  });

  it('knows that members without tokens own nothing', async () => {
    const { members } = await fetchRing(recorded('3.0.3 single binary'), 'live-store');
    expect(members).toMatchObject([{ tokenCount: 0, ownedShare: 0, state: 'ACTIVE' }]);
  });

  it('divides what is owned by tokens', async () => {
    const shards = [
      { id: 'a', state: 'ACTIVE', tokens: [0x40000000] },
      { id: 'b', state: 'UNHEALTHY', tokens: [0x80000000, 0xffffffff] },
    ];
    const body = JSON.stringify({ shards, now: '2026-11-22T09:00:00Z' });
    const { members } = await fetchRing(answering({ body }), 'ingester');
    expect(members.map(({ ownedShare }) => ownedShare)).toEqual([expect.closeTo(0.25, 5), expect.closeTo(0.75, 5)]);
  });

  it('takes an empty ring for one', async () => {
    const body = '{"shards":null,"now":"2026-11-22T09:00:00Z"}';
    expect(await fetchRing(answering({ body }), 'ingester')).toEqual({ members: [] });
  });
});

describe('partitions', () => {
  it.each(['json', 'page'] as const)('reads owners and state from %s', async (form) => {
    expect(await fetchPartitionRing(recorded('3.0.3 single binary', form))).toEqual([
      {
        id: 0,
        state: 'active',
        stateSinceMs: expect.any(Number),
        owners: ['vm'],
        tokenCount: 512,
        ownedShare: 1,
        stateLocked: false,
      },
    ]);
  });
});

describe('memberlist', () => {
  it.each(['json', 'page'] as const)('reads members from %s', async (form) => {
    const memberlist = await fetchMemberlist(recorded('2.6.1 distributor', form));
    expect(memberlist).toMatchObject({
      used: true,
      members: [
        { name: 'compactor-0', address: '127.0.0.1:7954', state: 'alive' },
        { name: 'distributor-0' },
        { name: 'ingester-0' },
        { name: 'metrics-generator-0' },
        { name: 'querier-0', address: '127.0.0.1:7952' },
      ],
      keys: [
        { key: 'collectors/compactor', codec: 'ringDesc', version: 32 },
        { key: 'collectors/metrics-generator' },
        { key: 'collectors/ring' },
      ],
    });
  });

  it('knows who takes no part', async () => {
    expect(await fetchMemberlist(recorded('2.6.1 query-frontend'))).toEqual({ used: false });
    expect(await fetchMemberlist(recorded('3.0.3 single binary'))).toEqual({ used: false });
  });
});

describe('jobs of the backend-scheduler', () => {
  it('reads them', async () => {
    const client = recorded('3.0.3 single binary', 'json');
    const body = RECORDED_COMPONENTS.find(
      ({ path, accept }) => path === '/status/backendscheduler' && accept !== undefined
    )?.body;
    const { jobs, pending } = await fetchBackendJobs(answering({ body }), await fetchRoutes(client));
    expect(jobs.length).toBeGreaterThan(10);
    expect(jobs[0]).toEqual({
      id: '15988769-eccd-4954-be8c-ac4b55b17ee9',
      tenant: 'single-tenant',
      kind: 'compaction',
      status: 'succeeded',
      worker: 'vm',
      createdAtMs: Date.parse('2026-11-22T09:00:16Z'),
      startedAtMs: Date.parse('2026-11-22T09:00:16Z'),
      endedAtMs: Date.parse('2026-11-22T09:00:17Z'),
    });
    expect(pending).toEqual([]);
  });

  it('is not asked for where Tempo would panic', async () => {
    const client = createTempoClient(() => Promise.reject(new Error('asked')));
    const failure = { failure: { kind: 'unsupported' } };
    await expect(fetchBackendJobs(client, ['/ready'])).rejects.toMatchObject(failure);
  });
});

describe('configuration', () => {
  it('reads what differs from the defaults', async () => {
    const { config, exposed } = await fetchStatusConfig(recorded('2.6.1 query-frontend'));
    expect(configText(config, 'compactor.compaction.block_retention')).toBe('720h0m0s');
    expect(configText(config, 'distributor.receivers.otlp.protocols.grpc.endpoint')).toBe('127.0.0.1:4617');
    expect(configTexts(config, 'overrides.defaults.metrics_generator.processors')).toContain('local-blocks');
    expect(configText(config, 'metrics_generator.storage.remote_write.0.url')).toContain('/api/v1/write');
    expect(exposed).toEqual([]);
  });

  it('reads all of it', async () => {
    const { config } = await fetchStatusConfig(recorded('3.0.3 single binary'), 'all');
    expect(configText(config, 'query_frontend.query_end_cutoff')).toBe('30s');
    expect(configNumber(config, 'query_frontend.max_outstanding_per_tenant')).toBe(2000);
    expect(configText(config, 'http_api_prefix')).toBe('');
  });

  it('reads limits', async () => {
    const { defaults, tenants } = await fetchRuntimeConfig(recorded('3.0.3 single binary'));
    expect(configNumber(defaults, 'ingestion.rate_limit_bytes')).toBe(30_000_000);
    expect([...tenants]).toEqual([]);
  });

  it.each<[string, (client: TempoClient) => Promise<unknown>, string]>([
    ['a quote that does not end', fetchStatusConfig, 'GET /status/config\nsecret_key: hunter2\na: "b\n'],
    ['another heading', fetchStatusConfig, 'secret_key: hunter2\n'],
    ['no defaults', fetchRuntimeConfig, 'GET /status/runtime_config\noverrides:\n  a:\n    password: hunter2\n'],
  ])('shows nothing of a page that cannot be read, for nothing of it is masked: %s', async (_, fetch, body) => {
    const answer = await probe(fetch(answering({ contentType: 'text/plain', body })));
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  it('reads limits of tenants', async () => {
    const body =
      'GET /status/runtime_config\ndefaults:\n  ingestion:\n    burst_size_bytes: 7\noverrides:\n  without: null\n  "*":\n    global:\n      max_bytes_per_trace: 5\n  __proto__: {}\nuser_configurable_overrides:\n  a:\n    forwarders: []\n';
    const { tenants, userConfigurable } = await fetchRuntimeConfig(answering({ contentType: 'text/plain', body }));
    expect([...tenants.keys()]).toEqual(['*', '__proto__']);
    expect(configNumber(tenants.get('*'), 'global.max_bytes_per_trace')).toBe(5);
    expect([...userConfigurable.keys()]).toEqual(['a']);
  });

  it.each(['json', 'page'] as const)('reads the limits of one tenant from %s', async (form) => {
    const overrides = await fetchTenantOverrides(recorded('3.0.3 single binary', form), 'single-tenant');
    expect(overrides).toMatchObject({ tenant: 'single-tenant', source: 'defaults', userConfigurable: undefined });
    expect(configTexts(overrides.runtime, 'metrics_generator.processors')).toEqual(['span-metrics', 'service-graphs']);
  });

  it.each(['..', '../../shutdown', 'a\u0000', '%2e%2e', 'x'.repeat(500)])(
    'does not ask for a tenant of the name %p',
    async (tenant) => {
      const client = createTempoClient(() => Promise.reject(new Error('asked')));
      await expect(fetchTenantOverrides(client, tenant)).rejects.toMatchObject({ failure: { kind: 'unsupported' } });
    }
  );

  it('lists tenants', async () => {
    const body = '{"now":"","tenants":[{"name":"a","has_runtime_overrides":true}]}';
    const expected = [{ tenant: 'a', hasRuntimeOverrides: true, hasUserConfigurableOverrides: false }];
    expect(await fetchTenantsWithOverrides(answering({ body }))).toEqual(expected);
    const rows =
      '<table><tr><th>Tenant</th></tr><tr><td><a href="overrides/a">a</a></td><td>x</td><td></td></tr></table>';
    expect(await fetchTenantsWithOverrides(page(rows))).toEqual(expected);
    expect(await fetchTenantsWithOverrides(recorded('2.6.1 distributor'))).toEqual([]);
  });
});

/** The recorded answer of an endpoint, JSON first. */
const SAMPLES = [...BASIC_ENDPOINTS, ...ENDPOINTS].map(([path, fetchIt]): [string, typeof fetchIt, RawAnswer] => {
  const answers = RECORDED_COMPONENTS.filter((answer) => answer.path === path && answer.status === 200);
  const answer = answers.find(({ accept }) => accept !== undefined) ?? answers[0];
  return [path, fetchIt, answer ?? { status: 200, contentType: 'text/html', body: '' }];
});

describe('wrong answers', () => {
  it.each(ENDPOINTS)('%s: a login page', async (_, fetchIt) => {
    const body = '<!DOCTYPE html><html><script>alert(1)</script><table><tr><th>User</th></tr></table></html>';
    await expect(fetchIt(page(body))).rejects.toMatchObject({ failure: { kind: 'not-tempo' } });
  });

  it.each(ENDPOINTS)('%s: other text, other JSON, nothing at all', async (_, fetchIt) => {
    for (const body of ['OK', '[]', '{"shards":7,"partitions":7,"SortedMembers":7,"tenants":7}', 'null', '{']) {
      await expect(fetchIt(answering({ body })).then(() => body)).rejects.toMatchObject({
        failure: { kind: 'malformed' },
      });
    }
    await expect(fetchIt(answering({ body: '' }))).rejects.toMatchObject({ failure: { kind: 'malformed' } });
  });

  it.each(SAMPLES)('%s: cut anywhere', async (_, fetchIt, answer) => {
    const { body } = answer;
    for (let step = 1; step < 40; step++) {
      const cut = { ...answer, body: body.slice(0, Math.floor((body.length * step) / 40)) };
      // Text may end anywhere: what is there can be read, or it is a failure of ours.
      await fetchIt(answering(cut)).catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'TempoRequestError' });
      });
    }
  });

  // One ring stands for all.
  const distinct = SAMPLES.filter(([path]) => !path.endsWith('/ring') || path === '/ingester/ring');
  it.each(distinct)(
    '%s: ten megabytes are read or refused',
    async (_, fetchIt, answer) => {
      const filler = answer.contentType.includes('json') ? `${' '.repeat(1000)}\n` : '<td>&lt;| - : "\n';
      const lines = `${answer.body}${filler.repeat(Math.ceil(1e7 / filler.length))}`;
      await fetchIt(answering({ ...answer, body: lines })).catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'TempoRequestError' });
      });
    },
    // Far more than it takes on a busy machine; what needs the square of the length would take hours.
    60_000
  );

  it.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '__proto__', 'constructor'])(
    'a name like %p stays text',
    async (name) => {
      const escaped = name.replace(/[<>"&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
      const row = `<tr><td>${escaped}</td><td></td><td>ACTIVE</td><td>a:1</td><td></td><td>3s ago (1)</td></tr>`;
      const head = ['Instance ID', 'Availability Zone', 'State', 'Address', 'Registered At', 'Last Heartbeat'];
      const html = `<!DOCTYPE html><table><tr>${head.map((title) => `<th>${title}</th>`).join('')}</tr>${row}</table>`;
      expect((await fetchRing(page(html), 'ingester')).members).toMatchObject([{ id: name, heartbeatAgeSeconds: 3 }]);
      const body = JSON.stringify({ shards: [{ id: name }], now: '' });
      expect((await fetchRing(answering({ body }), 'ingester')).members).toMatchObject([
        { id: name, state: 'UNKNOWN' },
      ]);
      const table = `| SERVICE NAME | STATUS | FAILURE CASE |\n| ${name} | Running | ${name} |\n`;
      const services = fetchServices(answering({ contentType: 'text/plain', body: table }));
      expect(await services).toEqual([{ name, state: 'Running', failure: name }]);
      const store = `{"Now":"x","SortedMembers":[],"Store":{${JSON.stringify(name)}:{"Version":1}}}`;
      expect(await fetchMemberlist(answering({ body: store }))).toMatchObject({ used: true });
    }
  );
});
