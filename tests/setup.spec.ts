import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { isAllowedPath } from '../src/tempo/allowedPaths';
import { expect, isPreview, test, type Scenario } from './fixtures/test';
import { SetupView } from './views/SetupView';

const NARROW_WINDOW = 'The time window of spans is too narrow for their logs';

/** The mistakes of the preview: what each is found as, and what the corrected file has. */
const MISTAKES: ReadonlyArray<[scenario: Scenario, title: string | RegExp, uid: string, corrected: RegExp]> = [
  ['correlation-old-key', 'Logs are set up with the old key tracesToLogs', 'tempo', /tracesToLogsV2:/],
  ['correlation-string-tags', 'Tags are plain names where objects are expected', 'tempo', /- key: service\.name/],
  ['correlation-unknown-uid', 'The data source for logs does not exist', 'tempo', /datasourceUid: loki\b/],
  [
    'correlation-wrong-type',
    'The data source for logs is none that Grafana can ask for logs of a span',
    'tempo',
    /datasourceUid: loki\b/,
  ],
  ['correlation-narrow-window', NARROW_WINDOW, 'tempo', /spanEndTimeShift: ['"]?[1-9]/],
  [
    'correlation-missing-tags',
    /^(Loki refuses the query|Spans have none of the tags that the link needs)$/,
    'tempo',
    /- key: service\.name/,
  ],
  ['correlation-lost-dollar', 'The query has lost its variables', 'tempo', /\$\$\{__tags\}|\$\$__tags/],
  ['correlation-no-metrics-queries', 'There are no queries for metrics of spans', 'tempo', /query: .*\$\$\{__tags\}/],
  [
    'correlation-derived-field',
    'No derived field finds the trace ID in the logs',
    'loki',
    /url: ['"]?\$\$\{__value\.raw\}/,
  ],
  [
    'correlation-exemplar-label',
    'Exemplars carry the trace ID under another name',
    'prometheus',
    /name: trace_?[iI][dD]/,
  ],
  [
    'correlation-no-service-map',
    'The service graph has no data source',
    'tempo',
    /serviceMap:\n\s+(#.*\n\s+)*datasourceUid: prometheus/,
  ],
  [
    'correlation-node-graph-off',
    'The node graph of a trace is off',
    'tempo',
    /nodeGraph:\n\s+(#.*\n\s+)*enabled: true/,
  ],
  ['correlation-streaming', 'Streaming is on but does not reach Tempo', 'tempo', /search: false/],
];

test('the provisioned set has no finding, and every link is followed', async ({ page, complaints }) => {
  const view = new SetupView(page);
  await view.openTested();
  expect(await view.findingTitles()).toEqual([]);
  const states = await view.states();
  for (const link of ['trace-to-logs', 'logs-to-trace', 'trace-to-metrics', 'metrics-to-trace', 'service-map']) {
    expect([link, states[link]]).toEqual([link, 'works']);
  }
  await expect(page.getByText('Nothing was found that needs a correction')).toBeVisible();
  await expect(view.link('Trace to logs').getByRole('list', { name: 'What the link asks' })).toContainText(
    /Found: [1-9]/
  );
  expect(complaints).toEqual([]);
});

/** Mistakes that do not get in each other's way are made together. */
const LOGS_LINK = /old-key|string-tags|unknown-uid|wrong-type|narrow-window|missing-tags|lost-dollar/;
const TOGETHER = [
  MISTAKES.filter(([name]) => !LOGS_LINK.test(name)),
  ...MISTAKES.filter(([name]) => LOGS_LINK.test(name)).map((mistake) => [mistake]),
];

for (const mistakes of TOGETHER) {
  const names = mistakes.map(([name]) => name);
  test(`found by name, and corrected until nothing is left: ${names.join(', ')}`, async ({ page, scenario }) => {
    await scenario(...names);
    const view = new SetupView(page);
    await view.openTested();
    await expect(page.getByText('with these corrections no finding is left')).toBeVisible();
    const titles = await view.findingTitles();
    const files = new Map<string, string>();
    for (const [name, title, uid, corrected] of mistakes) {
      const isFound = titles.some((found) => (typeof title === 'string' ? found === title : title.test(found)));
      expect([name, isFound ? 'found' : titles]).toEqual([name, 'found']);
      const file = files.get(uid) ?? (await view.wholeFile(uid));
      files.set(uid, file);
      expect(file).toMatch(corrected);
    }
  });
}

test('a correction is applied after a preview, tested again, and undone', async ({ page, scenario, complaints }) => {
  await scenario('editable-datasources', 'correlation-narrow-window');
  const view = new SetupView(page);
  await view.openTested();
  expect(await view.findingTitles()).toEqual([NARROW_WINDOW]);
  const before = await settingsOf(page, 'tempo');

  await page.getByRole('button', { name: 'Apply to Tempo…' }).click();
  await expect(view.dialog.getByLabel('Difference of the settings')).toContainText('+     "spanEndTimeShift"');
  await view.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(view.dialog).toBeHidden();
  expect(await settingsOf(page, 'tempo')).toEqual(before);

  await page.getByRole('button', { name: 'Apply to Tempo…' }).click();
  await view.dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(page.getByText('Tempo has been changed')).toBeInViewport();
  await expect(view.link('Trace to logs')).toHaveAttribute('data-status', 'works');
  await expect(view.findings).toHaveCount(0);
  expect(await settingsOf(page, 'tempo')).not.toEqual(before);

  await page.getByRole('button', { name: 'Undo the change of Tempo' }).click();
  await expect(page.getByText('Tempo is as it was before')).toBeVisible();
  await expect(view.link('Trace to logs')).toHaveAttribute('data-status', 'broken');
  expect(await settingsOf(page, 'tempo')).toEqual(before);
  expect(complaints).toEqual([]);
});

test('what somebody else has changed since is neither overwritten nor undone', async ({ page, scenario }) => {
  await scenario('editable-datasources', 'correlation-node-graph-off');
  const view = new SetupView(page);
  await view.openTested();
  await page.getByRole('button', { name: 'Apply to Tempo…' }).click();
  await expect(view.dialog.getByLabel('Difference of the settings')).toBeVisible();
  await changeElsewhere(page, 'tempo', 'first');
  await view.dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(view.dialog.getByText('Nothing was changed')).toBeVisible();
  await view.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

  await page.getByRole('button', { name: 'Apply to Tempo…' }).click();
  await view.dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(view.link('Node graph')).toHaveAttribute('data-status', 'works');
  await changeElsewhere(page, 'tempo', 'second');
  await page.getByRole('button', { name: 'Undo the change of Tempo' }).click();
  await expect(page.getByText(/somebody has changed the data source since/)).toBeVisible();
  expect(await settingsOf(page, 'tempo')).toMatchObject({ changedBy: 'second', nodeGraph: { enabled: true } });
});

test('provisioned data sources say where the file goes', async ({ page, scenario }) => {
  await scenario('correlation-node-graph-off');
  const view = new SetupView(page);
  await view.openTested();
  await expect(view.correction('tempo').getByText(/This data source is provisioned/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Apply/ })).toHaveCount(0);
  const download = page.waitForEvent('download');
  await view.wholeFile('tempo');
  await page.getByRole('button', { name: 'Download tempo.yaml' }).click();
  expect((await download).suggestedFilename()).toBe('tempo.yaml');
});

test('a Viewer sees all checks, and may apply nothing', async ({ page, scenario, role }) => {
  await scenario('editable-datasources', 'correlation-node-graph-off');
  await role('Viewer');
  const view = new SetupView(page);
  await view.openTested();
  expect(await view.findingTitles()).toEqual(['The node graph of a trace is off']);
  await expect(view.correction('tempo').getByText(/datasources:write/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Apply/ })).toHaveCount(0);
});

for (const [name, link, status] of [
  ['no-loki', 'Trace to logs', 'broken'],
  ['loki-down', 'Trace to logs', 'broken'],
  ['prometheus-down', 'Service map', 'broken'],
] as const) {
  test(`${name}: the other links are tested all the same`, async ({ page, scenario }) => {
    await scenario(name);
    const view = new SetupView(page);
    await view.openTested();
    await expect(view.link(link)).toHaveAttribute('data-status', status);
    await expect(view.link('Node graph')).toHaveAttribute('data-status', 'works');
  });
}

test('without a trace, or without the right to query, the settings are judged and the rest is untested', async ({
  page,
  scenario,
}) => {
  const view = new SetupView(page);
  await scenario('query-empty');
  await view.openTested();
  await expect(page.getByText('Tempo has no trace of the last 24 hours')).toBeVisible();
  await expect(view.link('Trace to logs')).toHaveAttribute('data-status', 'untested');
  await scenario('no-permission');
  await view.openTested();
  await expect(page.getByText('No trace could be read from Tempo')).toBeVisible();
  await expect(view.link('Trace to logs')).toHaveAttribute('data-status', 'untested');
});

test('without data sources there is a guide', async ({ page, scenario }) => {
  await scenario('no-datasources');
  await new SetupView(page).open();
  await expect(page.getByText('There is no Tempo and no Prometheus data source yet')).toBeVisible();
});

test('a trace is named by the link, or wrongly; and a slow run can be cancelled', async ({ page, scenario }) => {
  const view = new SetupView(page);
  await view.openTested(`?trace=${'0123456789abcdef'.repeat(2)}`);
  await expect(page.getByText('Tempo does not have this trace')).toBeVisible();
  await view.trace.fill('not an ID');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/This names no trace/)).toBeVisible();
  await expect(view.trace).toHaveValue('not an ID');

  await scenario('query-slow');
  await view.trace.fill('');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/trace=/);
  await view.cancel.click();
  await expect(page.getByText('Cancelled. What was found so far stands below.')).toBeVisible();
  await expect(view.run).toBeFocused();
});

