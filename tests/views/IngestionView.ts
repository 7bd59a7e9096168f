import { expect, type Locator, type Page } from '@playwright/test';

const PATH = '/a/tempo-companion-app/ingestion';

/** The Ingestion page as a person sees it. */
export class IngestionView {
  readonly title: Locator;
  readonly discovered: Locator;
  readonly notApplicable: Locator;
  readonly retry: Locator;
  readonly panels: Locator;
  readonly loadingPanels: Locator;

  constructor(readonly page: Page) {
    this.title = page.getByRole('heading', { name: 'Ingestion', level: 1 });
    this.discovered = page.getByText(/^Tempo \d+\.\d+/);
    this.notApplicable = page.getByRole('button', { name: /Not shown on this system/ });
    this.panels = page.locator('section[data-testid*="Panel header"]');
    this.loadingPanels = this.panels.filter({ has: page.getByLabel('Panel loading bar') });
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
    for (let step = 0; step < 100; step++) {
      const atEnd = await this.scrollOn();
      // Queries start when a panel is in view: give the observer its turn before going on.
      await this.page.waitForTimeout(150);
      if (atEnd) {
        return;
      }
    }
  }

  /** Scrolls down until the panel exists, and gives it back in view. */
  async reveal(title: string): Promise<Locator> {
    const panel = this.panel(title);
    for (let step = 0; step < 100 && (await panel.count()) === 0; step++) {
      await this.scrollOn();
      await this.page.waitForTimeout(150);
    }
    await panel.scrollIntoViewIfNeeded();
    return panel;
  }

  /** One screen down; true at the end of the page. */
  private async scrollOn(): Promise<boolean> {
    await this.page.mouse.move(700, 500);
    await this.page.mouse.wheel(0, 600);
    return this.notApplicable.evaluate((element) => element.getBoundingClientRect().bottom < window.innerHeight);
  }

  async chooseTenant(tenant: string): Promise<void> {
    await this.page
      .getByTestId('data-testid template variable')
      .filter({ hasText: 'Tenant' })
      .getByRole('combobox')
      .click();
    await this.page.getByRole('option', { name: tenant }).click();
    // The choice is taken over when the list is left.
    await this.page.keyboard.press('Tab');
  }
}
