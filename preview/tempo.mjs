// npm run preview:tempo: bundles the embedded Tempo, then runs it. `--help` says what it can.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
// Files that --load names are meant from where the command was given; npm goes to the project's root before it runs this.
const calledFrom = process.env.INIT_CWD ?? process.cwd();
process.chdir(root);

const folder = `${root}.cache/preview/tempo`;
const { outputFiles } = await build({
  entryPoints: [`${root}preview/server/tempo/main.ts`],
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
await main(process.argv.slice(2), calledFrom);
