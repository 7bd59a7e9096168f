// npm run preview: bundles the TypeScript of the preview's server, then runs it. See README.md beside this file.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const folder = `${root}.cache/preview/server`;
const { outputFiles } = await build({
  entryPoints: [`${root}preview/server/main.ts`],
  outfile: `${folder}/main.mjs`,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
  write: false,
});
// Renamed into place: of two previews that start together none may read what the other has half written.
await mkdir(folder, { recursive: true });
await writeFile(`${folder}/main.${process.pid}.mjs`, outputFiles[0].contents);
await rename(`${folder}/main.${process.pid}.mjs`, `${folder}/main.mjs`);

const { main } = await import(pathToFileURL(`${folder}/main.mjs`).href);
await main(process.argv.slice(2));
