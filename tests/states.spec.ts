import { expect, test } from './fixtures/test';

test('without data sources there is a guide', async ({ ingestion, page, scenario }) => {
  await scenario('no-datasources');
  await ingestion.open();
  await expect(page.getByText('There is no Tempo and no Prometheus data source yet')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Add a Prometheus data source' })).toHaveAttribute(
    'href',
    '/connections/datasources/prometheus'
  );
});

test('without Prometheus the guide names it', async ({ ingestion, page, scenario }) => {
  await scenario('no-prometheus');
  await ingestion.open();
  await expect(page.getByText('There is no Prometheus data source yet')).toBeVisible();
});

test('Prometheus down is an error that can be tried again', async ({ ingestion, page, scenario, context }) => {
  await scenario('prometheus-down');
  await ingestion.open();
  await expect(page.getByText('Prometheus did not answer')).toBeVisible();
  await context.clearCookies({ name: 'preview_scenario' });
  await ingestion.retry.click();
  await expect(ingestion.panel('Spans received per second by tenant')).toBeVisible();
});

test('without the right to query it says so', async ({ ingestion, page, scenario }) => {
  await scenario('no-permission');
  await ingestion.open();
  await expect(page.getByText('You may not query this Prometheus data source')).toBeVisible();
  await expect(page.getByText('Tempo cannot be asked: access was refused')).toBeVisible();
});

test('with Tempo down the metrics are shown all the same', async ({ ingestion, page, scenario }) => {
  await scenario('tempo-down');
  await ingestion.open();
  await expect(page.getByText('Tempo does not answer')).toBeVisible();
  await expect(ingestion.panel('Spans received per second by tenant')).toBeVisible();
  await expect(ingestion.discovered).toBeVisible();
});

test('while it asks it says so', async ({ ingestion, page, scenario }) => {
  await scenario('slow');
  await ingestion.open();
  await expect(page.getByText('Asking Tempo and Prometheus…')).toBeVisible();
  await expect(ingestion.discovered).toBeVisible();
});

test('an unknown page leads back', async ({ page }) => {
  await page.goto('/a/tempo-companion-app/nowhere/at-all');
  await expect(page.getByText('Tempo Companion has no page here')).toBeVisible();
  await page.getByRole('link', { name: 'Go to the overview' }).click();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
});

test('a part that does not load can be tried again', async ({ page, ingestion, scenario }) => {
  // Slow discovery leaves the time to break what comes after it: the code of the page itself.
  await scenario('slow');
  await ingestion.open();
  let broken = true;
  await page.route(/plugins\/tempo-companion-app\/\d+\.js/, (route) => (broken ? route.abort() : route.continue()));
  await expect(page.getByText('A part of the app did not load')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Reload the page' })).toBeVisible();
  broken = false;
  await ingestion.retry.click();
  await expect(ingestion.panel('Spans received per second by tenant')).toBeVisible();
});
