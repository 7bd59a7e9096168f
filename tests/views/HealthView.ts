import { expect, type Locator, type Page } from '@playwright/test';

const PATH = '/a/tempo-companion-app/health';

/** The names of the tabs, as a person reads them. */
export const HEALTH_TABS = [
  'Checks',
  'Components',
  'Rings',
  'Backend jobs',
  'Limits',
  'Configuration',
  'Missing trace',
  'Trace quality',
] as const;
export type HealthTabName = (typeof HEALTH_TABS)[number];

/** The Health page as a person sees it. */
export class HealthView {
  readonly title: Locator;
  readonly askAgain: Locator;
  readonly status: Locator;
  readonly findings: Locator;
  readonly processes: Locator;

  constructor(readonly page: Page) {
    this.title = page.getByRole('heading', { name: 'Health', level: 1 });
    this.askAgain = page.getByRole('button', { name: 'Ask again' });
    this.status = page.getByRole('main').getByRole('status').filter({ hasText: 'As of' });
    this.findings = page.locator('section[data-check]');
    this.processes = page.locator('section[data-process]');
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`${PATH}${query}`);
    await expect(this.title).toBeVisible();
  }

  /** Opens the page and waits until everything has been asked once. */
  async openAsked(query = ''): Promise<void> {
    await this.open(query);
    await expect(this.status).toBeVisible();
  }

  /** Presses the button and waits for the answers. */
  async refresh(): Promise<void> {
    await this.askAgain.click();
    await expect(this.askAgain).toBeHidden();
    await expect(this.askAgain).toBeVisible({ timeout: 30_000 });
  }

  tab(name: HealthTabName): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${name.replace('?', '\\?')}`) });
  }

  async show(name: HealthTabName): Promise<void> {
    await this.tab(name).click();
    await expect(this.tab(name)).toHaveAttribute('aria-selected', 'true');
  }

  async findingTitles(): Promise<string[]> {
    return this.findings.getByRole('heading', { level: 2 }).allInnerTexts();
  }

  /** The steps that the walk to a missing trace has taken. */
  get steps(): Locator {
    return this.page.locator('li[data-step]');
  }

  get verdicts(): Locator {
    return this.page.locator('section[data-verdict]');
  }

  verdict(id: string): Locator {
    return this.page.locator(`section[data-verdict="${id}"]`);
  }
}
