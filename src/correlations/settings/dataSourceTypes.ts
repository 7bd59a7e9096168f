import type { DataSourceName, DataSourceSettings } from '../contract';
import { asText } from './readJson';

/**
 * Data sources that spans can lead to for logs.
 * Source: Grafana 12.3, packages/grafana-o11y-ds-frontend/src/TraceToLogs/TraceToLogsSettings.tsx.
 */
export const LOG_TYPES: ReadonlySet<string> = new Set([
  'loki',
  'elasticsearch',
  'grafana-splunk-datasource',
  'grafana-opensearch-datasource',
  'grafana-falconlogscale-datasource',
  'googlecloud-logging-datasource',
  'victoriametrics-logs-datasource',
]);

/** Data sources that speak PromQL. Grafana offers the first; the others answer the same questions. */
export const METRICS_TYPES: ReadonlySet<string> = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
  'victoriametrics-metrics-datasource',
]);

const TENANT_HEADER = 'x-scope-orgid';

/**
 * Finds what a setting refers to. Grafana takes a uid, for old settings also a name, and `default`.
 * Source: Grafana 12.3, public/app/features/plugins/datasource_srv.ts, `getInstanceSettings`.
 */
export function findDataSource(all: readonly DataSourceSettings[], reference: string): DataSourceSettings | undefined {
  if (reference === '') {
    return undefined;
  }
  return reference === 'default'
    ? all.find(({ isDefault }) => isDefault)
    : (all.find(({ uid }) => uid === reference) ?? all.find(({ name }) => name === reference));
}

export function nameOf({ uid, name, type }: DataSourceSettings): DataSourceName {
  return { uid, name, type };
}

/**
 * Whether it is set up to send a tenant. What the header says is a secret. Grafana stops at the first number without a name.
 * Source: Grafana 12.3, pkg/services/datasources/service/datasource.go, `getCustomHeaders`.
 */
export function sendsTenant(dataSource: DataSourceSettings): boolean {
  return headerNames(dataSource).some((name) => name.toLowerCase() === TENANT_HEADER);
}

/** The key for one more header. */
export function nextHeaderKey(dataSource: DataSourceSettings): string {
  return `httpHeaderName${headerNames(dataSource).length + 1}`;
}

/** Names of the headers that are sent, the first is number 1. */
export function headerNames({ jsonData }: DataSourceSettings): string[] {
  const names: string[] = [];
  for (;;) {
    const name = asText(jsonData[`httpHeaderName${names.length + 1}`]).trim();
    if (name === '') {
      return names;
    }
    names.push(name);
  }
}
