import * as v from 'valibot';
import type { TempoClient } from '../client';
import { decodeJson, notTempo } from '../decode';
import { isWebPage, type RawAnswer } from '../failure';
import { parseGoTime } from './goTime';
import { readHtmlTables } from './htmlTables';
import { ownedShares } from './ringOwnership';
import { wireNumber, wireText } from './wireNumbers';

const PATH = '/partition-ring';

const STATES = ['unknown', 'pending', 'active', 'inactive', 'deleted'] as const;
export type PartitionState = (typeof STATES)[number] | 'corrupt';

/** A partition of Kafka (microservices) or of the process itself (single binary), and who reads it. */
export interface Partition {
  readonly id: number;
  readonly state: PartitionState;
  readonly stateSinceMs: number | undefined;
  /** Names of the live-stores that own it, with their zone where there are zones. */
  readonly owners: readonly string[];
  readonly tokenCount: number;
  /** Share of the traces that go there, from 0 to 1; only active partitions get any. */
  readonly ownedShare: number;
  /** Set where an operator has locked the state. Unknown from the HTML page: false. */
  readonly stateLocked: boolean;
}

const partition = v.object({
  id: wireNumber,
  corrupted: v.nullish(v.boolean(), false),
  state: v.nullish(v.number(), 0),
  state_timestamp: wireText,
  state_change_locked: v.nullish(v.boolean(), false),
  owner_ids: v.nullish(v.array(v.string()), []),
  tokens: v.nullish(v.array(v.number()), []),
});
const schema = v.object({ partitions: v.nullable(v.array(partition)) });

/**
 * The partitions that traces are divided into, and the live-stores that own them. Served by every process that writes or
 * reads recent data from 2.8 on (not by the query-frontend and the backend-*).
 *
 * Source: dskit ring/partition_ring_http.go, cmd/tempo/app/modules.go (3.0.3)
 *
 * @throws TempoRequestError `not-found` where the process has no such ring; all kinds as the client
 */
export async function fetchPartitionRing(client: TempoClient, signal?: AbortSignal): Promise<Partition[]> {
  const answer = await client.get(PATH, { signal });
  return isWebPage(answer) ? readPage(answer) : readJson(answer);
}

function readJson(answer: RawAnswer): Partition[] {
  const partitions = decodeJson(PATH, answer, schema).partitions ?? [];
  const active = partitions.map(({ state, tokens }) => (STATES[state] === 'active' ? tokens : []));
  const shares = ownedShares(active);
  return partitions.map((one, index) => ({
    id: one.id,
    state: one.corrupted ? 'corrupt' : (STATES[one.state] ?? 'unknown'),
    stateSinceMs: parseGoTime(one.state_timestamp),
    owners: one.owner_ids,
    tokenCount: one.tokens.length,
    ownedShare: shares[index] ?? 0,
    stateLocked: one.state_change_locked,
  }));
}

function readPage(answer: RawAnswer): Partition[] {
  const table = readHtmlTables(answer.body).find(({ header }) => header[0]?.toLowerCase() === 'partition id');
  if (!table) {
    throw notTempo(PATH, answer);
  }
  return table.rows.map(([id = '', state = '', since = '', owners = '', tokens = '', share = '']) => ({
    id: Number(id) || 0,
    state: readState(state),
    stateSinceMs: parseGoTime(since),
    owners: owners.split(' ').filter((owner) => owner !== ''),
    tokenCount: Number(tokens) || 0,
    ownedShare: (Number(share.replace('%', '')) || 0) / 100,
    stateLocked: false,
  }));
}

function readState(text: string): PartitionState {
  const lower = text.toLowerCase();
  return lower === 'corrupt' ? 'corrupt' : (STATES.find((state) => state === lower) ?? 'unknown');
}
