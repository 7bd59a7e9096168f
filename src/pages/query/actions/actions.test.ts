import { execFileSync } from 'child_process';
import { buildCurl } from './buildCurl';
import { buildAlertPath, buildExplorePath, buildPanelJson, type SharedQuery } from './buildLinks';

const shared: SharedQuery = {
  text: `{ name = "it's $HOME \`id\` & \\"more\\"" }`,
  isMetrics: false,
  raw: { from: 'now-1h', to: 'now' },
  limit: 50,
  spansPerSpanset: 7,
  stepSeconds: undefined,
  tableType: 'spans',
  tempoUid: 'my-tempo',
};
const metrics: SharedQuery = { ...shared, text: '{ } | rate()', isMetrics: true, stepSeconds: 30 };
const range = { fromMs: 1_700_000_000_900, toMs: 1_700_003_600_100 };
const parameterOf = (path: string, name: string) => new URL(path, 'http://x').searchParams.get(name) ?? '';

describe('curl', () => {
  /** What a shell would hand to curl. */
  const wordsOf = (command: string, environment: Record<string, string> = {}) =>
    execFileSync('sh', ['-c', command.replace(/^curl/, 'printf "%s\\n"')], { encoding: 'utf8', env: environment })
      .trimEnd()
      .split('\n');

  it('asks the same search, whatever stands in it', () => {
    expect(wordsOf(buildCurl(shared, range, false))).toEqual([
      '--silent',
      '--show-error',
      '--get',
      'http://localhost:3200/api/search',
      '--data-urlencode',
      `q=${shared.text}`,
      '--data-urlencode',
      'start=1700000000',
      '--data-urlencode',
      'end=1700003601',
      '--data-urlencode',
      'limit=50',
      '--data-urlencode',
      'spss=7',
    ]);
  });

  it('asks for metrics, with a tenant and another address', () => {
    const words = wordsOf(buildCurl(metrics, range, true), { TEMPO_URL: 'https://t', TEMPO_TENANT: 'one' });
    expect(words).toContain('https://t/api/metrics/query_range');
    expect(words).toContain('X-Scope-OrgID: one');
    expect(words).toContain('step=30s');
    expect(words.join()).not.toContain('limit=');
  });

  it('asks for a trace where its ID is all that was typed, whenever it was', () => {
    const id = '2f3e0cee77ae5dc9c17ade3689eb2e54';
    expect(wordsOf(buildCurl({ ...shared, text: id, traceId: id }, range, false))).toEqual([
      '--silent',
      '--show-error',
      '--get',
      `http://localhost:3200/api/v2/traces/${id}`,
    ]);
  });

  it('stops where the tenant is not set', () => {
    expect(() => wordsOf(buildCurl(metrics, range, true))).toThrow('set it to the tenant');
  });
});

it('opens in Explore as written', () => {
  const panes: unknown = JSON.parse(parameterOf(buildExplorePath(shared), 'panes'));
  expect(panes).toEqual({
    tempo: {
      datasource: 'my-tempo',
      range: { from: 'now-1h', to: 'now' },
      queries: [
        expect.objectContaining({ query: shared.text, queryType: 'traceql', limit: 50, spss: 7, tableType: 'spans' }),
      ],
    },
  });
});

it('is a panel of the kind that fits', () => {
  expect(JSON.parse(buildPanelJson(shared))).toMatchObject({ type: 'table', targets: [{ query: shared.text }] });
  const id = '2f3e0cee77ae5dc9c17ade3689eb2e54';
  expect(JSON.parse(buildPanelJson({ ...shared, text: id, traceId: id }))).toMatchObject({
    type: 'traces',
    targets: [{ query: id, queryType: 'traceql' }],
  });
  expect(JSON.parse(buildPanelJson(metrics))).toMatchObject({ type: 'timeseries', targets: [{ step: '30s' }] });
});

it.each([
  ['{ } | quantile_over_time(duration, .95)', 'timeseries', 's'],
  ['{ } | rate() by(name)', 'timeseries', 'ops'],
  ['{ } | avg_over_time(span.size)', 'timeseries', 'short'],
  ['{ } | histogram_over_time(duration)', 'heatmap', 'short'],
])('is a panel that shows %s as %s in %s', (text, type, unit) => {
  const panel = JSON.parse(buildPanelJson({ ...metrics, text }));
  expect(panel).toMatchObject({ type, fieldConfig: { defaults: { unit } } });
});

it('begins an alert rule whose condition leads back to the query', () => {
  const path = buildAlertPath(metrics, '/a/x');
  expect(parameterOf(path, 'returnTo')).toBe('/a/x');
  const { condition, queries } = JSON.parse(parameterOf(path, 'defaults'));
  const byRef = Object.fromEntries(queries.map((query: { refId: string }) => [query.refId, query]));
  expect(byRef[condition].model.type).toBe('threshold');
  expect(byRef[byRef[condition].model.expression].model).toMatchObject({ type: 'reduce', expression: 'A' });
  expect(byRef.A).toMatchObject({ datasourceUid: 'my-tempo', model: { query: '{ } | rate()' } });
});
