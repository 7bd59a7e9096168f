import { setTimeout as sleep } from 'node:timers/promises';

import { sendAccessDenied, sendIdentifiedError, sendJson, sendMessage } from '../http/answers';
import { readBody } from '../http/readBody';
import type { Exchange, Route } from '../http/router';
import { callResource } from '../proxy/callResource';
import { checkHealth } from '../proxy/checkHealth';
import { proxyDataSource } from '../proxy/proxyDataSource';
import { createTempoScenarios } from '../tempoScenarios/answerTempoQuery';
import { GRAFANA_VERSIONS } from './bootData';
import { renderDataSource, renderListedDataSource, type DataSource } from './dataSource';
import { updateDataSource } from './updateDataSource';
import type { PreviewState } from './previewState';
import { listPreviewHeaders, SLOW_MS } from './scenarios';
import type { Visitor } from './visitor';

const ONE = /^\/api\/datasources\/uid\/([\w-]+)$/;

type DataSourceHandler = (exchange: Exchange, dataSource: DataSource, path: string) => void | Promise<void>;

/** Data sources and what goes through them. Source: Grafana 12.3, pkg/api/{datasources,plugin_resource}.go. */
export function createDataSourceRoutes(state: PreviewState): Route[] {
  const listFor = (visitor: Visitor) =>
    state.dataSources
      .list(visitor)
      .map((dataSource) =>
        dataSource.type === 'tempo' ? { ...dataSource, previewHeaders: listPreviewHeaders(visitor) } : dataSource
      );

  function getAll({ response, visitor }: Exchange): void {
    sendJson(response, 200, listFor(visitor).map(renderListedDataSource).sort(byName));
  }

  function getOne({ response, visitor, captures: [uid] }: Exchange): void {
    const found = listFor(visitor).find((dataSource) => dataSource.uid === uid);
    if (found) {
      sendJson(response, 200, renderDataSource(found));
    } else {
      sendMessage(response, 404, 'Data source not found');
    }
  }

  /** What is common to all that reaches a data source: the right to query, a known uid, the scenario `slow`. */
  function reach(notFound: { status: number; message: string }, handle: DataSourceHandler) {
    return async (exchange: Exchange): Promise<void> => {
      const [uid, path = ''] = exchange.captures;
      const { response, visitor } = exchange;
      if (!visitor.permissions['datasources:query']) {
        sendAccessDenied(response, 'datasources:query');
        return;
      }
      const found = listFor(visitor).find((dataSource) => dataSource.uid === uid);
      if (!found) {
        sendMessage(response, notFound.status, notFound.message);
        return;
      }
      await sleep(visitor.scenarios.has('slow') ? SLOW_MS : 0);
      await handle(exchange, found, path);
    };
  }

  const proxy = createProxy(state);
  return [
    { method: 'GET', pattern: /^\/api\/datasources\/?$/, handle: needs('datasources:read', getAll) },
    { method: 'GET', pattern: ONE, handle: needs('datasources:read', getOne) },
    { method: 'PUT', pattern: ONE, handle: needs('datasources:write', updateDataSource(state.dataSources)) },
    {
      pattern: /^\/api\/datasources\/proxy\/uid\/([\w-]+)(?:\/(.*))?$/,
      handle: reach({ status: 404, message: 'Unable to find datasource' }, proxy),
    },
    {
      pattern: /^\/api\/datasources\/uid\/([\w-]+)\/resources(?:\/(.*))?$/,
      handle: reach({ status: 500, message: 'Unable to load datasource meta data' }, answerResource),
    },
    {
      pattern: /^\/api\/datasources\/uid\/([\w-]+)\/health$/,
      handle: reach({ status: 500, message: 'Unable to load datasource metadata' }, answerHealth),
    },
  ];
}

function createProxy({ tempo, grafana, requests }: PreviewState): DataSourceHandler {
  const answerTempoQuery = createTempoScenarios(tempo);
  const grafanaVersion = GRAFANA_VERSIONS[grafana];
  return async (exchange, dataSource, path) => {
    const { request, response, method, search, visitor } = exchange;
    if (await answerTempoQuery(exchange, dataSource, path)) {
      // It would have reached Tempo.
      const asked = `/${path.replace(/^\//, '')}`;
      requests.add({ visitor: visitor.id, component: 'scenario', method, path: asked, search });
    } else {
      proxyDataSource({ request, response, dataSource, path, search, grafanaVersion });
    }
  };
}

function byName(left: { name: string }, right: { name: string }): number {
  return left.name.toLowerCase() < right.name.toLowerCase() ? -1 : 1;
}

function needs(action: string, handle: Route['handle']): Route['handle'] {
  return (exchange) =>
    exchange.visitor.permissions[action] ? handle(exchange) : sendAccessDenied(exchange.response, action);
}

const answerResource: DataSourceHandler = async ({ request, response, method, search }, dataSource, path) => {
  const answer = await callResource(dataSource, { method, path, search, body: await readBody(request) });
  switch (answer.kind) {
    case 'answer':
      response.writeHead(answer.status, answer.headers).end(answer.body);
      break;
    case 'missing':
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('404 page not found\n');
      break;
    case 'failed':
      sendIdentifiedError(response, 500, 'plugin.requestFailureError', 'An error occurred within the plugin');
  }
};

const answerHealth: DataSourceHandler = async ({ response }, dataSource) => {
  const report = await checkHealth(dataSource);
  sendJson(response, report.status === 'OK' ? 200 : 400, report);
};
