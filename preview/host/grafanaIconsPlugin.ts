import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/** `import icons from 'virtual:grafana-icons'`: SVG text of the icons in @grafana/ui by name (`unicons/sync`). */
export function grafanaIconsPlugin(libraryDir: string): Plugin {
  const folder = path.join(libraryDir, 'node_modules', '@grafana', 'ui', 'dist', 'public', 'img', 'icons');
  return {
    name: 'grafana-icons',
    setup(build) {
      build.onResolve({ filter: /^virtual:grafana-icons$/ }, ({ path: name }) => ({ path: name, namespace: 'icons' }));
      build.onLoad({ filter: /.*/, namespace: 'icons' }, async () => ({
        contents: JSON.stringify(await readIcons(folder)),
        loader: 'json',
      }));
    },
  };
}

async function readIcons(folder: string): Promise<Record<string, string>> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.svg'));
  const entries = files.map(async (name): Promise<[string, string]> => [
    name.slice(0, -'.svg'.length).split(path.sep).join('/'),
    await readFile(path.join(folder, name), 'utf8'),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}
