import { setTimeout as sleep } from 'node:timers/promises';

import { sendAccessDenied, sendIdentifiedError, sendJson, sendMessage } from '../http/answers';
import { readJsonObject } from '../http/readBody';
import type { Exchange, Route } from '../http/router';
import type { QueryModel, TimeRangeMs } from '../query/prometheusQuery';
import { answerManyServices } from '../query/manyServices';
import { runPrometheusQuery, type QueryResult, type StandIn } from '../query/runQueries';
import { parseTimeRange } from '../query/timeRange';
import type { DataSource } from './dataSource';
import type { PreviewState } from './previewState';
import { SLOW_MS } from './scenarios';

/** `POST /api/ds/query`. Source: Grafana 12.3, pkg/api/ds_query.go and pkg/services/query. */
export function createQueryRoute(state: PreviewState): Route {
  return {
    method: 'POST',
    pattern: /^\/api\/ds\/query$/,
    handle: async (exchange) => {
      const { request, response, visitor } = exchange;
      if (!visitor.permissions['datasources:query']) {
        sendAccessDenied(response, 'datasources:query');
        return;
      }
      const body = await readJsonObject(request);
      if (!body) {
        sendMessage(response, 400, 'bad request data');
        return;
      }
      await sleep(visitor.scenarios.has('slow') ? SLOW_MS : 0);
      await answer(exchange, body, state.dataSources.list(visitor));
    },
  };
}

async function answer(
  { response, visitor }: Exchange,
  body: Record<string, unknown>,
  dataSources: DataSource[]
): Promise<void> {
  const queries = Array.isArray(body.queries) ? (body.queries as QueryModel[]) : [];
  if (queries.length === 0) {
    sendIdentifiedError(response, 400, 'query.noQueries', 'No queries found');
    return;
  }
  const found = queries.map((query) => ({ query, dataSource: findDataSource(query, dataSources) }));
  if (found.some(({ dataSource }) => !dataSource)) {
    sendMessage(response, 404, 'Data source not found');
    return;
  }
  const range = readRange(body);
  if (!range) {
    sendMessage(response, 500, 'Query data error');
    return;
  }
  const standIn = visitor.scenarios.has('many-services') ? answerManyServices : undefined;
  const results = await Promise.all(
    found.map(
      async ({ query, dataSource }) => [query.refId ?? 'A', await run(query, range, { dataSource, standIn })] as const
    )
  );
  const failed = results.some(([, result]) => result.error !== undefined);
  sendJson(response, failed ? 400 : 200, { results: Object.fromEntries(results) });
}

function findDataSource({ datasource }: QueryModel, dataSources: DataSource[]): DataSource | undefined {
  const uid = typeof datasource === 'string' ? datasource : datasource?.uid;
  return dataSources.find((dataSource) => dataSource.uid === uid);
}

function readRange(body: Record<string, unknown>): TimeRangeMs | undefined {
  try {
    return parseTimeRange(body.from, body.to);
  } catch {
    return undefined;
  }
}

interface Answering {
  dataSource?: DataSource;
  standIn?: StandIn;
}

async function run(query: QueryModel, range: TimeRangeMs, { dataSource, standIn }: Answering): Promise<QueryResult> {
  if (dataSource?.type !== 'prometheus') {
    const error = `queries of type ${dataSource?.type} are not part of the preview`;
    return { error, errorSource: 'plugin', status: 501 };
  }
  return runPrometheusQuery(query, range, dataSource, standIn);
}
