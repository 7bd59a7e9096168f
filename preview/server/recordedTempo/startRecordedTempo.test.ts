import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { callUpstream } from '../proxy/callUpstream';
import type { TempoVersion } from '../recording/recording';
import { FaultSwitch } from '../tempo/faults';
import { toPreviewHeaders } from './previewHeaders';
import { createRequestLog } from './requestLog';
import { startRecordedTempo, type RecordedTempo } from './startRecordedTempo';
import { canHave, listFaultsOf, SYSTEM_FAULTS } from './systemFaults';
import { type AskedPage, FAULT_CASES } from './testdata/faultCases';

/** As the recording was made, an hour and some ago. */
const SHIFT_MS = Date.now() - Date.parse('2026-11-22T09:40:00Z');

let embedded: Server;
const log = createRequestLog();
const systems = new Map<TempoVersion, RecordedTempo>();

beforeAll(async () => {
  embedded = createServer((_, response) => response.end('from the embedded one'));
  await new Promise<void>((resolve) => embedded.listen(0, '127.0.0.1', resolve));
  const { port } = embedded.address() as AddressInfo;
  for (const tempo of ['2.6.1', '3.0.3'] as const) {
    const embeddedTempo = { port, faults: new FaultSwitch() };
    const playback = { shiftMs: SHIFT_MS };
    systems.set(tempo, await startRecordedTempo({ tempo, playback, players: new Map(), embeddedTempo, log }));
  }
});

afterAll(async () => {
  await Promise.all([...systems.values()].map((system) => system.close()));
  embedded.close();
});

function systemOf(tempo: TempoVersion): RecordedTempo {
  const system = systems.get(tempo);
  if (!system) {
    throw new Error(`no ${tempo}`);
  }
  return system;
}

async function ask({ tempo = '2.6.1', component, path, accept = '*/*', fault, visitor = 'v' }: AskedPage) {
  const system = systemOf(tempo);
  const base = component === undefined ? system.url : (system.componentUrls[component] ?? '');
  const headers = { Accept: accept, ...toPreviewHeaders({ visitor, fault }) };
  const { status, body, headers: got } = await callUpstream({ method: 'GET', url: base + path, headers });
  return { status, type: got['content-type'], location: got.location, text: body.toString('utf8') };
}

async function askRing(asked: AskedPage) {
  const { text } = await ask({ ...asked, accept: 'application/json' });
  return JSON.parse(text) as {
    now: string;
    shards: Array<{ id: string; state: string; timestamp: string; registered_timestamp: string; tokens: number[] }>;
  };
}

const ageOf = (time: string) => (Date.now() - Date.parse(time)) / 1000;

describe('microservices 2.6.1', () => {
  it('has a URL for each component', () => {
    expect(Object.keys(systemOf('2.6.1').componentUrls).sort()).toEqual([
      'compactor',
      'distributor',
      'ingester',
      'metrics-generator',
      'querier',
      'query-frontend',
    ]);
    expect(systemOf('2.6.1').url).toBe(systemOf('2.6.1').componentUrls['query-frontend']);
    expect(systemOf('3.0.3').componentUrls).toEqual({});
  });

  test.each([
    ['distributor', '/ready', 200, 'ready\n'],
    ['ingester', '/status/services', 200, '| ingester        | Running |'],
    ['ingester', '/ingester/ring', 404, '404 page not found'],
    ['distributor', '/api/search', 404, '404 page not found'],
    ['compactor', '/status/config?mode=diff', 200, 'target: compactor'],
    ['compactor', '/status/config', 200, 'target: compactor'],
    ['querier', '/status/config', 200, 'max_outstanding_per_tenant'],
    ['querier', '/status', 200, 'GET /status/runtime_config'],
    ['querier', '/status/overrides/team%20a', 200, 'Showing overrides for tenant: <strong>team a</strong>'],
    ['query-frontend', '/status/usage-stats', 200, 'usage-stats is not enabled'],
    ['query-frontend', '/api/search?q=x', 200, 'from the embedded one'],
    ['query-frontend', '/memberlist', 200, "doesn't use memberlist"],
    ['metrics-generator', '/static/x', 404, '404 page not found'],
    ['ingester', '/flush', 204, ''],
    ['distributor', '/flush', 404, '404'],
  ])('%s %s: %d', async (component, path, status, words) => {
    const answer = await ask({ component, path });
    expect(answer).toMatchObject({ status, text: expect.stringContaining(words) });
  });

  test.each([
    ['distributor', '/status/nope'],
    ['distributor', '/status/usage-stats'],
    ['compactor', '/status/backendscheduler'],
  ])('%s hangs up on %s', async (component, path) => {
    await expect(ask({ component, path })).rejects.toThrow('EOF');
  });

  it('escapes the name of a tenant in the page, and not in JSON', async () => {
    const path = '/status/overrides/%3Cb%3E';
    expect((await ask({ component: 'querier', path })).text).not.toContain('<b>');
    const { text } = await ask({ component: 'querier', path, accept: 'application/json' });
    expect(JSON.parse(text)).toMatchObject({
      tenant: '<b>',
      using_default_or_wildcard_runtime_overrides: 'default overrides',
    });
  });

  it('redirects paths with empty segments, as a URL with a slash at its end makes them', async () => {
    expect(await ask({ component: 'distributor', path: '//ready?x=1' })).toMatchObject({
      status: 301,
      location: '/ready?x=1',
    });
  });
});

