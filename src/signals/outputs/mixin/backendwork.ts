import { type CoveredPanels, KUBERNETES } from './coveredPanels';

/** The dashboard tempo-backendwork of the tempo-mixin. */
export const BACKEND_WORK: CoveredPanels[] = [
  {
    row: 'Blocklist Maintenance',
    panels: ['Blocklist Length'],
    releases: ['3.0.3'],
    signals: ['storage.blocks-by-tenant'],
  },
  {
    row: 'Blocklist Maintenance',
    panels: ['Blocklist Poll Duration'],
    releases: ['3.0.3'],
    signals: ['storage.poll-duration'],
  },
  {
    row: 'Blocklist Maintenance',
    panels: ['Retention duration'],
    releases: ['3.0.3'],
    signals: ['storage.retention-duration'],
  },
  { row: 'Blocklist Maintenance', panels: ['Retention'], releases: ['3.0.3'], signals: ['storage.retention'] },
  { row: 'Jobs', panels: ['Active'], releases: ['3.0.3'], signals: ['storage.jobs-active'] },
  { row: 'Jobs', panels: ['Completed', 'Failed'], releases: ['3.0.3'], signals: ['storage.jobs-done'] },
  {
    row: 'Jobs',
    panels: ['Retry'],
    releases: ['3.0.3'],
    signals: ['storage.jobs-done'],
    note: 'The mixin leaves out _total and is always empty.',
  },
  {
    row: 'Jobs',
    panels: ['Not Found', 'Merged Jobs / h', 'Compaction Tenant Empty Job / 10m', 'Compaction Jobs Created / 10m'],
    releases: ['3.0.3'],
    signals: ['storage.empty-jobs'],
  },
  {
    row: 'Jobs',
    panels: ['Backend-scheduler request rate'],
    releases: ['3.0.3'],
    signals: ['latency.scheduler-requests', 'latency.grpc-rate'],
  },
  { row: 'Compactions', panels: ['Outstanding Blocks'], releases: ['3.0.3'], signals: ['storage.outstanding'] },
  {
    row: 'Compactions',
    panels: ['Objects Written / s', 'Objects Combined / s'],
    releases: ['3.0.3'],
    signals: ['storage.compaction-traces'],
  },
  {
    row: 'Compactions',
    panels: ['Blocks Compacted 10m Window'],
    releases: ['3.0.3'],
    signals: ['storage.blocks-compacted'],
  },
  { row: 'Compactions', panels: ['Bytes Written / s'], releases: ['3.0.3'], signals: ['storage.compaction-bytes'] },
  {
    row: 'Compactions',
    panels: ['Compaction Tenant Resets / 1h'],
    releases: ['3.0.3'],
    signals: ['storage.empty-jobs'],
  },
  {
    row: 'Resources - Backend-scheduler',
    panels: ['Backend-scheduler CPU'],
    releases: ['3.0.3'],
    signals: ['storage.cpu'],
  },
  {
    row: 'Resources - Backend-scheduler',
    panels: ['Backend-scheduler Memory (workingset)'],
    releases: ['3.0.3'],
    signals: ['storage.memory'],
  },
  {
    row: 'Resources - Backend-worker',
    panels: ['Backend-worker Autoscaling', 'Backend Worker Autoscaling'],
    releases: ['3.0.3'],
    signals: [],
    note: KUBERNETES,
  },
  { row: 'Resources - Backend-worker', panels: ['Backend-worker CPU'], releases: ['3.0.3'], signals: ['storage.cpu'] },
  {
    row: 'Resources - Backend-worker',
    panels: ['Backend-worker Memory (workingset)'],
    releases: ['3.0.3'],
    signals: ['storage.memory'],
  },
];
