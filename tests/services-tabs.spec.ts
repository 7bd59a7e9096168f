import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, isPreview, test } from './fixtures/test';
import { TracedTabView } from './views/TracedTabView';

/** The embedded Tempo of the preview has an hour of spans; its metrics begin with the preview. */
const BY_TEMPO = { numbers: 'traceql', from: 'now-20m', to: 'now' };

/** Every question to a data source, as text to compare; times are left out, and so is what discovery asks. */
function questionsOf(page: Page): string[] {
  const questions: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isTempo = /\/proxy\/uid\/[^/]+\/api\/(metrics|search)/.test(url.pathname);
    if (isTempo && !url.pathname.includes('/tags')) {
      const { searchParams } = url;
      questions.push(`${url.pathname} ${searchParams.get('q')} ${searchParams.get('start')}`);
    }
    if (url.pathname.endsWith('/api/ds/query')) {
      questions.push(`${url.pathname} ${JSON.stringify(request.postDataJSON()?.queries?.map(exprOf))}`);
    }
  });
  return questions;
}

const exprOf = ({ expr, refId }: { expr?: string; refId?: string }) => `${refId}: ${expr}`;

async function violationsOf(page: Page): Promise<string[]> {
  // What a panel draws inside of its frame, in Grafana's palette, is Grafana's to mend.
  const { violations } = await new AxeBuilder({ page })
    .include('main')
    .exclude('[data-testid="data-testid panel content"]')
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

test('Latency of services: durations, compared with the time before, down to an operation', async ({
  page,
  theme,
  complaints,
}) => {
  await theme('light');
  const view = new TracedTabView(page, 'latency');
  const questions = questionsOf(page);
  await view.open({ ...BY_TEMPO, compare: 'before' });
  await view.answered(view.table);
  await expect(view.panel('Duration of requests')).toBeVisible();
  await expect(view.table.getByRole('columnheader', { name: 'The time just before' })).toBeVisible();
  await expect(view.table.getByRole('button', { name: 'orders' })).toBeVisible();
  await expect(page.getByText('Numbers computed by Tempo from its spans')).toBeVisible();
  if (isPreview) {
    // Three panels, of which two are compared, and a table of two values, of which one is.
    await expect.poll(() => questions.length).toBe(8);
    expect(new Set(questions).size).toBe(8);
  }
  await view.drawn();
  expect(await violationsOf(page)).toEqual([]);

  await view.table.getByRole('button', { name: 'orders' }).click();
  await expect(view.service).toHaveValue('orders');
  await view.answered(view.table);
  await view.table.getByRole('button', { name: 'POST /orders' }).click();
  await expect(page).toHaveURL(/service=orders&.*operation=POST/);
  await expect(view.table.getByRole('link', { name: 'Slow traces' })).toHaveAttribute(
    'href',
    /\/query\?q=.*orders.*duration.*tempo=/
  );
  await page.goBack();
  await expect(page).not.toHaveURL(/operation=/);
  expect(complaints).toEqual([]);
});

test('Errors of services: share, mistakes of clients, and exceptions that open their traces', async ({
  page,
  complaints,
}) => {
  const view = new TracedTabView(page, 'errors');
  const questions = questionsOf(page);
  await view.open(BY_TEMPO);
  await view.answered(view.table);
  await view.exceptions.scrollIntoViewIfNeeded();
  await view.answered(view.exceptions);
  await expect(view.panel('Clients’ mistakes and failures')).toBeVisible();
  const row = view.exceptions.getByRole('row', { name: /TimeoutError/ });
  await expect(row).toContainText('payments');
  await expect(row.getByRole('img', { name: /in the first half of the range/ })).toBeVisible();
  if (isPreview) {
    // Share, by service, 4xx, 5xx; one for the table; counts and sample of the exceptions.
    await expect.poll(() => questions.length).toBe(7);
    expect(new Set(questions).size).toBe(7);
  }
  await view.drawn();
  expect(await violationsOf(page)).toEqual([]);

  await row.getByRole('link', { name: 'Failing traces' }).click();
  await expect(page.getByRole('heading', { name: 'Query', level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/event%3Aname.*TimeoutError/);
  expect(complaints).toEqual([]);
});

test('the tabs ask nothing while they are closed, and a link to a panel opens its tab', async ({ page }) => {
  const questions = questionsOf(page);
  await page.goto('/a/tempo-companion-app/latency?panel=latency.services.rate');
  const view = new TracedTabView(page, 'latency');
  await expect(view.tab('Services')).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('[id="panel-latency.services.rate"]')).toBeFocused();
  expect(questions.filter((question) => question.includes('tempo_'))).toEqual([]);

  await view.tab('Tempo').click();
  await expect(page).toHaveURL(/tab=tempo/);
  await expect(view.service).toHaveCount(0);
  await expect.poll(() => questions.some((question) => question.includes('tempo_'))).toBe(true);
});

test('without Prometheus Tempo gives the numbers, and the first tab says what is missing', async ({
  page,
  scenario,
}) => {
  await scenario('no-prometheus');
  const view = new TracedTabView(page, 'errors');
  await view.open({ from: 'now-20m', to: 'now' });
  await expect(page.getByText('There is no Prometheus to ask for metrics made of spans')).toBeVisible();
  await view.answered(view.table);
  await expect(view.table.getByRole('button', { name: 'payments' })).toBeVisible();
  await view.tab('Tempo').click();
  await expect(page.getByText('There is no Prometheus data source yet')).toBeVisible();
});

test('a Prometheus that does not answer is not called missing', async ({ page, scenario }) => {
  await scenario('prometheus-down');
  const view = new TracedTabView(page, 'errors');
  await view.open({ from: 'now-20m', to: 'now' });
  await expect(page.getByText('Prometheus did not say which metrics of spans it has')).toBeVisible();
  await expect(page.getByText('Numbers computed by Tempo from its spans')).toBeVisible();
  await expect(page.getByText('There is no Prometheus to ask for metrics made of spans')).toHaveCount(0);
});

test('where Tempo fails, it is said what to do, and can be tried again', async ({ page, scenario, context }) => {
  await scenario('query-500');
  const view = new TracedTabView(page, 'errors');
  await view.open(BY_TEMPO);
  await view.exceptions.scrollIntoViewIfNeeded();
  const retry = view.exceptions.getByRole('button', { name: 'Try again' });
  await expect(view.exceptions.getByRole('alert')).toBeVisible();
  await context.clearCookies({ name: 'preview_scenario' });
  await retry.click();
  await expect(view.exceptions.getByRole('row', { name: /TimeoutError/ })).toBeVisible();
});
