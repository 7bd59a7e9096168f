import { at, listFiles, listTexts, readEnvironment, readText, readYaml, readYamls, type Yaml } from './readYaml';
import { PROTOCOLS } from '../src/deployment/receiverSnippets';

const OLD = 'deploy/helm/tempo-distributed-1.56.0.yaml';
const NEW = 'deploy/helm/tempo-distributed-3.3.0.yaml';
const OVERLAY = 'deploy/helm/tempo-2.6.1.yaml';

/**
 * Keys of the values that both charts have (values.yaml of 1.56.0 and of 3.3.0), as far as they are used here. Free below:
 * Tempo's own keys, resources, environment.
 */
const BOTH = [
  'global.extraEnv',
  'storage.trace.backend',
  'storage.trace.s3',
  ...PROTOCOLS.map(({ helm }) => `${helm}.enabled`),
  'distributor.replicas',
  'metricsGenerator.enabled',
  'metricsGenerator.config.processor.span_metrics.dimensions',
  'metricsGenerator.config.processor.span_metrics.histogram_buckets',
  'metricsGenerator.config.processor.service_graphs.dimensions',
  'metricsGenerator.config.storage.remote_write',
  'querier.replicas',
  'querier.config.max_concurrent_queries',
  'querier.config.search.query_timeout',
  'querier.config.trace_by_id.query_timeout',
  'queryFrontend.replicas',
  'queryFrontend.config.max_outstanding_per_tenant',
  'queryFrontend.config.max_retries',
  'queryFrontend.config.search.concurrent_jobs',
  'queryFrontend.config.search.target_bytes_per_job',
  'queryFrontend.config.trace_by_id.query_shards',
  'queryFrontend.config.metrics.concurrent_jobs',
  'queryFrontend.config.metrics.target_bytes_per_job',
  'queryFrontend.config.metrics.max_duration',
  'overrides.defaults',
  'multitenancyEnabled',
  'per_tenant_overrides',
  'metaMonitoring.serviceMonitor.enabled',
  'metaMonitoring.serviceMonitor.clusterLabel',
  'metaMonitoring.serviceMonitor.interval',
  'metaMonitoring.serviceMonitor.labels',
];
const ARGUMENTS = ['distributor', 'ingester', 'compactor', 'metricsGenerator', 'querier', 'queryFrontend'];
const KEYS: Record<string, string[]> = {
  [OLD]: [
    ...BOTH,
    ...ARGUMENTS.map((component) => `${component}.extraArgs`),
    'tempo.structuredConfig',
    'ingester.replicas',
    'ingester.persistence.enabled',
    'ingester.persistence.size',
    'compactor.config.compaction.block_retention',
    'metricsGenerator.config.processor.local_blocks',
  ],
  [NEW]: [
    ...BOTH,
    'global.extraArgs',
    'streamOverHTTPEnabled',
    'ingest.kafka.address',
    'ingest.kafka.topic',
    'ingest.kafka.auto_create_topic_default_partitions',
    'blockBuilder.replicas',
    'liveStore.replicas',
    'backendScheduler.config.provider.compaction.compaction.block_retention',
    'backendWorker.replicas',
    'backendWorker.podDisruptionBudget.enabled',
    'backendWorker.maxUnavailable',
  ],
};

/** Paths of the leaves, each cut where a known key has it. */
function listKeys(node: unknown, known: readonly string[], path = ''): string[] {
  if (known.includes(path) || typeof node !== 'object' || node === null || Array.isArray(node)) {
    return [path];
  }
  return Object.entries(node).flatMap(([key, child]) => listKeys(child, known, path === '' ? key : `${path}.${key}`));
}

it.each(listFiles('deploy/helm', /\.yaml$/))('%s is strict YAML', (path) => {
  expect(readYamls(path).length).toBeGreaterThan(0);
});

