import { maxByTempo, minByTempo, stillHappening, sumByTempo } from '../alertExpressions';
import {
  maxBy,
  minBy,
  ofTempo,
  orZero,
  perProcess,
  rateSum,
  select,
  sumBy,
  sumOfTempos,
  TEMPO_LABELS,
} from '../promql';
import type { Section, SignalContext, SignalQuery } from '../signal';

const MEMBERLIST = 'tempo_memberlist_client';
const TRANSPORT = 'tempo_memberlist_tcp_transport';
const TEMPOS = TEMPO_LABELS.join(', ');

/** How the processes of Tempo find each other: rings, kept by gossip. */
export const CLUSTER: Section = {
  id: 'cluster',
  title: 'Processes and rings',
  question: 'Do all processes run, and know of each other?',
  signals: [
    {
      id: 'errors.processes-up',
      title: 'Processes that do not answer',
      description: {
        shows: 'Processes of Tempo that Prometheus could not scrape, and that it could in the time range.',
        good: 'A line at 0.',
        remedy: 'Stopped, restarting, out of memory, or cut off: look at the process and at its log.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: {},
      queries: (context) => {
        const { by, legend } = perProcess(context);
        const seen = `last_over_time(${select('tempo_build_info', context.matchers())}[$__range])`;
        const down = `1 - ${minBy(by, `${select('up', context.matchers())} and on (job, instance) ${seen}`)} > 0`;
        return [
          {
            refId: 'A',
            expr: orZero(context, `(${down})`, { label: by[0] ?? 'instance', value: 'none' }),
            legend,
          },
        ];
      },
      alerts: [
        {
          name: 'TempoProcessDown',
          severity: 'critical',
          for: '5m',
          expr: 'max by (cluster, namespace, job, instance) (1 - up and on (job, instance) last_over_time(tempo_build_info[1h]))',
          operator: '>',
          threshold: 0,
          format: 'number',
          summary: 'Tempo process {instance} ({job}) does not answer',
          description: 'Prometheus cannot scrape {instance} of {job}, which was a Tempo process within the last hour.',
          steps: [
            'Does the process run? Killed for its memory: raise the limit, or lower what it holds. Crashing: its last words in the log.',
            'Does it run, but not answer? Look at its CPU, and whether a network policy keeps Prometheus out.',
            'Was it removed on purpose? The alert ends within the hour.',
          ],
        },
      ],
    },
    {
      id: 'errors.restarts',
      title: 'Restarts',
      description: {
        shows:
          'Starts of processes at the same address in the last ten minutes. Tempo has no counter of panics: a panic that ends a process is seen here, others only in the log.',
        good: 'None outside of rollouts.',
        remedy:
          'Look at the last words in the log ("panic", "fatal"), and whether the container was killed for its memory.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: {},
      queries: (context) => {
        const { by, legend } = perProcess(context);
        const starts = `changes(${select('process_start_time_seconds', context.matchers())}[10m])`;
        return [{ refId: 'A', expr: sumBy(by, ofTempo(context, starts)), legend }];
      },
      alerts: [
        {
          name: 'TempoRestartingOften',
          severity: 'warning',
          for: '0m',
          expr: 'max by (cluster, namespace, job, instance) (changes(process_start_time_seconds[1h]) and on (job, instance) last_over_time(tempo_build_info[1h]))',
          operator: '>',
          threshold: 3,
          format: 'number',
          summary: 'Tempo process {instance} ({job}) restarts again and again',
          description: '{instance} of {job} was started {value} times within an hour.',
          steps: [
            'Was it killed for its memory (OOMKilled)? Raise the limit, set GOMEMLIMIT, or lower limits on traces and series.',
            'Does it panic or end itself? The last lines of its log before the start say why.',
          ],
        },
      ],
    },
    {
      id: 'errors.ring-unhealthy',
      title: 'Unhealthy members of rings',
      description: {
        shows: 'Members that have not sent a heartbeat for a while, by ring: what the process sees that sees most.',
        good: 'Lines at 0.',
        remedy:
          'A member that is gone for good is taken out on the page of its ring ("Forget"). One that runs is cut off from the gossip, or too busy.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0, thresholds: [{ level: 'ok' }, { from: 1, level: 'warning' }] },
      requires: { metrics: ['tempo_ring_members'] },
      queries: ({ matchers }) => [
        {
          refId: 'A',
          expr: sumOfTempos(['name'], ['name'], select('tempo_ring_members', matchers('state="Unhealthy"'))),
          legend: '{{name}}',
        },
      ],
      alerts: [
        {
          name: 'TempoRingMembersUnhealthy',
          severity: 'critical',
          for: '15m',
          expr: maxByTempo('tempo_ring_members{state="Unhealthy",name!="distributor"}', 'name'),
          operator: '>',
          threshold: 0,
          format: 'number',
          summary: 'Unhealthy members in the ring {name}',
          description: '{value} members of the ring {name} send no heartbeat.',
          steps: [
            'Which one (page of the ring on a process that serves it, or the Health page)? Does its process run?',
            'ingester, live-store: recent data may be missing from searches; writes still work while a quorum is left.',
            'compactor: its share of the compaction is not done, and the blocklist grows. metrics-generator (2.x): spans go to the others.',
            'Gone for good: forget it on the page of the ring. Running: look at memberlist and at its CPU.',
          ],
          mixin: ['TempoCompactorUnhealthy', 'TempoLiveStoreUnhealthy', 'TempoMetricsGeneratorUnhealthy'],
        },
        {
          name: 'TempoDistributorsUnhealthy',
          severity: 'warning',
          for: '15m',
          expr: maxByTempo('tempo_ring_members{state="Unhealthy",name="distributor"}'),
          operator: '>',
          threshold: 0,
          format: 'number',
          summary: 'Unhealthy distributors in the ring',
          description: '{value} distributors send no heartbeat. The global rate limit is shared out among too many.',
          steps: [
            'Does the process run? If it is gone for good, forget it on the page /distributor/ring.',
            'Until then each distributor lets in less than its share: tenants near their limit are refused too early.',
          ],
          mixin: ['TempoDistributorUnhealthy'],
        },
      ],
    },
    {
      id: 'errors.memberlist-members',
      title: 'Members of the gossip',
      description: {
        shows: 'Processes that a process knows of by gossip: the fewest and the most that any of them knows.',
        good: 'Both lines lie on each other, at the number of processes that take part.',
        remedy:
          'Apart: the cluster is split. Check "memberlist.join_members" and that port 7946 (TCP) is open between all components.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [`${MEMBERLIST}_cluster_members_count`] },
      queries: ({ matchers }) => [
        { refId: 'A', expr: minBy([], select(`${MEMBERLIST}_cluster_members_count`, matchers())), legend: 'Fewest' },
        { refId: 'B', expr: maxBy([], select(`${MEMBERLIST}_cluster_members_count`, matchers())), legend: 'Most' },
      ],
      alerts: [
        {
          name: 'TempoMemberlistSplit',
          severity: 'warning',
          for: '15m',
          expr: `${maxByTempo(`${MEMBERLIST}_cluster_members_count`)} - ${minByTempo(`${MEMBERLIST}_cluster_members_count`)}`,
          operator: '>',
          threshold: 0,
          format: 'number',
          summary: 'Processes of Tempo do not all know each other',
          description: 'The gossip of Tempo is split: some processes know {value} members fewer than others.',
          steps: [
            'Which process knows fewest ("Members of the gossip")? Can it reach port 7946 of the others?',
            'Does "memberlist.join_members" name the gossip service of this very Tempo, not of another one?',
          ],
        },
      ],
    },
    {
      id: 'errors.memberlist-health',
      title: 'Health of the gossip',
      description: {
        shows:
          'The health score of each process as it sees itself: 0 is healthy, and it grows with messages that come late.',
        good: '0.',
        remedy: 'Above 0 for long the process is short of CPU, or the network loses packets.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0, thresholds: [{ level: 'ok' }, { from: 1, level: 'warning' }] },
      requires: { metrics: [`${MEMBERLIST}_cluster_node_health_score`] },
      queries: (context) => {
        const { by, legend } = perProcess(context);
        return [
          {
            refId: 'A',
            expr: maxBy(by, select(`${MEMBERLIST}_cluster_node_health_score`, context.matchers())),
            legend,
          },
        ];
      },
    },
    {
      id: 'errors.memberlist-errors',
      title: 'Errors of the gossip per second',
      description: {
        shows: 'Packets that could not be sent or read, messages that were invalid, and messages dropped.',
        good: 'Lines at 0.',
        remedy:
          'Sending: members that are gone, or a closed port. Invalid: two clusters gossip with each other; set "memberlist.cluster_label".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [`${TRANSPORT}_packets_sent_errors_total`] },
      queries: (context) => [
        counter(context, 'A', `${TRANSPORT}_packets_sent_errors_total`, 'Sending failed'),
        counter(context, 'B', `${TRANSPORT}_packets_received_errors_total`, 'Reading failed'),
        counter(context, 'C', `${MEMBERLIST}_received_broadcasts_invalid_total`, 'Invalid'),
        counter(context, 'D', `${MEMBERLIST}_messages_to_broadcast_dropped_total`, 'Dropped'),
      ],
    },
    {
      id: 'errors.versions',
      title: 'Processes by version',
      description: {
        shows: 'Processes of Tempo that run each release.',
        good: 'One release, but for the time of a rollout.',
        remedy: 'Several for long: a rollout is stuck. Components of different releases may not understand each other.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: {},
      queries: ({ matchers }) => [
        { refId: 'A', expr: `count by (version) (${select('tempo_build_info', matchers())})`, legend: '{{version}}' },
      ],
    },
    {
      id: 'errors.overrides-reload',
      title: 'Overrides that were not loaded',
      description: {
        shows:
          'Processes whose file of runtime overrides could not be read or is wrong; failed loads of user-configurable overrides in ten minutes.',
        good: 'Lines at 0.',
        remedy:
          'Tempo goes on with what it last loaded. The log names the line: mend the file (per_tenant_override_config). User-configurable ones: check the access to their bucket.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0, thresholds: [{ level: 'ok' }, { from: 1, level: 'critical' }] },
      requires: { metrics: ['tempo_runtime_config_last_reload_successful'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: sumBy([], `1 - ${select('tempo_runtime_config_last_reload_successful', context.matchers())}`),
          legend: 'Runtime overrides',
        },
        {
          refId: 'B',
          expr: orZero(
            context,
            `sum(increase(${select('tempo_overrides_user_configurable_overrides_reload_failed_total', context.matchers())}[10m]))`
          ),
          legend: 'User-configurable overrides',
        },
      ],
      alerts: [
        {
          name: 'TempoOverridesNotLoaded',
          severity: 'critical',
          for: '15m',
          expr: sumByTempo('1 - tempo_runtime_config_last_reload_successful', 'job'),
          operator: '>',
          threshold: 0,
          format: 'number',
          summary: 'Tempo {job} cannot load its overrides',
          description:
            '{value} processes of {job} refuse the file of runtime overrides. They work on with the old limits, and would not start anew.',
          steps: [
            'The log of the process names the line and key. A key of another release is refused, too: 3.0 wants the new format.',
            'Mend the file (per_tenant_override_config); it is read again within "per_tenant_override_period" (10s unless set).',
          ],
          mixin: ['TempoBadOverrides'],
        },
        {
          name: 'TempoUserConfigurableOverridesNotLoaded',
          severity: 'critical',
          for: '0m',
          expr: stillHappening('tempo_overrides_user_configurable_overrides_reload_failed_total'),
          operator: '>',
          threshold: 5,
          format: 'number',
          summary: 'Tempo cannot load the overrides that users configure',
          description: '{value} loads of user-configurable overrides failed in the last hour, and they still do.',
          steps: [
            'Can the process read the bucket of "overrides.user_configurable_overrides.client"? Credentials, network, name?',
            'Is the file of one tenant broken? The log names the tenant.',
          ],
          mixin: ['TempoUserConfigurableOverridesReloadFailing'],
        },
      ],
    },
    {
      id: 'errors.overrides-versions',
      title: 'Versions of the overrides in use',
      description: {
        shows:
          'How many different files of runtime overrides the processes of a Tempo work with; of several Tempos the one that has most.',
        good: '1, but for the minute after a change.',
        remedy:
          'More for long: some process did not get the new file; see whether its ConfigMap is mounted by subPath, which never updates.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: ['tempo_runtime_config_hash'] },
      queries: ({ matchers }) => [
        {
          refId: 'A',
          expr: `max(count by (${TEMPOS}) (count by (${TEMPOS}, sha256) (${select('tempo_runtime_config_hash', matchers())})))`,
          legend: 'Versions',
        },
      ],
      alerts: [
        {
          name: 'TempoOverridesDiffer',
          severity: 'warning',
          for: '30m',
          expr: 'count by (cluster, namespace) (count by (cluster, namespace, sha256) (tempo_runtime_config_hash))',
          operator: '>',
          threshold: 1,
          format: 'number',
          summary: 'Processes of Tempo work with different overrides',
          description:
            '{value} different files of runtime overrides are in use: limits depend on which process is asked.',
          steps: [
            'Compare /status/runtime_config of the components: which has the old file?',
            'Is the ConfigMap mounted by subPath? Such mounts are never updated: restart, and mount the folder instead.',
          ],
        },
      ],
    },
  ],
};

function counter(context: SignalContext, refId: string, name: string, legend: string): SignalQuery {
  return { refId, expr: orZero(context, rateSum(name, context.matchers())), legend };
}
