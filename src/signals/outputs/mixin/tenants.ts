import { BOTH, type CoveredPanels } from './coveredPanels';

/** The dashboard tempo-tenants of the tempo-mixin. */
export const TENANTS: CoveredPanels[] = [
  {
    row: 'Tenant info',
    panels: ['Limits'],
    releases: BOTH,
    signals: ['ingestion.live-traces-limit-use', 'ingestion.generator-limit-use'],
    note: 'Limits are shown by how much of them is used. In 3.0.3 the table is empty, for it asks the compactor.',
  },
  { row: 'Ingestion', panels: ['Distributor bytes/s'], releases: BOTH, signals: ['ingestion.bytes-by-tenant'] },
  {
    row: 'Ingestion',
    panels: ['Distributor spans/s'],
    releases: BOTH,
    signals: ['ingestion.spans-by-tenant', 'ingestion.discarded-by-reason'],
  },
  {
    row: 'Ingestion',
    panels: ['Live traces'],
    releases: BOTH,
    signals: ['ingestion.live-traces', 'ingestion.live-traces-limit-use'],
  },
  {
    row: 'Reads',
    panels: ['Queries/s (ID lookup)', 'Queries/s (search)'],
    releases: BOTH,
    signals: ['latency.queries-by-tenant'],
  },
  { row: 'Storage', panels: ['Blockslist length'], releases: BOTH, signals: ['storage.blocks-by-tenant'] },
  { row: 'Storage', panels: ['Outstanding compactions'], releases: BOTH, signals: ['storage.outstanding-per-worker'] },
  { row: 'Metrics generator', panels: ['Bytes/s'], releases: BOTH, signals: ['ingestion.generator-bytes'] },
  {
    row: 'Metrics generator',
    panels: ['Active series'],
    releases: BOTH,
    signals: ['ingestion.generator-active-series'],
  },
];
