import { parse } from 'yaml';

import { createTempoClient, fetchRuntimeConfig, parseVersion, type ConfigMap, type RuntimeConfig } from '../tempo';
import { parseYaml } from '../tempo/configuration/parseYaml';
import { recordedComponentTransport } from '../tempo/testdata/recordedComponents';
import { treeOf } from './configTree';
import { PROTOCOLS } from './receiverSnippets';
import { listGaps, listSnippets, type DeploymentSituation, type Snippet } from './index';

const NOTHING_KNOWN: DeploymentSituation = {
  version: undefined,
  generation: undefined,
  topology: undefined,
  tenants: [],
  receivers: undefined,
  processors: undefined,
  runtimeConfig: undefined,
  limitUse: undefined,
};
const TWO: DeploymentSituation = {
  ...NOTHING_KNOWN,
  version: parseVersion('2.6.1'),
  generation: '2.x',
  topology: 'microservices',
  tenants: ['team-a', 'team-b'],
  receivers: [{ receiver: 'tempo/otlp_receiver', transport: 'grpc' }],
  processors: ['service-graphs', 'span-metrics'],
  runtimeConfig: configOf({ defaults: 'ingestion:\n  rate_limit_bytes: 15000000\n  burst_size_bytes: 20000000' }),
  limitUse: new Map(),
};

function configOf({ defaults, tenants = {} }: { defaults: string; tenants?: Record<string, string> }): RuntimeConfig {
  const block = (yaml: string) => parseYaml(yaml) as ConfigMap;
  return {
    defaults: block(defaults),
    tenants: new Map(Object.entries(tenants).map(([tenant, yaml]) => [tenant, block(yaml)])),
    userConfigurable: new Map(),
    exposed: [],
  };
}

function snippet(situation: DeploymentSituation, id: string): Snippet {
  const found = listSnippets(situation).find((each) => each.id === id);
  if (!found) {
    throw new Error(`no ${id} in ${listSnippets(situation).map((each) => each.id)}`);
  }
  return found;
}

const read = (situation: DeploymentSituation, id: string): unknown => parse(snippet(situation, id).text);

describe.each([
  ['nothing known', NOTHING_KNOWN],
  ['2.x', TWO],
  ['3.x single binary', { ...TWO, generation: '3.x', topology: 'single-binary' }],
] satisfies Array<[string, DeploymentSituation]>)('%s', (_, situation) => {
  const snippets = listSnippets(situation);

  it('has snippets with ids of their own that are YAML and written whole', () => {
    expect(snippets.length).toBeGreaterThan(3);
    expect(new Set(snippets.map(({ id }) => id)).size).toBe(snippets.length);
    for (const { text, why, title, appliesTo } of snippets) {
      expect(parse(text)).toEqual(expect.any(Object));
      expect(text).toMatch(/[^\n]\n$/);
      expect(why).toMatch(/\.$/);
      expect(`${title} ${why} ${appliesTo}`).not.toMatch(/undefined|NaN| {2}/);
    }
  });

  it('has values of the chart only where the chart can be', () => {
    expect(snippets.some(({ format }) => format === 'helm')).toBe(situation.topology !== 'single-binary');
  });
});

it('says what is not known', () => {
  expect(listGaps(NOTHING_KNOWN)).toHaveLength(5);
  expect(listGaps(TWO)).toEqual([]);
});

describe('receivers', () => {
  it('are those that spans come by', () => {
    expect(read(TWO, 'receivers-helm')).toEqual({ traces: { otlp: { grpc: { enabled: true } } } });
    expect(read(TWO, 'receivers-yaml')).toEqual({
      distributor: { receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } } } },
    });
    expect(read(TWO, 'receivers-compose')).toEqual({ services: { tempo: { ports: ['4317:4317'] } } });
  });

  it.each([
    [{ receiver: 'otlp/otlp_receiver', transport: 'http' }, '4318:4318'],
    [{ receiver: 'otlp', transport: 'grpc' }, '4317:4317'],
    [{ receiver: 'tempo/jaeger_receiver', transport: 'grpc' }, '14250:14250'],
    [{ receiver: 'jaeger/jaeger_receiver', transport: 'collector_http' }, '14268:14268'],
    [{ receiver: 'tempo/jaeger_receiver', transport: 'udp_thrift_compact' }, '6831:6831/udp'],
    [{ receiver: 'tempo/jaeger_receiver', transport: 'udp_thrift_binary' }, '6832:6832/udp'],
    [{ receiver: 'tempo/zipkin_receiver', transport: 'http_v2_json' }, '9411:9411'],
  ])('%j is known', (seen, port) => {
    expect(read({ ...TWO, receivers: [seen] }, 'receivers-compose')).toEqual({
      services: { tempo: { ports: [port] } },
    });
  });

  it.each([
    [undefined, 'is not known'],
    [[], 'No spans came'],
    [[{ receiver: 'kafka_receiver', transport: 'kafka' }], 'No spans came lately by a receiver that is known here'],
  ])('are all where %j', (receivers, why) => {
    const all = snippet({ ...TWO, receivers }, 'receivers-compose');
    expect(all.why).toContain(why);
    expect(parse(all.text).services.tempo.ports).toHaveLength(PROTOCOLS.length);
  });
});

