// Makes sure that there is a Chromium for the end-to-end tests: installs Debian's where that is possible, else says how.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const candidates = [process.env.CHROME_PATH, chromium.executablePath(), '/usr/bin/chromium'];
const found = candidates.find((path) => path && existsSync(path));

if (found) {
  console.log(`Chromium: ${found}`);
} else if (!install()) {
  console.error(
    'No Chromium found. Run "npx playwright install chromium", or install one and set CHROME_PATH to its path.'
  );
  process.exitCode = 1;
}

function install() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    return false;
  }
  console.log('Installing Chromium with apt-get …');
  const run = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  return run('update') && run('install', '-y', '--no-install-recommends', 'chromium');
}
