import { BOTH, type CoveredPanels, GATEWAY } from './coveredPanels';

/** The dashboard tempo-reads of the tempo-mixin. */
export const READS: CoveredPanels[] = [
  { row: 'Gateway', panels: ['QPS'], releases: BOTH, signals: ['latency.read-rate'], note: GATEWAY },
  { row: 'Gateway', panels: ['Latency'], releases: BOTH, signals: ['latency.reads-by-route'], note: GATEWAY },
  { row: 'Query Frontend', panels: ['QPS'], releases: BOTH, signals: ['errors.reads-by-outcome'] },
  { row: 'Query Frontend', panels: ['Latency'], releases: BOTH, signals: ['latency.reads-by-route'] },
  { row: 'Querier', panels: ['QPS'], releases: BOTH, signals: ['errors.failed-jobs', 'latency.jobs-executed'] },
  { row: 'Querier', panels: ['Latency'], releases: BOTH, signals: ['latency.querier-requests'] },
  {
    row: 'Querier External Endpoint',
    panels: ['QPS', 'Latency'],
    releases: ['2.6.1'],
    signals: [],
    note: 'Serverless search (to 2.7) and an external source of traces (from 2.10), which the helm chart does not set up.',
  },
  { row: 'Ingester', panels: ['QPS'], releases: ['2.6.1'], signals: ['latency.grpc-rate', 'errors.failed-calls'] },
  { row: 'Ingester', panels: ['Latency'], releases: ['2.6.1'], signals: ['latency.recent-data-requests'] },
  { row: 'Memcached', panels: ['QPS'], releases: BOTH, signals: ['latency.cache-requests'] },
  { row: 'Memcached', panels: ['Latency'], releases: BOTH, signals: ['latency.cache-latency'] },
  { row: 'Backend', panels: ['QPS'], releases: BOTH, signals: ['latency.storage-requests'] },
  {
    row: 'Backend',
    panels: ['Latency'],
    releases: BOTH,
    signals: ['latency.storage-latency', 'latency.storage-heatmap'],
  },
  {
    row: 'Querier',
    panels: ['Requests Executed'],
    releases: ['3.0.3'],
    signals: ['latency.jobs-executed'],
    note: 'A counter, which the mixin asks as if it were a histogram: always empty there.',
  },
  { row: 'Livestore', panels: ['QPS'], releases: ['3.0.3'], signals: ['latency.grpc-rate', 'errors.failed-calls'] },
  { row: 'Livestore', panels: ['Latency'], releases: ['3.0.3'], signals: ['latency.recent-data-requests'] },
  { row: 'Livestore', panels: ['Pending Queue Length'], releases: ['3.0.3'], signals: ['ingestion.blocks-waiting'] },
  { row: 'Livestore', panels: ['Completed Blocks'], releases: ['3.0.3'], signals: ['ingestion.local-blocks'] },
  {
    row: 'Livestore Partitions',
    panels: ['Lag of records by partition'],
    releases: ['3.0.3'],
    signals: ['ingestion.lag-records'],
  },
  {
    row: 'Livestore Partitions',
    panels: ['Lag by partition (sec)'],
    releases: ['3.0.3'],
    signals: ['ingestion.lag-seconds'],
  },
  {
    row: 'External Requests',
    panels: ['QPS', 'Latency'],
    releases: ['3.0.3'],
    signals: [],
    note: 'Serverless search (to 2.7) and an external source of traces (from 2.10), which the helm chart does not set up.',
  },
];
