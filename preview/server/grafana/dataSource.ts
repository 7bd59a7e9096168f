import { dataSourcePlugins } from './dataSourcePlugins';

/** A data source, as the server knows it. */
export interface DataSource {
  id: number;
  uid: string;
  name: string;
  type: string;
  /** Where the backend finds it. */
  url: string;
  isDefault: boolean;
  jsonData: Record<string, unknown>;
  /** Never leaves the server. */
  secureJsonData: Record<string, string>;
  basicAuth: boolean;
  basicAuthUser: string;
  /** Provisioned: Grafana refuses to change it. */
  readOnly: boolean;
  /** Grows with every change; a change that was made of an older one is refused. */
  version: number;
  /** What the preview itself tells its Tempo with every request: who asks, and which fault they want to see. */
  previewHeaders?: Record<string, string>;
  /** What Grafana's backend is told when it tries to stream from this Tempo; without it streaming works. */
  streamingFailure?: string;
}

/** As in `settings.datasources` of the boot data. Source: Grafana 12.3, pkg/api/frontendsettings.go. */
export function renderInstanceSettings(dataSource: DataSource) {
  const { id, uid, name, type, isDefault, jsonData, readOnly } = dataSource;
  const meta = dataSourcePlugins[type];
  return {
    id,
    uid,
    type,
    name,
    meta,
    url: `/api/datasources/proxy/uid/${uid}`,
    isDefault,
    access: 'proxy',
    preload: false,
    module: meta?.module,
    jsonData,
    readOnly,
  };
}

/** As `GET /api/datasources/uid/:uid` answers. Source: Grafana 12.3, pkg/api/dtos/datasource.go. */
export function renderDataSource(dataSource: DataSource) {
  const { id, uid, name, type, url, isDefault, jsonData, secureJsonData, basicAuth, basicAuthUser } = dataSource;
  const { readOnly, version } = dataSource;
  return {
    id,
    uid,
    orgId: 1,
    name,
    type,
    typeLogoUrl: dataSourcePlugins[type]?.info.logos.small ?? '',
    access: 'proxy',
    url,
    user: '',
    database: '',
    basicAuth,
    basicAuthUser,
    withCredentials: false,
    isDefault,
    jsonData,
    secureJsonFields: Object.fromEntries(Object.keys(secureJsonData).map((key) => [key, true])),
    version,
    readOnly,
    apiVersion: '',
  };
}

/** An entry of `GET /api/datasources`, which says less of each. Source: as above. */
export function renderListedDataSource(dataSource: DataSource) {
  const { secureJsonFields, version, apiVersion, basicAuthUser, withCredentials, ...listed } =
    renderDataSource(dataSource);
  void [secureJsonFields, version, apiVersion, basicAuthUser, withCredentials];
  return { ...listed, typeName: dataSourcePlugins[dataSource.type]?.name ?? dataSource.type };
}
