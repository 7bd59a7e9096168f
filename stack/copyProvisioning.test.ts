import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

import { findProjectRoot } from '../preview/server/projectPaths';
import { copyProvisioning } from './copyProvisioning';

const SOURCE = join(findProjectRoot(), 'provisioning');
const ALL = { TEMPO_URL: 'http://t', PROMETHEUS_URL: 'http://p', LOKI_URL: 'http://l' };
let folder: string;
let target: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stack-provisioning-'));
  target = join(folder, 'copy');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('copies what the project ships, with the dashboards where the copy is', () => {
  expect(copyProvisioning(SOURCE, target, ALL)).toEqual([]);
  const { providers } = parse(readFileSync(join(target, 'dashboards/tempo.yaml'), 'utf8'));
  expect(providers[0].options.path).toBe(join(target, 'dashboards/tempo'));
  expect(existsSync(join(providers[0].options.path, 'tempo-ingestion.json'))).toBe(true);
  for (const file of ['datasources/tempo.yaml', 'datasources/loki.yaml', 'plugins/app.yaml', 'alerting/tempo.yaml']) {
    expect(readFileSync(join(target, file), 'utf8')).toBe(readFileSync(join(SOURCE, file), 'utf8'));
  }
});

test('leaves out data sources without an address', () => {
  expect(copyProvisioning(SOURCE, target, { ...ALL, LOKI_URL: '' })).toEqual(['loki.yaml']);
  expect(existsSync(join(target, 'datasources/loki.yaml'))).toBe(false);
  expect(existsSync(join(target, 'datasources/tempo.yaml'))).toBe(true);
});

test('leaves nothing of the copy before', () => {
  mkdirSync(target);
  writeFileSync(join(target, 'old.yaml'), '');
  copyProvisioning(SOURCE, target, ALL);
  expect(existsSync(join(target, 'old.yaml'))).toBe(false);
});
