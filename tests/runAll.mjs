// npm test: every check of the project, one after the other, all of them even if one fails, and a count at the end.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const RESULTS = 'test-results';
const JEST_RESULTS = `${RESULTS}/unit.json`;
const E2E_RESULTS = `${RESULTS}/e2e.json`;

/** A step that is one check: it passed if it exits with 0. */
const check = (name, command, ...args) => ({ name, command, args, count: ({ ok }) => (ok ? [1, 0] : [0, 1]) });

const STEPS = [
  check('types', 'npm', 'run', '--silent', 'typecheck'),
  check('lint', 'npm', 'run', '--silent', 'lint'),
  check('format', 'npm', 'run', '--silent', 'format:check'),
  check('dead code', 'npm', 'run', '--silent', 'knip'),
  check('dead links', 'npm', 'run', '--silent', 'links'),
  {
    name: 'unit tests',
    command: 'npx',
    args: ['jest', '--ci', '--maxWorkers=2', '--json', `--outputFile=${JEST_RESULTS}`],
    count: () => countJest(readJson(JEST_RESULTS)),
  },
  check('build', 'npm', 'run', '--silent', 'build'),
  check('browser', 'node', 'tests/ensureChromium.mjs'),
  {
    name: 'end-to-end tests',
    command: 'npx',
    args: ['playwright', 'test'],
    count: () => countPlaywright(readJson(E2E_RESULTS)),
  },
];

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

let passed = 0;
let failed = 0;
const summary = [];
for (const { name, command, args, count } of STEPS) {
  console.log(`\n=== ${name}: ${command} ${args.join(' ')}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  const ok = status === 0;
  const [good, bad] = count({ ok });
  // A step that fails without a failed test (it crashed, or ran none) is a failure all the same.
  const failures = ok || bad > 0 ? bad : 1;
  passed += good;
  failed += failures;
  summary.push(
    `${ok ? 'ok  ' : 'FAIL'} ${name}: ${good} passed, ${failures} failed (${Math.round((Date.now() - started) / 1000)} s)`
  );
}

console.log(`\n${summary.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** A suite that could not be loaded has no tests, so it counts as one failure. */
function countJest(results) {
  if (!results) {
    return [0, 1];
  }
  return [results.numPassedTests, results.numFailedTests + results.numRuntimeErrorTestSuites];
}

function countPlaywright(results) {
  if (!results) {
    return [0, 1];
  }
  const { expected, flaky, unexpected } = results.stats;
  return [expected + flaky, unexpected + results.errors.length];
}
