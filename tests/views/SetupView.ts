import { expect, type Locator, type Page } from '@playwright/test';

const PATH = '/a/tempo-companion-app/setup';

/** The Setup page as a person sees it. */
export class SetupView {
  readonly title: Locator;
  readonly run: Locator;
  readonly cancel: Locator;
  readonly trace: Locator;
  readonly done: Locator;
  readonly links: Locator;
  readonly findings: Locator;
  readonly corrections: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.title = page.getByRole('heading', { name: 'Setup', level: 1 });
    this.run = page.getByRole('button', { name: 'Run the checks' });
    this.cancel = page.getByRole('button', { name: 'Cancel' });
    this.trace = page.getByRole('textbox', { name: /^Trace to test with/ });
    this.done = page.getByRole('status').filter({ hasText: /^As of .*Work: / });
    this.links = page.locator('section[data-link]');
    this.findings = page.locator('section[data-finding]');
    this.corrections = page.locator('section[data-correction]');
    this.dialog = page.getByRole('dialog');
  }

  async open(path = ''): Promise<void> {
    await this.page.goto(`${PATH}${path}`);
    await expect(this.title).toBeVisible();
  }

  /** Opens the page and waits until all links have been tested. */
  async openTested(query = ''): Promise<void> {
    await this.open(query);
    await expect(this.done).toBeVisible();
  }

  link(name: string): Locator {
    return this.links.filter({ has: this.page.getByRole('heading', { level: 2, name }) });
  }

  /** The words for the state of each link, by its name. */
  async states(): Promise<Record<string, string>> {
    const states = await this.links.evaluateAll((sections) =>
      sections.map((section) => [section.dataset.link ?? '', section.dataset.status ?? ''])
    );
    return Object.fromEntries(states);
  }

  findingTitles(): Promise<string[]> {
    return this.findings.getByRole('heading', { level: 3 }).allInnerTexts();
  }

  correction(uid: string): Locator {
    return this.page.locator(`section[data-correction="${uid}"]`);
  }

  /** The corrected provisioning file as a whole. */
  async wholeFile(uid: string): Promise<string> {
    const correction = this.correction(uid);
    await correction.getByRole('radio', { name: 'Whole file' }).check();
    return correction.getByLabel(`${uid}.yaml`, { exact: true }).innerText();
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }
}
