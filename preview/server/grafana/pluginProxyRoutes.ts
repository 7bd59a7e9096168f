import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { sendAccessDenied, sendMessage } from '../http/answers';
import type { Exchange, Route } from '../http/router';
import { matchRoutePath } from '../pluginProxy/matchRoutePath';
import type { PluginRoute } from '../pluginProxy/pluginRoute';
import { proxyPlugin } from '../pluginProxy/proxyPlugin';
import { readAppPlugin } from './appPlugin';
import { describeSignedInUser } from './bootData';
import { includesRole, parseRole } from './permissions';
import type { PreviewState } from './previewState';
import { applySettingsScenarios, listPreviewHeaders, SLOW_MS } from './scenarios';
import { addPluginPermissions, type Visitor } from './visitor';

const PLUGIN_PROXY = /^\/api\/plugin-proxy\/([\w-]+)(?:\/(.*))?$/;

/**
 * The routes of the app's plugin.json, for any method. Source: Grafana 12.3, pkg/api/{api,plugin_checks,plugin_proxy}.go
 * and pkg/api/pluginproxy/pluginproxy.go.
 */
export function createPluginProxyRoutes(state: PreviewState): Route[] {
  async function handle({ request, response, method, search, captures, visitor: asked }: Exchange): Promise<void> {
    const [id = '', path = ''] = captures;
    const plugin = readAppPlugin(join(state.pluginFolder, 'plugin.json'));
    const visitor = addPluginPermissions(asked, plugin);
    const { enabled, ...stored } = state.settings.read();
    const refusal = refuse({ isKnown: id === plugin.id, enabled, visitor });
    if (refusal) {
      refusal(response);
      return;
    }
    const found = findRoute(plugin.routes ?? [], method, path);
    if (!found) {
      sendMessage(response, 404, 'plugin route match not found');
    } else if (!mayUse(found.route, visitor)) {
      sendMessage(response, 403, 'plugin proxy route access denied');
    } else {
      await sleep(visitor.scenarios.has('slow') ? SLOW_MS : 0);
      const { jsonData, secureJsonData } = applySettingsScenarios(stored, visitor.scenarios);
      const settings = { JsonData: jsonData, SecureJsonData: secureJsonData };
      const user = describeSignedInUser(visitor);
      proxyPlugin({ request, response, search, settings, user, extraHeaders: listPreviewHeaders(visitor), ...found });
    }
  }

  return [{ pattern: PLUGIN_PROXY, handle }];
}

function refuse({ isKnown, enabled, visitor }: { isKnown: boolean; enabled: boolean; visitor: Visitor }) {
  if (!visitor.permissions['plugins.app:access']) {
    return (response: Exchange['response']) => sendAccessDenied(response, 'plugins.app:access');
  }
  if (!isKnown || !enabled) {
    return (response: Exchange['response']) =>
      sendMessage(response, 404, isKnown ? 'Plugin is not enabled' : 'Plugin not found');
  }
  return undefined;
}

/** The first route whose method and path fit. The method is compared as it is: a route for GET does not answer HEAD. */
function findRoute(
  routes: readonly PluginRoute[],
  method: string,
  path: string
): { route: PluginRoute; wildcard: string } | undefined {
  for (const route of routes) {
    const isMethod = !route.method || route.method === '*' || route.method === method;
    const match = isMethod ? matchRoutePath(route.path, path) : undefined;
    if (match) {
      return { route, ...match };
    }
  }
  return undefined;
}

/** An action decides alone; else the role does; a route with neither is for everybody. */
function mayUse({ reqAction, reqRole }: PluginRoute, { permissions, role }: Visitor): boolean {
  if (reqAction) {
    return permissions[reqAction] === true;
  }
  const needed = parseRole(reqRole);
  return needed === undefined || includesRole(role, needed);
}
