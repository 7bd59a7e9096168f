import { readFileSync } from 'fs';
import type { Download, Locator, Page } from '@playwright/test';
import { parse } from 'yaml';
import { expect, test } from './fixtures/test';
import { HealthView } from './views/HealthView';

async function press(page: Page, button: Locator): Promise<{ name: string; text: string }> {
  const started = page.waitForEvent('download');
  await button.click();
  const download: Download = await started;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

async function exportAs(page: Page, entry: string): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  return press(page, page.getByRole('menuitem', { name: entry }));
}

test('results are saved as the table shows them, and whole', async ({ query, page, complaints }) => {
  await query.open({ q: '{ resource.service.name = "orders" }' });
  await query.run.click();
  await query.answered();
  const csv = await exportAs(page, 'CSV');
  expect(csv.name).toMatch(/\.csv$/);
  const [header = '', ...lines] = csv.text.trim().split(/\r?\n/);
  const column = header.split(',').indexOf('trace_id');
  const json = await exportAs(page, 'JSON');
  expect(json.name).toMatch(/\.json$/);
  const { question, answer } = JSON.parse(json.text);
  expect(question.text).toBe('{ resource.service.name = "orders" }');
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.map((line) => line.split(',')[column]).sort()).toEqual(
    answer.traces.map(({ traceId }: { traceId: string }) => traceId).sort()
  );
  // A user who has stored nothing yet is a 404 of Grafana's.
  expect(complaints.filter((complaint) => !complaint.includes('user-storage'))).toEqual([]);
});

test('a report of the health is saved for an incident', async ({ page, complaints }) => {
  const health = new HealthView(page);
  await health.openAsked();
  await health.stopPolling();
  const titles = await health.findingTitles();
  const markdown = await exportAs(page, 'Markdown');
  expect(markdown.name).toMatch(/^tempo-health-[\dTZ-]+\.md$/);
  titles.forEach((title) => expect(markdown.text).toContain(title));
  const json = await exportAs(page, 'JSON');
  expect(json.name).toBe(markdown.name.replace('.md', '.json'));
  expect(JSON.parse(json.text).findings).toHaveLength(titles.length);
  expect(complaints).toEqual([]);
});

test('the configuration is saved as YAML', async ({ page, complaints }) => {
  const health = new HealthView(page);
  await health.openAsked('?tab=configuration');
  const file = await press(page, page.getByRole('button', { name: 'Download' }).first());
  expect(file.name).toMatch(/\.ya?ml$/);
  expect(parse(file.text)).toBeInstanceOf(Object);
  expect(complaints).toEqual([]);
});