describe('times', () => {
  it('of a ring are those of now: a heartbeat of a few seconds, a registration that fits the metrics', async () => {
    const { now, shards } = await askRing({ component: 'distributor', path: '/ingester/ring' });
    expect(ageOf(now)).toBeLessThan(2);
    expect(shards).toHaveLength(1);
    expect(ageOf(shards[0]?.timestamp ?? '')).toBeGreaterThanOrEqual(0);
    expect(ageOf(shards[0]?.timestamp ?? '')).toBeLessThan(10);
    expect(Date.parse(shards[0]?.registered_timestamp ?? '')).toBe(Date.parse('2026-11-22T08:59:33Z') + SHIFT_MS);
  });

  it('are the same in the page', async () => {
    const { text } = await ask({ component: 'distributor', path: '/ingester/ring' });
    expect(text).toMatch(/<td>\d(\.\d+)?s ago \(\d\d:\d\d:\d\d\)<\/td>/);
    expect(text).toMatch(/<td>128<\/td>\s*<td>100%<\/td>/);
    const [, day, time, uptime] = /Current time: ([\d-]+) ([\d:]+)[\d.]* &#43;0000 UTC m=&#43;(\d+)/.exec(text) ?? [];
    expect(ageOf(`${day}T${time}Z`)).toBeLessThan(3);
    // The process started 40 minutes before the recording ended.
    expect(Number(uptime)).toBeGreaterThan(40 * 60);
    expect(Number(uptime)).toBeLessThan(42 * 60);
  });

  it('of jobs and partitions of 3.0.3 too', async () => {
    const jobs = await ask({ tempo: '3.0.3', path: '/status/backendscheduler' });
    const [newest] = /\d{4}-\d\d-\d\dT[\d:]+Z/.exec(jobs.text) ?? [];
    expect(ageOf(newest ?? '')).toBeGreaterThan(0);
    expect(ageOf(newest ?? '')).toBeLessThan(600);
    const partitions = await ask({ tempo: '3.0.3', path: '/partition-ring', accept: 'application/json' });
    const { state_timestamp: changed } = JSON.parse(partitions.text).partitions[0];
    expect(ageOf(changed)).toBeGreaterThan(0);
    expect(ageOf(changed)).toBeLessThan(86_400);
  });

  it('of memberlist too', async () => {
    const { text } = await ask({ component: 'querier', path: '/memberlist', accept: 'application/json' });
    expect(ageOf(JSON.parse(text).Now)).toBeLessThan(2);
    const page = await ask({ component: 'querier', path: '/memberlist' });
    const [, day, time] = /Status @ ([\d-]+) ([\d:.]+)/.exec(page.text) ?? [];
    expect(ageOf(`${day}T${time}Z`)).toBeLessThan(2);
  });
});

describe('faults', () => {
  test.each(FAULT_CASES)('$fault: $asked.component $asked.path', async ({ fault, asked, status, words = '' }) => {
    const answer = ask({ ...asked, fault });
    if (status === 'down') {
      await expect(answer).rejects.toThrow('EOF');
    } else {
      expect(await answer).toMatchObject({ status, text: expect.stringMatching(toPattern(words)) });
    }
    // It belongs to that browser alone.
    const other = await ask(asked);
    expect(other.status).toBe(200);
    if (words !== '' && status === 200 && !String(words).includes('2.6.1')) {
      expect(other.text).not.toMatch(toPattern(words));
    }
  });

  it('are all in the table', () => {
    expect([...new Set(FAULT_CASES.map(({ fault }) => fault))].sort()).toEqual([...SYSTEM_FAULTS].sort());
  });

  it('share the ring with what lives in it', async () => {
    const { shards } = await askRing({ component: 'distributor', path: '/ingester/ring', fault: 'ring-unhealthy' });
    expect(shards.map(({ tokens }) => tokens.length)).toEqual([128, 128]);
    expect(new Set(shards.flatMap(({ tokens }) => tokens)).size).toBe(256);
    const { text } = await ask({ component: 'distributor', path: '/ingester/ring', fault: 'ring-unhealthy' });
    const owned = [...text.matchAll(/<td>([\d.]+)%<\/td>/g)].map((match) => Number(match[1]));
    expect(owned).toHaveLength(2);
    expect((owned[0] ?? 0) + (owned[1] ?? 0)).toBeCloseTo(100, 0);
  });

  it('can be on for everybody, and a browser may still choose another', async () => {
    const { faults } = systemOf('2.6.1');
    faults.set('empty-ring');
    expect((await ask({ component: 'ingester', path: '/ready' })).status).toBe(503);
    expect((await ask({ path: '/api/search' })).status).toBe(500);
    expect((await ask({ component: 'ingester', path: '/ready', fault: 'version-skew' })).status).toBe(200);
    faults.set(null);
    expect((await ask({ component: 'ingester', path: '/ready' })).status).toBe(200);
    expect((await ask({ path: '/api/search' })).status).toBe(200);
  });

  it('belong to the releases that can have them', () => {
    expect(canHave('3.0.3', 'jobs-failed')).toBe(true);
    expect(canHave('2.6.1', 'jobs-failed')).toBe(false);
    expect(listFaultsOf('3.0.3')).not.toContain('version-skew');
    expect(listFaultsOf('3.0.3')).toContain('down');
  });
});

function toPattern(words: string | RegExp): RegExp {
  return typeof words === 'string' ? new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : words;
}

describe('the log', () => {
  it('has each request with who asked what of whom', async () => {
    await ask({ component: 'querier', path: '/status/config?mode=diff', visitor: 'log' });
    await ask({ path: '/api/search?q=%7B%7D', visitor: 'log' });
    const logged = log.list('log').map(({ component, method, path, search }) => [component, method, path, search]);
    expect(logged).toEqual([
      ['querier', 'GET', '/status/config', '?mode=diff'],
      ['query-frontend', 'GET', '/api/search', '?q=%7B%7D'],
    ]);
    log.clear('log');
    expect(log.list('log')).toEqual([]);
    expect(log.list().length).toBeGreaterThan(0);
  });
});
