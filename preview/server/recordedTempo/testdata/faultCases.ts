import type { TempoVersion } from '../../recording/recording';
import type { SystemFault } from '../systemFaults';

/** One GET to a component, or without one to what the data source points to. */
export interface AskedPage {
  tempo?: TempoVersion;
  component?: string;
  path: string;
  accept?: string;
  fault?: SystemFault;
  visitor?: string;
}

/** What an answer is with a fault on; without it the status is 200 and the words are not there. */
export interface FaultCase {
  fault: SystemFault;
  asked: AskedPage;
  /** `down` for a connection that is closed. */
  status: number | 'down';
  words?: string | RegExp;
}

const JSON_TYPE = 'application/json';

export const FAULT_CASES: FaultCase[] = [
  { fault: 'slow', asked: { component: 'ingester', path: '/ready' }, status: 200 },
  { fault: 'errors', asked: { component: 'ingester', path: '/ready' }, status: 'down' },
  { fault: 'errors', asked: { component: 'distributor', path: '/ready' }, status: 200 },
  {
    fault: 'errors',
    asked: { component: 'distributor', path: '/ingester/ring' },
    status: 200,
    words: /<td>UNHEALTHY<\/td>[\s\S]*<td>6m\d/,
  },
  {
    fault: 'errors',
    asked: { component: 'querier', path: '/memberlist' },
    status: 200,
    words: 'has <strong>3</strong>',
  },
  { fault: 'errors', asked: { path: '/api/search' }, status: 500, words: 'error querying ingesters in Querier.Search' },
  {
    fault: 'errors',
    asked: { tempo: '3.0.3', path: '/live-store/ring', accept: JSON_TYPE },
    status: 200,
    words: '"state":"UNHEALTHY"',
  },
  { fault: 'down', asked: { component: 'compactor', path: '/ready' }, status: 'down' },
  { fault: 'down', asked: { tempo: '3.0.3', path: '/api/search' }, status: 'down' },
  {
    fault: 'not-ready',
    asked: { component: 'ingester', path: '/ready' },
    status: 503,
    words: 'Some services are not Running:\nRunning: 6\nStarting: 1\n\n',
  },
  {
    fault: 'not-ready',
    asked: { component: 'ingester', path: '/status/services' },
    status: 200,
    words: '| ingester        | Starting |              |',
  },
  { fault: 'not-ready', asked: { component: 'distributor', path: '/ready' }, status: 200 },
  { fault: 'not-ready', asked: { path: '/ready' }, status: 503 },
  { fault: 'not-ready', asked: { tempo: '3.0.3', path: '/ready' }, status: 503, words: 'LiveStore not ready' },
  {
    fault: 'discard',
    asked: { component: 'distributor', path: '/status/runtime_config' },
    status: 200,
    words: 'rate_limit_bytes: 6000\n',
  },
  {
    fault: 'discard',
    asked: { component: 'distributor', path: '/status/config?mode=diff' },
    status: 200,
    words: 'max_traces_per_user: 6\n',
  },
  {
    fault: 'discard',
    asked: { tempo: '3.0.3', path: '/status/overrides/single-tenant', accept: JSON_TYPE },
    status: 200,
    words: 'max_bytes_per_trace: 2500\\n',
  },
  {
    fault: 'no-tenant',
    asked: { component: 'querier', path: '/status/config?mode=diff' },
    status: 200,
    words: '\nmultitenancy_enabled: true\n',
  },
  { fault: 'no-tenant', asked: { path: '/api/search' }, status: 401, words: 'no org id' },
  {
    fault: 'ingester-failed',
    asked: { component: 'ingester', path: '/status/services' },
    status: 200,
    words: /\| ingester {8}\| {2}Failed \| failed to replay wal: [\w :]+ \|\n/,
  },
  { fault: 'ingester-failed', asked: { component: 'ingester', path: '/ready' }, status: 503, words: 'Failed: 1\n' },
  { fault: 'ingester-failed', asked: { path: '/api/search' }, status: 500, words: 'too many unhealthy instances' },
  {
    fault: 'generator-missing',
    asked: { component: 'distributor', path: '/metrics-generator/ring', accept: JSON_TYPE },
    status: 200,
    words: '"shards":null',
  },
  {
    fault: 'generator-missing',
    asked: { component: 'metrics-generator', path: '/ready' },
    status: 503,
    words: 'Generator not ready',
  },
  { fault: 'generator-missing', asked: { path: '/api/metrics/query_range?q=x' }, status: 500, words: 'empty ring' },
  { fault: 'generator-missing', asked: { path: '/api/search' }, status: 200 },
  {
    fault: 'empty-ring',
    asked: { component: 'querier', path: '/ingester/ring' },
    status: 200,
    words: /<tbody>\s*<\/tbody>/,
  },
  {
    fault: 'empty-ring',
    asked: { component: 'ingester', path: '/ready' },
    status: 503,
    words: 'not found in the ring',
  },
  { fault: 'empty-ring', asked: { path: '/api/v2/traces/1' }, status: 500, words: 'Querier.FindTraceByID' },
  { fault: 'empty-ring', asked: { tempo: '3.0.3', path: '/api/search' }, status: 500, words: 'partition 0' },
  {
    fault: 'ring-unhealthy',
    asked: { component: 'distributor', path: '/ingester/ring' },
    status: 200,
    words: /<td>ACTIVE<\/td>[\s\S]*<td>vm-1<\/td>[\s\S]*<td>UNHEALTHY<\/td>[\s\S]*<td>26h0m/,
  },
  { fault: 'ring-unhealthy', asked: { component: 'ingester', path: '/ready' }, status: 200 },
  { fault: 'querier-stopped', asked: { component: 'querier', path: '/ready' }, status: 'down' },
  { fault: 'querier-stopped', asked: { path: '/ready' }, status: 200 },
  {
    fault: 'querier-stopped',
    asked: { path: '/api/search' },
    status: 503,
    words: 'unable to process request in the configured timeout',
  },
  {
    fault: 'tenant-override',
    asked: { component: 'distributor', path: '/status/runtime_config' },
    status: 200,
    words: /\noverrides:\n {2}single-tenant:\n {4}metrics_generator:\n {6}max_active_series: 50\n/,
  },
  {
    fault: 'tenant-override',
    asked: { tempo: '3.0.3', path: '/status/overrides/single-tenant' },
    status: 200,
    words: '<strong>single-tenant</strong></p>\n<pre><code>metrics_generator:\n  max_active_series: 50\n</code>',
  },
  {
    fault: 'tenant-override',
    asked: { path: '/api/metrics/query_range' },
    status: 500,
    words: 'localblocks processor',
  },
  {
    fault: 'version-skew',
    asked: { component: 'querier', path: '/api/status/buildinfo' },
    status: 200,
    words: '"version":"2.5.0"',
  },
  {
    fault: 'version-skew',
    asked: { component: 'ingester', path: '/api/status/buildinfo' },
    status: 200,
    words: '"version":"2.6.1"',
  },
  {
    fault: 'version-skew',
    asked: { component: 'querier', path: '/status/version' },
    status: 200,
    words: 'version 2.5.0',
  },
  {
    fault: 'jobs-failed',
    asked: { tempo: '3.0.3', path: '/status/backendscheduler' },
    status: 200,
    words: '| JOB_STATUS_FAILED    |',
  },
];
