import { rmSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Two previews that start at the same time must not write into one folder: the second waits for the first. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  while (!(await tryLock(file))) {
    await sleep(200);
  }
  // Synchronous, and on exit too: Ctrl-C may come while the work is being done.
  const unlock = () => rmSync(file, { force: true });
  process.once('exit', unlock);
  return work().finally(() => {
    process.removeListener('exit', unlock);
    unlock();
  });
}

async function tryLock(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    // A lock whose owner is gone (or that is empty, its owner having died while writing) counts for nothing.
    const owner = Number(await readFile(file, 'utf8').catch(() => process.pid));
    if (owner === 0 || !isAlive(owner)) {
      await rm(file, { force: true });
    }
    return false;
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