describe('the metrics-generator', () => {
  it('has local-blocks in 2.x only', () => {
    expect(read(TWO, 'generator-helm-2.x')).toMatchObject({
      metricsGenerator: { enabled: true, config: { processor: { local_blocks: { flush_to_storage: true } } } },
      overrides: {
        defaults: { metrics_generator: { processors: ['service-graphs', 'span-metrics', 'local-blocks'] } },
      },
    });
    const { text } = snippet({ ...TWO, generation: '3.x' }, 'generator-yaml-3.x');
    expect(text).not.toMatch(/local|traces_storage/);
    expect(parse(text).overrides.defaults.metrics_generator.processors).toEqual(['service-graphs', 'span-metrics']);
  });

  it('says what a processor that is off costs', () => {
    expect(snippet(TWO, 'generator-yaml-2.x').why).toContain('Without local-blocks queries with TraceQL metrics fail.');
    expect(snippet({ ...TWO, generation: '3.x' }, 'generator-yaml-3.x').why).toContain(
      'All its processors are active.'
    );
    expect(snippet(NOTHING_KNOWN, 'generator-yaml-3.x').why).toContain('is not known');
  });

  it('is there for both generations where it is not known which', () => {
    const ids = listSnippets(NOTHING_KNOWN).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['generator-helm-2.x', 'generator-helm-3.x', 'generator-yaml-2.x']));
  });
});

describe('limits', () => {
  const use = (tenant: string, path: string, value: number) => new Map([[tenant, { [path]: value }]]);

  it('of a tenant that is near one are raised, and all else that holds for it stays', () => {
    const situation = {
      ...TWO,
      runtimeConfig: configOf({
        defaults: 'ingestion:\n  rate_limit_bytes: 15000000',
        tenants: {
          'team-a':
            'ingestion:\n  rate_limit_bytes: 10000000\n  burst_size_bytes: 20000000\n  max_traces_per_user: 0\nmetrics_generator:\n  processors:\n    span-metrics: {}\n  forwarder: {}',
        },
      }),
      limitUse: use('team-a', 'ingestion.rate_limit_bytes', 8_120_000),
    };
    const { text, why } = snippet(situation, 'limits-helm-team-a');
    expect(parse(text)).toEqual({
      per_tenant_overrides: {
        'team-a': {
          ingestion: { rate_limit_bytes: 17_000_000, burst_size_bytes: 20_000_000 },
          metrics_generator: { processors: { 'span-metrics': {} } },
        },
      },
    });
    expect(why).toContain('81 %');
    expect(read(situation, 'limits-yaml-team-a')).toHaveProperty(['overrides', 'team-a', 'ingestion']);
  });

  it('of a tenant without a block are written from the defaults', () => {
    const situation = { ...TWO, limitUse: use('team-b', 'ingestion.rate_limit_bytes', 14_999_999) };
    expect(read(situation, 'limits-yaml-team-b')).toEqual({
      overrides: { 'team-b': { ingestion: { rate_limit_bytes: 30_000_000, burst_size_bytes: 20_000_000 } } },
    });
  });

  it('of a tenant that may send nothing are set', () => {
    const situation = {
      ...TWO,
      runtimeConfig: configOf({
        defaults: 'ingestion:\n  rate_limit_bytes: 15000000',
        tenants: { 'team-a': 'metrics_generator:\n  max_active_series: 5' },
      }),
    };
    expect(read(situation, 'limits-yaml-team-a')).toEqual({
      overrides: {
        'team-a': {
          metrics_generator: { max_active_series: 5 },
          ingestion: { rate_limit_bytes: 15_000_000, burst_size_bytes: 20_000_000 },
        },
      },
    });
    expect(snippet(situation, 'limits-yaml-team-a').why).toContain('nothing is taken in');
  });

  it('in the flat format stay in it', () => {
    const situation = {
      ...TWO,
      runtimeConfig: configOf({
        defaults: 'x: 1',
        tenants: { 'team-a': 'ingestion_rate_limit_bytes: 1000\ningestion_burst_size_bytes: 2000' },
      }),
      limitUse: use('team-a', 'ingestion.rate_limit_bytes', 1000),
    };
    expect(read(situation, 'limits-yaml-team-a')).toEqual({
      overrides: { 'team-a': { ingestion_rate_limit_bytes: 2000, ingestion_burst_size_bytes: 2000 } },
    });
  });

  it('do not show secrets, but name them', () => {
    const defaults = treeOf([
      ['ingestion.rate_limit_bytes', '5'],
      ['ingestion.burst_size_bytes', '5'],
      ['metrics_generator.remote_write_headers.Authorization', '********'],
    ]);
    const { text } = snippet({ ...TWO, runtimeConfig: { ...configOf({ defaults: 'x: 1' }), defaults } }, 'limits-yaml');
    expect(text).not.toContain('***');
    expect(text).toContain('to be added: metrics_generator.remote_write_headers.Authorization');
    expect(parse(text)).toEqual({
      overrides: { defaults: { ingestion: { rate_limit_bytes: 5, burst_size_bytes: 5 } } },
    });
  });

  it('are left out where they are not known', () => {
    const ids = listSnippets({ ...TWO, runtimeConfig: undefined }).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('limits'))).toEqual([]);
  });

  it.each(['2.6.1 single binary', '3.0.3 single binary'])('of %s are its own, as recorded', async (system) => {
    const runtimeConfig = await fetchRuntimeConfig(createTempoClient(recordedComponentTransport(system)));
    const generation = system.startsWith('2') ? '2.x' : '3.x';
    const snippets = listSnippets({ ...TWO, tenants: [], generation, runtimeConfig });
    const limits = snippets.filter(({ id }) => id.startsWith('limits-yaml'));
    expect(limits.length).toBeGreaterThan(0);
    for (const { text } of limits) {
      expect(Object.keys(parse(text).overrides)).toHaveLength(1);
    }
  });
});
