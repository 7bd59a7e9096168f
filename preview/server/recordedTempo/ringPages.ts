/** Rings as the components show them, in JSON and as a page, with the heartbeats of now and what a fault does to them. */
import { type Clock, formatTime, renewCurrentTime } from './clock';
import type { RingChange } from './symptoms';

interface RingMember {
  id: string;
  state: string;
  address: string;
  /** Last heartbeat. */
  timestamp: string;
  registered_timestamp: string;
  zone: string;
  tokens: number[] | null;
}

interface Ring {
  /** Null where nobody is in it. */
  shards: RingMember[] | null;
  now: string;
}

const HEARTBEAT_PERIOD_MS = 5_000;
/** Past the timeout of every ring (a minute, or five). */
const SILENT_MS = 6 * 60_000;
const LONG_AGO_MS = 26 * 3_600_000;
const TOKEN_SPACE = 2 ** 32;

/** The recorded ring at this time. */
export function renderRingJson(recorded: string, clock: Clock, change?: RingChange): string {
  return `${JSON.stringify(readRing(recorded, clock, change))}\n`;
}

/** The page, with the members of the recorded JSON; its first row is the pattern for all. */
export function renderRingPage(page: string, recordedJson: string, clock: Clock, change?: RingChange): string {
  const { shards } = readRing(recordedJson, clock, change);
  const [row = ''] = /<tr(?: bgcolor="[^"]*")?>\s*<td>[\s\S]*?<\/tr>/.exec(page) ?? [];
  const owned = measureOwnership(shards ?? []);
  const rows = (shards ?? []).map((member) => renderRow(row, member, owned.get(member.id) ?? 0, clock.nowMs()));
  return renewCurrentTime(
    page.replace(row, () => rows.join('\n')),
    clock
  );
}

function readRing(recorded: string, clock: Clock, change?: RingChange): Ring {
  const ring = JSON.parse(recorded) as Ring;
  const nowMs = clock.nowMs();
  const recordedNowMs = Date.parse(ring.now);
  const living = (ring.shards ?? []).map((member) => ({
    ...member,
    timestamp: formatTime(beat(nowMs, recordedNowMs - Date.parse(member.timestamp), clock)),
    registered_timestamp: formatTime(Date.parse(member.registered_timestamp) + clock.shiftMs),
  }));
  return { ...ring, shards: changeRing(living, clock, change), now: formatTime(nowMs) };
}

/** Heartbeats come every five seconds, in whole seconds. */
function beat(nowMs: number, ageMs: number, { startedMs }: Clock): number {
  const beats = Math.floor((nowMs - startedMs) / HEARTBEAT_PERIOD_MS);
  return Math.floor((startedMs + beats * HEARTBEAT_PERIOD_MS - ageMs) / 1000) * 1000;
}

function changeRing(living: RingMember[], { startedMs }: Clock, change?: RingChange): RingMember[] | null {
  switch (change) {
    case 'empty':
      return null;
    case 'dead':
      return living.map((member) => ({ ...member, ...silentSince(startedMs - SILENT_MS) }));
    case 'with-dead-member':
      return [...living, ...living.slice(0, 1).map((member) => buildDeadMember(member, startedMs))];
    default:
      return living;
  }
}

function silentSince(timeMs: number): Pick<RingMember, 'state' | 'timestamp'> {
  return { state: 'UNHEALTHY', timestamp: formatTime(Math.floor(timeMs / 1000) * 1000) };
}

/** Its tokens lie half way between those of the living one. */
function buildDeadMember(living: RingMember, startedMs: number): RingMember {
  const tokens = living.tokens?.map((token, index, all) => Math.floor((token + (all[index + 1] ?? TOKEN_SPACE)) / 2));
  return {
    ...living,
    ...silentSince(startedMs - LONG_AGO_MS),
    id: `${living.id}-1`,
    address: living.address.replace('127.0.0.1', '127.0.0.2'),
    registered_timestamp: formatTime(Math.floor((startedMs - 2 * LONG_AGO_MS) / 1000) * 1000),
    tokens: tokens ?? null,
  };
}

/** Each token owns what lies between it and the one before. @returns per cent by member */
function measureOwnership(members: readonly RingMember[]): Map<string, number> {
  const tokens = members.flatMap(({ id, tokens: own }) => (own ?? []).map((token) => ({ id, token })));
  tokens.sort((a, b) => a.token - b.token);
  const owned = new Map<string, number>();
  tokens.forEach(({ id, token }, index) => {
    const before = tokens[index - 1]?.token ?? (tokens.at(-1)?.token ?? 0) - TOKEN_SPACE;
    owned.set(id, (owned.get(id) ?? 0) + ((token - before) / TOKEN_SPACE) * 100);
  });
  return owned;
}

/** The cells of a page: the recorded row, with other values where the member has others. */
function renderRow(row: string, member: RingMember, ownedPercent: number, nowMs: number): string {
  const heartbeat = Date.parse(member.timestamp);
  return row
    .replace(/<td>[^<]*<\/td>/, () => `<td>${member.id}</td>`)
    .replace(/value="[^"]*"/, () => `value="${member.id}"`)
    .replace(/<td>[A-Z]+<\/td>/, () => `<td>${member.state}</td>`)
    .replace(/<td>[\d.]+:\d+<\/td>/, () => `<td>${member.address}</td>`)
    .replace(/<td>\d{4}-[^<]*Z<\/td>/, () => `<td>${member.registered_timestamp}</td>`)
    .replace(
      /<td>[^<]* ago \([\d:.]+\)<\/td>/,
      () => `<td>${formatAge(nowMs - heartbeat)} ago (${clockOf(heartbeat)})</td>`
    )
    .replace(/<td>\d+<\/td>(\s*)<td>[\d.]+%<\/td>/, (_, space: string) => {
      const tokens = `<td>${member.tokens?.length ?? 0}</td>`;
      return `${tokens}${space}<td>${Number(ownedPercent.toPrecision(3))}%</td>`;
    });
}

function clockOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(11, 19);
}

/** As Go prints a duration: `26h0m3.5s`. */
function formatAge(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const seconds = `${(ms % 60_000) / 1000}s`;
  if (hours > 0) {
    return `${hours}h${minutes}m${seconds}`;
  }
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}
