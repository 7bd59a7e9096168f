/**
 * What one component answers, fault or not: the recorded pages, set into the present, and what follows from them where the
 * recording has no page but a Tempo has one.
 */
import type { TempoVersion } from '../recording/recording';
import type { StatusPage, StatusPages } from '../tempo/api/statusPages';
import { type Clock, formatTime, renewCurrentTime, shiftTimes } from './clock';
import { renderConfig, renderLimits } from './configurationPages';
import { renderJobs } from './jobTable';
import { renderMemberlistJson, renderMemberlistPage } from './memberlistPages';
import { addTenant, addTenantBlock, showTenantBlock } from './overridesPages';
import { findAnswer, type RecordedAnswer } from './recordedAnswers';
import { renderRingJson, renderRingPage } from './ringPages';
import { renderNotRunning, renderServices } from './serviceTable';
import type { Symptoms } from './symptoms';

export interface ComponentInput {
  tempo: TempoVersion;
  /** All that was recorded of the component. */
  answers: readonly RecordedAnswer[];
  /** Pages of a single binary of the same release, for what was not recorded. */
  pages: StatusPages;
  clock: Clock;
}

export interface PageRequest {
  /** Path and query string. */
  url: string;
  /** The header `Accept`. */
  accept: string;
  symptoms: Symptoms;
}

/** `close`: the connection ends without an answer. */
export type PageAnswer = { status: number; type: string | null; body: string } | 'close';

/** Ways to a page that was not recorded of each component. */
type Derive = (component: ComponentInput, request: PageRequest) => StatusPage | undefined;

const NOT_FOUND: PageAnswer = { status: 404, type: 'text/plain; charset=utf-8', body: '404 page not found\n' };
const OVERRIDES_OF_TENANT = /^\/status\/overrides\/([^/?]+)$/;

/** The component's answer to a GET. */
export function answerPage(component: ComponentInput, request: PageRequest): PageAnswer {
  const { url, accept, symptoms } = request;
  const path = url.split('?')[0] ?? '';
  if (symptoms.isDown) {
    return 'close';
  }
  const recorded = findAnswer(component.answers, url, accept);
  if (recorded && !isMadeAnew(path, url)) {
    return {
      status: recorded.status,
      type: recorded.type,
      body: recorded.body,
      ...edit(component, recorded, symptoms),
    };
  }
  const derived = (DERIVED[path] ?? (OVERRIDES_OF_TENANT.test(path) ? deriveOverrides : undefined))?.(
    component,
    request
  );
  if (derived) {
    return { status: derived.status, type: derived.type, body: derived.body };
  }
  if ((path === '/flush' || path === '/shutdown') && isListed(component, path)) {
    // A real one would do it. Here only the log of the requests shows that somebody asked.
    return { status: 204, type: null, body: '' };
  }
  // Tempo panics on a status page that it does not have: no answer, the connection ends.
  return path.startsWith('/status/') ? 'close' : NOT_FOUND;
}

/**
 * What consists of other pages or differs by tenant, and the whole configuration, for which the recorded one with a mode
 * must not stand.
 */
function isMadeAnew(path: string, url: string): boolean {
  return path === '/status' || url === '/status/config' || OVERRIDES_OF_TENANT.test(path);
}

const DERIVED: Readonly<Record<string, Derive>> = {
  '/status/config': deriveConfig,
  '/status/usage-stats': ({ pages, ...component }) =>
    isListed(component, '/status/usage-stats') ? pages['/status/usage-stats'] : undefined,
  '/status': deriveStatus,
};

/** The whole configuration: what differs from the defaults in this component, over all of a single binary. */
function deriveConfig({ answers, pages, tempo }: ComponentInput, { symptoms }: PageRequest): StatusPage | undefined {
  const own = answers.find(({ path }) => path === '/status/config')?.body;
  const whole = own ?? pages['/status/config']?.body;
  const diff = answers.find(({ path }) => path === '/status/config?mode=diff')?.body;
  if (whole === undefined || (tempo === '2.6.1' && diff === undefined)) {
    return undefined;
  }
  return { status: 200, type: 'text/plain', body: renderConfig(whole, symptoms, own === undefined ? diff : undefined) };
}

