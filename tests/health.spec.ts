import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { isAllowedPath } from '../src/tempo/allowedPaths';
import { isComponentPath } from '../src/tempo/componentPaths';
import { COMPONENTS } from '../src/tempo/components';
import { expect, isPreview, test } from './fixtures/test';
import { HEALTH_TABS, HealthView } from './views/HealthView';

/** What each fault of the preview must be found as. Faults that a release cannot have are left out. */
const FOUND_AS: Record<'2.6.1' | '3.0.3', Record<string, string>> = {
  '2.6.1': {
    errors: 'Searches fail',
    'no-tenant': 'The data source sends no tenant',
    'not-ready': 'A process is not ready',
    down: 'A component cannot be reached',
    'ingester-failed': 'A service inside of a process does not run',
    'generator-missing': 'TraceQL metrics queries fail',
    'empty-ring': 'A ring is empty',
    'ring-unhealthy': 'A ring has unhealthy members',
    'querier-stopped': 'A component cannot be reached',
    'tenant-override': 'A tenant may send nothing: its rate limit is 0',
    'version-skew': 'Processes of different releases run together',
  },
  '3.0.3': {
    errors: 'Searches fail',
    'no-tenant': 'The data source sends no tenant',
    'not-ready': 'A process is not ready',
    down: 'A component cannot be reached',
    'empty-ring': 'A ring is empty',
    'ring-unhealthy': 'A ring has unhealthy members',
    'tenant-override': 'A tenant may send nothing: its rate limit is 0',
    'jobs-failed': 'A job of the backend-scheduler does not end',
  },
};

const releaseOf = (project: string) => (project.includes('2.6.1') ? '2.6.1' : '3.0.3');

test('each fault is found by name within one refresh, and is gone with the next', async ({
  page,
  scenario,
}, testInfo) => {
  test.skip(!isPreview, 'only the preview has faults on demand');
  test.setTimeout(180_000);
  const view = new HealthView(page);
  await view.openAsked();
  const faults = Object.entries(FOUND_AS[releaseOf(testInfo.project.name)]);
  const healthy = await view.findingTitles();
  expect(healthy).not.toEqual(expect.arrayContaining(faults.map(([, title]) => title)));
  const missed: string[] = [];
  for (const [name, title] of faults) {
    await scenario(`fault-${name}`);
    await view.refresh();
    const titles = await view.findingTitles();
    if (!titles.includes(title)) {
      missed.push(`${name} is not found as "${title}", but: ${titles.filter((t) => !healthy.includes(t)).join('; ')}`);
    }
  }
  expect(missed).toEqual([]);
  await scenario();
  await view.refresh();
  expect(await view.findingTitles()).toEqual(healthy);
});

for (const theme of ['dark', 'light'] as const) {
  test(`every tab opens, and axe finds nothing, ${theme}`, async ({ page, complaints, theme: setTheme }, testInfo) => {
    // All tabs, each looked at by axe.
    test.slow();
    await setTheme(theme);
    const view = new HealthView(page);
    await view.openAsked();
    const wrong: string[] = [];
    for (const tab of HEALTH_TABS) {
      // 2.x has no backend scheduler.
      if (tab === 'Backend jobs' && releaseOf(testInfo.project.name) === '2.6.1') {
        await expect(view.tab(tab)).toBeHidden();
        continue;
      }
      await view.show(tab);
      await expect(page.getByRole('main')).not.toContainText('Loading');
      wrong.push(...(await listViolations(page)).map((violation) => `${tab}: ${violation}`));
    }
    expect(wrong).toEqual([]);
    expect(complaints).toEqual([]);
  });
}

test('a Viewer gets a clear refusal, and no secret', async ({ page, role }, testInfo) => {
  test.skip(!isPreview, 'needs the components of the preview');
  await role('Viewer');
  const view = new HealthView(page);
  await view.openAsked();
  const settings = await page.request.get('/api/plugins/tempo-companion-app/settings');
  const text = settings.ok() ? await settings.text() : '';
  expect(text).not.toMatch(/Bearer |Basic |"secureJsonData"\s*:/);
  if (releaseOf(testInfo.project.name) === '2.6.1') {
    const guarded = await page.request.get('/api/plugin-proxy/tempo-companion-app/components/ingester/ready');
    expect(guarded.status()).toBe(403);
    await view.show('Components');
    await expect(view.processes.getByText('You may not ask this component').first()).toBeVisible();
  }
});

