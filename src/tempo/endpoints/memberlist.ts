import * as v from 'valibot';
import type { TempoClient } from '../client';
import { decodeJson, malformed, notTempo } from '../decode';
import { isWebPage, type RawAnswer } from '../failure';
import { parseGoTime } from './goTime';
import { readHtmlTables } from './htmlTables';
import { wireNumber, wireText } from './wireNumbers';

const PATH = '/memberlist';
const UNUSED = "This instance doesn't use memberlist";

const STATES = ['alive', 'suspect', 'dead', 'left'] as const;
export type MemberlistState = (typeof STATES)[number] | 'unknown';

export interface MemberlistMember {
  readonly name: string;
  /** Host and port. */
  readonly address: string;
  readonly state: MemberlistState;
}

/** Something that the members keep in step with each other, such as a ring. */
export interface MemberlistKey {
  readonly key: string;
  readonly codec: string;
  /** Updates that this process saw since it started; differs between processes. */
  readonly version: number;
}

/** What one process knows of the others. `used: false` is how a process answers that needs no ring. */
export type Memberlist =
  | { readonly used: false }
  | {
      readonly used: true;
      readonly nowMs: number | undefined;
      readonly members: readonly MemberlistMember[];
      readonly keys: readonly MemberlistKey[];
    };

const member = v.object({ Name: wireText, Addr: wireText, Port: wireNumber, State: v.nullish(v.number(), 0) });
const entry = v.object({ Version: wireNumber, CodecID: wireText });
const schema = v.object({
  Now: wireText,
  SortedMembers: v.nullish(v.array(member), []),
  Store: v.nullish(v.record(v.string(), entry), {}),
});

/**
 * The gossip between the processes as the one that answers sees it. Also an answer: that it takes no part (a single
 * binary, a 2.x query-frontend).
 *
 * Source: dskit kv/memberlist/http_status_handler.go, cmd/tempo/app/modules.go (2.6.1 and 3.0.3). The page can also delete
 * messages and show keys by parameters: none is ever sent.
 *
 * @throws TempoRequestError all kinds as the client
 */
export async function fetchMemberlist(client: TempoClient, signal?: AbortSignal): Promise<Memberlist> {
  const answer = await client.get(PATH, { signal });
  if (answer.body.trimStart().startsWith(UNUSED)) {
    return { used: false };
  }
  return isWebPage(answer) ? readPage(answer) : readJson(answer);
}

function readJson(answer: RawAnswer): Memberlist {
  const { Now, SortedMembers, Store } = decodeJson(PATH, answer, schema);
  if (SortedMembers.length === 0 && Object.keys(Store).length === 0 && Now === '') {
    throw malformed(PATH, answer, 'there are no members in it');
  }
  return {
    used: true,
    nowMs: parseGoTime(Now),
    members: SortedMembers.map(({ Name, Addr, Port, State }) => ({
      name: Name,
      address: `${Addr.includes(':') ? `[${Addr}]` : Addr}:${Port}`,
      state: STATES[State] ?? 'unknown',
    })),
    keys: Object.entries(Store).map(([key, { Version, CodecID }]) => ({ key, codec: CodecID, version: Version })),
  };
}

function readPage(answer: RawAnswer): Memberlist {
  const tables = readHtmlTables(answer.body);
  const members = tables.find(({ header }) => header[0] === 'Name' && header[1] === 'Address');
  if (!members) {
    throw notTempo(PATH, answer);
  }
  const keys = tables.find(({ header }) => header[0] === 'Key');
  return {
    used: true,
    nowMs: undefined,
    members: members.rows.map(([name = '', address = '', state = '']) => ({
      name,
      address,
      state: STATES.find((known) => known === state.toLowerCase()) ?? 'unknown',
    })),
    keys: (keys?.rows ?? []).map(([key = '', codec = '', version = '']) => ({
      key,
      codec,
      version: Number(version) || 0,
    })),
  };
}
