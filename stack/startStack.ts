import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { buildPlugin } from '../preview/server/run/buildPlugin';
import {
  buildTrafficCommand,
  listCommands,
  PLUGIN_ID,
  prepareProvisioning,
  type Plan,
  type StackFolders,
} from './listCommands';
import type { StackOptions } from './parseOptions';
import { listAddresses, planPorts } from './planStack';
import type { ProgramGroup } from './programGroup';
import { PROGRAMS, type ProgramName } from './programs';
import { describeParts, resolveParts } from './resolveParts';
import { waitUntilReady } from './waitUntilReady';

type Print = (line: string) => void;

/** Grafana fills its database at the first start. */
const READY_TIMEOUT_MS = 180_000;

/**
 * Finds, configures and starts everything, and waits until it is ready. Throws an error that says what is wrong; what has
 * been started by then is in `group`, which the caller ends.
 */
export async function startStack(
  options: StackOptions,
  { folders, env, group, print }: { folders: StackFolders; env: NodeJS.ProcessEnv; group: ProgramGroup; print: Print }
): Promise<Plan> {
  const parts = await resolveParts(env);
  describeParts(parts).forEach(print);
  const { ports, notes } = await planPorts(parts, options);
  notes.forEach(print);
  const plan: Plan = { parts, ports, addresses: listAddresses(parts, ports, env.OTLP_URL), folders, env };
  if (!options.keep) {
    rmSync(join(folders.run, 'data'), { recursive: true, force: true });
  }
  for (const file of prepareProvisioning(plan)) {
    print(`Left out of the provisioning: datasources/${file}, because it would lead nowhere`);
  }
  if (parts.grafana.kind === 'start') {
    await requirePlugin(folders.root, group, print);
  }
  await startPrograms(plan, group, print);
  await startTraffic(plan, options, group, print);
  if (parts.grafana.kind === 'start') {
    await checkPlugin(plan, print);
  }
  return plan;
}

async function requirePlugin(root: string, group: ProgramGroup, print: Print): Promise<void> {
  if (existsSync(join(root, 'dist/module.js')) && existsSync(join(root, 'dist/plugin.json'))) {
    return;
  }
  print('Building the plugin, because there is none in dist/ (about a minute) ...');
  await buildPlugin((end) => group.addEnd(end));
}

async function startPrograms(plan: Plan, group: ProgramGroup, print: Print): Promise<void> {
  const started = listCommands(plan).map((command) => group.start(command));
  print(`Starting ${started.map(({ command }) => command.title).join(', ')} ...`);
  await Promise.all(
    started.map((program) => {
      const name = program.command.name as ProgramName;
      const url = `${plan.addresses[name]}${PROGRAMS[name].readyPath}`;
      return waitUntilReady(program, { url, timeoutMs: READY_TIMEOUT_MS, print });
    })
  );
}

async function startTraffic(
  plan: Plan,
  { traffic, rate }: StackOptions,
  group: ProgramGroup,
  print: Print
): Promise<void> {
  if (!traffic) {
    return;
  }
  const command = buildTrafficCommand(plan, rate);
  if (command === null) {
    const isElsewhere = plan.parts.tempo.kind === 'elsewhere';
    print(
      isElsewhere ? 'No demo traffic: OTLP_URL does not say where your Tempo takes it' : 'No demo traffic: no Tempo'
    );
    return;
  }
  group.start(command);
  print(`Demo traffic: ${rate} traces a second`);
}

/** Grafana starts even where it has refused the plugin. */
async function checkPlugin({ addresses, folders }: Plan, print: Print): Promise<void> {
  const response = await fetch(`${addresses.grafana}/api/plugins/${PLUGIN_ID}/settings`).catch(() => null);
  const settings = response?.ok ? ((await response.json()) as { enabled?: boolean }) : null;
  if (!settings?.enabled) {
    print(`Grafana has not loaded the plugin; ${join(folders.run, 'logs/grafana.log')} says why`);
  }
}
