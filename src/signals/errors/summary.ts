import { SUMMARY as INGESTION_SUMMARY } from '../ingestion/summary';
import { minBy, observations, orZero, select, sumBy, sumOfTempos } from '../promql';
import { NOT_OF_QUERIER, READ_ROUTES_HTTP, REQUESTS, requestRate } from '../requests';
import { reuse } from '../reuse';
import type { Section, SignalContext } from '../signal';
import { SHARE_THRESHOLDS } from './requests';

const SHOWN_IF_ANY = [{ level: 'ok' as const }, { from: 1, level: 'warning' as const }];

/** The numbers that say at a glance whether anything is broken. */
export const SUMMARY: Section = {
  id: 'errors-summary',
  title: 'At a glance',
  question: 'Is anything broken?',
  signals: [
    {
      id: 'errors.reads-now',
      title: 'Failed reads',
      description: {
        shows:
          'Share of the queries over HTTP that Tempo answered with 5xx. Mistakes of clients do not count, but Tempo 2.6 answers 500 to some of them, too. Streamed queries are not in it: see "Queries within the objective" on the Latency page.',
        good: '0 %. No value while nobody queries.',
        remedy: 'See the row "Requests" for the kind of query and the component.',
      },
      unit: 'percentunit',
      visualization: { kind: 'stat', thresholds: SHARE_THRESHOLDS },
      requires: { metrics: [REQUESTS], components: ['query-frontend'] },
      queries: (context) => [{ refId: 'A', expr: failedReads(context), legend: 'Failed' }],
    },
    ...reuse([INGESTION_SUMMARY], {
      'ingestion.discarded-share-now': 'errors.discarded-share-now',
      'ingestion.refused-now': 'errors.refused-now',
    }),
    {
      id: 'errors.overload-now',
      title: 'Refused queries',
      description: {
        shows: 'Requests per second that were refused as too many (429).',
        good: '0.',
        remedy: 'See the row "Overload".',
      },
      unit: 'short',
      visualization: { kind: 'stat', thresholds: [{ level: 'ok' }, { from: 0.01, level: 'warning' }] },
      requires: { metrics: [REQUESTS], components: ['query-frontend'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(context, observations(context, REQUESTS, context.matchers('status_code="429"'))),
          legend: 'Refused',
        },
      ],
    },
    {
      id: 'errors.maintenance-now',
      title: 'Failed maintenance',
      description: {
        shows: 'Compactions, deletions and reads of the blocklist that failed in the last hour.',
        good: '0.',
        remedy: 'See the row "Storage".',
      },
      unit: 'short',
      visualization: { kind: 'stat', thresholds: SHOWN_IF_ANY },
      requires: { metrics: ['tempodb_compaction_errors_total'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: [
            'tempodb_compaction_errors_total',
            'tempodb_retention_errors_total',
            'tempodb_blocklist_poll_errors_total',
          ]
            .map((name) => `(${orZero(context, `sum(increase(${select(name, context.matchers())}[1h]))`)})`)
            .join(' + '),
          legend: 'Failed',
        },
      ],
    },
    {
      id: 'errors.unhealthy-now',
      title: 'Unhealthy members',
      description: {
        shows: 'Members of rings that send no heartbeat.',
        good: '0.',
        remedy: 'See "Unhealthy members of rings" for the ring.',
      },
      unit: 'short',
      visualization: { kind: 'stat', thresholds: SHOWN_IF_ANY },
      requires: { metrics: ['tempo_ring_members'] },
      queries: ({ matchers }) => [
        {
          refId: 'A',
          expr: sumOfTempos([], ['name'], select('tempo_ring_members', matchers('state="Unhealthy"'))),
          legend: 'Unhealthy',
        },
      ],
    },
    {
      id: 'errors.down-now',
      title: 'Processes down',
      description: {
        shows: 'Processes of Tempo that Prometheus cannot scrape, of those that it could in the time range.',
        good: '0.',
        remedy: 'See "Processes that do not answer" for which.',
      },
      unit: 'short',
      visualization: { kind: 'stat', thresholds: [{ level: 'ok' }, { from: 1, level: 'critical' }] },
      requires: {},
      queries: (context) => {
        const seen = `last_over_time(${select('tempo_build_info', context.matchers())}[$__range])`;
        const up = minBy(['job', 'instance'], `${select('up', context.matchers())} and on (job, instance) ${seen}`);
        return [{ refId: 'A', expr: sumBy([], `1 - ${up}`), legend: 'Down' }];
      },
    },
  ],
};

function failedReads(context: SignalContext): string {
  const all = sumBy([], requestRate(context, context.matchers(READ_ROUTES_HTTP, NOT_OF_QUERIER)));
  const failed = sumBy(
    [],
    requestRate(context, context.matchers(READ_ROUTES_HTTP, NOT_OF_QUERIER, 'status_code=~"5.."'))
  );
  return `(${failed} or 0 * ${all}) / (${all} > 0)`;
}
