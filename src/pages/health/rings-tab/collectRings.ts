import type { HealthEvidence, ProcessEvidence, ProcessName } from '../../../health';
import { RINGS, type Memberlist, type Partition, type Probed, type Ring, type RingMember } from '../../../tempo';
import { listSilent, type Unanswer } from '../listUnanswered';

/** A ring as one process shows it, and who else does. */
export interface Sighting<Value> {
  /** Whose answer it is. */
  readonly from: ProcessName;
  readonly value: Value;
  /** Others that show the same. */
  readonly agreeing: readonly ProcessName[];
  /** Others that show other members or other states: gossip that is late, or a split. */
  readonly disagreeing: readonly ProcessName[];
}

/** All rings that any process shows, each once. */
export interface CollectedRings {
  readonly rings: ReadonlyArray<{ readonly name: string; readonly sighting: Sighting<readonly RingMember[]> }>;
  readonly partitions: Sighting<readonly Partition[]> | undefined;
  /** Of those that take part. */
  readonly memberlist: Sighting<Extract<Memberlist, { used: true }>> | undefined;
  readonly unanswered: readonly Unanswer[];
}

export function collectRings({ processes }: HealthEvidence): CollectedRings {
  const rings = RINGS.flatMap((name) => {
    const sighting = sight(processes, ({ rings: shown }) => membersOf(shown?.[name]), signRing);
    return sighting ? [{ name, sighting }] : [];
  });
  return {
    rings,
    partitions: sight(processes, ({ partitions }) => valueOf(partitions), signPartitions),
    memberlist: sight(processes, usedMemberlist, signMemberlist),
    unanswered: [...listSilent(processes), ...processes.flatMap(failuresOf)],
  };
}

/** The first that shows it, and how the others compare. */
function sight<Value>(
  processes: readonly ProcessEvidence[],
  read: (process: ProcessEvidence) => Value | undefined,
  sign: (value: Value) => string
): Sighting<Value> | undefined {
  const seen = processes.flatMap((process) => {
    const value = read(process);
    return value === undefined ? [] : [{ name: process.name, value, signature: sign(value) }];
  });
  const [first, ...others] = seen;
  return (
    first && {
      from: first.name,
      value: first.value,
      agreeing: others.filter(({ signature }) => signature === first.signature).map(({ name }) => name),
      disagreeing: others.filter(({ signature }) => signature !== first.signature).map(({ name }) => name),
    }
  );
}

function failuresOf({ name, rings = {}, partitions, memberlist }: ProcessEvidence): Unanswer[] {
  const probes: Array<Probed<unknown> | undefined> = [...Object.values(rings), partitions, memberlist];
  return probes.flatMap((probe) =>
    probe?.ok === false && probe.failure.kind !== 'not-found' ? [{ process: name, failure: probe.failure }] : []
  );
}

function membersOf(probe: Probed<Ring> | undefined): readonly RingMember[] | undefined {
  return valueOf(probe)?.members;
}

function usedMemberlist({ memberlist }: ProcessEvidence): Extract<Memberlist, { used: true }> | undefined {
  const value = valueOf(memberlist);
  return value?.used ? value : undefined;
}

function valueOf<Value>(probe: Probed<Value> | undefined): Value | undefined {
  return probe?.ok ? probe.value : undefined;
}

const signRing = (members: readonly RingMember[]) => signOf(members.map(({ id, state }) => [id, state]));

const signPartitions = (partitions: readonly Partition[]) =>
  signOf(partitions.map(({ id, state, owners }) => [id, state, ...owners]));

const signMemberlist = ({ members }: Extract<Memberlist, { used: true }>) =>
  signOf(members.map(({ name, state }) => [name, state]));

/** What of the parts must be the same everywhere, in any order. */
function signOf(parts: ReadonlyArray<ReadonlyArray<string | number>>): string {
  return JSON.stringify(parts.map((part) => JSON.stringify(part)).sort());
}
