import type { DataSourceApi, DataSourceInstanceSettings } from '@grafana/data';
import { LokiDataSource } from './LokiDataSource.ts';
import { PrometheusDataSource } from './PrometheusDataSource.ts';
import { TempoDataSource } from './TempoDataSource.ts';

// Each class takes the settings of its own type; the type is checked by the key.
type DataSourceClass = new (settings: DataSourceInstanceSettings) => DataSourceApi;

const CLASS_BY_TYPE: Record<string, DataSourceClass> = {
  loki: LokiDataSource as unknown as DataSourceClass,
  prometheus: PrometheusDataSource as unknown as DataSourceClass,
  tempo: TempoDataSource as unknown as DataSourceClass,
};

/** Instance of a data source of this type. Throws for a type that the preview does not have. */
export function buildDataSource(settings: DataSourceInstanceSettings): DataSourceApi {
  const instance = new (findDataSourceClass(settings.type))(settings);
  instance.meta = settings.meta;
  return instance;
}

export function findDataSourceClass(type: string): DataSourceClass {
  const found = CLASS_BY_TYPE[type];
  if (!found) {
    throw new Error(`Data source type "${type}" is not part of the preview.`);
  }
  return found;
}
