import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { listGrafanaVariables, withoutGrafanaVariables } from './configs/grafanaEnvironment';
import { renderLokiConfig } from './configs/lokiConfig';
import { listPrometheusArguments, renderPrometheusConfig } from './configs/prometheusConfig';
import { renderTempoConfig } from './configs/tempoConfig';
import { copyProvisioning } from './copyProvisioning';
import { findGrafanaHome, GO_MUX_AS_BEFORE, type FoundProgram } from './findProgram';
import type { Addresses, Ports } from './planStack';
import { PROGRAMS, type ProgramName } from './programs';
import type { Parts } from './resolveParts';
import type { Command } from './runningProgram';

export const PLUGIN_ID = 'tempo-companion-app';

export interface StackFolders {
  /** The project's own folder. */
  root: string;
  /** Everything of a run: `.cache/stack`. */
  run: string;
}

export interface Plan {
  parts: Parts;
  ports: Ports;
  addresses: Addresses;
  folders: StackFolders;
  env: NodeJS.ProcessEnv;
}

/** What the provisioning reads. The user's own variables, tenants for example, stay; the addresses are those of this run. */
export function listProvisioningVariables({ addresses, parts, env }: Plan): NodeJS.ProcessEnv {
  return {
    TEMPO_URL: addresses.tempo,
    PROMETHEUS_URL: addresses.prometheus,
    LOKI_URL: addresses.loki,
    // Our Tempo can; of another one only its owner knows.
    TEMPO_STREAMING: env.TEMPO_STREAMING ?? String(parts.tempo.kind === 'start'),
  };
}

/**
 * Writes the configuration of each program that is to be started, below the folder of the run.
 * @returns how to start them, in an order in which each finds the one it sends to
 */
export function listCommands(plan: Plan): Command[] {
  const writers: Array<[ProgramName, (plan: Plan, program: FoundProgram) => Pick<Command, 'args' | 'env'>]> = [
    ['prometheus', preparePrometheus],
    ['loki', prepareLoki],
    ['tempo', prepareTempo],
    ['grafana', prepareGrafana],
  ];
  mkdirSync(join(plan.folders.run, 'logs'), { recursive: true });
  return writers.flatMap(([name, prepare]) => {
    const part = plan.parts[name];
    if (part.kind !== 'start') {
      return [];
    }
    const { path } = part.program;
    return [
      { name, title: PROGRAMS[name].title, path, logFile: logFileOf(plan, name), ...prepare(plan, part.program) },
    ];
  });
}

/** The demo traffic; null where there is nobody to take it. */
export function buildTrafficCommand(plan: Plan, rate: number): Command | null {
  const { addresses, folders, parts, env } = plan;
  if (!addresses.otlp) {
    return null;
  }
  return {
    name: 'traffic',
    title: 'The demo traffic',
    path: process.execPath,
    args: [join(folders.root, 'stack/traffic/main.mjs'), '--rate', String(rate)],
    // The logs of a shop that does not exist have no business in a Loki of the user.
    env: { ...env, OTLP_URL: addresses.otlp, LOKI_URL: parts.loki.kind === 'start' ? addresses.loki : '' },
    logFile: logFileOf(plan, 'traffic'),
  };
}

function preparePrometheus(plan: Plan, program: FoundProgram) {
  const { ports, parts, env } = plan;
  const started = (['tempo', 'loki', 'grafana', 'prometheus'] as const).filter((name) => parts[name].kind === 'start');
  const targets = Object.fromEntries(started.map((name) => [name, `127.0.0.1:${ports[name]}`]));
  const file = writeConfig(plan, 'prometheus.yaml', renderPrometheusConfig({ targets }));
  return { args: listPrometheusArguments(file, dataFolderOf(plan, program), ports.prometheus), env };
}

function prepareLoki(plan: Plan, program: FoundProgram) {
  const { loki: http, lokiGrpc: grpc } = plan.ports;
  const config = renderLokiConfig({ dataFolder: dataFolderOf(plan, program), ports: { http, grpc } });
  return { args: [`-config.file=${writeConfig(plan, 'loki.yaml', config)}`], env: plan.env };
}

function prepareTempo(plan: Plan, program: FoundProgram) {
  const { version } = program;
  if (version === null) {
    throw new Error('The version of Tempo is not known');
  }
  const { tempo: http, tempoGrpc: grpc, otlpGrpc, otlpHttp, memberlist } = plan.ports;
  const config = renderTempoConfig({
    version,
    dataFolder: dataFolderOf(plan, program),
    ports: { http, grpc, otlpGrpc, otlpHttp, memberlist },
    // Of another one it is not known whether it takes remote writes.
    remoteWriteUrl: plan.parts.prometheus.kind === 'start' ? `${plan.addresses.prometheus}/api/v1/write` : null,
  });
  return {
    args: [`-config.file=${writeConfig(plan, 'tempo.yaml', config)}`],
    env: { ...plan.env, ...(version.major < 3 ? GO_MUX_AS_BEFORE : {}) },
  };
}

function prepareGrafana(plan: Plan, program: FoundProgram) {
  const { folders, ports, env } = plan;
  const plugins = join(folders.run, 'plugins');
  linkPlugin(join(folders.root, 'dist'), plugins);
  const provisioning = provisioningFolderOf(plan);
  // Without a file of its own Grafana would read that of another one, conf/custom.ini.
  const configFile = writeConfig(
    plan,
    'grafana.ini',
    '; All settings come as variables: stack/configs/grafanaEnvironment.ts\n'
  );
  const data = dataFolderOf(plan, program);
  return {
    args: ['server', '--homepath', findGrafanaHome(program.path, env), '--config', configFile],
    env: {
      ...withoutGrafanaVariables(env),
      ...listProvisioningVariables(plan),
      ...listGrafanaVariables({
        version: program.version,
        port: ports.grafana,
        folders: { data, logs: join(folders.run, 'logs/grafana'), plugins, provisioning },
        pluginId: PLUGIN_ID,
      }),
    },
  };
}

/** The copy of the provisioning with which Grafana, this or the user's, is to be started. */
export function provisioningFolderOf({ folders }: Plan): string {
  return join(folders.run, 'provisioning');
}

/** @returns the data sources that are left out */
export function prepareProvisioning(plan: Plan): string[] {
  const source = join(plan.folders.root, 'provisioning');
  return copyProvisioning(source, provisioningFolderOf(plan), listProvisioningVariables(plan));
}

/** A link, so that a new build needs no copy; Grafana reads the list of its files when it starts. */
function linkPlugin(dist: string, plugins: string): void {
  rmSync(plugins, { recursive: true, force: true });
  mkdirSync(plugins, { recursive: true });
  symlinkSync(dist, join(plugins, PLUGIN_ID), 'dir');
}

function writeConfig({ folders }: Plan, name: string, content: string): string {
  const file = join(folders.run, name);
  writeFileSync(file, content);
  return file;
}

function logFileOf({ folders }: Plan, name: string): string {
  return join(folders.run, 'logs', `${name}.log`);
}

/** By version, because no program reads what a later one of it has written. */
function dataFolderOf({ folders }: Plan, { name, version }: FoundProgram): string {
  const folder = join(folders.run, 'data', `${name}-${version?.text.replace(/[^\w.-]/g, '_') ?? 'unknown'}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}
