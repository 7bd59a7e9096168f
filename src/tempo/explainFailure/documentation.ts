import type { DocumentationLink } from './explanation';

const TEMPO = 'https://grafana.com/docs/tempo/latest';

/** Pages that explain more. All of them exist for the latest release; the texts name the releases that differ. */
export const DOCS = {
  traceql: { text: 'TraceQL', url: `${TEMPO}/traceql/construct-traceql-queries/` },
  metrics: { text: 'TraceQL metrics queries', url: `${TEMPO}/metrics-from-traces/metrics-queries/` },
  localBlocks: {
    text: 'Configure TraceQL metrics',
    url: `${TEMPO}/metrics-from-traces/metrics-queries/configure-traceql-metrics/`,
  },
  queryFrontend: { text: 'Query-frontend configuration', url: `${TEMPO}/configuration/#query-frontend` },
  querier: { text: 'Querier configuration', url: `${TEMPO}/configuration/#querier` },
  overrides: { text: 'Overrides', url: `${TEMPO}/configuration/#overrides` },
  api: { text: 'HTTP API', url: `${TEMPO}/api_docs/` },
  tooManyRequests: {
    text: 'Troubleshoot too many requests',
    url: `${TEMPO}/troubleshooting/querying/too-many-requests-error/`,
  },
  tooManyJobs: {
    text: 'Troubleshoot too many jobs in the queue',
    url: `${TEMPO}/troubleshooting/querying/too-many-jobs-in-queue/`,
  },
  responseTooLarge: {
    text: 'Troubleshoot responses that are too large',
    url: `${TEMPO}/troubleshooting/querying/response-too-large/`,
  },
  badBlocks: { text: 'Troubleshoot bad blocks', url: `${TEMPO}/troubleshooting/querying/bad-blocks/` },
  traceMissing: {
    text: 'Troubleshoot traces that cannot be found',
    url: `${TEMPO}/troubleshooting/querying/unable-to-see-trace/`,
  },
  multitenancy: { text: 'Multi-tenancy', url: `${TEMPO}/operations/manage-advanced-systems/multitenancy/` },
  dataSource: {
    text: 'Configure the Tempo data source',
    url: 'https://grafana.com/docs/grafana/latest/datasources/tempo/configure-tempo-data-source/',
  },
  dataSourcePermissions: {
    text: 'Data source permissions',
    url: 'https://grafana.com/docs/grafana/latest/administration/data-source-management/',
  },
  dataProxy: {
    text: 'Grafana: dataproxy settings',
    url: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#dataproxy',
  },
} as const satisfies Record<string, DocumentationLink>;
