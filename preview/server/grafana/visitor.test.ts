import type { IncomingMessage } from 'node:http';

import type { AppPlugin } from './appPlugin';
import type { DataSource } from './dataSource';
import { buildNavTree } from './navTree';
import { applyReachability, parseScenarios } from './scenarios';
import { identifyVisitor, parseCookies } from './visitor';

const identify = (cookie: string, query = '', role: 'Admin' | 'Viewer' = 'Admin') =>
  identifyVisitor({ headers: { cookie } } as IncomingMessage, new URL(`http://preview/${query}`), role);

const dataSources = ['prometheus', 'tempo'].map((type): DataSource => ({
  id: 1,
  uid: type,
  name: type,
  type,
  url: `http://${type}`,
  isDefault: false,
  jsonData: {},
  secureJsonData: {},
  basicAuth: false,
  basicAuthUser: '',
  readOnly: true,
  version: 1,
}));

describe('scenarios', () => {
  test.each([
    ['', []],
    ['slow', ['slow']],
    [' tempo-down , slow', ['tempo-down', 'slow']],
    ['nonsense,no-prometheus', ['no-prometheus']],
  ])('%j', (text, scenarios) => {
    expect([...parseScenarios(text)]).toEqual(scenarios);
  });

  test.each([
    ['', ['http://prometheus', 'http://tempo']],
    ['no-datasources', []],
    ['no-prometheus', ['http://tempo']],
    ['prometheus-down', ['http://127.0.0.1:1', 'http://tempo']],
    ['tempo-down', ['http://prometheus', 'http://127.0.0.1:1']],
  ])('with %j the data sources are %j', (text, urls) => {
    expect(applyReachability(dataSources, parseScenarios(text)).map(({ url }) => url)).toEqual(urls);
  });
});

describe('the visitor', () => {
  it('is told by cookies', () => {
    expect(identify('preview_role=Viewer; preview_scenario=slow%2Ctempo-down; preview_theme=light')).toMatchObject({
      role: 'Viewer',
      theme: 'light',
      scenarios: new Set(['tempo-down', 'slow']),
    });
  });

  it('has the role of the command line and the dark theme without any', () => {
    expect(identify('', '', 'Viewer')).toMatchObject({ role: 'Viewer', theme: 'dark', scenarios: new Set() });
    expect(identify('preview_role=King').role).toBe('Admin');
  });

  it('can choose the theme in the address', () => {
    expect(identify('preview_theme=light', '?theme=dark').theme).toBe('dark');
  });

  test.each([
    ['Viewer', 'datasources:query', true],
    ['Viewer', 'datasources:explore', false],
    ['Viewer', 'plugins.app:access', true],
    ['Editor', 'datasources:explore', true],
    ['Editor', 'plugins:write', false],
    ['Admin', 'datasources:write', true],
    ['Admin', 'plugins:write', true],
  ])('as %s has %s: %s', (role, action, has) => {
    expect(identify(`preview_role=${role}`).permissions[action] === true).toBe(has);
  });

  it('may not query with no-permission, whatever the role', () => {
    expect(identify('preview_scenario=no-permission').permissions).not.toHaveProperty('datasources:query');
  });
});

it('reads cookies that are empty, quoted or broken', () => {
  expect(parseCookies('a=1; b=x%3Dy; c; d=%; e=f=g')).toEqual({ a: '1', b: 'x=y', c: '', d: '%', e: 'f=g' });
});

describe('the side menu', () => {
  const plugin: AppPlugin = {
    id: 'tempo-companion-app',
    name: 'Tempo Companion',
    type: 'app',
    info: { version: '1.0.0', logos: { small: 'img/logo.svg', large: 'img/logo.svg' } },
    dependencies: {},
    includes: [
      { type: 'page', name: 'Ingestion', path: '/a/x/ingestion', role: 'Viewer', addToNav: true, defaultNav: true },
      { type: 'page', name: 'Errors', path: '/a/x/errors', addToNav: true },
      { type: 'page', name: 'Hidden', path: '/a/x/hidden' },
      { type: 'page', name: 'Configuration', path: '/plugins/x', role: 'Admin', addToNav: true },
    ],
  };
  const findApp = (cookie: string, enabled = true) =>
    buildNavTree(plugin, enabled, identify(cookie)).find(({ id }) => id === 'apps')?.children?.[0];

  it('has the default page at the top and the others below', () => {
    expect(findApp('')).toMatchObject({
      id: 'plugin-page-tempo-companion-app',
      text: 'Tempo Companion',
      url: '/a/x/ingestion',
      img: 'public/plugins/tempo-companion-app/img/logo.svg',
      children: [
        { text: 'Errors', url: '/a/x/errors' },
        { text: 'Configuration', url: '/plugins/x' },
      ],
    });
  });

  it('shows pages by role, and no app that is disabled', () => {
    expect(findApp('preview_role=Viewer')?.children?.map(({ text }) => text)).toEqual(['Errors']);
    expect(findApp('', false)).toBeUndefined();
  });
});
