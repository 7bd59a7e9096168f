import { expect, isPreview, test } from './fixtures/test';

for (const theme of ['dark', 'light'] as const) {
  test(`the page loads without complaints, ${theme}`, async ({ ingestion, complaints, theme: setTheme }) => {
    await setTheme(theme);
    await ingestion.openDiscovered();
    await ingestion.scrollThrough();
    await expect(ingestion.notApplicable).toBeVisible();
    expect(complaints).toEqual([]);
  });
}

test('every panel in view has data', async ({ ingestion, page }) => {
  test.skip(!isPreview, 'needs the recordings');
  await ingestion.openDiscovered('?row-remote-write=open&row-resources=open');
  await ingestion.scrollThrough();
  await expect(ingestion.loadingPanels).toHaveCount(0);
  expect(await ingestion.panels.count()).toBeGreaterThan(40);
  await expect(page.getByText('No data')).toHaveCount(0);
  await expect(ingestion.panel('Spans in')).toContainText(/\d/);
  await expect(ingestion.panel('Tenants with the most spans').getByText('single-tenant')).toBeVisible();
});

test('the recorded faults can be seen', async ({ ingestion }) => {
  test.skip(!isPreview, 'needs the recordings');
  await ingestion.openDiscovered();
  const discarded = await ingestion.reveal('Discarded spans per second by reason');
  for (const reason of ['rate_limited', 'live_traces_exceeded', 'trace_too_large']) {
    await expect(discarded.getByText(reason)).toBeAttached();
  }
  const refused = await ingestion.reveal('Active series and their limit');
  await expect(refused.getByText(/limit/i).last()).toBeAttached();
});

test('says what Tempo it is, and what does not apply here', async ({ ingestion, page }) => {
  await ingestion.openDiscovered();
  await ingestion.notApplicable.scrollIntoViewIfNeeded();
  await ingestion.notApplicable.click();
  const reasons = page.getByRole('listitem').filter({ hasText: /: / });
  expect(await reasons.count()).toBeGreaterThan(0);
  await expect(reasons.first()).toContainText(/Tempo|Prometheus|measured/);
});

test('time range, variables, data sources and folded rows are in the URL and survive a reload', async ({
  ingestion,
  page,
}) => {
  await ingestion.openDiscovered();
  await ingestion.row('Received').click();
  await page.getByTestId('data-testid TimePicker Open Button').click();
  await page.getByText('Last 30 minutes', { exact: true }).click();
  await ingestion.chooseTenant('single-tenant');
  await expect(page).toHaveURL(/from=now-30m/);
  await expect(page).toHaveURL(/var-tenant=single-tenant/);
  await expect(page).toHaveURL(/row-received=closed/);

  await page.reload();
  await expect(page.getByTestId('data-testid TimePicker Open Button')).toContainText('Last 30 minutes');
  await expect(ingestion.row('Received')).toHaveAttribute('aria-expanded', 'false');
  await expect(ingestion.panel('Spans received per second by tenant')).toHaveCount(0);
  await expect(page).toHaveURL(/var-tenant=single-tenant/);
});

test('a chosen tenant reaches the queries', async ({ ingestion, page }) => {
  const expressions: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/ds/query')) {
      expressions.push(request.postData() ?? '');
    }
  });
  await ingestion.open('?var-tenant=nobody');
  await expect(ingestion.discovered).toBeVisible();
  await expect.poll(() => expressions.some((body) => body.includes('tenant=~\\"nobody\\"'))).toBe(true);
});

test('queries run for visible panels only, and none twice', async ({ ingestion, page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/ds/query')) {
      const body = JSON.parse(request.postData() ?? '{}');
      asked.push(JSON.stringify(body.queries.map((query: { expr: string }) => query.expr)));
    }
  });
  await ingestion.openDiscovered();
  await expect(ingestion.loadingPanels).toHaveCount(0);
  const atFirst = asked.length;
  expect(atFirst).toBeGreaterThan(4);
  expect(atFirst).toBeLessThan(20);
  await ingestion.scrollThrough();
  await expect(ingestion.loadingPanels).toHaveCount(0);
  expect(asked.length).toBeGreaterThan(atFirst + 15);
  expect(asked.length - new Set(asked).size).toBe(0);
});

test('a panel leads to Explore with its query', async ({ ingestion, page }) => {
  await ingestion.openDiscovered();
  const panel = ingestion.panel('Spans received per second by tenant');
  await panel.scrollIntoViewIfNeeded();
  await panel.hover();
  await panel.getByRole('button', { name: /^Menu/ }).click();
  const explore = page.getByRole('menuitem', { name: 'Explore' });
  await expect(explore).toHaveAttribute('href', /\/explore\?.*tempo_distributor_spans_received_total/);
});

test('a panel says what it shows, what good looks like and what to do', async ({ ingestion, page }) => {
  await ingestion.openDiscovered();
  await ingestion.panel('Discarded').getByTestId('title-items-container').locator('[tabindex]').first().hover();
  await expect(page.getByText('What good looks like')).toBeVisible();
  await expect(page.getByText('When it is bad')).toBeVisible();
});
