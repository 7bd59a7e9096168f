import { select } from '../../signals';
import type { RingMember } from '../../tempo';
import { fine, found, unknown, type Check, type CheckInput, type Judgement, type Subject } from '../check';
import { HEALTH_DOCS } from '../documentation';
import { formatCount, formatSeconds, formatValue } from '../formatValue';
import { answersTo, nameOfProcess, ringsOf, whyUnanswered } from '../processAnswers';
import { advice, replicas } from '../remedy';

/** Tempo's default of `heartbeat_timeout` is one minute (dskit ring; 5 minutes for ingesters until 2.10). */
const STALE_SECONDS = 60;
const VERY_STALE_SECONDS = 300;
/** Joining, leaving and pending take seconds to some minutes. */
const LONG_SECONDS = 900;
const MISSING_RING =
  'No ring could be read: a distributor or querier shows them (the query-frontend does not). Add a route to one on the configuration page of the app.';

type NamedMember = RingMember & { ring: string };

/** The rings that processes find each other by. */
export const RING_CHECKS: readonly Check[] = [
  {
    id: 'rings.unhealthy-member',
    title: 'A ring has unhealthy members',
    looksAt: 'Members in the state UNHEALTHY on the ring pages, and tempo_ring_members.',
    cause:
      'A member missed its heartbeats: it hangs, is cut off, or went without leaving the ring. Writes with replication go on as long as most replicas are there; reads of recent data miss what only it held.',
    severity: 'critical',
    confidence: 'certain',
    queries: (context) => ({
      unhealthy: `max by (name) (${select('tempo_ring_members', context.matchers('state="Unhealthy"'))})`,
    }),
    queriesOptional: true,
    judge: judgeUnhealthy,
    remedies: [
      advice('Is the process there? If it hangs, restart it: it takes up its place again.'),
      advice(
        'If it is gone for good: open the ring page of the distributor in a browser and press "Forget" for it. This app never does so.'
      ),
    ],
    panel: 'errors.ring-unhealthy',
    doc: HEALTH_DOCS.ring,
  },
  {
    id: 'rings.empty',
    title: 'A ring is empty',
    looksAt: 'Whether each ring has at least one active member.',
    cause:
      'Nobody takes part in the ring, so there is nobody to ask or to write to: requests fail with "empty ring". Either no process of that kind runs, or the processes do not find each other (memberlist).',
    severity: 'critical',
    confidence: 'certain',
    judge: judgeEmpty,
    remedies: [
      replicas('metrics-generator: TraceQL metrics of 2.x need one.', 'metrics-generator', 1, { generation: '2.x' }),
      advice('Let all processes join one memberlist: memberlist.join_members names the gossip service (port 7946).'),
      advice('Do network policies let port 7946 through between all of them, TCP and UDP?'),
    ],
    panel: 'errors.ring-unhealthy',
    doc: HEALTH_DOCS.ring,
  },
  {
    id: 'rings.stale-heartbeat',
    title: 'A member of a ring has not been heard of',
    looksAt: `Members that are said to be active though their last heartbeat is older than ${STALE_SECONDS} seconds.`,
    cause:
      'Until the heartbeat time-out runs out the member still gets its share of requests, and they fail or wait. A process that hangs looks like this first.',
    severity: 'warning',
    confidence: 'likely',
    judge: (input) =>
      judgeMembers(
        input,
        (member) =>
          member.state === 'ACTIVE' && (member.heartbeatAgeSeconds ?? 0) > STALE_SECONDS
            ? `last heard of ${formatSeconds(member.heartbeatAgeSeconds ?? 0)} ago`
            : undefined,
        { one: 'has not been heard of', none: 'All active members were heard of within the last minute.' }
      ),
    remedies: [
      advice('Does the process answer /ready? If not, look at its log and CPU, and restart it.'),
      advice('If several are late together: the memberlist is slow or divided (port 7946).'),
    ],
    panel: 'errors.ring-unhealthy',
    doc: HEALTH_DOCS.ring,
  },
  {
    id: 'rings.stuck-member',
    title: 'A member of a ring comes or goes for long',
    looksAt: `Members that are joining, pending or leaving, and were not heard of for ${VERY_STALE_SECONDS / 60} minutes or joined more than ${LONG_SECONDS / 60} minutes ago.`,
    cause:
      'A process was killed while it joined or left. Its place stays taken: traffic for it goes nowhere, and rollouts wait.',
    severity: 'warning',
    confidence: 'likely',
    judge: (input) =>
      judgeMembers(input, (member) => stuckFor(member, input.evidence.nowMs), {
        one: 'is stuck between coming and going',
        none: 'No member is stuck between coming and going.',
      }),
    remedies: [
      advice('Restart the process if it is still there: it takes up its place again.'),
      advice('If it is gone, let it be forgotten on the ring page of the distributor.'),
    ],
    panel: 'errors.ring-unhealthy',
    doc: HEALTH_DOCS.ring,
  },
  {
    id: 'rings.uneven-ownership',
    title: 'A ring divides its work unevenly',
    looksAt: 'Members that own more than twice their part of a ring with three members or more.',
    cause: 'A member with a larger part gets more spans, more memory and more work than the others, and fails first.',
    severity: 'info',
    confidence: 'likely',
    judge: judgeOwnership,
    remedies: [
      advice(
        'Give all members the same number of tokens (128 by default), and let each start with an empty tokens file once.'
      ),
    ],
    doc: HEALTH_DOCS.ring,
  },
  {
    id: 'rings.uneven-zones',
    title: 'Availability zones of a ring differ in size',
    looksAt: 'Active members of each zone.',
    cause:
      'With zone awareness each zone holds one replica of everything: the smallest zone carries as much as the largest.',
    severity: 'info',
    confidence: 'possible',
    judge: judgeZones,
    remedies: [advice('Run the same number of processes in each zone.')],
    doc: HEALTH_DOCS.ring,
  },
  {
    id: 'rings.memberlist-divided',
    title: 'Processes do not see the same members',
    looksAt: 'The memberlist of each process that can be asked, and tempo_memberlist_client_cluster_members_count.',
    cause:
      'The gossip is divided, or some processes have just come or gone. Divided for long, each part has rings of its own: spans are written where no query looks.',
    severity: 'critical',
    confidence: 'likely',
    queries: (context) => {
      const members = select('tempo_memberlist_client_cluster_members_count', context.matchers());
      return {
        // Only what lasts: after a start the others take some seconds to notice.
        least: `min(max_over_time(${members}[5m]))`,
        most: `max(min_over_time(${members}[5m]))`,
      };
    },
    queriesOptional: true,
    judge: judgeMemberlist,
    remedies: [
      advice('Do network policies let port 7946 through between all processes, TCP and UDP?'),
      advice('memberlist.join_members should name the headless gossip service, so that all processes find all others.'),
      advice('memberlist.cluster_label must be the same everywhere: others are ignored.'),
    ],
    panel: 'errors.memberlist-members',
    doc: HEALTH_DOCS.memberlist,
  },
  {
    id: 'rings.partition-without-owner',
    title: 'Nobody reads a partition',
    looksAt: 'Active and inactive partitions without a live-store, on the partition ring and in metrics.',
    cause:
      'Spans of the partition are safe in Kafka, but no query finds the recent ones: nobody holds them. Block-builders still write them into blocks.',
    severity: 'critical',
    confidence: 'certain',
    requires: { generation: '3.x' },
    judge: judgePartitions,
    remedies: [
      replicas('Run as many live-stores as there are partitions, in each zone.', 'live-store', 3, {
        generation: '3.x',
      }),
      advice('Do live-stores crash at start? Their log says why.'),
    ],
    panel: 'ingestion.partitions-owned',
    doc: HEALTH_DOCS.architecture,
  },
  {
    id: 'rings.partition-not-active',
    title: 'A partition takes no spans',
    looksAt: `Partitions that are pending or inactive for more than ${LONG_SECONDS / 60} minutes, corrupt or locked.`,
    cause:
      'A pending partition waits for its first owner, an inactive one is on its way out. For long it means that a scale-down did not end, or somebody locked the state.',
    severity: 'warning',
    confidence: 'likely',
    requires: { generation: '3.x' },
    judge: judgePartitionStates,
    remedies: [
      advice('Was a scale-down begun and not ended? Cancel or end it with the rollout operator.'),
      advice('A locked state is unlocked on the page /partition-ring of a distributor. This app never does so.'),
    ],
    panel: 'ingestion.partitions-owned',
    doc: HEALTH_DOCS.architecture,
  },
];

