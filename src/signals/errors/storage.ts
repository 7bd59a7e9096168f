import { observationsByTempo } from '../alertExpressions';
import { observations, orZero, rateSum, select, sumBy } from '../promql';
import type { Section, SignalContext, SignalQuery } from '../signal';

const STORAGE = 'tempodb_backend_request_duration_seconds';
const MEMCACHED = 'tempo_memcache_request_duration_seconds';
const REDIS = 'tempo_rediscache_request_duration_seconds';
const SCHEDULER = 'tempo_backend_scheduler';

/** What goes wrong with blocks once they are written. */
export const STORAGE_ERRORS: Section = {
  id: 'storage-errors',
  title: 'Storage',
  question: 'Do compaction, retention and polling work, and does object storage answer?',
  signals: [
    {
      id: 'errors.maintenance',
      title: 'Failed maintenance in ten minutes',
      description: {
        shows: 'Compactions, deletions (retention), reads of the blocklist and of the index of a tenant that failed.',
        good: 'Lines at 0. A single one now and then does no harm: it is tried again.',
        remedy: 'The alerts of the Storage page have steps for each. All at once: object storage refuses or is away.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: ['tempodb_compaction_errors_total'] },
      queries: (context) => [
        inTenMinutes(context, 'A', 'tempodb_compaction_errors_total', 'Compaction'),
        inTenMinutes(context, 'B', 'tempodb_retention_errors_total', 'Retention'),
        inTenMinutes(context, 'C', 'tempodb_blocklist_poll_errors_total', 'Blocklist'),
        inTenMinutes(context, 'D', 'tempodb_blocklist_tenant_index_errors_total', 'Index of a tenant'),
      ],
    },
    {
      id: 'errors.backend-jobs',
      title: 'Jobs of the backend-scheduler that went wrong in ten minutes',
      description: {
        shows:
          'Jobs that failed, were handed out again, or were dropped; job reports that the scheduler did not know; jobs that a worker could not use; and calls of workers that were tried again.',
        good: 'Lines at 0, but for calls tried again: those rise while there is nothing to do.',
        remedy:
          'Failed: the log of the backend-worker. Handed out again: a worker died with a job. Bad: scheduler and workers of different releases.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { since: '2.8', metrics: [`${SCHEDULER}_jobs_created_total`] },
      queries: (context) => [
        inTenMinutes(context, 'A', `${SCHEDULER}_jobs_failed_total`, 'Failed'),
        inTenMinutes(context, 'B', `${SCHEDULER}_jobs_retry_total`, 'Handed out again'),
        inTenMinutes(context, 'C', `${SCHEDULER}_jobs_dropped_total`, 'Dropped'),
        inTenMinutes(context, 'D', 'tempo_backend_worker_bad_jobs_received_total', 'Bad'),
        inTenMinutes(context, 'E', 'tempo_backend_worker_call_retries_total', 'Calls tried again'),
        inTenMinutes(context, 'F', `${SCHEDULER}_work_flushes_failed_total`, 'State not saved'),
      ],
    },
    {
      id: 'errors.object-storage',
      title: 'Object storage: failed requests per second',
      description: {
        shows:
          'Requests answered with 4xx or 5xx, by HTTP method and status. 404 is left out: it is normal while polling.',
        good: 'A line at 0.',
        remedy:
          '403, 401: credentials. 429, 503: it throttles; compact more, or ask for a higher limit. 500: its own trouble.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [STORAGE] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(
            context,
            observations(context, STORAGE, context.matchers('status_code=~"[45]..|-1"', 'status_code!="404"'), [
              'operation',
              'status_code',
            ]),
            { label: 'operation', value: 'none' }
          ),
          legend: '{{operation}} {{status_code}}',
        },
      ],
      alerts: [
        {
          name: 'TempoObjectStorageFailing',
          severity: 'critical',
          for: '10m',
          expr: `${observationsByTempo(STORAGE, 'status_code=~"[45]..",status_code!="404"')} / ${observationsByTempo(STORAGE)}`,
          operator: '>',
          threshold: 0.05,
          format: 'percentage',
          summary: 'Object storage refuses requests of Tempo',
          description:
            '{value} of the requests to object storage fail: blocks are not written, or queries are incomplete.',
          steps: [
            'Which status ("Object storage: failed requests")? 401 and 403: did credentials or policies change?',
            '429 and 503: the storage throttles. Fewer, larger blocks and a cache help; or ask for a higher limit.',
            'Blocks that cannot be written stay on disks (2.x) or in Kafka (3.x): watch their free space until it is mended.',
          ],
        },
      ],
    },
    {
      id: 'errors.cache',
      title: 'Cache: failed requests',
      description: {
        shows: 'Share of requests to memcached or Redis that failed, by cache, and entries too large to be kept.',
        good: '0 %. Without requests there is no line.',
        remedy: 'Queries go on without the cache, slower: see that its pods run, their memory and connections.',
      },
      unit: 'percentunit',
      visualization: {
        kind: 'timeseries',
        min: 0,
        thresholds: [{ level: 'ok' }, { from: 0.05, level: 'warning' }, { from: 0.2, level: 'critical' }],
      },
      requires: { anyMetric: [MEMCACHED, REDIS] },
      queries: (context) => {
        const all = (...more: string[]) =>
          sumBy(
            ['name'],
            [MEMCACHED, REDIS]
              .map((cache) => observations(context, cache, context.matchers(...more), ['name', 'method']))
              .join(' or ')
          );
        return [
          { refId: 'A', expr: `(${all('status_code="500"')} or 0 * ${all()}) / (${all()} > 0)`, legend: '{{name}}' },
        ];
      },
      alerts: [
        {
          name: 'TempoCacheFailing',
          severity: 'warning',
          for: '10m',
          expr: [MEMCACHED, REDIS]
            .map(
              (cache) =>
                `${observationsByTempo(cache, 'status_code="500"', 'name')} / ${observationsByTempo(cache, '', 'name')}`
            )
            .join(' or '),
          operator: '>',
          threshold: 0.2,
          format: 'percentage',
          summary: 'The cache {name} of Tempo fails',
          description:
            '{value} of the requests to the cache {name} fail. Queries work on, but read more from object storage.',
          steps: [
            'Do the pods of memcached or Redis run, and have they CPU and connections to spare?',
            'Does Tempo find them? "cache.caches[].memcached.host" must name their headless service.',
          ],
          mixin: ['TempoMemcachedErrorsElevated'],
        },
      ],
    },
    {
      id: 'errors.cache-dropped',
      title: 'Cache: entries not kept per second',
      description: {
        shows: 'Entries that were larger than the cache takes, and writes dropped because too many waited.',
        good: 'Lines at 0.',
        remedy: 'Too large: raise "max_item_size" (and memcached\'s -I). Dropped: raise "writeback_buffer".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {
        anyMetric: ['tempo_memcache_client_set_skip_total', 'tempo_cache_dropped_background_writes_total'],
      },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(context, rateSum('tempo_memcache_client_set_skip_total', context.matchers())),
          legend: 'Too large',
        },
        {
          refId: 'B',
          expr: orZero(context, rateSum('tempo_cache_dropped_background_writes_total', context.matchers())),
          legend: 'Dropped',
        },
      ],
    },
  ],
};

function inTenMinutes(context: SignalContext, refId: string, counter: string, legend: string): SignalQuery {
  return { refId, expr: orZero(context, `sum(increase(${select(counter, context.matchers())}[10m]))`), legend };
}
