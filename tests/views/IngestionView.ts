import { expect, type Locator, type Page } from '@playwright/test';

const PATH = '/a/tempo-companion-app/ingestion';

/** The Ingestion page as a person sees it. */
export class IngestionView {
  readonly title: Locator;
  readonly discovered: Locator;
  readonly notApplicable: Locator;
  readonly retry: Locator;

  constructor(readonly page: Page) {
    this.title = page.getByRole('heading', { name: 'Ingestion', level: 1 });
    this.discovered = page.getByText(/^Tempo \d+\.\d+/);
    this.notApplicable = page.getByRole('button', { name: /Not shown on this system/ });
    this.retry = page.getByRole('button', { name: 'Try again' });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`${PATH}${query}`);
    await expect(this.title).toBeVisible();
  }

  /** Opens the page and waits until it knows which Tempo it shows. */
  async openDiscovered(query = ''): Promise<void> {
    await this.open(query);
    await expect(this.discovered).toBeVisible();
    await expect(this.panel('Spans received per second by tenant')).toBeVisible();
  }

  /** A row by its title: the button that folds it. */
  row(title: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${title}`) });
  }

  panel(title: string): Locator {
    return this.page.locator('section').filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
  }

  /** Scrolls through the whole page, so that every panel is made and asks its queries. */
  async scrollThrough(): Promise<void> {
    const panels = this.page.locator('section[data-testid*="Panel header"]');
    for (let index = 0; index < (await panels.count()); index++) {
      await panels.nth(index).scrollIntoViewIfNeeded();
    }
  }
}
