import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findGrafanaHome } from './findProgram';
import { describeParts, resolveParts } from './resolveParts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stack-programs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that answers with this, however it is called. */
function install(path: string, answer: string, channel = 1): string {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho '${answer}' >&${channel}\n`);
  chmodSync(file, 0o755);
  return file;
}

const TEMPO_2 = 'tempo, version 2.6.1 (branch: HEAD, revision: 1)';

test('finds programs on the PATH, and says what is missing', async () => {
  const tempo = install('bin/tempo', TEMPO_2);
  install('bin/prometheus', 'prometheus, version 2.42.0+ds (branch: x)', 2);
  const parts = await resolveParts({ PATH: `/nonexistent:${join(folder, 'bin')}` });
  expect(parts.tempo).toEqual({
    kind: 'start',
    program: { name: 'tempo', path: tempo, version: { major: 2, minor: 6, text: '2.6.1' } },
  });
  expect(parts.prometheus).toMatchObject({ program: { version: { text: '2.42.0+ds' } } });
  expect(describeParts(parts)).toEqual([
    expect.stringMatching(
      /^No Grafana \("grafana" is not on the PATH, neither GRAFANA_BIN nor GRAFANA_HOME is set\): /
    ),
    `Tempo 2.6.1: ${tempo}`,
    expect.stringMatching(/^Prometheus 2\.42\.0\+ds: /),
    expect.stringMatching(/^No Loki \("loki" is not on the PATH, LOKI_BIN is not set\): no logs/),
  ]);
});

test('a variable comes before the PATH', async () => {
  install('bin/tempo', TEMPO_2);
  const named = install('other/tempo-3', 'tempo, version 3.0.3 (branch: x)');
  const { tempo } = await resolveParts({ PATH: join(folder, 'bin'), TEMPO_BIN: named });
  expect(tempo).toMatchObject({ program: { path: named, version: { major: 3 } } });
});

test('GRAFANA_HOME holds the program and the files that belong to it', async () => {
  const grafana = install('home/bin/grafana', 'grafana version 12.3.0');
  const env = { PATH: '', GRAFANA_HOME: join(folder, 'home') };
  expect((await resolveParts(env)).grafana).toMatchObject({ program: { path: grafana } });
  expect(() => findGrafanaHome(grafana, env)).toThrow(`GRAFANA_HOME=${env.GRAFANA_HOME} holds no conf/defaults.ini`);
  mkdirSync(join(folder, 'home/conf'));
  writeFileSync(join(folder, 'home/conf/defaults.ini'), '');
  expect(findGrafanaHome(grafana, env)).toBe(env.GRAFANA_HOME);
  expect(findGrafanaHome(grafana, {})).toBe(env.GRAFANA_HOME);
});

test('one that runs elsewhere is not started', async () => {
  install('bin/tempo', TEMPO_2);
  install('bin/loki', 'loki, version 3.5.0 (branch: x)');
  const parts = await resolveParts({ PATH: join(folder, 'bin'), LOKI_URL: 'http://logs:3100/' });
  expect(parts.loki).toEqual({ kind: 'elsewhere', url: 'http://logs:3100' });
  expect(describeParts(parts).at(-1)).toBe('Loki: the one at http://logs:3100 (LOKI_URL)');
});

test('says what is too old', async () => {
  install('bin/tempo', TEMPO_2);
  install('bin/grafana', 'grafana version 11.6.0');
  const lines = describeParts(await resolveParts({ PATH: join(folder, 'bin') }));
  expect(lines[1]).toBe('  Grafana 11.6.0 is older than 12.3: the plugin needs 12.3');
});

test('a Tempo that does not say its version needs TEMPO_VERSION', async () => {
  const path = install('bin/tempo', 'tempo, version main-1a2b3c4 (branch: main, revision: 1a2b3c4)');
  const env = { PATH: join(folder, 'bin') };
  await expect(resolveParts(env)).rejects.toThrow(`${path} does not say which version it is: set TEMPO_VERSION`);
  await expect(resolveParts({ ...env, TEMPO_VERSION: 'new' })).rejects.toThrow('TEMPO_VERSION=new is not a version');
  const { tempo } = await resolveParts({ ...env, TEMPO_VERSION: '3.0.3' });
  expect(tempo).toMatchObject({ program: { version: { major: 3 } } });
});

test('nothing at all: what to install', async () => {
  await expect(resolveParts({ PATH: folder })).rejects.toThrow('https://github.com/grafana/tempo/releases');
  await expect(resolveParts({ PATH: folder, TEMPO_URL: 'http://tempo:3200' })).rejects.toThrow('Install what you want');
});

test.each([
  [{ TEMPO_BIN: '/nonexistent/tempo' }, 'TEMPO_BIN=/nonexistent/tempo is not a program: there is no such file'],
  [{ LOKI_BIN: '/tmp' }, 'LOKI_BIN=/tmp is not a program: it is a folder'],
  [{ TEMPO_BIN: __filename }, `it may not be executed, which "chmod +x ${__filename}" changes`],
  [{ GRAFANA_HOME: '/nonexistent' }, 'GRAFANA_HOME=/nonexistent holds no program bin/grafana'],
  [
    { PROMETHEUS_URL: 'localhost:9090' },
    'PROMETHEUS_URL=localhost:9090 is not an address such as http://127.0.0.1:9090',
  ],
  [{ TEMPO_URL: 'tempo' }, 'TEMPO_URL=tempo is not an address such as http://127.0.0.1:3200'],
])('%j: %s', async (env, message) => {
  await expect(resolveParts({ PATH: folder, ...env })).rejects.toThrow(message);
});

test('another program of the same name is told apart', async () => {
  const path = install('bin/tempo', 'Tempo: a beats per minute counter');
  await expect(resolveParts({ PATH: join(folder, 'bin') })).rejects.toThrow(
    `${path} is not Tempo: asked for its version (-version) it said "Tempo: a beats per minute counter". ` +
      'Name the right one: TEMPO_BIN=/path/to/tempo'
  );
});
