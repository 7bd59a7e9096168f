// npm run outputs: writes what is made from the catalogue of signals (src/signals/outputs/listOutputs.ts).
// npm run outputs -- --check: writes nothing, and fails where a file is not what it should be.
// npm run outputs -- --runbooks-url URL --grafana-url URL: alerts link to docs/runbooks as published there, and rules of
// Prometheus to the panels of that Grafana.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { stringify } from 'yaml';

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    'runbooks-url': { type: 'string' },
    'grafana-url': { type: 'string' },
  },
});
/** As the pure code wants it: without a slash at the end. */
const base = (url) => url?.replace(/\/+$/, '');

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
const places = { runbooksUrl: base(options['runbooks-url']), grafanaUrl: base(options['grafana-url']) };
for (const output of listOutputs(places)) {
  const { path } = output;
  const text = renderOutput(output, (value) => stringify(value, { lineWidth: 0 }));
  const present = await readFile(`${root}${path}`, 'utf8').catch(() => '');
  if (present === text) {
    continue;
  }
  stale.push(path);
  if (!options.check) {
    await mkdir(dirname(`${root}${path}`), { recursive: true });
    await writeFile(`${root}${path}`, text);
  }
}
if (options.check && stale.length > 0) {
  process.stderr.write(`Out of date, run npm run outputs:\n${stale.map((path) => `  ${path}\n`).join('')}`);
  process.exitCode = 1;
} else {
  process.stdout.write(stale.length === 0 ? 'All up to date.\n' : stale.map((path) => `${path}\n`).join(''));
}
