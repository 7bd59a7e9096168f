import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { sendMessage } from '../http/answers';
import { dispatch, type Route } from '../http/router';
import { createDataSourceRoutes } from './dataSourceRoutes';
import { createPageRoutes, sendHealth } from './pageRoutes';
import { createPluginProxyRoutes } from './pluginProxyRoutes';
import { createPluginRoutes } from './pluginRoutes';
import type { PreviewState } from './previewState';
import { createQueryRoute } from './queryRoute';
import { createRequestLogRoutes } from './requestLogRoutes';
import { createStaticRoutes } from './staticRoutes';
import { createUserStorageRoutes } from './userStorageRoutes';
import { identifyVisitor } from './visitor';

type Log = (line: string) => void;

/** The preview's HTTP interface: the part of Grafana's that the plugin and the host use. */
export function createHandler(state: PreviewState, log: Log): RequestListener {
  const routes: Route[] = [
    ...createRequestLogRoutes(state),
    ...createPageRoutes(state),
    ...createStaticRoutes(state),
    ...createPluginRoutes(state),
    ...createPluginProxyRoutes(state),
    ...createDataSourceRoutes(state),
    createQueryRoute(state),
    ...createUserStorageRoutes(),
  ];
  const reportOnce = createReporter(log);
  return (request, response) => {
    handle(request, response, routes, state, reportOnce).catch((error: unknown) => {
      log(`${request.method} ${request.url} failed: ${error instanceof Error ? error.stack : String(error)}`);
      if (response.headersSent) {
        response.destroy();
      } else {
        sendMessage(response, 500, 'Internal Server Error');
      }
    });
  };
}

/** Answers while the rest is being started. */
export function createStartingHandler(grafana: PreviewState['grafana']): RequestListener {
  return (request, response) => {
    if (request.url === '/api/health') {
      sendHealth(response, 'failing', grafana);
    } else {
      sendMessage(response, 503, 'The preview is starting');
    }
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Route[],
  state: PreviewState,
  reportOnce: Log
): Promise<void> {
  const [path = '/', ...rest] = (request.url ?? '/').split('?');
  const search = rest.length === 0 ? '' : `?${rest.join('?')}`;
  const visitor = identifyVisitor(request, new URL(`http://preview/${search}`), state.defaultRole);
  const method = request.method ?? 'GET';
  if (!(await dispatch(routes, { request, response, method, path, search, visitor }))) {
    reportOnce(`no answer for ${method} ${path}: the preview does not have it`);
    sendMessage(response, 404, 'Not found');
  }
}

function createReporter(log: Log): Log {
  const reported = new Set<string>();
  return (line) => {
    if (!reported.has(line)) {
      reported.add(line);
      log(line);
    }
  };
}
