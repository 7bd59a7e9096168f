import { maxBy, orZero, rateSum, select, sumBy } from '../promql';
import type { Section, SignalContext, SignalQuery } from '../signal';
import { REMOTE_WRITE_BEHIND, REMOTE_WRITE_FAILING } from './generatorAlerts';

const STORAGE = 'prometheus_remote_storage';

/**
 * The generated metrics on their way to Prometheus. The generator embeds Prometheus' remote write, with a `tenant`
 * label on all of its metrics (modules/generator/storage/instance.go, 2.6.1): by it they differ from those that a
 * Prometheus sends of itself under the same names.
 */
export const REMOTE_WRITE: Section = {
  id: 'remote-write',
  title: 'Metrics-generator: remote write',
  question: 'Do the generated metrics reach Prometheus, and in time?',
  collapsed: true,
  signals: [
    {
      id: 'ingestion.remote-write-samples',
      title: 'Samples sent per second',
      description: {
        shows:
          'Samples that Prometheus took, and that failed for good, were tried again, or were dropped before sending.',
        good: 'Nothing failed, tried again or dropped.',
        remedy:
          'Failed: Prometheus rejects them; see the log of the generator (out of order, too many series, no permission). Tried again: Prometheus is away or overloaded.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [`${STORAGE}_samples_total`] },
      queries: (context) => [
        counter(context, 'A', 'samples_total', 'Sent'),
        counter(context, 'B', 'samples_failed_total', 'Failed'),
        counter(context, 'C', 'samples_retried_total', 'Tried again'),
        counter(context, 'D', 'samples_dropped_total', 'Dropped'),
      ],
      alerts: [REMOTE_WRITE_FAILING],
    },
    {
      id: 'ingestion.remote-write-delay',
      title: 'Delay of remote write',
      description: {
        shows: 'Time between the newest sample that was made and the newest that Prometheus has taken.',
        good: 'Below a minute. It moves in steps of the collection interval.',
        remedy: 'When it rises, Prometheus is away, or the shards are too few: see "Shards of remote write".',
      },
      unit: 's',
      visualization: {
        kind: 'timeseries',
        min: 0,
        thresholds: [{ level: 'ok' }, { from: 60, level: 'warning' }, { from: 300, level: 'critical' }],
      },
      requires: {
        metrics: [`${STORAGE}_highest_timestamp_in_seconds`, `${STORAGE}_queue_highest_sent_timestamp_seconds`],
      },
      queries: (context) => {
        const made = select(`${STORAGE}_highest_timestamp_in_seconds`, ofGenerator(context));
        // 0 until the first sample is sent.
        const sent = `(${select(`${STORAGE}_queue_highest_sent_timestamp_seconds`, ofGenerator(context))} > 0)`;
        const delay = `clamp_min(${made} - ignoring (remote_name, url) group_right () ${sent}, 0)`;
        return [{ refId: 'A', expr: maxBy(['tenant'], delay), legend: '{{tenant}}' }];
      },
      alerts: [REMOTE_WRITE_BEHIND],
    },
    {
      id: 'ingestion.remote-write-pending',
      title: 'Samples waiting to be sent',
      description: {
        shows: 'Samples in the queues of remote write.',
        good: 'Peaks after each collection that are gone before the next.',
        remedy: 'When it does not come back to 0, Prometheus takes samples too slowly.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [`${STORAGE}_samples_pending`] },
      queries: (context) => [
        {
          refId: 'A',
          expr: sumBy(['tenant'], select(`${STORAGE}_samples_pending`, ofGenerator(context))),
          legend: '{{tenant}}',
        },
      ],
    },
    {
      id: 'ingestion.remote-write-shards',
      title: 'Shards of remote write',
      description: {
        shows: 'Parallel senders that run, that would be needed to keep up, and that are allowed.',
        good: 'What is needed stays below what is allowed.',
        remedy:
          'At the maximum make Prometheus faster, or raise "max_shards" in the "queue_config" of "metrics_generator.storage.remote_write".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [`${STORAGE}_shards`] },
      queries: (context) => {
        const shards = (suffix: string) => sumBy([], select(`${STORAGE}_${suffix}`, ofGenerator(context)));
        return [
          { refId: 'A', expr: shards('shards'), legend: 'Running' },
          { refId: 'B', expr: shards('shards_desired'), legend: 'Needed' },
          { refId: 'C', expr: shards('shards_max'), legend: 'Allowed', role: 'limit' },
        ];
      },
    },
  ],
};

function ofGenerator({ componentMatchers, tenant }: SignalContext): string {
  return componentMatchers(['metrics-generator'], 'tenant!=""', tenant);
}

function counter(context: SignalContext, refId: string, suffix: string, legend: string): SignalQuery {
  return { refId, expr: orZero(context, rateSum(`${STORAGE}_${suffix}`, ofGenerator(context))), legend };
}
