import { quantileByTempo } from '../alertExpressions';
import { buckets, observations, orZero, quantile, rateSum, select, sumBy } from '../promql';
import type { Section } from '../signal';

const STORAGE = 'tempodb_backend_request_duration_seconds';
const MEMCACHED = 'tempo_memcache_request_duration_seconds';
const REDIS = 'tempo_rediscache_request_duration_seconds';

/**
 * Object storage, and the caches before it. Storage on a local disk (`storage.trace.backend: local`) is not measured by
 * Tempo, and a Tempo without a cache has no metrics of one.
 */
export const BACKEND: Section = {
  id: 'backend',
  title: 'Object storage and cache',
  question: 'Is what Tempo reads from slow?',
  signals: [
    {
      id: 'latency.storage-latency',
      title: 'Object storage: p99 by operation',
      description: {
        shows:
          'Time until object storage (S3, GCS, Azure) had answered, by HTTP method: GET reads, PUT and POST write.',
        good: 'Some hundred milliseconds for GET.',
        remedy:
          'Check throttling (503, 429), the region, and the network. Slow tails of reads are what "storage.trace.*.hedge_requests_at" is for.',
      },
      unit: 's',
      visualization: {
        kind: 'timeseries',
        min: 0,
        thresholds: [{ level: 'ok' }, { from: 1, level: 'warning' }, { from: 5, level: 'critical' }],
      },
      requires: { metrics: [STORAGE] },
      queries: (context) => [
        {
          refId: 'A',
          expr: quantile(context, 0.99, STORAGE, context.matchers(), ['operation']),
          legend: '{{operation}}',
        },
      ],
      alerts: [
        {
          name: 'TempoObjectStorageSlow',
          severity: 'warning',
          for: '15m',
          expr: quantileByTempo(0.99, STORAGE, 'operation="GET"'),
          operator: '>',
          threshold: 2,
          format: 'duration',
          summary: 'Object storage is slow for Tempo',
          description: 'One of a hundred reads of object storage takes longer than {value}; queries wait for it.',
          steps: [
            'Does the storage say so too (its own metrics, status page)? Does it throttle: status 429 or 503 on the Errors page?',
            'Is Tempo in another region or behind a proxy or NAT that is at its limit?',
            'Would a cache help: is the share of hits low? Hedged requests ("hedge_requests_at", for example 500ms) cut the tail.',
          ],
        },
      ],
    },
    {
      id: 'latency.storage-heatmap',
      title: 'Object storage: distribution of reads',
      description: {
        shows: 'Reads (GET) per second by duration: the darker, the more.',
        good: 'One band, low.',
        remedy: 'A thin band far above is a slow tail: hedged requests cut it.',
      },
      unit: 's',
      visualization: { kind: 'heatmap' },
      requires: { metrics: [STORAGE] },
      queries: (context) => [buckets(context, STORAGE, context.matchers('operation="GET"'))],
    },
    {
      id: 'latency.storage-requests',
      title: 'Object storage: requests per second',
      description: {
        shows: 'Requests by HTTP method and status.',
        good: 'Almost all of them 200, 204 or 206.',
        remedy: '404 while polling is normal. 403: credentials. 429 and 503: it throttles; compact more, cache more.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [STORAGE] },
      queries: (context) => [
        {
          refId: 'A',
          expr: observations(context, STORAGE, context.matchers(), ['operation', 'status_code']),
          legend: '{{operation}} {{status_code}}',
        },
      ],
    },
    {
      id: 'latency.hedged-requests',
      title: 'Hedged requests per second',
      description: {
        shows: 'Second requests that Tempo sent because the first took too long.',
        good: 'A few percent of the reads; a line at 0 where hedging is off.',
        remedy: 'Very many of them double the load of the storage: raise "hedge_requests_at".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      // A gauge up to 2.6, which falls when a process starts anew; its increase is the same.
      requires: { metrics: ['tempodb_backend_hedged_roundtrips_total'] },
      queries: ({ matchers }) => [
        { refId: 'A', expr: rateSum('tempodb_backend_hedged_roundtrips_total', matchers()), legend: 'Hedged' },
      ],
    },
    {
      id: 'latency.cache-latency',
      title: 'Cache: p99 by method',
      description: {
        shows: 'Time until memcached or Redis had answered, by cache and method.',
        good: 'Single milliseconds.',
        remedy: 'A slow cache slows every query: look at its CPU and connections, or do without it for a while.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { anyMetric: [MEMCACHED, REDIS] },
      queries: (context) => [
        {
          refId: 'A',
          expr: quantile(context, 0.99, MEMCACHED, context.matchers(), ['name', 'method']),
          legend: '{{name}} {{method}}',
        },
        {
          refId: 'B',
          expr: quantile(context, 0.99, REDIS, context.matchers(), ['name', 'method']),
          legend: '{{name}} {{method}}',
        },
      ],
    },
    {
      id: 'latency.cache-requests',
      title: 'Cache: requests per second',
      description: {
        shows:
          'Requests to memcached or Redis by method and status: 200 done, 404 not in the cache, 400 bad key, 500 failed.',
        good: 'No 500.',
        remedy: '500: the cache is away or full. See "Cache: failed requests" on the Errors page.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { anyMetric: [MEMCACHED, REDIS] },
      queries: (context) => [
        {
          refId: 'A',
          expr: sumBy(
            ['method', 'status_code'],
            [MEMCACHED, REDIS]
              .map((cache) => observations(context, cache, context.matchers(), ['method', 'status_code']))
              .join(' or ')
          ),
          legend: '{{method}} {{status_code}}',
        },
      ],
    },
    {
      id: 'latency.cache-hits',
      title: 'Cache: share of hits',
      description: {
        shows:
          'Lookups in memcached that found what they looked for. Before 2.7 Tempo does not tell hits from misses; the exporter of memcached does.',
        good: 'Above 90 % for bloom filters and footers; page and search caches have fewer.',
        remedy: 'Low: the cache is too small (evictions), its entries expire too soon, or blocks change all the time.',
      },
      unit: 'percentunit',
      visualization: { kind: 'timeseries', min: 0, max: 1 },
      requires: { since: '2.7', metrics: [MEMCACHED] },
      queries: (context) => {
        const lookups = (status: string) =>
          observations(context, MEMCACHED, context.matchers('method="Memcache.Get"', `status_code=~"${status}"`), [
            'name',
          ]);
        return [{ refId: 'A', expr: `${lookups('200')} / (${lookups('200|404')} > 0)`, legend: '{{name}}' }];
      },
    },
    {
      id: 'latency.cache-writes-waiting',
      title: 'Cache: writes waiting and dropped',
      description: {
        shows: 'Entries that wait to be written to the cache, and entries dropped per second because too many waited.',
        good: 'Nothing dropped.',
        remedy: 'Dropped: raise "writeback_buffer" and "writeback_goroutines" of the cache\'s "background".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { anyMetric: ['tempo_cache_background_queue_length', 'tempo_cache_dropped_background_writes_total'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: sumBy([], select('tempo_cache_background_queue_length', context.matchers())),
          legend: 'Waiting',
        },
        {
          refId: 'B',
          expr: orZero(context, rateSum('tempo_cache_dropped_background_writes_total', context.matchers())),
          legend: 'Dropped per second',
        },
      ],
    },
  ],
};