function judgeUnhealthy({ evidence, numbers }: CheckInput): Judgement {
  const rings = ringsOf(evidence);
  const unhealthy = rings.flatMap(({ name, members }) =>
    members
      .filter(({ state }) => state === 'UNHEALTHY')
      .map((member) => ({ name: `${member.id} of the ${name} ring`, detail: member.address }))
  );
  const counted = (numbers.unhealthy ?? []).filter(({ value }) => value > 0);
  if (unhealthy.length > 0) {
    return found(`${formatCount(unhealthy.length, 'member is', 'members are')} unhealthy.`, { subjects: unhealthy });
  }
  if (counted.length > 0) {
    return found(`Prometheus counts unhealthy members in ${formatCount(counted.length, 'ring', 'rings')}.`, {
      subjects: counted.map(({ labels, value }) => ({ name: `${labels.name} ring`, detail: `${value} unhealthy` })),
      confidence: 'likely',
    });
  }
  return rings.length === 0 && numbers.unhealthy === undefined
    ? unknown(MISSING_RING)
    : fine('No ring has unhealthy members.');
}

function judgeEmpty({ evidence }: CheckInput): Judgement {
  const rings = ringsOf(evidence).filter(({ name }) => name !== 'secondary-ingester');
  if (rings.length === 0) {
    return unknown(MISSING_RING);
  }
  const empty = rings.filter(({ members }) => !members.some(({ state }) => state === 'ACTIVE'));
  return empty.length === 0
    ? fine(`${rings.map(({ name }) => name).join(', ')}: all have active members.`)
    : found(`No active member: ${empty.map(({ name }) => name).join(', ')}.`, {
        subjects: empty.map(({ name, members }) => ({
          name: `${name} ring`,
          detail: formatCount(members.length, 'member', 'members'),
        })),
        // Of a generator nothing but TraceQL metrics and metrics depend.
        severity: empty.every(({ name }) => name === 'metrics-generator') ? 'warning' : 'critical',
      });
}

