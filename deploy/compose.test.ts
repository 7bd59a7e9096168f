import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { projectPath } from '../preview/server/projectPaths';
import { COMPONENTS } from '../src/tempo';
import { at, listFiles, listTexts, readEnvironment, readText, readYaml, type Yaml } from './readYaml';

const SERIES = ['2.x', '3.x'] as const;
const SINGLE = 'docker-compose.yaml';
const MICROSERVICES = 'docker-compose.microservices.yaml';

interface Service {
  image?: string;
  profiles?: string[];
  ports?: string[];
  volumes?: string[];
  env_file?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string; required?: boolean }>;
  healthcheck?: unknown;
  command?: string[];
  hostname?: string;
}

/** The services of a file that run in a series, with `extends` resolved and variables of the env file filled in. */
function servicesOf(path: string, env: Record<string, string>): Record<string, Service> {
  const file = readYaml(path);
  const services = Object.entries(file.services as Record<string, Yaml>).map(([name, service]): [string, Service] => [
    name,
    fillIn(merge(baseOf(path, service), service), env) as Service,
  ]);
  return Object.fromEntries(
    services.filter(([, { profiles }]) => !profiles || profiles.includes(env.COMPOSE_PROFILES ?? ''))
  );
}

/** The extended service, with its paths as seen from the file that extends it. */
function baseOf(path: string, { extends: extended }: Yaml): Yaml {
  const from = extended as { file: string; service: string } | undefined;
  if (!from) {
    return {};
  }
  const base = at(readYaml(join(dirname(path), from.file)), 'services', from.service) as Yaml;
  const move = (place: unknown) => {
    const [source = '', ...rest] = String(place).split(':');
    const moved = source.startsWith('.') ? `./${join(dirname(from.file), source)}` : source;
    return [moved, ...rest].join(':');
  };
  const moved = ['volumes', 'env_file'].flatMap((key): Array<[string, unknown]> =>
    Array.isArray(base[key]) ? [[key, (base[key] as unknown[]).map(move)]] : []
  );
  return { ...base, ...Object.fromEntries(moved) };
}

function merge(base: Yaml, own: Yaml): Yaml {
  const volumes = [...((base.volumes as string[]) ?? []), ...((own.volumes as string[]) ?? [])];
  const environment = { ...(base.environment as Yaml), ...(own.environment as Yaml) };
  return { ...base, ...own, volumes, environment };
}

function fillIn(node: unknown, env: Record<string, string>): unknown {
  const text = JSON.stringify(node).replaceAll(
    /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, kind?: string, otherwise?: string) => {
      if (env[name] === undefined && kind !== '-') {
        throw new Error(`${name} is not set and has no default`);
      }
      return env[name] ?? otherwise ?? '';
    }
  );
  return JSON.parse(text);
}

const RUNS = SERIES.flatMap((series) =>
  [SINGLE, MICROSERVICES].map((path): [string, string, Record<string, string>] => [
    path,
    series,
    readEnvironment(`deploy/compose/tempo-${series}.env`),
  ])
);

