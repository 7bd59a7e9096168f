import { expect, type Locator, type Page } from '@playwright/test';

/** The tab "Services" of Latency or Errors as a person sees it. */
export class TracedTabView {
  readonly service: Locator;
  readonly compare: Locator;
  readonly table: Locator;
  readonly exceptions: Locator;

  constructor(
    readonly page: Page,
    private readonly path: 'latency' | 'errors'
  ) {
    this.service = page.getByRole('combobox', { name: 'Service', exact: true });
    this.compare = page.getByRole('combobox', { name: 'Compare with' });
    this.table = page.getByRole('region', { name: path === 'latency' ? 'Durations by group' : 'Failures by group' });
    this.exceptions = page.getByRole('region', { name: 'Exceptions', exact: true });
  }

  tab(name: 'Tempo' | 'Services'): Locator {
    return this.page.getByRole('tab', { name, exact: true });
  }

  panel(title: string): Locator {
    return this.page.getByRole('heading', { name: title, exact: true });
  }

  async open(parameters: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.page.goto(
      `/a/tempo-companion-app/${this.path}?${new URLSearchParams({ tab: 'services', ...parameters })}`
    );
    await expect(this.service).toBeVisible();
  }

  /** Waits until no panel is loading: what is shown meanwhile is Grafana's. */
  async drawn(): Promise<void> {
    await expect(this.page.getByLabel('Panel loading bar')).toHaveCount(0);
  }

  /** Waits until a part of the tab has its answer. */
  async answered(part: Locator): Promise<void> {
    await expect(part).toHaveAttribute('aria-busy', 'false');
  }
}
