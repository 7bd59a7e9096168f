import { sendMessage, sendText } from '../http/answers';
import { sendFile } from '../http/sendFile';
import type { Exchange, Route } from '../http/router';
import type { PreviewState } from './previewState';

const EMPTY_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>';

/** Files of the host, of the plugin, icons and images. */
export function createStaticRoutes({ hostFolder, pluginFolder, imageFolders }: PreviewState): Route[] {
  async function sendFrom(folders: string[], path: string, response: Exchange['response']): Promise<boolean> {
    for (const folder of folders) {
      if (await sendFile(response, folder, path)) {
        return true;
      }
    }
    return false;
  }

  const serve =
    (folders: string[], notFound: string) =>
    async ({ response, captures: [path = ''] }: Exchange): Promise<void> => {
      if (!(await sendFrom(folders, path, response))) {
        sendMessage(response, 404, notFound);
      }
    };

  /** The npm packages have fewer icons than Grafana: one that is missing is drawn as nothing. */
  async function serveIcon({ response, captures: [path = ''] }: Exchange): Promise<void> {
    const icons = imageFolders.map((folder) => `${folder}/icons`);
    if (!(await sendFrom(icons, path, response))) {
      sendText(response, 200, EMPTY_SVG, 'image/svg+xml');
    }
  }

  /** The logos of Grafana's own data sources are not in its npm packages: a plain symbol stands for them. */
  async function serveLogo({ response }: Exchange): Promise<void> {
    if (!(await sendFrom(imageFolders, 'icons/unicons/database.svg', response))) {
      sendText(response, 200, EMPTY_SVG, 'image/svg+xml');
    }
  }

  return [
    { method: 'GET', pattern: /^\/public\/host\/(.*)$/, handle: serve([hostFolder], 'Not found') },
    {
      method: 'GET',
      pattern: /^\/public\/plugins\/tempo-companion-app\/(.*)$/,
      handle: serve([pluginFolder], 'Plugin file not found'),
    },
    { method: 'GET', pattern: /^\/public\/(?:build\/)?img\/icons\/(.*\.svg)$/, handle: serveIcon },
    { method: 'GET', pattern: /^\/public\/app\/plugins\/datasource\/(?:.*)_logo\.svg$/, handle: serveLogo },
    { method: 'GET', pattern: /^\/public\/(?:build\/)?img\/(.*)$/, handle: serve(imageFolders, 'Not found') },
    // @grafana/ui names fonts that are not in its package; the browser falls back.
    { method: 'GET', pattern: /^\/public\/(?:build\/)?fonts\/(.*)$/, handle: serve([], 'Not found') },
  ];
}
