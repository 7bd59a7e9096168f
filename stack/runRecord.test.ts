import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { claimRun } from './runRecord';

/** No process with this number can be. */
const NOBODY = 2 ** 30;
const ROOT = '/a/project';

let folder: string;
let file: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stack-record-'));
  file = join(folder, 'cache/run.json');
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** A process in a group of its own, with this in its command line. */
async function startWith(mark: string): Promise<number> {
  child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)', '--', mark], {
    detached: true,
    stdio: 'ignore',
  });
  await new Promise((resolve) => child?.once('spawn', resolve));
  return child.pid as number;
}

function leave(record: unknown): void {
  claimRun(file, ROOT).release();
  writeFileSync(file, typeof record === 'string' ? record : JSON.stringify(record));
}

test('notes this process and its children until it is released', () => {
  const record = claimRun(file, ROOT);
  record.noteChildren([7, 8]);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ pid: process.pid, children: [7, 8] });
  record.release();
  expect(existsSync(file)).toBe(false);
});

test('refuses while another stack runs', async () => {
  const pid = await startWith('stack/stack.mjs');
  leave({ pid, children: [] });
  expect(() => claimRun(file, ROOT)).toThrow(`A stack is running already (process ${pid})`);
  expect(existsSync(file)).toBe(true);
});

test.each([
  ['of one that was killed', { pid: NOBODY, children: [NOBODY] }],
  ['of one whose number another program has now', { pid: process.pid, children: [] }],
  ['that was not written to its end', '{"pid": 12'],
  ['that holds something else', { pid: 'x', children: 'y' }],
])('takes over a record %s', (_, record) => {
  leave(record);
  claimRun(file, ROOT);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ pid: process.pid, children: [] });
});

test('ends what a killed stack left behind', async () => {
  const pid = await startWith(`--config.file=${ROOT}/.cache/stack/prometheus.yaml`);
  const ended = new Promise((resolve) => child?.once('exit', (_, signal) => resolve(signal)));
  leave({ pid: NOBODY, children: [pid] });
  claimRun(file, ROOT);
  await expect(ended).resolves.toBe('SIGKILL');
});

test('but no stranger that has its number now', async () => {
  const pid = await startWith('/another/project');
  const ended = new Promise((resolve) => child?.once('exit', () => resolve('ended')));
  leave({ pid: NOBODY, children: [pid] });
  claimRun(file, ROOT);
  await expect(Promise.race([ended, sleep(300, 'still there')])).resolves.toBe('still there');
});
