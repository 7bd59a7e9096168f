import { lstatSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

import { describeStack } from './describeStack';
import { buildTrafficCommand, listCommands, listProvisioningVariables, type Plan } from './listCommands';
import { parseVersion } from './parseVersion';
import { listAddresses, type Ports } from './planStack';
import type { Part, Parts } from './resolveParts';

const PORTS: Ports = {
  ...{ grafana: 3001, tempo: 3201, tempoGrpc: 9097, otlpGrpc: 4319, otlpHttp: 4320 },
  ...{ memberlist: 7947, prometheus: 9091, loki: 3101, lokiGrpc: 9098 },
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stack-commands-'));
  mkdirSync(join(root, 'grafana/conf'), { recursive: true });
  writeFileSync(join(root, 'grafana/conf/defaults.ini'), '');
});
afterEach(() => rmSync(root, { recursive: true }));

function started(name: keyof Parts, version: string): Part {
  return { kind: 'start', program: { name, path: `/bin/${name}`, version: parseVersion(version) } };
}

function planOf(changes: Partial<Parts> = {}, env: NodeJS.ProcessEnv = {}): Plan {
  const parts: Parts = {
    grafana: started('grafana', '12.3.0'),
    tempo: started('tempo', '2.6.1'),
    prometheus: started('prometheus', '3.5.0'),
    loki: started('loki', '3.5.0'),
    ...changes,
  };
  return {
    ...{ parts, ports: PORTS, addresses: listAddresses(parts, PORTS, env.OTLP_URL) },
    folders: { root, run: join(root, '.cache/stack') },
    env: { GRAFANA_HOME: join(root, 'grafana'), ...env },
  };
}

function commandOf(name: string, plan: Plan) {
  const command = listCommands(plan).find((one) => one.name === name);
  if (!command) {
    throw new Error(`no command for ${name}`);
  }
  return command;
}

const MISSING = { kind: 'missing' } as const;
const ELSEWHERE = { kind: 'elsewhere', url: 'http://mine:1' } as const;

test('each finds what it sends to: Grafana comes last', () => {
  expect(listCommands(planOf()).map(({ name }) => name)).toEqual(['prometheus', 'loki', 'tempo', 'grafana']);
  expect(listCommands(planOf({ grafana: MISSING, loki: ELSEWHERE })).map(({ name }) => name)).toEqual([
    ...['prometheus', 'tempo'],
  ]);
});

test('every command line names a file of this run, by which a left-over is known', () => {
  for (const { args } of listCommands(planOf())) {
    expect(args.join(' ')).toContain(join(root, '.cache/stack'));
  }
});

test.each([
  ['2.6.1', 'httpmuxgo121=1'],
  ['3.0.3', undefined],
])('Tempo %s: GODEBUG is %s', (version, expected) => {
  expect(commandOf('tempo', planOf({ tempo: started('tempo', version) })).env.GODEBUG).toBe(expected);
});

test('Tempo writes its metrics to the Prometheus of this run, and to no other', () => {
  const remoteWriteOf = (plan: Plan) => {
    listCommands(plan);
    return parse(readFileSync(join(root, '.cache/stack/tempo.yaml'), 'utf8')).metrics_generator.storage.remote_write;
  };
  expect(remoteWriteOf(planOf())).toEqual([{ url: 'http://127.0.0.1:9091/api/v1/write', send_exemplars: true }]);
  expect(remoteWriteOf(planOf({ prometheus: ELSEWHERE }))).toEqual([]);
});

test('Prometheus scrapes what is started', () => {
  listCommands(planOf({ loki: MISSING }));
  const { scrape_configs: jobs } = parse(readFileSync(join(root, '.cache/stack/prometheus.yaml'), 'utf8'));
  expect(jobs.map(({ job_name: name }: { job_name: string }) => name)).toEqual(['tempo', 'grafana', 'prometheus']);
});

test('Grafana gets the addresses, the plugin, and no settings of another Grafana', () => {
  const plan = planOf({ loki: ELSEWHERE }, { GF_DATABASE_URL: 'postgres://production', TEMPO_TENANT: 'team-a' });
  const { env, args } = commandOf('grafana', plan);
  expect(env).toMatchObject({
    TEMPO_URL: 'http://127.0.0.1:3201',
    PROMETHEUS_URL: 'http://127.0.0.1:9091',
    LOKI_URL: 'http://mine:1',
    TEMPO_STREAMING: 'true',
    TEMPO_TENANT: 'team-a',
    GF_SERVER_HTTP_PORT: '3001',
  });
  expect(env).not.toHaveProperty('GF_DATABASE_URL');
  expect(args).toEqual(expect.arrayContaining(['--homepath', join(root, 'grafana')]));
  const plugin = join(root, '.cache/stack/plugins/tempo-companion-app');
  expect(lstatSync(plugin).isSymbolicLink()).toBe(true);
  expect(readlinkSync(plugin)).toBe(join(root, 'dist'));
});

test('of another Tempo it is not known whether it streams', () => {
  expect(listProvisioningVariables(planOf({ tempo: ELSEWHERE })).TEMPO_STREAMING).toBe('false');
  const told = planOf({ tempo: ELSEWHERE }, { TEMPO_STREAMING: 'true' });
  expect(listProvisioningVariables(told).TEMPO_STREAMING).toBe('true');
});

describe('demo traffic', () => {
  const envOf = (plan: Plan) => buildTrafficCommand(plan, 5)?.env;

  test('goes to what is started', () => {
    expect(envOf(planOf())).toMatchObject({ OTLP_URL: 'http://127.0.0.1:4320', LOKI_URL: 'http://127.0.0.1:3101' });
  });

  test('goes to a Tempo elsewhere only if told, and to a Loki elsewhere never', () => {
    expect(envOf(planOf({ tempo: ELSEWHERE }))).toBeUndefined();
    const plan = planOf(
      { tempo: ELSEWHERE, loki: ELSEWHERE },
      { OTLP_URL: 'http://mine:4318', LOKI_URL: 'http://mine:1' }
    );
    expect(envOf(plan)).toMatchObject({ OTLP_URL: 'http://mine:4318', LOKI_URL: '' });
  });

  test('there is none without Tempo', () => {
    expect(envOf(planOf({ tempo: MISSING }))).toBeUndefined();
  });
});

describe('the summary', () => {
  test('has the addresses of what there is', () => {
    const lines = describeStack(planOf({ loki: MISSING })).join('\n');
    expect(lines).toContain('Grafana     http://127.0.0.1:3001/a/tempo-companion-app');
    expect(lines).toContain('OTLP        http://127.0.0.1:4320/v1/traces');
    expect(lines).not.toContain('Loki');
    expect(lines).not.toContain('Grafana of your own');
  });

  test('says without Grafana how to use one of your own', () => {
    const lines = describeStack(planOf({ grafana: MISSING, loki: MISSING }));
    expect(lines).toEqual(
      expect.arrayContaining([
        '  TEMPO_URL=http://127.0.0.1:3201',
        `  GF_PATHS_PROVISIONING=${join(root, '.cache/stack/provisioning')}`,
      ])
    );
    expect(lines.join('\n')).not.toContain('LOKI_URL');
  });
});