/** A tenant that has none of its own gets the defaults, whoever it is. */
function deriveOverrides({ tempo, pages, clock }: ComponentInput, { url, accept, symptoms }: PageRequest) {
  const page = pages['/status/overrides/single-tenant'];
  const tenant = decode(OVERRIDES_OF_TENANT.exec(url.split('?')[0] ?? '')?.[1] ?? '');
  if (!page) {
    return undefined;
  }
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
  const inPage = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const isJson = page.json !== undefined && accept.includes('application/json');
  const body = isJson
    ? renewNow(page.json ?? '', clock).replaceAll('single-tenant', () => inJson(tenant))
    : renewCurrentTime(page.body, clock).replaceAll('single-tenant', () => inPage(tenant));
  const shown = symptoms.tenantBlock
    ? showTenantBlock(body, isJson, tenant, tempo)
    : renderLimits(body, symptoms.limits);
  return { status: 200, type: isJson ? 'application/json' : page.type, body: shown };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** All pages in one. Source: cmd/tempo/app/app.go, statusHandler. */
function deriveStatus(component: ComponentInput, request: PageRequest): StatusPage | undefined {
  const parts = ['version', 'services', 'endpoints', 'runtime_config', 'config'].map((name) =>
    answerPage(component, { ...request, url: `/status/${name}` })
  );
  const body = parts.map((part) => (part === 'close' ? '' : part.body)).join('');
  return { status: 200, type: 'text/plain', body };
}

function isListed({ answers }: Pick<ComponentInput, 'answers'>, path: string): boolean {
  const endpoints = answers.find((answer) => answer.path === '/status/endpoints')?.body ?? '';
  return endpoints.split('\n').some((line) => line.startsWith(`| ${path} `));
}

type Edit = (
  component: ComponentInput,
  recorded: RecordedAnswer,
  symptoms: Symptoms
) => Partial<Exclude<PageAnswer, 'close'>>;

/** What is different now from what was recorded, by path. */
const EDITS: Readonly<Record<string, Edit>> = {
  '/ready': renderReady,
  '/status/services': (_, { body }, { services }) => ({ body: services ? renderServices(body, services) : body }),
  '/status/version': renderVersion,
  '/api/status/buildinfo': renderVersion,
  '/status/config': (_, { body }, symptoms) => ({ body: renderConfig(body, symptoms) }),
  '/status/runtime_config': ({ tempo }, { body }, { limits, tenantBlock }) => ({
    body: tenantBlock ? addTenantBlock(body, tempo) : renderLimits(body, limits),
  }),
  '/status/overrides': ({ clock }, recorded, { tenantBlock }) => {
    const body = renew(recorded, clock);
    return { body: tenantBlock ? addTenant(body, isJsonType(recorded.type)) : body };
  },
  '/status/backendscheduler': (component, { body }, { jobsFail }) => ({
    body: renderJobs(body, latestNow(component), component.clock, jobsFail),
  }),
  '/memberlist': ({ clock }, recorded, symptoms) => ({ body: renderMemberlist(recorded, clock, symptoms) }),
};

function edit(component: ComponentInput, recorded: RecordedAnswer, symptoms: Symptoms): ReturnType<Edit> {
  const path = recorded.path.split('?')[0] ?? '';
  if (recorded.status !== 200) {
    return {};
  }
  const known = EDITS[path];
  if (known) {
    return known(component, recorded, symptoms);
  }
  const isRing = path.endsWith('/ring');
  return { body: isRing ? renderRing(component, recorded, symptoms) : renew(recorded, component.clock) };
}

function renderVersion({ tempo }: ComponentInput, { body }: RecordedAnswer, { version = tempo }: Symptoms) {
  return { body: body.replaceAll(tempo, version) };
}

function renderReady({ answers }: ComponentInput, _: RecordedAnswer, { services, notReady }: Symptoms) {
  const page = answers.find(({ path }) => path === '/status/services')?.body ?? '';
  if (services) {
    return { status: 503, body: renderNotRunning(page, services) };
  }
  return notReady === undefined ? {} : { status: 503, body: `${notReady}\n` };
}

/** A process that shares no memberlist says so in a sentence. */
function renderMemberlist({ type, body }: RecordedAnswer, clock: Clock, { lostMembers }: Symptoms): string {
  if (isJsonType(type)) {
    return renderMemberlistJson(body, clock, lostMembers);
  }
  return type === 'text/html' ? renderMemberlistPage(body, clock, lostMembers) : body;
}

function renderRing({ answers, clock }: ComponentInput, recorded: RecordedAnswer, { rings }: Symptoms): string {
  const change = rings?.[recorded.path];
  const json = answers.find(({ path, accept, type }) => path === recorded.path && accept && type?.includes('json'));
  if (isJsonType(recorded.type)) {
    return renderRingJson(recorded.body, clock, change);
  }
  return json ? renderRingPage(recorded.body, json.body, clock, change) : renewCurrentTime(recorded.body, clock);
}

/** The same, with the times of now. */
function renew({ type, body }: RecordedAnswer, clock: Clock): string {
  return isJsonType(type) ? renewNow(shiftTimes(body, clock.shiftMs), clock) : movePage(body, clock);
}

function isJsonType(type: string | null): boolean {
  return type === 'application/json';
}

/** The page of the partition ring has times of its own form. */
function movePage(body: string, clock: Clock): string {
  const moved = shiftTimes(body, clock.shiftMs).replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC/g, (_, day, time) =>
    formatTime(Date.parse(`${day}T${time}Z`) + clock.shiftMs)
      .replace('T', ' ')
      .replace('Z', ' UTC')
  );
  return renewCurrentTime(moved, clock);
}

function renewNow(json: string, { nowMs }: Clock): string {
  return json.replace(/"now":"[^"]*"/, () => `"now":"${formatTime(nowMs())}"`);
}

/** When the last of the recorded answers was given, as far as they say it. */
function latestNow({ answers }: ComponentInput): number {
  const times = answers.map(({ body }) => Date.parse(/"now":"([^"]+)"/.exec(body)?.[1] ?? ''));
  return Math.max(0, ...times.filter((time) => !Number.isNaN(time)));
}
