import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';

/** A data source as the pages need it. */
export interface DataSource {
  uid: string;
  name: string;
  isDefault: boolean;
  /** Tempo: where its `serviceMap` setting points, the data source with the metrics that Tempo writes. */
  serviceMapUid?: string;
  /** Tempo: whether it is configured to send `X-Scope-OrgID`. */
  sendsTenant: boolean;
}

/** Data sources that speak PromQL and have Prometheus' resource API. */
const PROMETHEUS_TYPES = [
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
  'grafana-gcpprometheus-datasource',
];

/** The Tempo data sources that the user may see. By type: since Grafana 13 Tempo is a plugin of its own. */
export function listTempoDataSources(): DataSource[] {
  return list(['tempo']);
}

/** The Prometheus-like data sources that the user may see. */
export function listMetricsDataSources(): DataSource[] {
  return list(PROMETHEUS_TYPES);
}

function list(types: string[]): DataSource[] {
  // What is to replace it stands in @grafana/runtime/internal, which 12.3 does not share with plugins.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const known = getDataSourceSrv().getList({ filter: ({ type }) => types.includes(type) });
  return known.map(describe);
}

function describe({ uid, name, isDefault, jsonData }: DataSourceInstanceSettings): DataSource {
  const settings = asRecord(jsonData);
  const serviceMapUid = asRecord(settings.serviceMap).datasourceUid;
  return {
    uid,
    name,
    isDefault: isDefault === true,
    serviceMapUid: typeof serviceMapUid === 'string' && serviceMapUid !== '' ? serviceMapUid : undefined,
    // The header's value is secret. Our provisioning, where it may be empty, repeats it here; others leave this out.
    sendsTenant:
      settings.tenant !== '' &&
      Object.entries(settings).some(
        ([key, value]) => key.startsWith('httpHeaderName') && String(value).toLowerCase() === 'x-scope-orgid'
      ),
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
