import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface Recorded {
  /** The process that started the others. */
  pid: number;
  /** Those it started: each the leader of a process group. */
  children: number[];
}

export interface RunRecord {
  noteChildren(pids: number[]): void;
  /** Synchronous: it must work while the process exits. */
  release(): void;
}

/**
 * Notes that a stack runs, so that there is one at a time: they share folders. Throws where one runs. What one left behind
 * that was killed, its programs included, is cleared away.
 * @param root what the command line of each of its processes contains, so that no stranger with an old number is ended
 */
export function claimRun(file: string, root: string): RunRecord {
  mkdirSync(dirname(file), { recursive: true });
  const mine: Recorded = { pid: process.pid, children: [] };
  if (!tryWrite(file, mine)) {
    clearDeadRun(file, root);
    if (!tryWrite(file, mine)) {
      throw new Error('Another stack was started at the same moment: try again');
    }
  }
  return {
    noteChildren: (children) => writeFileSync(file, JSON.stringify({ ...mine, children })),
    release: () => rmSync(file, { force: true }),
  };
}

function tryWrite(file: string, content: Recorded): boolean {
  try {
    writeFileSync(file, JSON.stringify(content), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

function clearDeadRun(file: string, root: string): void {
  const { pid, children } = readRecord(file);
  if (isOurs(pid, 'stack.mjs')) {
    throw new Error(`A stack is running already (process ${pid}): end it with Ctrl+C there, or with "kill ${pid}"`);
  }
  for (const child of children.filter((one) => isOurs(one, root))) {
    try {
      process.kill(-child, 'SIGKILL');
    } catch {
      // It ended in this very moment.
    }
  }
  rmSync(file, { force: true });
}

function readRecord(file: string): Recorded {
  try {
    const { pid, children } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Recorded>;
    return { pid: pid ?? 0, children: Array.isArray(children) ? children : [] };
  } catch {
    // Its writer died while writing.
    return { pid: 0, children: [] };
  }
}

/** Whether a process of this number runs, and is one of a stack: numbers are used again. */
function isOurs(pid: number, mark: string): boolean {
  return Number.isInteger(pid) && pid > 1 && readCommandLine(pid).includes(mark);
}

function readCommandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return askPs(pid);
  }
}

/** Where there is no /proc. */
function askPs(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();
  } catch {
    return '';
  }
}
