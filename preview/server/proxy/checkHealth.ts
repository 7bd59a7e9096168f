import type { DataSource } from '../grafana/dataSource';
import { runPrometheusQuery } from '../query/runQueries';
import { callUpstream } from './callUpstream';
import { joinUrl, listCustomHeaders } from './proxyRules';

/** As `/api/datasources/uid/:uid/health` answers: status 200 with OK, 400 with ERROR. */
export interface HealthReport {
  status: 'OK' | 'ERROR';
  message: string;
  details?: Record<string, unknown>;
}

export async function checkHealth(dataSource: DataSource): Promise<HealthReport> {
  switch (dataSource.type) {
    case 'tempo':
      return isStreaming(dataSource) ? checkStreaming(dataSource) : checkTempo(dataSource);
    case 'loki':
      return checkLoki(dataSource);
    default:
      return checkPrometheus(dataSource);
  }
}

/** Source: Grafana 12.3, pkg/promlib/healthcheck.go: the query `1+1`. */
async function checkPrometheus(dataSource: DataSource): Promise<HealthReport> {
  const model = { refId: '__healthcheck__', expr: '1+1', instant: true };
  const { error } = await runPrometheusQuery(model, { fromMs: 1000, toMs: 4000 }, dataSource);
  if (error !== undefined) {
    return { status: 'ERROR', message: `${error} - There was an error returned querying the Prometheus API.` };
  }
  return {
    status: 'OK',
    message: 'Successfully queried the Prometheus API.',
    details: { application: 'Prometheus', features: { rulerApiEnabled: false } },
  };
}

/** Source: Grafana 12.3, pkg/tsdb/tempo/tempo.go: `/api/echo`. */
async function checkTempo(dataSource: DataSource): Promise<HealthReport> {
  const asked = await ask(dataSource, 'api/echo');
  if (asked.error !== undefined) {
    return { status: 'ERROR', message: asked.error };
  }
  return asked.status === OK
    ? { status: 'OK', message: 'Data source is working' }
    : { status: 'ERROR', message: `Tempo echo endpoint returned status ${asked.status}` };
}

function isStreaming({ jsonData }: DataSource): boolean {
  const { search } = (jsonData.streamingEnabled ?? {}) as { search?: unknown };
  return search === true;
}

/** Source: as above: a search by gRPC. The preview's Tempo has none: it is said to be reachable where HTTP is. */
async function checkStreaming(dataSource: DataSource): Promise<HealthReport> {
  if (dataSource.streamingFailure !== undefined) {
    return { status: 'ERROR', message: dataSource.streamingFailure };
  }
  const { error } = await ask(dataSource, 'api/echo');
  if (error !== undefined) {
    const cause = error.replace(/^.*?(?=dial tcp)/, '');
    const description = `connection error: desc = "transport: Error while dialing: ${cause}"`;
    return { status: 'ERROR', message: `rpc error: code = Unavailable desc = ${description}` };
  }
  return { status: 'OK', message: 'Data source is working. Streaming test succeeded.' };
}

/** Source: Grafana 12.3, pkg/tsdb/loki/healthcheck.go: the query `vector(1)+vector(1)`; it does not say what went wrong. */
async function checkLoki(dataSource: DataSource): Promise<HealthReport> {
  const query = new URLSearchParams({ query: 'vector(1)+vector(1)', time: '4000000000', direction: 'backward' });
  const { status } = await ask(dataSource, `loki/api/v1/query?${query.toString()}`);
  return status === OK
    ? { status: 'OK', message: 'Data source successfully connected.' }
    : { status: 'ERROR', message: 'Unable to connect with Loki. Please check the server logs for more details.' };
}

const OK = 200;

async function ask(dataSource: DataSource, path: string): Promise<{ status?: number; error?: string }> {
  try {
    const url = joinUrl(dataSource.url, path);
    const { status } = await callUpstream({ method: 'GET', url, headers: listCustomHeaders(dataSource) });
    return { status };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
