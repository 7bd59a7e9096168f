import { rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';

import { buildHost } from '../host/build';
import { buildState, PLUGIN_ID } from './grafana/buildState';
import { createHandler, createStartingHandler } from './grafana/createHandler';
import { listen } from './http/listen';
import { projectPath } from './projectPaths';
import { buildPlugin, requireBuiltPlugin } from './run/buildPlugin';
import { clearHalfBuilt } from './run/clearHalfBuilt';
import type { PreviewOptions } from './run/parseOptions';
import { createProgress, type Progress } from './run/progress';
import { createRunFolder, removeRunFolder } from './run/runFolder';
import type { Shutdown } from './run/shutdown';
import { withLock } from './run/withLock';
import { startBackends } from './startBackends';

type Print = (line: string) => void;

/** Starts everything; what it starts is ended by `shutdown`. @returns the address of the plugin. */
export async function startPreview(options: PreviewOptions, shutdown: Shutdown, print: Print): Promise<string> {
  const { tempo, fault, grafana, role } = options;
  const progress = createProgress(print);
  // The port first: whether it is free should not turn out after a minute of building.
  let handle: RequestListener = createStartingHandler(grafana);
  const server = await listen(options.port, (request, response) => handle(request, response));
  shutdown.add(() => server.close());
  const hostFolder = await prepareFiles(options, shutdown, progress);
  const runFolder = createRunFolder();
  shutdown.add(() => removeRunFolder(runFolder));
  const backends = await progress.step(`starting Prometheus with the metrics of Tempo ${tempo}`, (log) =>
    startBackends({ tempo, fault, runFolder, shutdown, log })
  );
  const appUrl = `http://127.0.0.1:${server.port}/`;
  const pluginFolder = projectPath('dist');
  const state = buildState({ grafana, role, appUrl, runFolder, pluginFolder, hostFolder, ...backends });
  handle = createHandler(state, print);
  return `${appUrl}a/${PLUGIN_ID}`;
}

/** Builds the plugin and the host. @returns the folder of the host. */
async function prepareFiles({ build, grafana }: PreviewOptions, shutdown: Shutdown, progress: Progress) {
  if (build) {
    await progress.step('building the plugin', () =>
      withLock(projectPath('.cache/preview/plugin.lock'), () => buildPlugin(shutdown.add))
    );
  }
  requireBuiltPlugin();
  const hostFolder = projectPath('.cache/preview', `host-${grafana}`);
  await progress.step('building the preview host', (log) =>
    withLock(`${hostFolder}.lock`, () => {
      clearHalfBuilt(hostFolder);
      shutdown.add(() => rm(`${hostFolder}.${process.pid}`, { recursive: true, force: true }));
      return buildHost({ outDir: hostFolder, grafana, log });
    })
  );
  return hostFolder;
}
