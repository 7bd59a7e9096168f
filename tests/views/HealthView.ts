import { AxeBuilder } from '@axe-core/playwright';
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

  /** Nothing is asked then but by `refresh`. */
  async stopPolling(): Promise<void> {
    const polling = this.page.getByRole('switch', { name: 'Every minute' });
    await polling.press('Space');
    await expect(polling).not.toBeChecked();
  }

  /** Presses the button and waits for the answers, which may come before anybody sees the button change. */
  async refresh(): Promise<void> {
    const asked = this.page.locator('[role="status"][data-at]');
    const before = (await asked.getAttribute('data-at')) ?? '';
    await this.askAgain.click();
    await expect(asked).not.toHaveAttribute('data-at', before);
    await expect(this.askAgain).toBeVisible();
  }

  tab(name: HealthTabName): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  async show(name: HealthTabName): Promise<void> {
    await this.tab(name).click();
    await expect(this.tab(name)).toHaveAttribute('aria-selected', 'true');
  }

  async findingTitles(): Promise<string[]> {
    return this.findings.getByRole('heading', { level: 2 }).allInnerTexts();
  }

  /** The names of the checks that found something, in their order. */
  async findingIds(): Promise<string[]> {
    return this.findings.evaluateAll((cards) => cards.map((card) => card.getAttribute('data-check') ?? ''));
  }

  /**
   * What axe finds, at rest: a primary button of Grafana's has too little contrast while it has the mouse or the focus, and as
   * long as its colour fades back (#5a86de, 3.55:1 in the dark theme). So nothing has either, and what fades is at its end.
   */
  async listViolations(): Promise<string[]> {
    await this.page.mouse.move(0, 0);
    await this.page.evaluate(async () => {
      if (document.activeElement instanceof HTMLElement) {
        document.activeElement.blur();
      }
      // The change of style has to begin before it can be brought to its end.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      passing.forEach((animation) => animation.finish());
    });
    const { violations } = await new AxeBuilder({ page: this.page }).include('main').analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
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
