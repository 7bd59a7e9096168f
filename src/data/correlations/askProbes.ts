import type { Probe, ProbeAnswer } from '../../correlations';

/** What asks one probe; a failure is an answer, only the end by the signal is thrown. */
export type ProbeAsker = (probe: Probe, signal: AbortSignal) => Promise<ProbeAnswer>;

export interface ProbeProgress {
  /** Questions answered. */
  readonly done: number;
  /** Questions known so far: an answer may lead to more. */
  readonly total: number;
  /** One of those under way. */
  readonly probe: Probe | undefined;
}

/** As many as a person with a few open tabs would ask. */
const AT_A_TIME = 3;
/** `listProbes` promises to end after a few rounds; a defect there must not ask for ever. */
const MOST_ROUNDS = 12;

/**
 * Asks what is to be asked until nothing is left, three questions at a time.
 *
 * @param list - what is still to be asked, given the answers so far
 * @param answers - what is known already; it is not changed
 * @returns all answers by the id of the probe
 * @throws AbortError if the signal ended it
 */
export async function askProbes(
  list: (answers: ReadonlyMap<string, ProbeAnswer>) => readonly Probe[],
  ask: ProbeAsker,
  answers: ReadonlyMap<string, ProbeAnswer>,
  signal: AbortSignal,
  onProgress: (progress: ProbeProgress, answers: ReadonlyMap<string, ProbeAnswer>) => void
): Promise<ReadonlyMap<string, ProbeAnswer>> {
  const known = new Map(answers);
  let done = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const probes = list(known).filter(({ id }) => !known.has(id));
    if (probes.length === 0) {
      break;
    }
    const total = done + probes.length;
    const waiting = probes.values();
    const askOn = async () => {
      for (const probe of waiting) {
        onProgress({ done, total, probe }, known);
        const answer = await ask(probe, signal);
        if (signal.aborted) {
          throw new DOMException('The checks were cancelled', 'AbortError');
        }
        known.set(probe.id, answer);
        onProgress({ done: ++done, total, probe }, known);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, askOn));
  }
  return known;
}