describe.each([
  [OLD, '2.x'],
  [NEW, '3.x'],
])('%s', (path, generation) => {
  const values = readYaml(path);

  it('has the keys of the chart, and all of them', () => {
    expect([...new Set(listKeys(values, KEYS[path] ?? []))].sort()).toEqual([...(KEYS[path] ?? [])].sort());
  });

  it('opens all receivers', () => {
    expect(PROTOCOLS.map(({ helm }) => at(values, ...helm.split('.'), 'enabled'))).toEqual(PROTOCOLS.map(() => true));
  });

  it('keeps traces for 30 days in S3, with credentials from a secret', () => {
    const retention =
      generation === '2.x'
        ? at(values, 'compactor', 'config', 'compaction', 'block_retention')
        : at(values, 'backendScheduler', 'config', 'provider', 'compaction', 'compaction', 'block_retention');
    expect(retention).toBe(`${30 * 24}h`);
    const s3 = at(values, 'storage', 'trace', 's3') as Yaml;
    const secrets = at(values, 'global', 'extraEnv') as Array<{ name: string; valueFrom: { secretKeyRef: object } }>;
    expect([s3.access_key, s3.secret_key]).toEqual(secrets.map(({ name }) => `\${${name}}`));
    expect(secrets.every(({ valueFrom }) => valueFrom.secretKeyRef)).toBe(true);
    expect(JSON.stringify(values)).toContain('-config.expand-env=true');
  });

  it('makes metrics with processors of this generation, for all tenants', () => {
    const processors = [at(values, 'overrides', 'defaults'), at(values, 'per_tenant_overrides', 'team-a')].map(
      (block) => at(block, 'metrics_generator', 'processors')
    );
    const expected = ['service-graphs', 'span-metrics', ...(generation === '2.x' ? ['local-blocks'] : [])];
    expect(processors).toEqual([expected, expected]);
    expect(at(values, 'metricsGenerator', 'config', 'processor', 'span_metrics')).toEqual({
      dimensions: ['http.method', 'http.status_code', 'service.version'],
      histogram_buckets: [0.1, 0.5, 1, 2.5, 5, 10],
    });
    expect(at(values, 'metricsGenerator', 'config', 'storage', 'remote_write', 0, 'send_exemplars')).toBe(true);
  });

  it('leaves out of a tenant nothing that the defaults have, because it would be 0', () => {
    const paths = (block: unknown) => listKeys(block, []);
    const tenant = paths(at(values, 'per_tenant_overrides', 'team-a'));
    expect(tenant).toEqual(expect.arrayContaining(paths(at(values, 'overrides', 'defaults'))));
  });

  it('is scraped with a label for the cluster', () => {
    expect(at(values, 'metaMonitoring', 'serviceMonitor')).toMatchObject({
      enabled: true,
      clusterLabel: expect.any(String),
    });
  });
});

it('gives memcached of chart 1.56.0 no argument of Tempo', () => {
  expect(at(readYaml(OLD), 'global', 'extraArgs')).toBeUndefined();
});

it('has as many partitions as block-builders and live-stores', () => {
  const values = readYaml(NEW);
  const count = at(values, 'ingest', 'kafka', 'auto_create_topic_default_partitions');
  expect([at(values, 'blockBuilder', 'replicas'), at(values, 'liveStore', 'replicas')]).toEqual([count, count]);
});

describe('Tempo 2.6.1 with the chart of 2.9', () => {
  const config = String(readYaml(OVERLAY).config);

  it('has a tag and no key that came later', () => {
    expect(at(readYaml(OVERLAY), 'tempo', 'image', 'tag')).toBe('2.6.1');
    expect(config).not.toContain('max_spans_per_span_set');
    expect(readText(OLD)).toContain('Tempo 2.9.0');
  });

  it('reads the values that are set', () => {
    for (const key of ['compactor.config.compaction.block_retention', 'queryFrontend.config.metrics.max_duration']) {
      expect(config).toContain(`.Values.${key}`);
    }
    for (const { plain, port } of PROTOCOLS) {
      expect(config).toContain(`endpoint: 0.0.0.0:${port}`);
      expect(config).toContain(`${plain.split('.').at(-1)}:`);
    }
  });
});

