/* Bundles and runs a benchmark: `node bench/run.mjs traceql`. */
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [name = '', ...rest] = process.argv.slice(2);
const entry = path.join(here, `${name}.ts`);

if (!/^[\w-]+$/.test(name) || !existsSync(entry)) {
  process.stderr.write(`There is no benchmark "${name}": usage: node bench/run.mjs traceql\n`);
  process.exit(2);
}

const outfile = path.join(here, '..', '.cache', 'bench', `${name}.mjs`);
await build({
  entryPoints: [entry],
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Finds its own files beside itself.
  external: ['@playwright/test'],
  outfile,
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [outfile, ...rest], {
  stdio: 'inherit',
  cwd: path.join(here, '..'),
});
process.exit(status ?? 1);
