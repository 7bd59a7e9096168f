import type { DataSource } from '../dataSource';

/** A provisioned data source, for tests. Its name and type are the uid unless it says otherwise. */
export function buildDataSource({ uid = 'tempo', ...rest }: Partial<DataSource> = {}): DataSource {
  return {
    id: 1,
    uid,
    name: uid,
    type: uid,
    url: `http://${uid}`,
    isDefault: false,
    jsonData: {},
    secureJsonData: {},
    basicAuth: false,
    basicAuthUser: '',
    readOnly: true,
    version: 1,
    ...rest,
  };
}
