import { join } from 'node:path';

import { sendAccessDenied, sendJson, sendMessage } from '../http/answers';
import { readJsonObject } from '../http/readBody';
import type { Exchange, Route } from '../http/router';
import { readAppPlugin } from './appPlugin';
import { renderPluginSettings } from './pluginSettings';
import type { PreviewState } from './previewState';
import { applySettingsScenarios } from './scenarios';

const SETTINGS = /^\/api\/plugins\/([\w-]+)\/settings$/;

/** Settings of the app. Source: Grafana 12.3, pkg/api/plugins.go. */
export function createPluginRoutes(state: PreviewState): Route[] {
  const readPlugin = () => readAppPlugin(join(state.pluginFolder, 'plugin.json'));

  function getSettings({ response, captures: [id], visitor }: Exchange): void {
    const plugin = readPlugin();
    if (id === plugin.id) {
      sendJson(
        response,
        200,
        renderPluginSettings(plugin, applySettingsScenarios(state.settings.read(), visitor.scenarios))
      );
    } else {
      sendMessage(response, 404, 'Plugin not found, no installed plugin with that id');
    }
  }

  async function postSettings({ request, response, captures: [id], visitor }: Exchange): Promise<void> {
    if (!visitor.permissions['plugins:write']) {
      sendAccessDenied(response, 'plugins:write');
      return;
    }
    const body = await readJsonObject(request);
    if (!body) {
      sendMessage(response, 400, 'bad request data');
    } else if (id !== readPlugin().id) {
      sendMessage(response, 404, 'Plugin not installed');
    } else {
      state.settings.update(body);
      sendMessage(response, 200, 'Plugin settings updated');
    }
  }

  return [
    { method: 'GET', pattern: SETTINGS, handle: getSettings },
    { method: 'POST', pattern: SETTINGS, handle: postSettings },
  ];
}
