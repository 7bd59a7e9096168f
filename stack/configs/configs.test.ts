import { parse } from 'yaml';

import { parseVersion, type Version } from '../parseVersion';
import { listGrafanaVariables, withoutGrafanaVariables } from './grafanaEnvironment';
import { renderLokiConfig } from './lokiConfig';
import { listPrometheusArguments, renderPrometheusConfig } from './prometheusConfig';
import { renderTempoConfig } from './tempoConfig';

const PORTS = { http: 3201, grpc: 9097, otlpGrpc: 4319, otlpHttp: 4320, memberlist: 7947 };

function version(text: string): Version {
  return parseVersion(text) as Version;
}

function tempoConfig(text: string, remoteWriteUrl: string | null = 'http://127.0.0.1:9091/api/v1/write') {
  return parse(renderTempoConfig({ version: version(text), dataFolder: '/data dir/t', ports: PORTS, remoteWriteUrl }));
}

/** All strings of a document. */
function listTexts(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).flatMap(listTexts);
  }
  return typeof value === 'string' ? [value] : [];
}

describe('Tempo', () => {
  test.each(['2.6.1', '2.10.8', '3.0.3'])('%s listens on this machine only, on the ports given', (text) => {
    const config = tempoConfig(text);
    expect(config.server).toMatchObject({
      ...{ http_listen_address: '127.0.0.1', http_listen_port: 3201 },
      ...{ grpc_listen_address: '127.0.0.1', grpc_listen_port: 9097 },
    });
    expect(config.distributor.receivers.otlp.protocols).toEqual({
      grpc: { endpoint: '127.0.0.1:4319' },
      http: { endpoint: '127.0.0.1:4320' },
    });
    expect(config.memberlist).toMatchObject({ bind_addr: ['127.0.0.1'], bind_port: 7947 });
    expect(listTexts(config).join(' ')).not.toMatch(/0\.0\.0\.0|localhost/);
  });

  test.each(['2.6.1', '3.0.3'])('%s writes below its folder only', (text) => {
    const folders = listTexts(tempoConfig(text)).filter((one) => one.startsWith('/'));
    expect(folders.length).toBeGreaterThanOrEqual(4);
    expect(folders.filter((one) => !one.startsWith('/data dir/t/'))).toEqual([]);
  });

  test('2.x has ingester, compactor and local-blocks', () => {
    const config = tempoConfig('2.6.1');
    expect(Object.keys(config)).toEqual(expect.arrayContaining(['ingester', 'compactor']));
    expect(Object.keys(config)).not.toContain('live_store');
    expect(config.overrides.defaults.metrics_generator.processors).toContain('local-blocks');
    expect(config.metrics_generator.processor.local_blocks).toEqual({
      filter_server_spans: false,
      flush_to_storage: true,
    });
  });

  test('3.x has what came in their place, and none of them', () => {
    const config = tempoConfig('3.0.3');
    expect(Object.keys(config)).toEqual(expect.arrayContaining(['live_store', 'backend_scheduler', 'backend_worker']));
    expect(Object.keys(config)).not.toContain('ingester');
    expect(Object.keys(config)).not.toContain('compactor');
    expect(config.overrides.defaults.metrics_generator.processors).toEqual(['service-graphs', 'span-metrics']);
    expect(Object.keys(config.metrics_generator)).not.toContain('traces_storage');
  });

  test('writes metrics with exemplars, where there is a Prometheus', () => {
    expect(tempoConfig('2.6.1').metrics_generator.storage.remote_write).toEqual([
      { url: 'http://127.0.0.1:9091/api/v1/write', send_exemplars: true },
    ]);
    expect(tempoConfig('2.6.1', null).metrics_generator.storage.remote_write).toEqual([]);
  });
});

test('Prometheus scrapes what is started, keeps exemplars and takes remote writes', () => {
  const config = parse(renderPrometheusConfig({ targets: { tempo: '127.0.0.1:3201', loki: '127.0.0.1:3101' } }));
  expect(config.scrape_configs).toEqual([
    { job_name: 'tempo', static_configs: [{ targets: ['127.0.0.1:3201'] }] },
    { job_name: 'loki', static_configs: [{ targets: ['127.0.0.1:3101'] }] },
  ]);
  const args = listPrometheusArguments('/run/prometheus.yaml', '/data', 9091);
  expect(args).toEqual(
    expect.arrayContaining([
      '--web.listen-address=127.0.0.1:9091',
      '--web.enable-remote-write-receiver',
      '--enable-feature=exemplar-storage',
    ])
  );
});

test('Loki keeps structured metadata', () => {
  const config = parse(renderLokiConfig({ dataFolder: '/data/loki', ports: { http: 3101, grpc: 9098 } }));
  expect(config.limits_config.allow_structured_metadata).toBe(true);
  expect(config.schema_config.configs[0]).toMatchObject({ store: 'tsdb', schema: 'v13' });
  expect(config.server).toMatchObject({
    http_listen_address: '127.0.0.1',
    http_listen_port: 3101,
    grpc_listen_port: 9098,
  });
  expect(listTexts(config).filter((one) => one.startsWith('/') && !one.startsWith('/data/loki'))).toEqual([]);
});

describe('Grafana', () => {
  const folders = { data: '/d', logs: '/l', plugins: '/p', provisioning: '/c' };
  const variables = (text: string) =>
    listGrafanaVariables({ version: version(text), port: 3001, folders, pluginId: 'an-app' });

  test('is open to this machine only, and sends nothing elsewhere', () => {
    expect(variables('12.3.0')).toMatchObject({
      GF_SERVER_HTTP_ADDR: '127.0.0.1',
      GF_SERVER_HTTP_PORT: '3001',
      GF_AUTH_ANONYMOUS_ORG_ROLE: 'Admin',
      GF_PATHS_PROVISIONING: '/c',
      GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: 'an-app',
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    });
  });

  test('installs plugins at its start only where its Tempo data source is one', () => {
    expect(variables('12.4.1').GF_PLUGINS_PREINSTALL_DISABLED).toBe('true');
    expect(variables('13.0.2').GF_PLUGINS_PREINSTALL_DISABLED).toBeUndefined();
  });

  test('does not get the settings of another Grafana', () => {
    expect(withoutGrafanaVariables({ GF_DATABASE_URL: 'postgres://production', PATH: '/bin' })).toEqual({
      PATH: '/bin',
    });
  });
});
