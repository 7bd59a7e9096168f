import { defineConfig, devices, type Project } from '@playwright/test';
import { dirname } from 'path';
import { findChromium } from './tests/fixtures/findChromium';

/**
 * Without GRAFANA_URL the specs run against the preview, once a recording. With it they run against that Grafana, which
 * needs the plugin and the provisioning of this repository.
 */
const grafanaUrl = process.env.GRAFANA_URL;

/** Chosen to be unlikely in use; each preview takes further ports by itself. */
const PREVIEWS = [
  { name: 'microservices 2.6.1', tempo: '2.6.1', port: 13261 },
  { name: 'single binary 3.0.3', tempo: '3.0.3', port: 13303 },
];

const browser = {
  ...devices['Desktop Chrome'],
  viewport: { width: 1280, height: 900 },
  launchOptions: {
    executablePath: findChromium(),
    // Without a network the browser's own services would fill the log with failures; as root there is no sandbox.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

const previewProjects: Project[] = PREVIEWS.map(({ name, port }) => ({
  name,
  use: { ...browser, baseURL: `http://127.0.0.1:${port}` },
}));

const grafanaProjects: Project[] = [
  {
    name: 'auth',
    testDir: `${dirname(require.resolve('@grafana/plugin-e2e'))}/auth`,
    testMatch: [/.*\.js/],
    use: { ...browser, baseURL: grafanaUrl },
  },
  {
    name: 'grafana',
    use: { ...browser, baseURL: grafanaUrl, storageState: 'playwright/.auth/admin.json' },
    dependencies: ['auth'],
  },
];

export default defineConfig({
  testDir: './tests',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  // Ends what hangs; a busy machine takes many times what a quiet one takes.
  timeout: 240_000,
  expect: { timeout: 40_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  // Recording every test makes each a third slower or more; a failed one is recorded when it is tried again.
  use: { trace: 'on-first-retry' },
  projects: grafanaUrl ? grafanaProjects : previewProjects,
  webServer: grafanaUrl
    ? undefined
    : PREVIEWS.map(({ tempo, port }) => ({
        command: `node preview/preview.mjs --no-build --tempo ${tempo} --port ${port}`,
        url: `http://127.0.0.1:${port}/api/health`,
        timeout: 180_000,
        reuseExistingServer: false,
        gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
      })),
});
