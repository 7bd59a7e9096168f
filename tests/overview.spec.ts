import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, isPreview, test } from './fixtures/test';
import { OverviewView } from './views/OverviewView';

test('the app opens with the numbers of all chapters, asked once, each leading to its panel', async ({
  page,
  complaints,
}) => {
  const overview = new OverviewView(page);
  await page.goto('/a/tempo-companion-app');
  await expect(overview.title).toBeVisible();
  for (const title of ['Spans in', 'Searches p99', 'Failed reads', 'Stored']) {
    await expect(overview.tile(title)).toContainText(/\d/);
  }
  await expect(overview.discovered).toContainText(/Tempo \d+\.\d+\.\d+, as it and its metrics say/);
  // The recordings are of an hour.
  await expect(overview.changes).toContainText(isPreview ? 'There are no data of 24 hours ago' : /./);
  expect(await listViolations(page)).toEqual([]);

  const [now = [], before = []] = overview.asked;
  expect(overview.asked).toHaveLength(2);
  expect(overview.counted).toEqual([]);
  expect(before).toEqual(now);
  expect(now.length).toBeGreaterThan(10);
  expect(new Set(now).size).toBe(now.length);

  await overview.tile('Searches p99').getByRole('link').click();
  await expect(page).toHaveURL(/\/latency\?.*panel=latency\.search-p99-now/);
  await expect(page.locator('[id="panel-latency.search-p99-now"]')).toBeFocused();
  expect(complaints).toEqual([]);
});

test('what has changed since yesterday is said in words, in the light theme too', async ({ page, theme }) => {
  test.skip(!isPreview, 'needs the recordings');
  await theme('light');
  const overview = new OverviewView(page);
  await overview.pretendYesterday();
  await overview.open();
  const changes = overview.changes.getByRole('listitem');
  await expect(changes.first()).toHaveText(/^Worse.+: .+, 2 times as much as .+$/);
  await expect(changes.filter({ hasText: 'Stored' })).toHaveText(/^ChangedStored: .+ MiB, 2 times as much as .+ MiB$/);
  await expect(changes.last()).toHaveText(/^BetterWithin the objective: .+%, 2 times as much as .+%$/);
  expect(await listViolations(page)).toEqual([]);
});

test('a trace is opened from what people copy', async ({ page, request }) => {
  test.skip(!isPreview, 'needs the demo traffic');
  const answer = await request.get('/api/datasources/proxy/uid/tempo/api/search?q=%7B%7D&limit=1');
  const { traces } = await answer.json();
  const id = String(traces[0].traceID).padStart(32, '0');
  const overview = new OverviewView(page);
  await overview.open();
  await overview.traceBox.fill('checkout');
  await overview.openTrace.click();
  await expect(page.getByRole('alert')).toContainText('Not recognised');
  await expect(overview.traceBox).toHaveValue('checkout');

  await overview.traceBox.fill(`traceparent: 00-${id.toUpperCase()}-00f067aa0ba902b7-01`);
  await expect(page.getByText('W3C traceparent header, trace:')).toContainText(id);
  await overview.traceBox.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/query\\?.*trace=${id}`));
  await expect(page.getByText(id).first()).toBeVisible();
});

test('without Prometheus Tempo counts its spans, asked once, and there is a guide', async ({ page, scenario }) => {
  await scenario('no-prometheus');
  const overview = new OverviewView(page);
  await overview.open();
  await expect(overview.tile('Spans')).toContainText(/\d.* spans\/s/);
  await expect(overview.tile('Spans with errors')).toContainText(/\d/);
  await expect(overview.discovered).toContainText('there is no Prometheus data source');
  await expect(page.getByRole('link', { name: 'Add a Prometheus data source' })).toBeVisible();
  expect(overview.asked).toEqual([]);
  expect(overview.counted).toHaveLength(1);
  expect(await listViolations(page)).toEqual([]);
});

test('with Prometheus down, or without the right to ask it, the rest is there', async ({ page, scenario }) => {
  const overview = new OverviewView(page);
  await scenario('prometheus-down');
  await overview.open();
  await expect(page.getByText('Prometheus did not answer')).toBeVisible();
  await expect(overview.tile('Spans')).toContainText(/\d.* spans\/s/);
  await expect(overview.traceBox).toBeVisible();
  await scenario('no-permission');
  await overview.open();
  await expect(page.getByText('You may not query this Prometheus data source')).toBeVisible();
  await expect(overview.discovered).toBeVisible();
});

test('with Tempo down, or unable to answer queries, what can be shown is', async ({ page, scenario }) => {
  const overview = new OverviewView(page);
  await scenario('tempo-down');
  await overview.open();
  await expect(page.getByText('Tempo does not answer')).toBeVisible();
  await expect(overview.tile('Spans in')).toContainText(/\d/);
  await scenario('no-prometheus', 'query-429');
  await overview.open();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(overview.traceBox).toBeVisible();
});

test('without data sources there is a guide', async ({ page, scenario }) => {
  await scenario('no-datasources');
  await new OverviewView(page).open();
  await expect(page.getByText('There is no Tempo and no Prometheus data source yet')).toBeVisible();
});

async function listViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}