function judgeMembers(
  { evidence }: CheckInput,
  problemOf: (member: RingMember) => string | undefined,
  { one, none }: { one: string; none: string }
): Judgement {
  const rings = ringsOf(evidence);
  if (rings.length === 0) {
    return unknown(MISSING_RING);
  }
  const subjects = rings.flatMap(({ name, members }) =>
    members.flatMap((member): Subject[] => {
      const detail = problemOf(member);
      return detail === undefined ? [] : [{ name: `${member.id} of the ${name} ring`, detail }];
    })
  );
  const [first] = subjects;
  return first ? found(`${first.name} ${one}${more(subjects.length)}.`, { subjects }) : fine(none);
}

function more(count: number): string {
  return count > 1 ? `, and so with ${count - 1} more` : '';
}

function stuckFor({ state, registeredAtMs, heartbeatAgeSeconds }: RingMember, nowMs: number): string | undefined {
  if (!['JOINING', 'PENDING', 'LEAVING'].includes(state)) {
    return undefined;
  }
  const sinceSeconds = registeredAtMs === undefined || state === 'LEAVING' ? 0 : (nowMs - registeredAtMs) / 1000;
  const isSilent = (heartbeatAgeSeconds ?? 0) > VERY_STALE_SECONDS;
  return isSilent || sinceSeconds > LONG_SECONDS
    ? `${state}, last heard of ${formatSeconds(heartbeatAgeSeconds ?? 0)} ago`
    : undefined;
}

function judgeOwnership({ evidence }: CheckInput): Judgement {
  const rings = ringsOf(evidence).filter(({ members }) => members.length > 2);
  if (rings.length === 0) {
    return ringsOf(evidence).length === 0 ? unknown(MISSING_RING) : fine('No ring has more than two members.');
  }
  const large: NamedMember[] = rings.flatMap(({ name, members }) =>
    members.filter(({ ownedShare }) => ownedShare > 2 / members.length).map((member) => ({ ...member, ring: name }))
  );
  return large.length === 0
    ? fine('No member owns more than twice its part.')
    : found(
        `${formatCount(large.length, 'member owns more than twice its', 'members own more than twice their')} part.`,
        {
          subjects: large.map(({ id, ring, ownedShare }) => ({
            name: `${id} of the ${ring} ring`,
            detail: formatValue(ownedShare, 'ratio'),
          })),
        }
      );
}

