import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectPath } from '../projectPaths';

const PREFIX = 'run-';
const CHILD_PID = 'child.pid';

/**
 * A folder of one run, `.cache/preview/run-<pid>-<random>`, for data that must not outlive it. It is removed when this
 * process exits, however it does, except by SIGKILL: what such a run left behind, its Prometheus included, is cleared
 * away here by the next one.
 */
export function createRunFolder(): string {
  const parent = projectPath('.cache/preview');
  mkdirSync(parent, { recursive: true });
  clearStaleRuns(parent);
  const folder = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  process.once('exit', () => removeRunFolder(folder));
  return folder;
}

/** Notes a child process, so that it can be ended should this process die before it can do so itself. */
export function noteChild(folder: string, pid: number): void {
  writeFileSync(join(folder, CHILD_PID), String(pid));
}

/** Ends the noted child and removes the folder. Synchronous: it must work while the process exits. */
export function removeRunFolder(folder: string): void {
  endChild(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function clearStaleRuns(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = Number(/^run-(\d+)-/.exec(name)?.[1]);
    if (name.startsWith(PREFIX) && pid !== process.pid && !isAlive(pid)) {
      removeRunFolder(join(parent, name));
    }
  }
}

function endChild(folder: string): void {
  const file = join(folder, CHILD_PID);
  if (!existsSync(file)) {
    return;
  }
  const pid = Number(readFileSync(file, 'utf8'));
  // The number may belong to another process by now: only one that was started on this folder is ended.
  if (isAlive(pid) && readCommandLine(pid).includes(folder)) {
    process.kill(pid, 'SIGKILL');
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readCommandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // No /proc (macOS): better to leave a process running than to end a stranger.
    return '';
  }
}
