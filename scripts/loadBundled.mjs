// Bundles TypeScript for Node and loads what came of it; for scripts that have to run without a build before them.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The folder of the project, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The exports of a module.
 *
 * @param {string} entry - the TypeScript file, from the project's root
 * @param {string} folder - where the bundle is kept, below `.cache`
 */
export async function loadBundled(entry, folder) {
  const target = `${root}.cache/${folder}`;
  const { outputFiles } = await build({
    entryPoints: [`${root}${entry}`],
    outfile: `${target}/main.mjs`,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
    write: false,
  });
  // Renamed into place: of two that start together none may read what the other has half written.
  await mkdir(target, { recursive: true });
  await writeFile(`${target}/main.${process.pid}.mjs`, outputFiles[0].contents);
  await rename(`${target}/main.${process.pid}.mjs`, `${target}/main.mjs`);
  return import(pathToFileURL(`${target}/main.mjs`).href);
}
