import type { DataSourceApi, DataSourceInstanceSettings, DataSourceRef, ScopedVars } from '@grafana/data';
import {
  config,
  type DataSourceSrv,
  type GetDataSourceListFilters,
  getBackendSrv,
  getTemplateSrv,
  type RuntimeDataSource,
} from '@grafana/runtime';
import { initDataSourceInstanceSettings } from '@grafana/runtime/dist/esm/services/dataSource/settings.mjs';
import { buildDataSource } from '../dataSources/buildDataSource.ts';

type Reference = DataSourceRef | string | null | undefined;

const BUILT_IN_IDS = new Set(['grafana', 'mixed', 'dashboard']);

/** Data sources by uid, name or reference: the lookup rules of Grafana's own service. */
export class HostDataSourceSrv implements DataSourceSrv {
  private readonly instances = new Map<string, DataSourceApi>();
  private readonly runtimeInstances = new Map<string, RuntimeDataSource>();

  constructor(
    private settingsByName: Record<string, DataSourceInstanceSettings>,
    private defaultName: string
  ) {}

  async get(reference?: Reference, scopedVars?: ScopedVars): Promise<DataSourceApi> {
    const settings = this.getInstanceSettings(reference, scopedVars);
    if (!settings) {
      throw new Error(`Datasource ${describeReference(reference)} was not found`);
    }
    const uid = settings.rawRef?.uid ?? settings.uid;
    const known = this.runtimeInstances.get(uid) ?? this.instances.get(uid);
    if (known) {
      return known;
    }
    const instance = buildDataSource(this.findByUidOrName(uid) ?? settings);
    this.instances.set(uid, instance);
    return instance;
  }

  getInstanceSettings(reference?: Reference, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
    const key = typeof reference === 'object' ? reference?.uid : reference;
    if (key === undefined || key === null || key === 'default') {
      return this.findDefault(typeof reference === 'object' ? reference?.type : undefined);
    }
    if (key.startsWith('$')) {
      return this.findByVariable(key, scopedVars);
    }
    return this.findByUidOrName(key);
  }

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    return Object.values(this.settingsByName)
      .filter((settings) => matchesFilters(settings, filters))
      .sort((left, right) => left.name.localeCompare(right.name));
  }

  async reload(): Promise<void> {
    const settings = await getBackendSrv().get('/api/frontend/settings');
    config.datasources = settings.datasources;
    config.defaultDatasource = settings.defaultDatasource;
    initDataSourceInstanceSettings(settings.datasources, settings.defaultDatasource);
    this.settingsByName = settings.datasources;
    this.defaultName = settings.defaultDatasource;
    this.instances.clear();
  }

  registerRuntimeDataSource({ dataSource }: { dataSource: RuntimeDataSource }): void {
    if (this.runtimeInstances.has(dataSource.uid)) {
      throw new Error(`A runtime data source with uid ${dataSource.uid} has already been registered`);
    }
    this.runtimeInstances.set(dataSource.uid, dataSource);
  }

  private findDefault(type: string | undefined): DataSourceInstanceSettings | undefined {
    const ofType = type ? this.getList({ type, all: true }) : [];
    return ofType.find((settings) => settings.isDefault) ?? ofType[0] ?? this.findByUidOrName(this.defaultName);
  }

  private findByVariable(name: string, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
    // A variable with several values names its first one.
    const format = (value: unknown) => String(Array.isArray(value) ? value[0] : value);
    const value = getTemplateSrv().replace(name, scopedVars, format);
    const settings = value === 'default' ? this.findDefault(undefined) : this.findByUidOrName(value);
    return (
      settings && {
        ...settings,
        isDefault: false,
        name,
        uid: name,
        rawRef: { type: settings.type, uid: settings.uid },
      }
    );
  }

  private findByUidOrName(key: string): DataSourceInstanceSettings | undefined {
    const all = Object.values(this.settingsByName);
    return (
      this.runtimeInstances.get(key)?.instanceSettings ??
      all.find((settings) => settings.uid === key) ??
      all.find((settings) => settings.name === key) ??
      all.find((settings) => String(settings.id) === key)
    );
  }
}

function matchesFilters(settings: DataSourceInstanceSettings, filters: GetDataSourceListFilters): boolean {
  const { meta, type } = settings;
  if (BUILT_IN_IDS.has(meta.id)) {
    return false;
  }
  const types = filters.type === undefined ? undefined : [filters.type].flat();
  const abilities = [filters.metrics && 'metrics', filters.tracing && 'tracing', filters.annotations && 'annotations'];
  const isQueryable = Boolean(meta.metrics || meta.tracing || meta.logs || meta.annotations);
  return (
    (filters.all === true || isQueryable) &&
    abilities.every((ability) => !ability || Boolean(meta[ability as 'metrics' | 'tracing' | 'annotations'])) &&
    (!filters.logs || Boolean(meta.logs) || meta.category === 'logging') &&
    (!filters.alerting || Boolean(meta.alerting)) &&
    (filters.pluginId === undefined || filters.pluginId === meta.id) &&
    (types === undefined || types.includes(type) || (meta.aliasIDs ?? []).some((alias) => types.includes(alias))) &&
    (filters.filter === undefined || filters.filter(settings))
  );
}

function describeReference(reference: Reference): string {
  return typeof reference === 'object' ? (reference?.uid ?? reference?.type ?? 'default') : (reference ?? 'default');
}
