import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { findFreePort } from '../run/freePort';
import { noteChild } from '../run/runFolder';

export interface PrometheusProcess {
  url: string;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
}

interface StartOptions {
  binary: string;
  /** Holds `prometheus.yml`, `data/` and the log. */
  runFolder: string;
  /** Content of `prometheus.yml`. */
  config: string;
}

const READY_TIMEOUT_MS = 40_000;
const STOP_TIMEOUT_MS = 5_000;

/** Starts Prometheus on a free port of 127.0.0.1 and waits until it is ready. */
export async function startPrometheus({ binary, runFolder, config }: StartOptions): Promise<PrometheusProcess> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(runFolder, 'prometheus.log');
  await mkdir(join(runFolder, 'data'), { recursive: true });
  await writeFile(join(runFolder, 'prometheus.yml'), config);
  const log = openSync(logFile, 'a');
  const child = spawn(binary, listArguments(runFolder, port), { stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  if (child.pid !== undefined) {
    noteChild(runFolder, child.pid);
  }
  try {
    await waitUntilReady(url, child);
  } catch (error) {
    child.kill('SIGKILL');
    const lines = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-5).join('\n');
    throw new Error(`${error instanceof Error ? error.message : error}\n${lines}`);
  }
  return { url, stop: () => stop(child, ended) };
}

function listArguments(runFolder: string, port: number): string[] {
  return [
    `--config.file=${join(runFolder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(runFolder, 'data')}`,
    '--storage.tsdb.retention.time=365d',
    `--web.listen-address=127.0.0.1:${port}`,
    '--web.enable-remote-write-receiver',
    '--enable-feature=exemplar-storage',
  ];
}

async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      throw new Error('Prometheus ended right after it was started. Its last words:');
    }
    const ready = await fetch(`${url}/-/ready`).then(
      (response) => response.ok,
      () => false
    );
    if (ready) {
      return;
    }
    await sleep(100);
  }
  throw new Error(`Prometheus was not ready after ${READY_TIMEOUT_MS / 1000} s. Its last words:`);
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
