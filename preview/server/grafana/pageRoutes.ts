import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { renderIndex } from '../../host/indexHtml';
import { sendJson, sendText } from '../http/answers';
import type { Exchange, Route } from '../http/router';
import { readAppPlugin } from './appPlugin';
import { buildBootData, buildFrontendSettings, GRAFANA_VERSIONS, type BootInput } from './bootData';
import type { PreviewState } from './previewState';
import { addPluginPermissions, type Visitor, VISITOR_COOKIE } from './visitor';

/** Paths that Grafana answers with its page and leaves to the browser. */
const PAGES = /^\/(a|plugins|connections|explore|d|dashboards|apps|datasources|alerting|dashboard|preview)(\/.*)?$/;

/** Health, settings and the page itself. */
export function createPageRoutes(state: PreviewState): Route[] {
  const buildInput = (visitor: Visitor): BootInput => {
    const plugin = readAppPlugin(join(state.pluginFolder, 'plugin.json'));
    const enabled = state.settings.read().enabled;
    return {
      grafana: state.grafana,
      plugin,
      enabled,
      dataSources: state.dataSources.list(visitor),
      visitor: addPluginPermissions(visitor, plugin),
      appUrl: state.appUrl,
    };
  };

  return [
    {
      method: 'GET',
      pattern: /^\/api\/health$/,
      handle: ({ response }) => sendHealth(response, 'ok', state.grafana),
    },
    {
      method: 'GET',
      pattern: /^\/api\/frontend\/settings\/?$/,
      handle: ({ response, visitor }) => sendJson(response, 200, buildFrontendSettings(buildInput(visitor))),
    },
    { method: 'GET', pattern: /^\/$/, handle: redirectToApp },
    {
      method: 'GET',
      pattern: PAGES,
      handle: ({ response, visitor }) => {
        const page = renderIndex({ bootData: buildBootData(buildInput(visitor)), publicPath: '/public/' });
        if (visitor.id === '') {
          response.setHeader('Set-Cookie', `${VISITOR_COOKIE}=${randomUUID()}; Path=/; SameSite=Lax; HttpOnly`);
        }
        sendText(response, 200, page, 'text/html; charset=utf-8');
      },
    },
  ];
}

/** Answers like Grafana's `/api/health`: 200 when everything runs, 503 before. */
export function sendHealth(response: Exchange['response'], database: 'ok' | 'failing', grafana: '12' | '13'): void {
  const health = { database, version: GRAFANA_VERSIONS[grafana], commit: 'preview' };
  sendText(response, database === 'ok' ? 200 : 503, JSON.stringify(health, null, 2), 'application/json; charset=UTF-8');
}

function redirectToApp({ response }: Exchange): void {
  response.writeHead(302, { Location: '/a/tempo-companion-app' }).end();
}
