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
  return dataSource.type === 'tempo' ? checkTempo(dataSource) : checkPrometheus(dataSource);
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
  try {
    const url = joinUrl(dataSource.url, 'api/echo');
    const { status } = await callUpstream({ method: 'GET', url, headers: listCustomHeaders(dataSource) });
    return status === 200
      ? { status: 'OK', message: 'Data source is working' }
      : { status: 'ERROR', message: `Tempo echo endpoint returned status ${status}` };
  } catch (error) {
    return { status: 'ERROR', message: error instanceof Error ? error.message : String(error) };
  }
}
