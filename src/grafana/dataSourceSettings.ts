import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataSourceSettings } from '../correlations';

/**
 * The settings of all data sources that the user may see, as Grafana loaded them with the page. For Grafana's own ones
 * (`-- Mixed --`, `-- Grafana --`, expressions) there is nothing to be set: they are left out.
 */
export function listDataSourceSettings(): DataSourceSettings[] {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return getDataSourceSrv().getList({ all: true }).map(describe);
}

function describe({ uid, name, type, jsonData, readOnly, isDefault }: DataSourceInstanceSettings): DataSourceSettings {
  const settings: unknown = jsonData;
  return {
    uid,
    name,
    type,
    jsonData: typeof settings === 'object' && settings !== null ? { ...settings } : {},
    readOnly: readOnly === true,
    isDefault: isDefault === true,
  };
}
