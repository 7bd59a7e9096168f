import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, isPreview, test } from './fixtures/test';

test.skip(!isPreview, 'needs the demo shop');

/** What the page asks of Prometheus and Tempo for its numbers and traces; discovery is not counted. */
function watchQuestions(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.endsWith('/api/ds/query')) {
      const { queries } = JSON.parse(request.postData() ?? '{}') as { queries: Array<{ expr: string }> };
      asked.push(queries.map(({ expr }) => expr).join('\n'));
    }
    if (/\/proxy\/uid\/[^/]+\/api\/(search|metrics)/.test(url.pathname)) {
      asked.push(`${url.pathname}?${url.searchParams.get('q')}`);
    }
  });
  return asked;
}

test('map and table: sorted, filtered, narrowed, all of it in the URL; nothing asked twice', async ({
  services,
  page,
  complaints,
}) => {
  const asked = watchQuestions(page);
  await services.open('?from=now-15m&to=now');
  await expect(services.source).toContainText('traces_spanmetrics_calls_total');
  await expect(services.row('storefront')).toContainText(/req\/s.*%.*s/);
  await expect(services.nodes().filter({ hasText: 'shop-postgres' })).toContainText('database');
  await expect(services.nodes().filter({ hasText: 'user' })).toContainText('sends no spans');
  expect(asked).toHaveLength(2);

  await services.sortBy('Service');
  await expect(page).toHaveURL(/sort=-name/);
  await expect.poll(async () => (await services.names())[0]).toBe('warehouse');
  await services.filter.fill('SEAR');
  await expect(page.getByText('Services: 1 of 8')).toBeVisible();
  await expect(page).toHaveURL(/filter=SEAR/);
  await services.filter.fill('');
  await page.getByRole('combobox', { name: 'Surroundings of' }).fill('search');
  await page.getByRole('option', { name: 'search' }).click();
  await expect(services.nodes()).toHaveCount(3);
  await expect(page).toHaveURL(/focus=search/);
  // All of that was told from the same two answers.
  expect(asked).toHaveLength(2);

  await services.nodes().filter({ hasText: 'storefront' }).click();
  await expect(page.getByRole('heading', { name: 'storefront', level: 2 })).toBeVisible();
  await expect(page).toHaveURL(/services\/storefront\?.*from=now-15m/);
  expect(complaints).toEqual([]);
});

test('a map that is folded asks nothing', async ({ services, page }) => {
  const asked = watchQuestions(page);
  await services.open('?map=closed');
  await expect(services.row('storefront')).toBeVisible();
  expect(asked.filter((question) => question.includes('service_graph'))).toEqual([]);
  await services.mapToggle.click();
  await expect(services.nodes().first()).toBeVisible();
  expect(asked).toHaveLength(2);
});

test('a service: over time, dependencies, operations, versions and example traces', async ({ services, page }) => {
  const asked = watchQuestions(page);
  await services.openService('search', '?from=now-15m&to=now');
  await expect(page.getByRole('grid', { name: 'Called by' })).toContainText('storefront');
  await expect(page.getByRole('grid', { name: 'Calls' })).toContainText('shop-postgres');
  await expect(page.getByRole('heading', { name: 'Duration of requests' })).toBeVisible();
  expect(asked).toHaveLength(2);

  await services.tab('Operations').click();
  const operations = page.getByRole('grid', { name: 'Operations' });
  await operations
    .getByRole('button', { name: /GET|Search|search/ })
    .first()
    .click();
  await expect(page.getByText(/^Only the operation “/)).toBeVisible();
  await page.getByRole('button', { name: 'All operations' }).click();
  await expect(page).not.toHaveURL(/operation=/);

  await services.tab('Versions').click();
  await expect(page.getByRole('grid', { name: 'Versions' }).getByRole('row')).not.toHaveCount(0);
  expect(asked.filter((question) => question.includes('resource.service.version'))).toHaveLength(2);

  await services.tab('Example traces').click();
  const typical = page.getByRole('table', { name: 'Typical' }).getByRole('link').first();
  const traceId = await typical.innerText();
  await typical.click();
  await expect(page).toHaveURL(new RegExp(`/query\\?.*trace=${traceId}`));
  await expect(page.getByText(traceId).first()).toBeVisible();
});

test('without Prometheus the numbers are computed by Tempo', async ({ services, page, scenario }) => {
  await scenario('no-prometheus');
  const asked = watchQuestions(page);
  await services.open('?from=now-15m&to=now');
  await expect(services.source).toContainText('TraceQL metrics');
  await expect(services.row('storefront')).toContainText(/req\/s/);
  await expect(page.getByText('There are no service-graph metrics, so there is no map.')).toBeVisible();
  await page.getByRole('button', { name: 'What to configure for better' }).click();
  await expect(page.getByText(/There is no Prometheus to ask/)).toBeVisible();
  expect(asked).toHaveLength(2);
});

test('says what went wrong, and what there is not', async ({ services, page, scenario, context }) => {
  await scenario('no-prometheus', 'query-500');
  await services.open();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await context.clearCookies({ name: 'preview_scenario' });
  await scenario('no-prometheus', 'query-empty');
  await services.open();
  await expect(page.getByText('No service was asked for anything')).toBeVisible();
  await context.clearCookies({ name: 'preview_scenario' });
  await services.openService('no such "service" / at all');
  await expect(page.getByText(/^Nobody asked “no such "service" \/ at all” anything/)).toBeVisible();
});

test('300 services and 2,000 operations stay fluid', async ({ services, page, scenario }) => {
  await scenario('many-services');
  await services.open();
  await expect(page.getByText('Services: 300')).toBeVisible();
  await expect(page.getByText('The 40 busiest of 300')).toBeVisible();
  await expect(services.nodes()).toHaveCount(40);
  expect(await services.table.getByRole('row').count()).toBeLessThan(45);
  await page.getByRole('button', { name: 'Draw more' }).click();
  await expect(services.nodes()).toHaveCount(80);
  await services.filter.fill('service-12');
  await expect(page.getByText('Services: 10 of 300')).toBeVisible();

  await services.openService('team-0-service-000', '?tab=operations');
  await expect(page.getByText('Operations: 2000')).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(60);
});

for (const theme of ['dark', 'light'] as const) {
  test(`has no accessibility violations, ${theme}`, async ({ services, page, theme: setTheme }) => {
    await setTheme(theme);
    await services.open('?from=now-15m&to=now');
    await expect(services.row('storefront')).toBeVisible();
    await expect(services.nodes().first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await services.openService('search', '?from=now-15m&to=now&tab=traces');
    await expect(page.getByRole('table', { name: 'Typical' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

/** In what is the page's own; the chrome around it is the host's, and what a panel draws in its frame is Grafana's. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include('main')
    .exclude('[data-testid="data-testid panel content"]')
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
