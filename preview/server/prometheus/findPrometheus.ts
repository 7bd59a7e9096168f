import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import { projectPath } from '../projectPaths';

const run = promisify(execFile);

export interface PrometheusBinaries {
  prometheus: string;
  promtool: string;
}

type Log = (line: string) => void;

const HOW_TO_GET = `Prometheus was not found, and could not be fetched. Any of these helps:
  - install it so that "prometheus" and "promtool" are on the PATH (Debian, Ubuntu: apt install prometheus;
    macOS: brew install prometheus; else https://prometheus.io/download/)
  - name the programs: PROMETHEUS_BIN=/path/to/prometheus PROMTOOL_BIN=/path/to/promtool`;

/**
 * Finds prometheus and promtool: by PROMETHEUS_BIN and PROMTOOL_BIN, on the PATH, in `.cache/prometheus`, and else in
 * Debian's package, which is fetched and unpacked into `.cache/prometheus`, not installed.
 */
export async function findPrometheus(log: Log, env = process.env): Promise<PrometheusBinaries> {
  const named = { prometheus: env.PROMETHEUS_BIN, promtool: env.PROMTOOL_BIN };
  for (const path of Object.values(named)) {
    if (path && !isExecutable(path)) {
      throw new Error(`${path} is not a program (PROMETHEUS_BIN and PROMTOOL_BIN name programs)`);
    }
  }
  const cached = projectPath('.cache/prometheus/usr/bin');
  const folders = [...(env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''), cached];
  const find = (program: keyof PrometheusBinaries) =>
    named[program] || folders.map((folder) => join(folder, program)).find(isExecutable);

  if (!find('prometheus') || !find('promtool')) {
    await unpackDebianPackage(log);
  }
  const prometheus = find('prometheus');
  const promtool = find('promtool');
  if (!prometheus || !promtool) {
    throw new Error(HOW_TO_GET);
  }
  return { prometheus, promtool };
}

/** Leaves `.cache/prometheus` complete or not there at all; two at a time do no harm. */
async function unpackDebianPackage(log: Log): Promise<void> {
  await mkdir(projectPath('.cache'), { recursive: true });
  const temporary = await mkdtemp(projectPath('.cache/prometheus.new-'));
  try {
    log('fetching the Debian package of Prometheus (20 MB)');
    const archive = await downloadDebianPackage(temporary);
    await run('dpkg-deb', ['-x', archive, join(temporary, 'root')]);
    // Another preview may have been quicker, and use it already.
    if (!isUnpacked()) {
      await rm(projectPath('.cache/prometheus'), { recursive: true, force: true });
      await rename(join(temporary, 'root'), projectPath('.cache/prometheus'));
    }
  } catch (error) {
    if (!isUnpacked()) {
      throw new Error(`${HOW_TO_GET}\n(${lastLine(error)})`);
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function isUnpacked(): boolean {
  return existsSync(projectPath('.cache/prometheus/usr/bin/promtool'));
}

async function downloadDebianPackage(folder: string): Promise<string> {
  const download = () => run('apt-get', ['download', 'prometheus'], { cwd: folder });
  try {
    await download();
  } catch (error) {
    if (process.getuid?.() !== 0) {
      throw error;
    }
    // The package lists may be missing (fresh container) or name a version that is gone.
    await run('apt-get', ['update']);
    await download();
  }
  const archive = (await readdir(folder)).find((file) => file.endsWith('.deb'));
  if (!archive) {
    throw new Error('apt-get download left no package');
  }
  return join(folder, archive);
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? (error as { stderr?: string }).stderr || error.message : String(error);
  return text.trim().split('\n').at(-1) ?? '';
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
