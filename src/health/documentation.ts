const TEMPO = 'https://grafana.com/docs/tempo/latest';

/** Pages of the documentation of Tempo that say more of a check. */
export const HEALTH_DOCS = {
  api: { text: 'HTTP API: status', url: `${TEMPO}/api_docs/#status` },
  ring: { text: 'Consistent hash ring', url: `${TEMPO}/operations/manage-advanced-systems/consistent_hash_ring/` },
  memberlist: { text: 'Configuration: memberlist', url: `${TEMPO}/configuration/#memberlist` },
  architecture: { text: 'Architecture', url: `${TEMPO}/operations/architecture/` },
  ingestionLimits: { text: 'Configuration: ingestion limits', url: `${TEMPO}/configuration/#ingestion-limits` },
  overrides: { text: 'Configuration: overrides', url: `${TEMPO}/configuration/#overrides` },
  distributor: { text: 'Configuration: distributor', url: `${TEMPO}/configuration/#distributor` },
  ingester: { text: 'Configuration: ingester', url: `${TEMPO}/configuration/#ingester` },
  generator: { text: 'Configuration: metrics-generator', url: `${TEMPO}/configuration/#metrics-generator` },
  generatorTrouble: { text: 'Troubleshoot the metrics-generator', url: `${TEMPO}/troubleshooting/metrics-generator/` },
  queryFrontend: { text: 'Configuration: query-frontend', url: `${TEMPO}/configuration/#query-frontend` },
  querier: { text: 'Configuration: querier', url: `${TEMPO}/configuration/#querier` },
  tuneReads: { text: 'Tune search performance', url: `${TEMPO}/operations/backend_search/` },
  storage: { text: 'Configuration: storage', url: `${TEMPO}/configuration/#storage` },
  compaction: { text: 'Configuration: compaction', url: `${TEMPO}/configuration/#compaction` },
  polling: { text: 'Monitor the polling of blocks', url: `${TEMPO}/operations/monitor/polling/` },
  monitor: { text: 'Monitor Tempo', url: `${TEMPO}/operations/monitor/` },
  multitenancy: { text: 'Multi-tenancy', url: `${TEMPO}/operations/manage-advanced-systems/multitenancy/` },
  traceMissing: {
    text: 'Troubleshoot traces that cannot be found',
    url: `${TEMPO}/troubleshooting/querying/unable-to-see-trace/`,
  },
  localBlocks: {
    text: 'Configure TraceQL metrics',
    url: `${TEMPO}/metrics-from-traces/metrics-queries/configure-traceql-metrics/`,
  },
  sendingTraces: { text: 'Troubleshoot sending traces', url: `${TEMPO}/troubleshooting/send-traces/` },
  sizing: { text: 'Size the cluster', url: `${TEMPO}/set-up-for-tracing/setup-tempo/plan/size/` },
} as const;
