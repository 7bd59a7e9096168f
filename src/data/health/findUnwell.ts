import type { Reach } from '../../health';
import { fetchReadiness, fetchRing, probe, type Generation, type RingName } from '../../tempo';

/** Who keeps recent data, and the processes that show the rings of those. */
const KEEPERS = ['single-binary', 'ingester', 'live-store'];
const RING_SHOWERS = ['single-binary', 'distributor', 'querier', 'query-frontend'];
const RINGS: Readonly<Record<Generation, RingName>> = { '2.x': 'ingester', '3.x': 'live-store' };

/**
 * Ingesters and live-stores that are not ready, or that their ring has no sign of life from: each with what is wrong.
 *
 * @returns undefined where nobody could be asked
 * @throws AbortError if the signal ended it
 */
export async function findUnwell(
  reaches: readonly Reach[],
  generation: Generation | undefined,
  signal: AbortSignal
): Promise<string[] | undefined> {
  const rings = generation ? [RINGS[generation]] : Object.values(RINGS);
  const keepers = reaches.filter(({ name }) => KEEPERS.includes(name));
  const shower = RING_SHOWERS.flatMap((name) => reaches.find((reach) => reach.name === name) ?? [])[0];
  const [readiness, members] = await Promise.all([
    Promise.all(keepers.map((keeper) => askReadiness(keeper, signal))),
    shower ? Promise.all(rings.map((ring) => askRing(shower, ring, signal))) : [],
  ]);
  const answers = [...readiness, ...members].filter((answer) => answer !== undefined);
  return answers.length === 0 ? undefined : answers.flat();
}

/** Undefined without an answer that says something of the process. */
async function askReadiness({ name, client }: Reach, signal: AbortSignal): Promise<string[] | undefined> {
  const readiness = await probe(fetchReadiness(client, signal));
  if (!readiness.ok) {
    return readiness.failure.kind === 'unreachable' ? [`${name} (does not answer)`] : undefined;
  }
  return readiness.value.ready ? [] : [`${name} (${readiness.value.reason})`];
}

/** Undefined where the process has no such ring. */
async function askRing({ client }: Reach, ring: RingName, signal: AbortSignal): Promise<string[] | undefined> {
  const answer = await probe(fetchRing(client, ring, signal));
  if (!answer.ok) {
    return undefined;
  }
  const { members } = answer.value;
  return members.length === 0
    ? [`the ring of ${ring}s (nobody is in it)`]
    : members.filter(({ state }) => state === 'UNHEALTHY').map(({ id }) => `${id} (unhealthy in the ring of ${ring}s)`);
}
