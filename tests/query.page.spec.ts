import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures/test';
import { QueryView } from './views/QueryView';

const ERRORS = '{ status = error }';

// Monaco, and the answers of an embedded Tempo that other tests ask too.
test.slow();

test('an empty page offers a way to begin', async ({ query, page }) => {
  await query.open();
  await page.getByRole('button', { name: 'Failing requests' }).click();
  await query.expectText('{ kind = server && status = error } | select(statusMessage)');
  await query.answered();
  await expect(query.rows.nth(1)).toBeVisible();
});

test('templates are for one service, and the last queries are kept', async ({ query, page }) => {
  await query.open();
  await page.getByRole('button', { name: 'Queries', exact: true }).click();
  const service = page.getByRole('combobox', { name: 'Service', exact: true });
  await service.click();
  await page.getByRole('option', { name: 'orders' }).click();
  await page.getByRole('button', { name: 'Use: Slow requests' }).click();
  await query.expectText('{ resource.service.name = "orders" && kind = server && duration > 1s }');
  await query.answered();

  await page.getByRole('button', { name: 'Queries', exact: true }).click();
  await page.getByRole('tab', { name: 'Saved' }).click();
  await page.getByLabel('Name for the query on the page').fill('slow orders');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Use: slow orders' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Queries', exact: true }).click();
  await page.getByRole('tab', { name: 'Saved' }).click();
  await expect(page.getByRole('button', { name: 'Use: slow orders' })).toBeVisible();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(
    page.getByText('{ resource.service.name = "orders" && kind = server && duration > 1s }').last()
  ).toBeVisible();
});

test('a broken text keeps the last good query, and a quick fix repairs it', async ({ query, page }) => {
  await query.open({ q: '{ span.http.method = GET }', editor: 'code' });
  await expect(query.problems).toContainText(/line 1, column/);
  await query.run.click();
  await expect(page.getByText('The query was not sent')).toBeVisible();
  await query.chooseView('Builder');
  await expect(page.getByText('The text has a mistake')).toBeVisible();
  await query.problems.getByRole('button').first().click();
  await query.expectText('{ span.http.method = "GET" }');
  await expect(page.getByText('The text has a mistake')).toBeHidden();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText('The text has a mistake')).toBeVisible();
});

test('a link opens everything as it was', async ({ query, page }) => {
  await query.open({ q: ERRORS, table: 'spans', sort: 'duration', limit: '30', chart: 'histogram', editor: 'code' });
  await query.answered();
  await query.expectCode(ERRORS);
  await expect(page.getByLabel('Limit', { exact: true })).toHaveValue('30');
  await expect(query.results.getByRole('radio', { name: 'Spans' })).toBeChecked();
  await expect(query.results.getByRole('radio', { name: 'Histogram' })).toBeChecked();
  const address = page.url();
  await page.reload();
  await query.answered();
  expect(page.url()).toBe(address);
  await expect(query.results.getByRole('radio', { name: 'Histogram' })).toBeChecked();
});

test('a question is asked once', async ({ query, page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/api\/(search|metrics\/query_range)\?/.test(request.url())) {
      asked.push(request.url());
    }
  });
  await query.open({ q: '{ } | rate()' });
  await query.answered();
  expect(asked).toHaveLength(1);
  await query.run.click();
  await page.waitForTimeout(1500);
  await query.answered();
  expect(asked).toHaveLength(2);
});

test('going back leads from one query that was run to the one before', async ({ query, page }) => {
  await query.open({ q: '{ kind = server }' });
  await query.answered();
  await query.builder.getByRole('button', { name: 'Remove condition 1' }).click();
  await query.expectText('{ }');
  await query.run.click();
  await query.answered();
  await query.builder.getByRole('button', { name: 'Add step' }).click();
  await page.getByRole('menuitem', { name: /^Count or aggregate/ }).click();
  await expect(page).toHaveURL(/count/);
  await page.goBack();
  await query.expectText('{ }');
  await page.goBack();
  await query.expectText('{ kind = server }');
  await expect(query.rows.nth(1)).toBeVisible();
  await page.goForward();
  await query.expectText('{ }');
});

test('what another tab has saved stays', async ({ query, page, context }) => {
  await query.open({ q: ERRORS });
  await query.answered();
  const other = new QueryView(await context.newPage());
  await other.open({ q: '{ }' });
  await other.answered();
  const name = `slow ${Date.now()}`;
  const openSaved = async (view: QueryView) => {
    await view.page.getByRole('button', { name: 'Queries', exact: true }).click();
    await view.page.getByRole('tab', { name: 'Saved' }).click();
  };
  await openSaved(other);
  await other.page.getByLabel('Name for the query on the page').fill(name);
  await other.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other.page.getByRole('button', { name: `Use: ${name}` })).toBeVisible();
  await query.run.click();
  await query.answered();
  await openSaved(query);
  await expect(page.getByRole('button', { name: `Use: ${name}` })).toBeVisible();
});