describe('Grafana', () => {
  const values = readYaml('deploy/helm/grafana.yaml');

  it('sets all variables of the provisioning', () => {
    expect(Object.keys(values.env as object).sort()).toEqual(
      Object.keys(readEnvironment('provisioning/defaults.env')).sort()
    );
  });

  it('mounts the files that the commands at the top make config maps of', () => {
    const mounts = values.extraConfigmapMounts as Array<{ configMap: string; mountPath: string; subPath?: string }>;
    const made = [...readText('deploy/helm/grafana.yaml').matchAll(/create configmap (tempo-companion-\S+)/g)];
    const names = made.flatMap(([, name = '']) =>
      name.endsWith('$part')
        ? ['datasources', 'plugins', 'alerting'].map((part) => name.replace('$part', part))
        : [name]
    );
    expect(mounts.map(({ configMap }) => configMap).sort()).toEqual(names.sort());
    const folders = mounts.filter(({ subPath }) => subPath === undefined).map(({ mountPath }) => mountPath);
    const nested = folders.filter((folder) =>
      folders.some((other) => other !== folder && folder.startsWith(`${other}/`))
    );
    expect(nested).toEqual([]);
  });

  it('installs the plugin, which is not signed', () => {
    expect(at(values, 'grafana.ini', 'plugins')).toEqual({
      preinstall_sync: expect.stringMatching(/^tempo-companion-app@@https:.*\.zip$/),
      allow_loading_unsigned_plugins: 'tempo-companion-app',
    });
  });
});

describe('network policies', () => {
  const policies = readYamls('deploy/helm/network-policies.yaml');
  const allowed = (name: string) => {
    const policy = policies.find((each) => at(each, 'metadata', 'name') === name);
    return {
      policy,
      ports: (at(policy, 'spec', 'ingress', 0, 'ports') ?? []) as Array<{ port: number; protocol: string }>,
    };
  };

  it('restrict what comes into Tempo, all of it first', () => {
    for (const policy of policies) {
      expect(at(policy, 'spec', 'podSelector', 'matchLabels')).toMatchObject({
        'app.kubernetes.io/name': 'tempo',
        'app.kubernetes.io/instance': 'tempo',
      });
      expect(at(policy, 'spec', 'policyTypes')).toEqual(['Ingress']);
    }
    expect(at(policies[0], 'spec', 'ingress')).toBeUndefined();
  });

  it('open to applications the receivers, and nothing else', () => {
    const { policy, ports } = allowed('tempo-receivers');
    const expected = PROTOCOLS.map(({ port, isUdp }) => `${port}/${isUdp ? 'UDP' : 'TCP'}`);
    expect(ports.map(({ port, protocol }) => `${port}/${protocol}`).sort()).toEqual(expected.sort());
    expect(at(policy, 'spec', 'podSelector', 'matchLabels', 'app.kubernetes.io/component')).toBe('distributor');
    expect(at(policy, 'spec', 'ingress', 0, 'from')).toHaveLength(1);
  });

  it('open to Grafana the query path', () => {
    const { policy, ports } = allowed('tempo-queries');
    expect(ports).toEqual([{ port: 3200, protocol: 'TCP' }]);
    expect(at(policy, 'spec', 'podSelector', 'matchLabels', 'app.kubernetes.io/component')).toBe('query-frontend');
  });

  it('let components reach each other on all that they listen on', () => {
    const { ports } = allowed('tempo-components');
    expect(ports.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual([
      '3200/TCP',
      '9095/TCP',
      '9096/TCP',
      '7946/TCP',
      '7946/UDP',
      '11211/TCP',
    ]);
  });

  it('name a pod label that the values of Grafana set', () => {
    const { policy } = allowed('tempo-health');
    const labels = at(policy, 'spec', 'ingress', 0, 'from', 0, 'podSelector', 'matchLabels') as Yaml;
    expect(labels).toMatchObject(readYaml('deploy/helm/grafana.yaml').podLabels as Yaml);
  });
});

it('no file has a placeholder that was forgotten', () => {
  const texts = listFiles('deploy', /\.yaml$/).flatMap((path) => readYamls(path).flatMap(listTexts));
  expect(texts.filter((text) => /TODO|FIXME|CHANGEME/.test(text))).toEqual([]);
});
