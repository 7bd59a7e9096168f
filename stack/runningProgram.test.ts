import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ProgramGroup } from './programGroup';
import type { Command } from './runningProgram';
import { waitUntilReady } from './waitUntilReady';

let folder: string;
let group: ProgramGroup;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stack-run-'));
  group = new ProgramGroup();
});
afterEach(() => {
  group.killAll();
  rmSync(folder, { recursive: true });
});

function command(script: string, name = 'dummy'): Command {
  const logFile = join(folder, `${name}.log`);
  return { name, title: `The ${name}`, path: process.execPath, args: ['-e', script], env: process.env, logFile };
}

/** Writes its child's number into its log, and waits. */
const PARENT = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1e6)']);
  console.log(child.pid);
  setInterval(() => {}, 1e6);`;

async function waitForLine(logFile: string): Promise<string> {
  for (;;) {
    const text = readFileSync(logFile, 'utf8').trim();
    if (text !== '') {
      return text;
    }
    await sleep(20);
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(pid, 0);
      // A zombie waits for its parent to take note of its end.
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) {
        return true;
      }
    } catch {
      return true;
    }
    await sleep(20);
  }
  return false;
}

test('stopping ends a program and its children, even those that do not listen', async () => {
  const program = group.start(command(PARENT));
  const child = Number(await waitForLine(program.command.logFile));
  expect(await isGone(child)).toBe(false);
  await group.stopAll();
  expect(program.ending).toBe('SIGTERM');
  expect(await isGone(child)).toBe(true);
});

test('one that does not listen is ended all the same', async () => {
  const program = group.start(
    command('process.on("SIGTERM", () => {}); console.log("on"); setInterval(() => {}, 1e6)')
  );
  await waitForLine(program.command.logFile);
  await program.stop(100);
  expect(program.ending).toBe('SIGKILL');
});

test('killAll ends everything at once, other work included', async () => {
  const ended: string[] = [];
  group.addEnd(() => ended.push('build'));
  const program = group.start(command('setInterval(() => {}, 1e6)'));
  group.killAll();
  expect(ended).toEqual(['build']);
  await program.ended;
  expect(program.ending).toBe('SIGKILL');
});

test('stops in the reverse order of the starts, and starts nothing more', async () => {
  const order: string[] = [];
  for (const name of ['first', 'second', 'third']) {
    const program = group.start(command('setInterval(() => {}, 1e6)', name));
    void program.ended.then(() => order.push(name));
  }
  const stopped = group.stopAll();
  expect(() => group.start(command(''))).toThrow('The dummy is not started: the stack is being stopped');
  await stopped;
  expect(order).toEqual(['third', 'second', 'first']);
});

test('notes the numbers of all it has started', () => {
  const noted: number[][] = [];
  const noting = new ProgramGroup((pids) => noted.push(pids));
  const programs = [noting.start(command('0', 'a')), noting.start(command('0', 'b'))];
  expect(noted).toEqual([[programs[0]?.pid], programs.map(({ pid }) => pid)]);
});

test('tells how it ended, with the end of its log and where that is', async () => {
  const script = 'for (let line = 1; line < 31; line++) console.error("line", line); process.exit(3)';
  const program = group.start(command(script));
  await program.ended;
  const text = program.describeEnd();
  expect(text).toMatch(/^The dummy ended by itself: exit code 3\n {2}\| line 19\n/);
  expect(text).toMatch(new RegExp(`\\| line 30\\nThat is the end of its log: ${program.command.logFile}$`));
});

test('one that cannot be started says why', async () => {
  const program = group.start({ ...command(''), path: '/nonexistent/tempo' });
  await program.ended;
  expect(program.describeEnd()).toContain('ENOENT');
  expect(program.describeEnd()).toContain('Its log is empty');
  await group.stopAll();
});

describe('waiting', () => {
  let server: Server;
  let url: string;
  let answer = { status: 503, text: 'Ingester not ready: starting\n' };
  beforeEach(async () => {
    answer = { status: 503, text: 'Ingester not ready: starting\n' };
    server = createServer((_, response) => response.writeHead(answer.status).end(answer.text));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ready`;
  });
  afterEach(() => server.close());

  test('goes on until it is ready, and tells what it says', async () => {
    const lines: string[] = [];
    const program = group.start(command('setInterval(() => {}, 1e6)'));
    setTimeout(() => (answer = { status: 200, text: 'ready' }), 600);
    await waitUntilReady(program, { url, timeoutMs: 5_000, print: (line) => lines.push(line), tellMs: 200 });
    expect(lines[0]).toMatch(/^ {2}The dummy is not ready after \d s: 503 Ingester not ready: starting$/);
    expect(lines.at(-1)).toMatch(/^The dummy is ready \(\d s\)$/);
  });

  test('ends with the program, even where another one answers in its place', async () => {
    answer = { status: 200, text: 'ready' };
    const program = group.start(command('console.log("address already in use"); process.exit(1)'));
    await program.ended;
    const waiting = waitUntilReady(program, { url, timeoutMs: 5_000, print: () => undefined });
    await expect(waiting).rejects.toThrow('  | address already in use');
  });

  test('does not go on for ever', async () => {
    const program = group.start(command('setInterval(() => {}, 1e6)'));
    const waiting = waitUntilReady(program, { url, timeoutMs: 300, print: () => undefined });
    await expect(waiting).rejects.toThrow(/was not ready after \d s: 503 Ingester not ready: starting\. Its log: /);
  });
});