test('a rectangle in the scatter becomes a condition and a time range', async ({ query, page }) => {
  await query.open({ q: '{ kind = server }', limit: '100' });
  await query.answered();
  const chart = query.results.locator('.u-over').first();
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.7, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => query.shown()).toMatch(/kind = server && trace:duration >= \S+ && trace:duration <= \S+ \}$/);
  await expect(page).toHaveURL(/[?&]from=\d{13}&to=\d{13}/);
});

test('a trace opens beside the results and in a link', async ({ query, page }) => {
  await query.open({ q: ERRORS });
  await query.answered();
  await query.results
    .getByRole('button', { name: /^[0-9a-f]{32}$/ })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toBeVisible();
  await expect(drawer.getByText(/Spans: \d+/)).toBeVisible();
  await expect(page).toHaveURL(/[?&]trace=[0-9a-f]{32}/);
  await page.goBack();
  await expect(drawer).toBeHidden();
});

const FAILURES = [
  { scenario: 'query-400', says: 'Try again' },
  { scenario: 'query-429', says: 'Try again' },
  { scenario: 'query-500', says: 'Try again' },
  { scenario: 'query-timeout', says: 'Try again' },
  { scenario: 'query-forbidden', says: 'Try again' },
  { scenario: 'query-html', says: 'Try again' },
] as const;

for (const { scenario: name, says } of FAILURES) {
  test(`${name} is explained, with the answer word for word`, async ({ query, page, scenario, context }) => {
    await scenario(name);
    await query.open({ q: ERRORS });
    const alert = query.results.getByRole('alert');
    await expect(alert).toBeVisible();
    await expect(alert.getByText('The answer, word for word')).toBeVisible();
    await expect(alert.locator('pre').last()).not.toBeEmpty();
    await context.clearCookies({ name: 'preview_scenario' });
    await page.getByRole('button', { name: says }).click();
    await expect(query.rows.nth(1)).toBeVisible();
  });
}

test('nothing found says what can be tried', async ({ query, scenario }) => {
  await scenario('query-empty');
  await query.open({ q: ERRORS });
  await expect(query.results.getByText('Nothing found')).toBeVisible();
  await expect(query.results.getByText('Choose a longer time range.')).toBeVisible();
});

test('a slow question can be cancelled', async ({ query, scenario }) => {
  await scenario('query-slow');
  await query.open({ q: ERRORS });
  await query.results.getByRole('button', { name: 'Cancel' }).click();
  await expect(query.results.getByText('You cancelled the query')).toBeVisible();
});

test('results arrive without moving anything', async ({ query, page, scenario }) => {
  await scenario('query-slow');
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { layoutShifts: shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        shifts.push((entry as unknown as { value: number }).value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await query.open({ q: ERRORS });
  await expect(query.results.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await page.waitForTimeout(1500);
  const before = await page.evaluate<number>('layoutShifts.length');
  await expect(query.rows.nth(1)).toBeVisible();
  await page.waitForTimeout(500);
  expect(await page.evaluate<number[]>(`layoutShifts.slice(${before})`)).toEqual([]);
});

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing on the Query page, ${theme}`, async ({ query, page, theme: setTheme }) => {
    await setTheme(theme);
    await query.open({
      q: '{ resource.service.name = "orders" && (status = error || duration > 20ms) } | count() > 1',
    });
    await query.answered();
    const check = async () => {
      const { violations } = await new AxeBuilder({ page })
        .include('main')
        .exclude('[data-testid="data-testid panel content"]')
        .exclude('.monaco-editor')
        .analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
    };
    expect(await check()).toEqual([]);
    await query.chooseView('Code');
    await query.expectCode('{ resource.service.name = "orders" && (status = error || duration > 20ms) } | count() > 1');
    expect(await check()).toEqual([]);
  });
}

test('Explore and dashboards lead here, and the builder can be shown by others', async ({ query, page, scenario }) => {
  // The stand-ins for the rest of Grafana are the preview's.
  await scenario();
  await page.goto('/d/preview');
  const panel = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { level: 2 }) })
    .first();
  await panel.hover();
  await panel.locator('button[aria-label^="Menu"]').click();
  await page.getByRole('menuitem', { name: 'Extensions' }).hover();
  await page.getByRole('menuitem', { name: 'Open in Tempo Companion' }).click();
  await expect(query.title).toBeVisible();
  await expect.poll(() => query.shown()).not.toBe('{ }');

  const props = JSON.stringify({ query: '{ status = error }', tempoUid: 'tempo', tempoVersion: '3.0.3' });
  const id = encodeURIComponent('tempo-companion-app/traceql-builder/v1');
  await page.goto(`/preview/exposed/${id}?${new URLSearchParams({ props, on: 'onChange:query' })}`);
  await page.getByRole('button', { name: 'Remove condition 1' }).click();
  await expect(page.getByTestId('exposed-calls')).toContainText('{ }');
});

test('nothing is complained of', async ({ query, complaints }) => {
  await query.open({ q: ERRORS, editor: 'code' });
  await query.answered();
  await query.expectCode(ERRORS);
  // Grafana's user storage answers 404 until something has been kept; the browser notes that by itself.
  expect(complaints.filter((complaint) => !complaint.includes('user-storage'))).toEqual([]);
});
