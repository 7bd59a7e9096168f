import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findProjectRoot } from '../preview/server/projectPaths';
import { ProgramGroup } from './programGroup';
import { startStack } from './startStack';

/** Programs that do what the stack sees of the real ones. */
const PROMETHEUS = `
  if (process.argv.includes('--version')) {
    console.log('prometheus, version 3.5.0 (branch: HEAD)');
  } else {
    const address = process.argv.find((one) => one.startsWith('--web.listen-address=')).split('=')[1];
    const [host, port] = address.split(':');
    require('node:http').createServer((_, response) => response.end('ready')).listen(Number(port), host);
  }`;
const BROKEN_LOKI = `
  if (process.argv.includes('-version')) {
    console.log('loki, version 3.5.0 (branch: HEAD)');
  } else {
    console.error('failed parsing config: field "limits" not found');
    process.exit(1);
  }`;

const OPTIONS = { port: null, traffic: true, rate: 5, keep: false, help: false };
let folder: string;
let group: ProgramGroup;
let lines: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stack-start-'));
  group = new ProgramGroup();
  lines = [];
});
afterEach(async () => {
  await group.stopAll();
  rmSync(folder, { recursive: true });
});

function install(name: string, script: string): void {
  const file = join(folder, name);
  writeFileSync(file, `#!${process.execPath}\n${script}`);
  chmodSync(file, 0o755);
}

function start(env: NodeJS.ProcessEnv = {}) {
  const folders = { root: findProjectRoot(), run: join(folder, 'run') };
  const print = (line: string) => void lines.push(line);
  return startStack(OPTIONS, { folders, env: { PATH: folder, ...env }, group, print });
}

test('starts what there is, says what is missing, and stops it', async () => {
  install('prometheus', PROMETHEUS);
  const { addresses } = await start();
  expect((await fetch(`${addresses.prometheus}/-/ready`)).ok).toBe(true);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^No Tempo /),
      'Left out of the provisioning: datasources/loki.yaml, because it would lead nowhere',
      expect.stringMatching(/^Prometheus is ready/),
      'No demo traffic: no Tempo',
    ])
  );
  await group.stopAll();
  await expect(fetch(addresses.prometheus)).rejects.toThrow();
});

test('fails where one of them does not start, with what it said', async () => {
  install('prometheus', PROMETHEUS);
  install('loki', BROKEN_LOKI);
  await expect(start()).rejects.toThrow(
    /^Loki ended by itself: exit code 1\n {2}\| failed parsing config: field "limits" not found\n.*run\/logs\/loki\.log$/
  );
});

test('says how to have the traffic go to a Tempo elsewhere', async () => {
  install('prometheus', PROMETHEUS);
  await start({ TEMPO_URL: 'http://127.0.0.1:1' });
  expect(lines).toContain('No demo traffic: OTLP_URL does not say where your Tempo takes it');
});
