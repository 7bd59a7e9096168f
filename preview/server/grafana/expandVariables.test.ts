import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expandVariables } from './expandVariables';
import { readDataSources, readProvisionedApp } from './readProvisioning';

const env = { URL: 'http://tempo:3200', PORT: '3200', FLAG: 'true', NAME: 'tempo' };

test.each([
  ['${URL}', 'http://tempo:3200'],
  ['$URL/x', 'http://tempo:3200/x'],
  ['http://${NAME}:$PORT', 'http://tempo:3200'],
  ['$__env{NAME}', 'tempo'],
  ['${MISSING}', ''],
  ['a${MISSING}b', 'ab'],
  ['$$', '$'],
  ['{$$__tags}', '{$__tags}'],
  ['$${__span.tags.x} and ${NAME}', '${__span.tags.x} and tempo'],
  ['${PORT}', 3200],
  ['${FLAG}', true],
  ['3200', '3200'],
  ['$$${PORT}', '$3200'],
  ['plain', 'plain'],
])('%s becomes %p', (text, value) => {
  expect(expandVariables(text, env)).toBe(value);
});

it('goes into lists and objects and leaves the rest', () => {
  expect(expandVariables({ a: ['$NAME', 1], b: { $NAME: null, c: false } }, env)).toEqual({
    a: ['tempo', 1],
    b: { $NAME: null, c: false },
  });
});

describe('provisioning files', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'provisioning-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('give data sources in the order of the files', () => {
    writeFileSync(
      join(folder, 'b.yaml'),
      'datasources:\n  - {name: Tempo, uid: t, type: tempo, url: "${URL}", jsonData: {nodeGraph: {enabled: true}}}\n'
    );
    writeFileSync(join(folder, 'a.yml'), 'datasources:\n  - {name: Prom, type: prometheus, url: x, isDefault: true}\n');
    writeFileSync(join(folder, 'notes.txt'), 'not: yaml of ours');
    expect(readDataSources(folder, env)).toMatchObject([
      { id: 1, uid: 'prom', name: 'Prom', isDefault: true, jsonData: {} },
      { id: 2, uid: 't', url: 'http://tempo:3200', isDefault: false, jsonData: { nodeGraph: { enabled: true } } },
    ]);
  });

  it('enable an app that they name and do not disable', () => {
    writeFileSync(
      join(folder, 'app.yaml'),
      'apps:\n  - {type: x-app, jsonData: {a: $NAME}}\n  - {type: y-app, disabled: true}\n'
    );
    expect(readProvisionedApp(folder, 'x-app', env)).toEqual({
      enabled: true,
      jsonData: { a: 'tempo' },
      secureJsonData: {},
    });
    expect(readProvisionedApp(folder, 'y-app', env).enabled).toBe(false);
    expect(readProvisionedApp(folder, 'z-app', env).enabled).toBe(false);
  });
});
