import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, isPreview, test } from './fixtures/test';
import { ChapterView, type ChapterPage } from './views/ChapterView';

interface TestedChapter extends ChapterPage {
  /** A signal far down, in a row that opens folded where there is one; both recorded releases have it. */
  farSignal: string;
  foldedRows: number;
  /** Panels without data at some time of a recording of an hour. */
  mayBeEmpty: string[];
  /** Panels that are shown when the page opens on a small screen: no more may ask at first. */
  mostAtFirst: number;
}

const CHAPTERS: TestedChapter[] = [
  {
    path: 'latency',
    title: 'Latency',
    firstPanel: 'Searches p99',
    farSignal: 'latency.push',
    foldedRows: 3,
    mayBeEmpty: [],
    mostAtFirst: 14,
  },
  {
    path: 'errors',
    title: 'Errors',
    firstPanel: 'Failed reads',
    farSignal: 'errors.restarts',
    foldedRows: 0,
    mayBeEmpty: [],
    mostAtFirst: 14,
  },
  {
    path: 'storage',
    title: 'Storage',
    firstPanel: 'Stored',
    farSignal: 'storage.cpu',
    foldedRows: 1,
    // A day of history there is not; and a process that was just started has not looked at the blocks yet, as at the
    // beginning of the recording, which is repeated.
    mayBeEmpty: ['Growth in a day', 'Tenants with the most data'],
    mostAtFirst: 12,
  },
];

for (const chapter of CHAPTERS) {
  test(`${chapter.title}: every panel has data, asks when it is seen, and none asks twice`, async ({
    page,
    complaints,
  }, testInfo) => {
    test.skip(!isPreview, 'needs the recordings');
    const view = new ChapterView(page, chapter);
    await view.openDiscovered();
    await expect(view.loadingPanels).toHaveCount(0);
    const atFirst = view.asked.length;
    expect(atFirst).toBeGreaterThan(4);
    expect(atFirst).toBeLessThan(chapter.mostAtFirst);

    await view.scrollThrough();
    const open = view.asked.length;
    expect(open).toBe(await view.panels.count());
    expect(await view.emptyPanels(chapter.mayBeEmpty)).toEqual([]);

    await expect(view.foldedRows()).toHaveCount(chapter.foldedRows);
    await view.unfoldAll();
    await view.scrollThrough();
    const all = view.asked.length;
    expect(all > open).toBe(chapter.foldedRows > 0);
    expect(all).toBe(await view.panels.count());
    expect(new Set(view.asked).size).toBe(all);
    expect(await view.emptyPanels(chapter.mayBeEmpty)).toEqual([]);
    expect(await listViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    testInfo.annotations.push({
      type: 'requests',
      description: `${atFirst} at first, ${open} scrolled, ${all} in all`,
    });
  });
}

test('a link to a panel opens its row and moves the focus there', async ({ page }) => {
  for (const chapter of CHAPTERS) {
    const view = new ChapterView(page, chapter);
    await view.open(`?panel=${chapter.farSignal}`);
    const panel = page.locator(`[id="panel-${chapter.farSignal}"]`);
    await expect(panel).toBeFocused();
    await expect(panel).toBeInViewport();
  }
});

test('what does not apply is not shown, and each has its reason', async ({ page }, testInfo) => {
  test.skip(!isPreview, 'needs the recordings');
  const isOld = testInfo.project.name.includes('2.6.1');
  const [latency, errors] = CHAPTERS.map((chapter) => new ChapterView(page, chapter));
  await latency?.openDiscovered();
  const slow = await latency?.reasons();
  expect(slow).toContain(
    'Cache: requests per second: Prometheus does not have tempo_memcache_request_duration_seconds and tempo_rediscache_request_duration_seconds: it was never sent, or is not scraped.'
  );
  expect(slow).toContain(
    isOld
      ? 'Throughput of queries: Tempo measures this from 2.9 on; this is 2.6.1.'
      : 'Duration of writes in ingesters: Only Tempo 2.x has this; this is Tempo 3.x.'
  );
  await errors?.openDiscovered();
  expect(await errors?.reasons()).toContain(
    isOld
      ? 'Queries of live-stores that lag: Only Tempo 3.x has this; this is Tempo 2.x.'
      : 'Failed writes to Kafka per second: Only a Tempo in microservices mode has this; this one runs in a single binary.'
  );
});

test('Storage without Prometheus has a guide', async ({ page, scenario }) => {
  await scenario('no-prometheus');
  await page.goto('/a/tempo-companion-app/storage');
  await expect(page.getByText('There is no Prometheus data source yet')).toBeVisible();
});

test('axe finds nothing in the light theme', async ({ page, theme }) => {
  await theme('light');
  for (const chapter of CHAPTERS) {
    const view = new ChapterView(page, chapter);
    await view.openDiscovered();
    await expect(view.loadingPanels).toHaveCount(0);
    expect([chapter.path, await listViolations(page)]).toEqual([chapter.path, []]);
  }
});

/** What a panel draws inside of its frame, in Grafana's palette, is Grafana's to mend. */
async function listViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include('main')
    .exclude('[data-testid="data-testid panel content"]')
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}
