import * as v from 'valibot';
import type { TempoClient } from '../client';
import { decodeJson, malformed, notTempo } from '../decode';
import { isWebPage, type RawAnswer } from '../failure';
import { parseGoDuration, parseGoTime } from './goTime';
import { readHtmlTables } from './htmlTables';
import { ownedShares } from './ringOwnership';
import { wireText } from './wireNumbers';

/** The rings of Tempo by the name of their page. */
export const RINGS = [
  'distributor',
  'ingester',
  'secondary-ingester',
  'live-store',
  'metrics-generator',
  'compactor',
  'backend-worker',
] as const;
export type RingName = (typeof RINGS)[number];

const STATES = ['ACTIVE', 'LEAVING', 'PENDING', 'JOINING', 'LEFT', 'UNHEALTHY'] as const;
/** `UNHEALTHY` missed its heartbeats, whatever state it left behind. `UNKNOWN` is ours, for a word no release used. */
export type RingMemberState = (typeof STATES)[number] | 'UNKNOWN';

/** A process that takes part in a ring. All texts are plain. */
export interface RingMember {
  readonly id: string;
  readonly state: RingMemberState;
  /** Host and port. */
  readonly address: string;
  /** Availability zone; empty where there are none. */
  readonly zone: string;
  /** Undefined where the page does not say. */
  readonly registeredAtMs: number | undefined;
  readonly heartbeatAtMs: number | undefined;
  /** By the clock of the process that answered. */
  readonly heartbeatAgeSeconds: number | undefined;
  /** Members of the live-store ring have none: partitions take their place. */
  readonly tokenCount: number;
  /** Share of the hash ring from 0 to 1, replication left out of account. 0 where members have no tokens. */
  readonly ownedShare: number;
  /** Takes no writes (3.0). */
  readonly readOnly: boolean;
}

export interface Ring {
  readonly members: readonly RingMember[];
}

const token = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xff_ff_ff_ff));
const shard = v.object({
  id: wireText,
  state: wireText,
  address: wireText,
  timestamp: wireText,
  registered_timestamp: wireText,
  read_only: v.nullish(v.boolean(), false),
  zone: wireText,
  tokens: v.nullish(v.array(token), []),
});
const schema = v.object({ shards: v.nullish(v.array(shard), []), now: v.string() });

const MS_PER_SECOND = 1000;
const HEADER = ['instance id', 'state', 'address', 'last heartbeat'];

/**
 * The members of a ring, in the order of their names.
 *
 * Which process serves which ring differs: `/ingester/ring` and `/metrics-generator/ring` (until 2.10) the distributor and
 * the querier, `/live-store/ring` (3.0) all that know partitions, `/compactor/ring` the compactor, `/distributor/ring` the
 * distributor where `rate_strategy: global`. JSON by the `Accept` header, else the HTML page is read.
 * Source: dskit ring/ring_http.go, cmd/tempo/app/modules.go (2.6.1 and 3.0.3)
 *
 * @throws TempoRequestError `not-found` where the process has no such ring; all kinds as the client
 */
export async function fetchRing(client: TempoClient, name: RingName, signal?: AbortSignal): Promise<Ring> {
  const path = `/${name}/ring`;
  const answer = await client.get(path, { signal });
  return isWebPage(answer) ? readPage(path, answer) : readJson(path, answer);
}

function readJson(path: string, answer: RawAnswer): Ring {
  const { shards, now } = decodeJson(path, answer, schema);
  const nowMs = parseGoTime(now);
  const shares = ownedShares(shards.map(({ tokens }) => tokens));
  return {
    members: shards.map((member, index) => {
      const heartbeatAtMs = parseGoTime(member.timestamp);
      return {
        id: member.id,
        state: readState(member.state),
        address: member.address,
        zone: member.zone,
        registeredAtMs: parseGoTime(member.registered_timestamp),
        heartbeatAtMs,
        heartbeatAgeSeconds: secondsBetween(heartbeatAtMs, nowMs),
        tokenCount: member.tokens.length,
        ownedShare: shares[index] ?? 0,
        readOnly: member.read_only,
      };
    }),
  };
}

function readPage(path: string, answer: RawAnswer): Ring {
  const table = readHtmlTables(answer.body).find(({ header }) =>
    HEADER.every((title) => header.some((cell) => cell.toLowerCase() === title))
  );
  if (!table) {
    throw notTempo(path, answer);
  }
  const columns = new Map(table.header.map((title, index) => [title.toLowerCase(), index]));
  const nowMs = parseGoTime(/Current time: ([^<]{1,80})/.exec(answer.body)?.[1] ?? '');
  const members = table.rows.map((cells): RingMember => {
    const cell = (title: string) => cells[columns.get(title) ?? -1] ?? '';
    const heartbeatAgeSeconds = parseGoDuration(cell('last heartbeat').split(' ago')[0] ?? '');
    return {
      id: cell('instance id'),
      state: readState(cell('state')),
      address: cell('address'),
      zone: cell('availability zone'),
      registeredAtMs: parseGoTime(cell('registered at')),
      heartbeatAtMs:
        nowMs === undefined || heartbeatAgeSeconds === undefined
          ? undefined
          : nowMs - heartbeatAgeSeconds * MS_PER_SECOND,
      heartbeatAgeSeconds,
      tokenCount: numberOf(cell('tokens')),
      ownedShare: numberOf(cell('ownership').replace('%', '')) / 100,
      readOnly: /true|yes/i.test(cell('read-only')),
    };
  });
  if (members.some(({ id }) => id === '')) {
    throw malformed(path, answer, 'a member of the ring has no name');
  }
  return { members };
}

function readState(text: string): RingMemberState {
  const upper = text.toUpperCase();
  return STATES.find((state) => state === upper) ?? 'UNKNOWN';
}

function secondsBetween(fromMs: number | undefined, toMs: number | undefined): number | undefined {
  return fromMs === undefined || toMs === undefined ? undefined : Math.max(0, toMs - fromMs) / MS_PER_SECOND;
}

function numberOf(text: string): number {
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? 0 : number;
}
