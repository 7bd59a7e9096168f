import { sendJson, sendMessage } from '../http/answers';
import { readJsonObject } from '../http/readBody';
import type { Route } from '../http/router';
import { renderDataSource } from './dataSource';
import type { DataSourceCommand, DataSourceStore, UpdateResult } from './dataSourceStore';

/** Status and message of what Grafana refuses. */
const REFUSALS: Record<Exclude<UpdateResult['kind'], 'updated'>, [status: number, message: string]> = {
  missing: [404, 'Data source not found'],
  'read-only': [403, 'Cannot update read-only data source'],
  'name-taken': [409, 'Failed to update datasource: data source with the same name already exists'],
  outdated: [409, 'Datasource has already been updated by someone else. Please reload and try again'],
};

/** `PUT /api/datasources/uid/:uid`. Source: Grafana 12.3, pkg/api/datasources.go, UpdateDataSourceByUID. */
export function updateDataSource(store: DataSourceStore): Route['handle'] {
  return async ({ request, response, visitor, captures: [uid = ''] }) => {
    const isJson = /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
    const command = isJson ? await readJsonObject(request) : undefined;
    if (!isCommand(command)) {
      sendMessage(response, 400, 'bad request data');
      return;
    }
    if (!isUrl(command.url ?? '')) {
      sendMessage(response, 400, 'Validation error, invalid URL');
      return;
    }
    const result = store.update(visitor, uid, command);
    if (result.kind !== 'updated') {
      sendMessage(response, ...REFUSALS[result.kind]);
      return;
    }
    const { dataSource } = result;
    sendJson(response, 200, {
      message: 'Datasource updated',
      id: dataSource.id,
      name: dataSource.name,
      datasource: renderDataSource(dataSource),
    });
  };
}

/** Name, type and access are required; what is there has to be of its type, as Go's decoder wants it. */
function isCommand(body: object | undefined): body is DataSourceCommand {
  const command = (body ?? {}) as Record<string, unknown>;
  const isText = (key: string) => typeof command[key] === 'string' && command[key] !== '';
  const isAbsentOr = (key: string, type: string) => (command[key] ?? null) === null || typeof command[key] === type;
  return (
    ['name', 'type', 'access'].every(isText) &&
    ['jsonData', 'secureJsonData'].every((key) => isAbsentOr(key, 'object')) &&
    ['url', 'basicAuthUser'].every((key) => isAbsentOr(key, 'string')) &&
    ['isDefault', 'basicAuth'].every((key) => isAbsentOr(key, 'boolean')) &&
    isAbsentOr('version', 'number')
  );
}

/** One without a scheme is taken for HTTP. */
function isUrl(text: string): boolean {
  return text === '' || URL.canParse(/^[^:]*:\/\//.test(text) ? text : `http://${text}`);
}
