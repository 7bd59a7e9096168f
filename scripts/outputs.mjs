// npm run outputs: writes what is made from the catalogue of signals (src/signals/outputs/listOutputs.ts).
// npm run outputs -- --check: writes nothing, and fails where a file is not what it should be.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { stringify } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));

const { outputFiles } = await build({
  entryPoints: [`${root}src/signals/outputs/listOutputs.ts`],
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
  write: false,
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { listOutputs, renderOutput } = await import(`data:text/javascript;base64,${code}`);

const stale = [];
for (const output of listOutputs()) {
  const { path } = output;
  const text = renderOutput(output, (value) => stringify(value, { lineWidth: 0 }));
  const present = await readFile(`${root}${path}`, 'utf8').catch(() => '');
  if (present === text) {
    continue;
  }
  stale.push(path);
  if (!process.argv.includes('--check')) {
    await mkdir(dirname(`${root}${path}`), { recursive: true });
    await writeFile(`${root}${path}`, text);
  }
}
if (process.argv.includes('--check') && stale.length > 0) {
  process.stderr.write(`Out of date, run npm run outputs:\n${stale.map((path) => `  ${path}\n`).join('')}`);
  process.exitCode = 1;
} else {
  process.stdout.write(stale.length === 0 ? 'All up to date.\n' : stale.map((path) => `${path}\n`).join(''));
}
