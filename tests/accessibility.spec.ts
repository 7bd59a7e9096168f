import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures/test';

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing on Ingestion, ${theme}`, async ({ ingestion, page, theme: setTheme }) => {
    await setTheme(theme);
    await ingestion.openDiscovered();
    await ingestion.notApplicable.click();
    await expect(ingestion.loadingPanels).toHaveCount(0);
    // What a panel draws inside of its frame, in Grafana's palette, is Grafana's to mend.
    const { violations } = await new AxeBuilder({ page })
      .include('main')
      .exclude('[data-testid="data-testid panel content"]')
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)
    ).toEqual([]);
  });
}

test('the page can be used by keyboard', async ({ ingestion, page }) => {
  await ingestion.openDiscovered();
  const row = ingestion.row('Received');
  await row.focus();
  await expect(row).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  await expect(row).toHaveAttribute('aria-expanded', 'true');

  const metrics = page.getByRole('combobox', { name: 'Metrics' });
  await metrics.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: 'Prometheus' })).toBeVisible();
  await page.keyboard.press('Escape');

  // A panel's menu appears when the focus is in the panel, and opens by Enter.
  const panel = ingestion.panel('Spans received per second by tenant');
  const menu = panel.locator('button[aria-label^="Menu"]');
  await panel.focus();
  for (
    let presses = 0;
    presses < 5 && !(await menu.evaluate((button) => button === document.activeElement));
    presses++
  ) {
    await page.keyboard.press('Tab');
  }
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Explore' })).toBeVisible();
});