test('the other tabs have files to copy and to download', async ({ page, complaints }) => {
  const view = new SetupView(page);
  await view.open('/provisioning');
  for (const [kind, text] of [
    ['tempo', 'tracesToLogsV2:'],
    ['loki', 'derivedFields:'],
    ['prometheus', 'exemplarTraceIdDestinations:'],
  ] as const) {
    await expect(page.locator(`section[data-file="${kind}"] pre`)).toContainText(text);
  }
  await view.tab('Deployment').click();
  await expect(page).toHaveURL(/\/setup\/deployment/);
  await expect(page.locator('section[data-snippet]').first()).toBeVisible();
  await view.tab('Correlation').click();
  await expect(view.done).toBeVisible();
  expect(complaints).toEqual([]);
});

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing on any tab, ${theme}`, async ({ page, theme: setTheme, scenario }) => {
    await setTheme(theme);
    await scenario('editable-datasources', 'correlation-narrow-window');
    const view = new SetupView(page);
    const wrong: string[] = [];
    await view.openTested();
    wrong.push(...(await listViolations(page, 'main')));
    await page.getByRole('button', { name: 'Apply to Tempo…' }).click();
    await expect(view.dialog.getByLabel('Difference of the settings')).toBeVisible();
    wrong.push(...(await listViolations(page, '[role="dialog"]')));
    await page.keyboard.press('Escape');
    for (const tab of ['Provisioning', 'Deployment']) {
      await view.tab(tab).click();
      await expect(page.getByRole('button', { name: /^Download / }).first()).toBeVisible();
      wrong.push(...(await listViolations(page, 'main')));
    }
    expect(wrong).toEqual([]);
  });
}

test('it only reads, a few questions of each, and nothing but known paths', async ({ page }) => {
  test.skip(!isPreview, 'needs the request log');
  const view = new SetupView(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/api\/(datasources|ds)\b/.test(pathname)) {
      asked.push(`${request.method()} ${pathname}`);
    }
  });
  await view.openTested();
  const own = asked.filter((request) => !request.startsWith('POST /api/ds/query'));
  expect(own.filter((request) => !request.startsWith('GET '))).toEqual([]);
  expect(own.length).toBeLessThan(60);
  const paths = own.flatMap((request) => /proxy\/uid\/tempo(\/.*)$/.exec(request)?.[1] ?? []);
  expect(paths.filter((path) => !isAllowedPath(path))).toEqual([]);
  const loki = own.flatMap((request) => /proxy\/uid\/loki(\/.*)$/.exec(request)?.[1] ?? []);
  expect([...new Set(loki)].sort()).toEqual(expect.arrayContaining(['/loki/api/v1/query_range']));
  expect(loki.filter((path) => !/^\/loki\/api\/v1\/(query_range|labels)$/.test(path))).toEqual([]);
});

async function settingsOf(page: Page, uid: string): Promise<unknown> {
  const answer = await page.request.get(`/api/datasources/uid/${uid}`);
  return (await answer.json()).jsonData;
}

/** As another person would, in another browser. */
async function changeElsewhere(page: Page, uid: string, changedBy: string): Promise<void> {
  const stored = await (await page.request.get(`/api/datasources/uid/${uid}`)).json();
  const data = { ...stored, jsonData: { ...stored.jsonData, changedBy } };
  expect((await page.request.put(`/api/datasources/uid/${uid}`, { data })).ok()).toBe(true);
}

async function listViolations(page: Page, part: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}
