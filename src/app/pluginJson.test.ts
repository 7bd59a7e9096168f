import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import pluginJson from '../plugin.json';
import { HOME_PATH, listPages } from './listPages';

const SRC = join(__dirname, '..');
const includes: Array<{ type: string; name: string; path: string; defaultNav?: boolean; addToNav?: boolean }> =
  pluginJson.includes;
const dashboards = includes.filter(({ type }) => type === 'dashboard');
const pages = includes.filter(({ path }) => path.startsWith('/a/%PLUGIN_ID%/'));

describe('dashboards', () => {
  it('that are declared are there, and those that are there are declared', () => {
    const files = readdirSync(join(SRC, 'dashboards')).map((file) => `dashboards/${file}`);
    expect(dashboards.map(({ path }) => path).sort()).toEqual(files.sort());
  });

  it.each(dashboards.map(({ name, path }) => [path, name] as const))(
    '%s can be imported again where it has changed',
    (path, name) => {
      const dashboard = JSON.parse(readFileSync(join(SRC, path), 'utf8'));
      expect(dashboard.title).toBe(name);
      // Grafana finds the imported one by its title, and compares revisions for being the same.
      expect(Number.isSafeInteger(dashboard.revision)).toBe(true);
      expect(dashboard.revision).toBeGreaterThan(1);
      expect(dashboard).not.toHaveProperty('__inputs');
      expect(dashboard).not.toHaveProperty('id');
    }
  );

  it('have titles that differ, for they are told apart by them', () => {
    expect(new Set(dashboards.map(({ name }) => name)).size).toBe(dashboards.length);
  });
});

describe('pages', () => {
  it('are those of the app, but for what lies below one of them', () => {
    const routed = listPages().filter(({ path }) => !path.includes(':'));
    expect(pages.map(({ path, name }) => `${path}: ${name}`).sort()).toEqual(
      routed.map(({ path, title }) => `/a/%PLUGIN_ID%/${path.replace(/\/\*$/, '')}: ${title}`).sort()
    );
  });

  it('begin with the one that the bare address opens', () => {
    expect(pages.filter(({ defaultNav }) => defaultNav).map(({ path }) => path)).toEqual([
      `/a/%PLUGIN_ID%/${HOME_PATH}`,
    ]);
    expect(listPages()[0]?.path).toBe(HOME_PATH);
  });
});

it('names screenshots and logos that are there', () => {
  const { logos, screenshots } = pluginJson.info;
  for (const path of [logos.small, logos.large, ...screenshots.map((screenshot) => screenshot.path)]) {
    expect([path, existsSync(join(SRC, path))]).toEqual([path, true]);
  }
});