test('a trace that is there is found, and a link opens it', async ({ page }, testInfo) => {
  test.skip(!isPreview, 'needs the demo traffic');
  const view = new HealthView(page);
  const traceId = await findTraceId(page);
  await view.open('?tab=missing-trace');
  await page.getByRole('textbox', { name: /^Trace/ }).fill(`traceparent: 00-${traceId}-0000000000000001-01`);
  await page.getByRole('button', { name: 'Find out' }).click();
  await expect(view.verdict('found')).toBeVisible();
  await expect(page).toHaveURL(/trace=traceparent/);
  await expect(view.verdict('found').getByRole('link', { name: 'Open the trace' })).toHaveAttribute(
    'href',
    new RegExp(`trace=${traceId}`)
  );
  testInfo.annotations.push({ type: 'trace', description: traceId });
});

test('a trace that never was: every step is taken, each with its evidence', async ({ page, complaints }) => {
  test.skip(!isPreview, 'needs the recordings');
  const view = new HealthView(page);
  await view.open(`?tab=missing-trace&trace=${'0123456789abcdef'.repeat(2)}&at=${Date.now() - 1_200_000}`);
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await expect(view.steps).toHaveCount(8);
  await expect(view.verdicts.first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('what is typed wrong is said at the field, and stays', async ({ page }) => {
  const view = new HealthView(page);
  await view.open('?tab=missing-trace');
  const field = page.getByRole('textbox', { name: /^Trace/ });
  await field.fill('0123');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Too short: a trace ID has 32 digits')).toBeVisible();
  await expect(field).toHaveValue('0123');
});

test('a service that nobody knows, and a search that is cancelled', async ({ page, scenario }) => {
  const view = new HealthView(page);
  await view.open(`?tab=missing-trace&service=no-such-service&at=${Date.now() - 900_000}&around=900`);
  await expect(view.verdict('service-never-seen')).toBeVisible();
  await scenario('query-slow');
  await page.getByRole('button', { name: 'Find out' }).click();
  await page.getByRole('button', { name: 'Cancel' }).last().click();
  await expect(page.getByText('Cancelled. What was found so far stands below.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Find out' })).toBeFocused();
});

test('a sample of traces is judged by service', async ({ page, complaints }) => {
  test.skip(!isPreview, 'needs the demo traffic');
  const view = new HealthView(page);
  await view.open('?tab=quality');
  await page.getByRole('button', { name: 'Take a sample' }).click();
  await expect(page.getByText(/^Judged: \d+ traces with \d+ spans/)).toBeVisible({ timeout: 40_000 });
  const table = page.getByRole('grid', { name: 'Services of the sample' });
  await expect(table.getByRole('button').first()).toBeVisible();
  const example = page.locator('[data-defect]').getByRole('link').first();
  await expect(example).toHaveAttribute('href', /query\?.*trace=[0-9a-f]{32}/);
  // Grafana's own colour of a primary button that has the mouse or the focus has too little contrast; it fades back.
  await page.mouse.move(0, 0);
  await page.keyboard.press('Tab');
  await expect.poll(() => listViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('no request leaves the allowlist, on any page', async ({ page }) => {
  test.skip(!isPreview, 'needs the request log');
  test.setTimeout(120_000);
  const view = new HealthView(page);
  await view.open();
  await page.request.delete('/preview/requests');
  await view.openAsked();
  for (const tab of HEALTH_TABS) {
    if (await view.tab(tab).isVisible()) {
      await view.show(tab);
    }
  }
  await page.getByRole('button', { name: 'Take a sample' }).click();
  await expect(page.getByText(/^Judged: /)).toBeVisible({ timeout: 40_000 });
  for (const path of ['overview', 'ingestion', 'latency', 'errors', 'storage', 'services', 'query?q=%7B%7D']) {
    await page.goto(`/a/tempo-companion-app/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
  }
  const { requests } = await (await page.request.get('/preview/requests')).json();
  const seen = requests as Array<{ component: string; method: string; path: string }>;
  expect(seen.length).toBeGreaterThan(20);
  const outside = seen.filter(({ component, method, path }) => {
    const known = COMPONENTS.find((name) => name === component);
    return method !== 'GET' || !(isAllowedPath(path) || (known !== undefined && isComponentPath(known, path)));
  });
  expect([...new Set(outside.map(({ method, component, path }) => `${method} ${component} ${path}`))]).toEqual([]);
});

/** A trace that the demo made some minutes ago. */
async function findTraceId(page: Page): Promise<string> {
  const end = Math.floor(Date.now() / 1000) - 180;
  const query = `q=${encodeURIComponent('{ nestedSetParent = -1 }')}&start=${end - 600}&end=${end}&limit=1`;
  const answer = await page.request.get(`/api/datasources/proxy/uid/tempo/api/search?${query}`);
  const { traces } = await answer.json();
  return String(traces[0].traceID).padStart(32, '0');
}

async function listViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}
