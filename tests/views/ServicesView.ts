import { expect, type Locator, type Page } from '@playwright/test';

const PATH = '/a/tempo-companion-app/services';

/** The Services page, and that of a service, as a person sees them. */
export class ServicesView {
  readonly title: Locator;
  /** Where the numbers come from. */
  readonly source: Locator;
  readonly table: Locator;
  readonly map: Locator;
  readonly mapToggle: Locator;
  readonly filter: Locator;

  constructor(readonly page: Page) {
    this.title = page.getByRole('heading', { name: 'Services', level: 1 });
    this.source = page.getByText(/^(From the span metrics|Computed by Tempo)/);
    this.table = page.getByRole('grid', { name: 'Services' });
    this.map = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Who calls whom' }) });
    this.mapToggle = page.getByRole('button', { name: 'Who calls whom' });
    this.filter = page.getByRole('searchbox', { name: 'Filter by name' });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`${PATH}${query}`);
    await expect(this.title).toBeVisible();
  }

  async openService(service: string, query = ''): Promise<void> {
    await this.page.goto(`${PATH}/${encodeURIComponent(service)}${query}`);
    await expect(this.page.getByRole('heading', { name: service, level: 2 })).toBeVisible();
  }

  /** A row of the table by the name of the service. */
  row(service: string): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('link', { name: service, exact: true }) });
  }

  /** The names of the services in the order of the table, as far as they are on the screen. */
  names(): Promise<string[]> {
    return this.table.getByRole('link').allInnerTexts();
  }

  async sortBy(column: string): Promise<void> {
    await this.table.getByRole('columnheader', { name: column }).getByRole('button').click();
  }

  /** The services that are drawn. In the preview a node is a link. */
  nodes(): Locator {
    return this.page.locator('svg').filter({ hasText: 'Node graph' }).getByRole('link');
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }
}