function judgeZones({ evidence }: CheckInput): Judgement {
  const rings = ringsOf(evidence);
  if (rings.length === 0) {
    return unknown(MISSING_RING);
  }
  const subjects = rings.flatMap(({ name, members }): Subject[] => {
    const sizes = new Map<string, number>();
    for (const { zone } of members.filter((member) => member.zone !== '' && member.state === 'ACTIVE')) {
      sizes.set(zone, (sizes.get(zone) ?? 0) + 1);
    }
    const counts = [...sizes.values()];
    const detail = [...sizes].map(([zone, size]) => `${zone}: ${size}`).join(', ');
    return counts.length > 1 && Math.max(...counts) > Math.min(...counts) ? [{ name: `${name} ring`, detail }] : [];
  });
  return subjects.length === 0
    ? fine('All zones of a ring are of one size, or there are no zones.')
    : found(`Zones differ in ${formatCount(subjects.length, 'ring', 'rings')}.`, { subjects });
}

function judgeMemberlist({ evidence, numbers }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'memberlist');
  const seen = answers.flatMap(({ process, value }) =>
    value.used
      ? [{ process, alive: value.members.filter(({ state }) => state === 'alive').length, members: value.members }]
      : []
  );
  const dead = seen.flatMap(({ process, members }) =>
    members
      .filter(({ state }) => state === 'suspect' || state === 'dead')
      .map(({ name, state }) => ({ name, detail: `${state}, says ${nameOfProcess(process)}` }))
  );
  const least = numbers.least?.[0]?.value;
  const most = numbers.most?.[0]?.value;
  const sizes = new Set(seen.map(({ alive }) => alive));
  if (dead.length > 0 || sizes.size > 1) {
    return found(
      dead.length > 0
        ? `${formatCount(dead.length, 'member does', 'members do')} not answer.`
        : 'Processes count different members.',
      {
        subjects:
          dead.length > 0
            ? dead
            : seen.map(({ process, alive }) => ({
                name: process,
                detail: `sees ${formatCount(alive, 'member', 'members')}`,
              })),
      }
    );
  }
  if (least !== undefined && most !== undefined && least < most) {
    return found(`Some processes see ${least} members, others ${most}.`);
  }
  if (answers.length === 0 && least === undefined) {
    return unknown(whyUnanswered('memberlist', failures, 'distributor'));
  }
  return fine('All processes see the same members, or none takes part.');
}

function judgePartitions({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'partitions');
  const [first] = answers;
  if (!first) {
    return unknown(whyUnanswered('partitions', failures, 'distributor'));
  }
  const orphans = first.value.filter(
    ({ state, owners }) => (state === 'active' || state === 'inactive') && owners.length === 0
  );
  return orphans.length === 0
    ? fine(`All ${first.value.length} partitions have owners.`)
    : found(`${orphans.length} of ${first.value.length} partitions have no owner.`, {
        subjects: orphans.map(({ id, state }) => ({ name: `partition ${id}`, detail: state })),
      });
}

function judgePartitionStates({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'partitions');
  const [first] = answers;
  if (!first) {
    return unknown(whyUnanswered('partitions', failures, 'distributor'));
  }
  const stuck = first.value.flatMap(({ id, state, stateSinceMs, stateLocked }): Subject[] => {
    const seconds = stateSinceMs === undefined ? 0 : (evidence.nowMs - stateSinceMs) / 1000;
    const isLong = (state === 'pending' || state === 'inactive') && seconds > LONG_SECONDS;
    const detail = `${state} for ${formatSeconds(seconds)}${stateLocked ? ', locked' : ''}`;
    return isLong || state === 'corrupt' || stateLocked ? [{ name: `partition ${id}`, detail }] : [];
  });
  return stuck.length === 0
    ? fine('All partitions take spans, or will soon.')
    : found(`${stuck.length} of ${first.value.length} partitions take no spans.`, { subjects: stuck });
}
