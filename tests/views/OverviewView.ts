import { expect, type Locator, type Page } from '@playwright/test';

const PATH = '/a/tempo-companion-app/overview';
const DAY_MS = 24 * 3600 * 1000;

/** The Overview page as a person sees it. */
export class OverviewView {
  readonly title: Locator;
  readonly traceBox: Locator;
  readonly openTrace: Locator;
  readonly changes: Locator;
  readonly discovered: Locator;
  /** What each request for data of Prometheus asked: its expressions, in the order asked. */
  readonly asked: string[][] = [];
  /** Queries for TraceQL metrics. */
  readonly counted: string[] = [];

  constructor(readonly page: Page) {
    this.title = page.getByRole('heading', { name: 'Overview', level: 1 });
    this.traceBox = page.getByRole('textbox', { name: /^Open a trace/ });
    this.openTrace = page.getByRole('button', { name: 'Open trace' });
    this.changes = page.getByRole('region', { name: 'Changes since yesterday' });
    this.discovered = page.getByRole('region', { name: 'What was discovered' });
    page.on('request', (request) => {
      if (request.url().includes('/api/ds/query')) {
        const { queries } = JSON.parse(request.postData() ?? '{}');
        this.asked.push(queries.map((query: { expr: string }) => query.expr));
      }
      if (request.url().includes('/api/metrics/query_range')) {
        this.counted.push(request.url());
      }
    });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`${PATH}${query}`);
    await expect(this.title).toBeVisible();
  }

  /** A number by the title of its tile. */
  tile(title: string): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { name: title, exact: true, level: 3 }) });
  }

  /** Gives yesterday data, of which a recording of an hour has none: half of all that is measured today. */
  async pretendYesterday(): Promise<void> {
    await this.page.route('**/api/ds/query*', async (route) => {
      const body = JSON.parse(route.request().postData() ?? '{}');
      if (Date.now() - Number(body.to) < DAY_MS / 2) {
        await route.continue();
        return;
      }
      const today = { ...body, from: String(Number(body.from) + DAY_MS), to: String(Number(body.to) + DAY_MS) };
      const response = await route.fetch({ postData: JSON.stringify(today) });
      const json = await response.json();
      for (const { frames = [] } of Object.values<{ frames?: Frame[] }>(json.results)) {
        for (const { data } of frames) {
          data.values = data.values.map((values, i) => (i === 0 ? values : values.map((value) => value && value / 2)));
        }
      }
      await route.fulfill({ response, json });
    });
  }
}

/** A time series of Grafana's API: the times, and the values. */
interface Frame {
  data: { values: Array<Array<number | null>> };
}
