import { BOTH, type CoveredPanels, GATEWAY, KUBERNETES } from './coveredPanels';

/** The dashboard tempo-rollout-progress of the tempo-mixin. */
export const ROLLOUT: CoveredPanels[] = [
  { row: '', panels: ['Rollout progress', 'Unhealthy pods'], releases: BOTH, signals: [], note: KUBERNETES },
  {
    row: '',
    panels: ['Writes - 2xx', 'Writes - 4xx', 'Writes - 5xx'],
    releases: BOTH,
    signals: ['ingestion.accepted-by-receiver', 'ingestion.refused-by-receiver'],
    note: GATEWAY,
  },
  { row: '', panels: ['Writes 99th latency'], releases: BOTH, signals: ['ingestion.push-latency'], note: GATEWAY },
  {
    row: '',
    panels: ['Reads - 2xx', 'Reads - 4xx', 'Reads - 5xx'],
    releases: BOTH,
    signals: ['errors.reads-by-outcome'],
    note: GATEWAY,
  },
  { row: '', panels: ['Reads 99th latency'], releases: BOTH, signals: ['latency.reads-by-route'], note: GATEWAY },
  { row: '', panels: ['Pods count per version'], releases: BOTH, signals: ['errors.versions'] },
  {
    row: '',
    panels: ['Latency vs 24h ago'],
    releases: BOTH,
    signals: ['latency.reads-by-route'],
    note: 'The mixin takes quantiles of counters that were never made a rate. Choose another time range to compare.',
  },
];
