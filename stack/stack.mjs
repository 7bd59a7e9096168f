// npm run stack: bundles the TypeScript of this folder, then runs it. See docs/stack.md.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const folder = `${root}.cache/stack/bundle`;
const { outputFiles } = await build({
  entryPoints: [`${root}stack/main.ts`],
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
// Renamed into place: of two that start together none may read what the other has half written.
await mkdir(folder, { recursive: true });
await writeFile(`${folder}/main.${process.pid}.mjs`, outputFiles[0].contents);
await rename(`${folder}/main.${process.pid}.mjs`, `${folder}/main.mjs`);

const { main } = await import(pathToFileURL(`${folder}/main.mjs`).href);
await main(process.argv.slice(2));
