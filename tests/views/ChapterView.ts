import { expect, type Locator, type Page } from '@playwright/test';

export interface ChapterPage {
  /** Below the address of the app. */
  path: string;
  title: string;
  /** The first panel of the page. */
  firstPanel: string;
}

/** A page of the catalogue's panels (Latency, Errors, Storage) as a person sees it. */
export class ChapterView {
  readonly title: Locator;
  readonly discovered: Locator;
  readonly notApplicable: Locator;
  readonly panels: Locator;
  readonly loadingPanels: Locator;
  /** What each request for data asked, as JSON of its expressions, in the order asked. */
  readonly asked: string[] = [];

  constructor(
    readonly page: Page,
    readonly chapter: ChapterPage
  ) {
    this.title = page.getByRole('heading', { name: chapter.title, level: 1 });
    this.discovered = page.getByText(/^Tempo \d+\.\d+/).first();
    this.notApplicable = page.getByRole('button', { name: /Not shown on this system/ });
    this.panels = page.locator('section[data-testid*="Panel header"]');
    this.loadingPanels = this.panels.filter({ has: page.getByLabel('Panel loading bar') });
    page.on('request', (request) => {
      if (request.url().includes('/api/ds/query')) {
        const { queries } = JSON.parse(request.postData() ?? '{}');
        this.asked.push(JSON.stringify(queries.map((query: { expr: string }) => query.expr)));
      }
    });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/a/tempo-companion-app/${this.chapter.path}${query}`);
    await expect(this.title).toBeVisible();
  }

  /** Opens the page and waits until it knows which Tempo it shows. */
  async openDiscovered(query = ''): Promise<void> {
    await this.open(query);
    await expect(this.discovered).toBeVisible();
    await expect(this.panel(this.chapter.firstPanel)).toBeVisible();
  }

  panel(title: string): Locator {
    return this.page.locator('section').filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
  }

  /** The buttons of rows that are folded; their names end with the question that the row answers. */
  foldedRows(): Locator {
    return this.page.getByRole('main').getByRole('button', { expanded: false, name: /\?$/ });
  }

  /** Opens every row, from the last to the first. */
  async unfoldAll(): Promise<void> {
    for (let left = await this.foldedRows().count(); left > 0; left--) {
      await this.foldedRows().last().click();
      await expect(this.foldedRows()).toHaveCount(left - 1);
    }
  }

  /** Scrolls from the top through the whole page, so that every panel of an open row is made and asks its queries. */
  async scrollThrough(): Promise<void> {
    await this.title.scrollIntoViewIfNeeded();
    await this.page.mouse.move(700, 500);
    const isAtEnd = () =>
      this.page.evaluate(() => {
        const { scrollTop, scrollHeight, clientHeight } = document.scrollingElement ?? document.documentElement;
        return scrollTop + clientHeight >= scrollHeight - 2;
      });
    for (let step = 0; step < 100; step++) {
      await this.page.mouse.wheel(0, 700);
      // Queries start when a panel is in view: give the observer its turn before going on.
      await this.page.waitForTimeout(120);
      if (await isAtEnd()) {
        break;
      }
    }
    await expect(this.loadingPanels).toHaveCount(0);
  }

  /** Titles of panels that say that they have no data, but for those that may. */
  async emptyPanels(mayBeEmpty: readonly string[]): Promise<string[]> {
    const empty = this.panels.filter({ has: this.page.getByText('No data', { exact: true }) });
    const titles = await empty.getByRole('heading').allInnerTexts();
    return titles.filter((title) => !mayBeEmpty.includes(title));
  }

  /** Opens the list of what does not apply. */
  async reasons(): Promise<string[]> {
    await this.notApplicable.scrollIntoViewIfNeeded();
    await this.notApplicable.click();
    return this.page.getByRole('listitem').filter({ hasText: /: / }).allInnerTexts();
  }
}
