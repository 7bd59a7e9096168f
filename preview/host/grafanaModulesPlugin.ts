import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { OnResolveArgs, Plugin, PluginBuild } from 'esbuild';

const NAMESPACE_SUFFIX = '.esm.js';
/** Refers to font files that only Grafana serves; the host brings its own. */
const FONT_STYLES = path.join('themes', 'GlobalStyles', 'fonts.mjs');
const RESOLVED_HERE = { resolvedByGrafanaModules: true };

interface GrafanaModulesOptions {
  /** Project root: sources of the host, and the packages that are the same for every Grafana. */
  root: string;
  /** Folder whose node_modules hold the Grafana set. */
  libraryDir: string;
}

/**
 * Resolves what differs between a bundle of Grafana's npm packages and Grafana itself:
 * - bare imports of the host come from the chosen Grafana set;
 * - the bridge between router versions finds version 5, although the plugin itself bundles version 6;
 * - deep imports (`@grafana/x/dist/esm/…`) of what Grafana's core gets from unpublished entry points;
 * - the packages' `.mjs` files are not given Node's rules for CommonJS default imports, because they were
 *   written for a bundler that does not have them (otherwise `Table` and others render `undefined`).
 */
export function grafanaModulesPlugin(options: GrafanaModulesOptions): Plugin {
  return {
    name: 'grafana-modules',
    setup(build) {
      resolveBareImports(build, options);
      loadMjsAsBundlerModules(build);
    },
  };
}

function resolveBareImports(build: PluginBuild, { root, libraryDir }: GrafanaModulesOptions): void {
  const hostDir = path.join(root, 'preview', 'host') + path.sep;
  build.onResolve({ filter: /^@grafana\/[a-z0-9-]+\/dist\/.*\.mjs$/ }, ({ path: specifier }) => ({
    path: asBundlerModule(path.join(libraryDir, 'node_modules', specifier)),
  }));
  build.onResolve({ filter: /^react-router-dom$/ }, (args) =>
    args.importer.includes('react-router-dom-v5-compat')
      ? resolveFrom(build, args, 'react-router-dom-v5', libraryDir)
      : undefined
  );
  build.onResolve({ filter: /^@grafana\/|^[^./]/ }, (args) => {
    const fromHost = args.importer.startsWith(hostDir);
    if (!fromHost && !args.path.startsWith('@grafana/')) {
      return undefined;
    }
    return resolveFrom(build, args, args.path, fromHost ? libraryDir : args.resolveDir);
  });
}

async function resolveFrom(build: PluginBuild, args: OnResolveArgs, specifier: string, resolveDir: string) {
  if (args.pluginData === RESOLVED_HERE || args.kind === 'entry-point') {
    return undefined;
  }
  const resolved = await build.resolve(specifier, { kind: args.kind, resolveDir, pluginData: RESOLVED_HERE });
  return { ...resolved, path: asBundlerModule(resolved.path), pluginData: undefined };
}

function loadMjsAsBundlerModules(build: PluginBuild): void {
  build.onResolve({ filter: /^\.{1,2}\/.*\.mjs$/ }, (args) =>
    args.importer.endsWith(NAMESPACE_SUFFIX)
      ? { path: asBundlerModule(path.join(args.resolveDir, args.path)) }
      : undefined
  );
  build.onLoad({ filter: /\.mjs\.esm\.js$/ }, async ({ path: virtualPath }) => {
    const file = virtualPath.slice(0, -NAMESPACE_SUFFIX.length);
    if (file.endsWith(FONT_STYLES)) {
      return { contents: 'export const getFontStyles = () => [];', loader: 'js' };
    }
    return { contents: await readFile(file, 'utf8'), loader: 'js', resolveDir: path.dirname(file) };
  });
}

function asBundlerModule(file: string): string {
  return file.endsWith('.mjs') && file.includes(`${path.sep}@grafana${path.sep}`) ? file + NAMESPACE_SUFFIX : file;
}
