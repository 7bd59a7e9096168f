import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { COMPONENTS, isAllowedPath, type Component } from '../tempo';
import { COMPONENT_URL_KEYS, listComponentRoutes, READ_COMPONENTS } from './componentRoutes';

const FILE = join(__dirname, '../plugin.json');

interface Manifest {
  routes?: unknown[];
  roles?: Array<{ role: { permissions: Array<{ action: string }> }; grants: string[] }>;
}

const read = () => JSON.parse(readFileSync(FILE, 'utf8')) as Manifest;
const expected = COMPONENTS.flatMap(listComponentRoutes);

/** The catalogue's kinds of `/status/<name>` that crash a request of 2.x where they are unknown, and who knows them. */
const NOT_EVERYWHERE: Readonly<Record<string, readonly Component[]>> = {
  '/status/backendscheduler': ['backend-scheduler'],
};

describe('routes of plugin.json', () => {
  if (process.env.UPDATE_ROUTES) {
    writeFileSync(FILE, `${JSON.stringify({ ...read(), routes: expected }, null, 2)}\n`);
  }

  it('are those of the components, and no others (UPDATE_ROUTES=1 writes them)', () => {
    expect(read().routes).toEqual(expected);
  });

  it('only read, each exactly one path, and only with the right to it', () => {
    for (const { path, method, url, reqAction } of expected) {
      expect(method).toBe('GET');
      expect(path).not.toContain('*');
      expect(url).not.toMatch(/shutdown|flush|prepare/);
      expect(reqAction).toBe(READ_COMPONENTS);
    }
  });

  it('lead to paths that the client may ask', () => {
    const paths = expected.map(({ url }) => url.replace(/^\{\{.*?\}\}/, ''));
    expect(paths.filter((path) => !isAllowedPath(path))).toEqual([]);
  });

  it.each(Object.entries(NOT_EVERYWHERE))('%s is asked of %s alone', (path, components) => {
    const asked = expected.filter(({ url }) => url.endsWith(`}}${path}`)).map((route) => route.path.split('/')[1]);
    expect(asked).toEqual(components);
  });

  it('have a setting of their own for each component', () => {
    expect(new Set(Object.values(COMPONENT_URL_KEYS)).size).toBe(COMPONENTS.length);
  });

  it('are granted to Admin and Editor', () => {
    const roles = read().roles ?? [];
    const granting = roles.filter(({ role }) => role.permissions.some(({ action }) => action === READ_COMPONENTS));
    expect(granting.map(({ grants }) => grants)).toEqual([['Admin', 'Editor']]);
  });
});
