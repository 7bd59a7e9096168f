import { maxBy, perProcess, rateSum, select, sumBy } from '../promql';
import type { Section, SignalContext } from '../signal';
import { TOO_MANY_WRITES } from './alerts';
import { recentStore, storeMetric } from './writePath';

/** What is held in memory until it is cut into blocks: by ingesters until 2.10, by live-stores from 3.0 on. */
export const RECENT_DATA: Section = {
  id: 'recent-data',
  title: 'Recent data',
  question: 'How much is held in memory, and how close is that to the limits?',
  signals: [
    {
      id: 'ingestion.live-traces',
      title: 'Live traces by tenant',
      description: {
        shows:
          'Traces that still take spans and are held in memory, over all ingesters (2.x) or live-stores (3.x), replicas included.',
        good: 'Steady for steady traffic.',
        remedy:
          'Long or endless traces keep it high: "ingester.trace_idle_period" (2.x), "live_store.max_trace_idle" and "max_trace_live" (3.x) say when a trace is closed.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { anyMetric: storeMetric('live_traces') },
      queries: (context) => [{ refId: 'A', expr: gauge(context, 'live_traces'), legend: '{{tenant}}' }],
    },
    {
      id: 'ingestion.live-traces-limit-use',
      title: 'Use of the limit on live traces',
      description: {
        shows:
          'Live traces in the fullest ingester or live-store, as a share of "ingestion.max_traces_per_user" of the tenant. Tenants without that limit are left out.',
        good: 'Below 80 %.',
        remedy:
          'At 100 % spans of new traces are discarded as live_traces_exceeded: raise "ingestion.max_traces_per_user" in the overrides (10000 unless set), or add ingesters or live-stores.',
      },
      unit: 'percentunit',
      visualization: {
        kind: 'timeseries',
        min: 0,
        thresholds: [{ level: 'ok' }, { from: 0.8, level: 'warning' }, { from: 1, level: 'critical' }],
      },
      requires: { anyMetric: storeMetric('live_traces'), metrics: ['tempo_limits_defaults'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: limitUse(context, `${recentStore(context)}_live_traces`, 'max_local_traces_per_user'),
          legend: '{{tenant}}',
        },
      ],
    },
    {
      id: 'ingestion.live-trace-bytes',
      title: 'Memory of live traces by tenant',
      description: {
        shows: 'Bytes of the spans of live traces, over all ingesters or live-stores.',
        good: 'Steady, and small beside the memory of the processes.',
        remedy:
          'When it grows faster than the number of live traces, single traces grow: lower "global.max_bytes_per_trace". A live-store reads no further at "live_store.max_live_traces_bytes" (250 MB unless set).',
      },
      unit: 'bytes',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { since: '2.7', anyMetric: storeMetric('live_trace_bytes') },
      queries: (context) => [{ refId: 'A', expr: gauge(context, 'live_trace_bytes'), legend: '{{tenant}}' }],
    },
    {
      id: 'ingestion.store-bytes',
      title: 'Data taken in by ingester or live-store',
      description: {
        shows: 'Bytes of spans that each ingester (2.x) or live-store (3.x) received, replicas included.',
        good: 'About the same for each, and below 30 MB/s.',
        remedy: 'Above it they fall behind: add instances, or let tenants send less.',
      },
      unit: 'Bps',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { anyMetric: storeMetric('bytes_received_total') },
      queries: (context) => {
        const { by, legend } = perProcess(context);
        const received = `${recentStore(context)}_bytes_received_total`;
        return [{ refId: 'A', expr: rateSum(received, context.matchers(context.tenant), by), legend }];
      },
      alerts: [TOO_MANY_WRITES],
    },
    {
      id: 'ingestion.traces-created',
      title: 'New traces per second by tenant',
      description: {
        shows: 'Traces of which the first span came in, counted by each ingester or live-store that holds a replica.',
        good: 'It follows the spans received.',
        remedy:
          'When it rises while spans do not, traces are torn apart: a service does not pass on its context, or late spans open a closed trace again.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { anyMetric: storeMetric('traces_created_total') },
      queries: (context) => [
        {
          refId: 'A',
          expr: rateSum(`${recentStore(context)}_traces_created_total`, context.matchers(context.tenant), ['tenant']),
          legend: '{{tenant}}',
        },
      ],
    },
  ],
};

function gauge(context: SignalContext, suffix: string): string {
  return sumBy(['tenant'], select(`${recentStore(context)}_${suffix}`, context.matchers(context.tenant)));
}

/**
 * The largest value of a gauge per tenant, as a share of the limit that holds for the tenant in one process.
 *
 * `tempo_limits_overrides` names the tenant in the label `user` and has tenants with overrides only; a tenant that is
 * in it has all its limits from there, also those it leaves out (as 0). 0 means no limit.
 */
function limitUse({ matchers, tenant }: SignalContext, gaugeName: string, limit: string): string {
  const used = maxBy(['tenant'], select(gaugeName, matchers(tenant)));
  const own = select('tempo_limits_overrides', matchers(`limit_name="${limit}"`));
  const ownByTenant = maxBy(['tenant'], `label_replace(${own}, "tenant", "$1", "user", "(.+)")`);
  const common = `max(${select('tempo_limits_defaults', matchers(`limit_name="${limit}"`))})`;
  return `${used} / on (tenant) ((${ownByTenant} or on (tenant) 0 * ${used} + on () group_left () ${common}) > 0)`;
}