describe.each(RUNS)('%s with Tempo %s', (path, series, env) => {
  const services = servicesOf(path, env);
  const entries = Object.entries(services);

  it('pins all images', () => {
    for (const [name, { image }] of entries) {
      expect({ name, image }).toEqual({ name, image: expect.stringMatching(/^[\w./-]+:(?!latest)[\w.-]*\d[\w.-]*$/) });
    }
  });

  it('mounts files that are there, and volumes that are declared', () => {
    const declared = Object.keys((readYaml(path).volumes as object | undefined) ?? {});
    const sources = entries.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0] ?? ''));
    expect(sources.length).toBeGreaterThan(5);
    const files = sources.filter((source) => source.startsWith('.') && source !== './dist');
    expect(files.filter((source) => !existsSync(projectPath(source)))).toEqual([]);
    const named = sources.filter((source) => !source.startsWith('.'));
    expect([...new Set(named)].sort()).toEqual(declared.sort());
  });

  it('waits for services that are there, and for health only where it is checked', () => {
    const waits = entries.flatMap(([name, { depends_on }]) =>
      Object.entries(depends_on ?? {}).map(([other, wait]) => ({ name, other, ...wait }))
    );
    for (const { name, other, condition, required } of waits) {
      const there = services[other] !== undefined || required === false;
      const healthy = condition !== 'service_healthy' || !services[other] || services[other].healthcheck !== undefined;
      expect({ name, other, there, healthy }).toEqual({ name, other, there: true, healthy: true });
    }
    expect(waits.length).toBeGreaterThan(5);
  });

  it('opens each port once, to this machine only', () => {
    const ports = entries.flatMap(([, service]) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('sets all variables of the provisioning, with addresses of services that are there', () => {
    const set = { ...readEnvironment('provisioning/defaults.env'), ...services.grafana?.environment };
    expect(services.grafana?.env_file).toEqual(['./provisioning/defaults.env']);
    const addresses = Object.entries(set).filter(
      ([name, value]) => /^(TEMPO|LOKI|PROMETHEUS)_.*URL$/.test(name) && value
    );
    for (const [name, value] of addresses) {
      expect({ name, there: services[new URL(String(value)).hostname] !== undefined }).toEqual({ name, there: true });
    }
    const isTempo = ([, { image }]: [string, Service]) => image?.startsWith('grafana/tempo:');
    const components = addresses.filter(([name]) => /^TEMPO_.+_URL$/.test(name));
    const targets = entries.filter(isTempo).map(([, { command }]) => targetOf(command));
    const expected = path === SINGLE ? 0 : new Set(targets).size;
    expect(components).toHaveLength(expected);
  });

  it('runs the components of this Tempo, and its own release', () => {
    const tempo = entries.filter(([, { image }]) => image?.startsWith('grafana/tempo:'));
    expect(new Set(tempo.map(([, { image }]) => image))).toEqual(new Set([`grafana/tempo:${env.TEMPO_VERSION}`]));
    expect(env.TEMPO_VERSION?.[0]).toBe(series[0]);
    const targets = new Set(tempo.map(([, { command }]) => targetOf(command)));
    const gone = series === '2.x' ? /live-store|block-builder|backend/ : /ingester|compactor/;
    const components = COMPONENTS.filter((component) => !gone.test(component));
    expect(targets).toEqual(new Set(path === SINGLE ? ['all'] : components));
  });

  it('names only hosts that are there in the configuration of Tempo and the collector', () => {
    const file = path === SINGLE ? `tempo-${series}` : `tempo-microservices-${series}`;
    const texts = [file, 'collector'].flatMap((name) => listTexts(readYaml(`deploy/compose/${name}.yaml`)));
    const hosts = texts.flatMap((text) => /^(?:https?:\/\/|dns\+)?([a-z][\w-]*):\d+/.exec(text)?.[1] ?? []);
    const known = new Set(entries.flatMap(([name, { hostname }]) => [name, hostname ?? name]));
    expect(hosts.filter((host) => !known.has(host))).toEqual([]);
    expect(hosts.length).toBeGreaterThan(2);
  });

  it('lets Prometheus find each Tempo process', () => {
    const mounted = services.prometheus?.volumes?.find((volume) => volume.includes('prometheus.yaml:'))?.split(':')[0];
    const jobs = readYaml(relative('.', mounted ?? '')).scrape_configs as Yaml[];
    const job = jobs.find(({ job_name }) => job_name === 'tempo');
    const targets = [
      ...((at(job, 'static_configs', 0, 'targets') as string[] | undefined) ?? []),
      ...((at(job, 'dns_sd_configs', 0, 'names') as string[] | undefined) ?? []),
    ].map((target) => target.split(':')[0]);
    const tempo = entries.filter(([, { image }]) => image?.startsWith('grafana/tempo:')).map(([name]) => name);
    expect(targets).toEqual(expect.arrayContaining(tempo));
  });
});

function targetOf(command: readonly string[] = []): string {
  return command.find((word) => word.startsWith('-target='))?.slice('-target='.length) ?? 'all';
}

it('the microservices cannot be started without a series', () => {
  expect(() => servicesOf(MICROSERVICES, { COMPOSE_PROFILES: '2.x' })).toThrow('not set and has no default');
});

it('the defaults of docker-compose.yaml are the series 2.x', () => {
  expect(servicesOf(SINGLE, {})).toEqual(servicesOf(SINGLE, readEnvironment('deploy/compose/tempo-2.x.env')));
});

it.each(listFiles('deploy/compose', /\.yaml$/))('%s is strict YAML that somebody reads', (path) => {
  expect(readYaml(path)).toEqual(expect.any(Object));
  const name = path.replace(/^.*\//, '').replace(/[23]\.x\.yaml$/, '');
  const readers = [SINGLE, MICROSERVICES, 'deploy/compose/services.yaml'].map(readText).join('\n');
  expect(readers).toContain(name);
});

describe('labels of the scrape in microservices mode', () => {
  const job = (readYaml('deploy/compose/prometheus-microservices.yaml').scrape_configs as Yaml[])[0];
  const { regex } = (job?.relabel_configs as Array<{ regex: string }>)[0] ?? { regex: '' };

  it.each([
    ['distributor', 'distributor'],
    ['query-frontend', 'query-frontend'],
    ['live-store-zone-a-0', 'live-store'],
    ['live-store-zone-b-0', 'live-store'],
    ['block-builder', 'block-builder'],
  ])('%s is the component %s', (name, component) => {
    // Prometheus anchors regular expressions at both ends.
    expect(new RegExp(`^(?:${regex})$`).exec(name)?.[1]).toBe(component);
    expect(COMPONENTS).toContain(component);
  });
});

it('the collector takes OTLP, Jaeger and Zipkin, and uses all that it declares', () => {
  const collector = readYaml('deploy/compose/collector.yaml');
  const pipelines = at(collector, 'service', 'pipelines') as Record<string, Record<string, string[]>>;
  expect(pipelines.traces?.receivers).toEqual(['otlp', 'jaeger', 'zipkin']);
  for (const kind of ['receivers', 'processors', 'exporters']) {
    const used = new Set(Object.values(pipelines).flatMap((pipeline) => pipeline[kind]));
    expect(used).toEqual(new Set(Object.keys(collector[kind] as object)));
  }
});
