import { LocationServiceProvider, locationService } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { MemoryRouter } from 'react-router-dom';
import type { Answer, TenantNumbers } from '../../../data';
import type { HealthEvidence } from '../../../health';
import { parseYaml } from '../../../tempo/configuration/parseYaml';
import { configText, type ConfigMap, type RuntimeConfig } from '../../../tempo';
import { gatheredOf, recordedEvidence, refusedProcess, withNumbers } from '../testdata/recordedEvidence';
import { LimitsTab } from './LimitsTab';

let mockAnswer: Partial<Answer<TenantNumbers>>;
jest.mock('../../../data', () => ({ useTenantNumbers: () => mockAnswer }));

const NUMBERS: TenantNumbers = {
  use: new Map<string, Record<string, number>>([
    ['acme', { 'ingestion.rate_limit_bytes': 12_000_000, 'ingestion.max_traces_per_user': 9_000 }],
    ['other', { 'metrics_generator.max_active_series': 70 }],
  ]),
  receivedBytesPerSecond: new Map([['acme', 24_000_000]]),
  discards: [
    { tenant: 'acme', reason: 'rate_limited', spans: 1234.5 },
    { tenant: 'acme', reason: 'internal_error', spans: 3 },
    { tenant: 'other', reason: 'trace_too_large', spans: 10 },
  ],
  defaults: [],
  overrides: [],
  problems: [],
};

let evidence: HealthEvidence;
beforeAll(async () => {
  evidence = withNumbers(await recordedEvidence('2.6.1'));
});
beforeEach(() => {
  mockAnswer = { status: 'done', value: NUMBERS };
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue({ measureText: () => ({ width: 0 }) } as unknown as null);
});
afterEach(() => jest.restoreAllMocks());

const show = (change: Partial<HealthEvidence> = {}, search = '') =>
  render(
    <MemoryRouter initialEntries={[`/health${search}`]}>
      <LocationServiceProvider service={locationService}>
        <LimitsTab gathered={gatheredOf(evidence, change)} />
      </LocationServiceProvider>
    </MemoryRouter>
  );
const yaml = (text: string) => parseYaml(text) as ConfigMap;
const withConfig = (config: Partial<RuntimeConfig>): Partial<HealthEvidence> => {
  const value: RuntimeConfig = {
    defaults: yaml('ingestion:\n  rate_limit_bytes: 15000000\n'),
    tenants: new Map(),
    userConfigurable: new Map(),
    exposed: [],
    ...config,
  };
  return { processes: [{ name: 'querier', via: 'route', runtimeConfig: { ok: true, value } }] };
};
const limit = (path: string) => {
  const found = document.querySelector<HTMLElement>(`[data-limit="${path}"]`);
  if (!found) {
    throw new Error(path);
  }
  return found;
};
const sample = (title: string) => screen.getByLabelText(title, { selector: 'pre' });
const RATE = 'ingestion.rate_limit_bytes';

it('begins with the tenant of which most is thrown away, with limit, source, use, headroom and discards', () => {
  show();
  expect(screen.getByLabelText(/^Tenant/)).toHaveValue('acme');
  expect(limit(RATE)).toHaveTextContent('15 MB/sthe defaults of this Tempo');
  expect(limit(RATE)).toHaveTextContent('12 MB/s');
  expect(limit(RATE)).toHaveTextContent('20%');
  expect(limit(RATE)).toHaveTextContent('1,235 spans');
  expect(limit('ingestion.max_traces_per_user')).toHaveTextContent('10%nothing');
  expect(limit('global.max_bytes_per_trace')).toHaveTextContent('not measured');
  expect(within(screen.getByRole('list', { name: /thrown away/ })).getAllByRole('listitem')).toHaveLength(2);
});

it('shows the tenant of the URL, also one that nobody knows', () => {
  show({}, '?tenant=new');
  expect(screen.getByLabelText(/^Tenant/)).toHaveValue('new');
  expect(limit(RATE)).toHaveTextContent('15 MB/s');
  expect(screen.getByText('None.')).toBeInTheDocument();
});

it.each([
  ['the block of the tenant', { tenants: new Map([['acme', yaml('ingestion:\n  rate_limit_bytes: 7000000')]]) }],
  ['the block of all tenants (*)', { tenants: new Map([['*', yaml('ingestion:\n  rate_limit_bytes: 7000000')]]) }],
  [
    'set by the tenant through the API',
    { userConfigurable: new Map([['acme', yaml('ingestion:\n  rate_limit_bytes: 7000000')]]) },
  ],
])('knows what %s says', (source, config) => {
  show(withConfig(config));
  expect(limit(RATE)).toHaveTextContent(`7 MB/s${source}`);
});

it('warns of a block that leaves the rate out', () => {
  show(withConfig({ tenants: new Map([['acme', yaml('metrics_generator:\n  max_active_series: 5')]]) }));
  expect(screen.getByRole('alert')).toHaveTextContent('leaves out ingestion.rate_limit_bytes');
  expect(limit('metrics_generator.max_active_series')).toHaveTextContent('5');
});

it('counts all distributors together where the strategy is global', () => {
  show(withConfig({ defaults: yaml('ingestion:\n  rate_limit_bytes: 48000000\n  rate_strategy: global') }));
  expect(limit(RATE)).toHaveTextContent('24 MB/s');
  expect(limit(RATE)).toHaveTextContent('50%');
});

it('takes the strategy of the defaults, the only one that Tempo reads', () => {
  const defaults = yaml('ingestion:\n  rate_limit_bytes: 48000000\n  rate_strategy: global');
  show(withConfig({ defaults, tenants: new Map([['acme', yaml('ingestion:\n  rate_limit_bytes: 48000000')]]) }));
  expect(limit(RATE)).toHaveTextContent('24 MB/s');
});

it('shows the limit of all tenants where a tenant has none', () => {
  show();
  expect(limit('read.max_search_duration')).toHaveTextContent('7 daysthat of all tenants');
  expect(limit('compaction.block_retention')).toHaveTextContent('30 daysthat of all tenants');
});

it('writes the block that raises a limit and keeps what is in force', async () => {
  show(withConfig({ tenants: new Map([['acme', yaml('ingestion:\n  rate_limit_bytes: 7\nforwarders:\n  - f')]]) }));
  await userEvent.click(screen.getByRole('button', { name: 'Change: Bytes per second' }));
  const input = screen.getByLabelText(/^New limit in bytes per second/);
  expect(input).toHaveFocus();
  await userEvent.clear(input);
  await userEvent.type(input, '30 000 000');
  const file = sample('The file of overrides.per_tenant_override_config').textContent ?? '';
  expect(configText(parseYaml(file), 'overrides.acme.ingestion.rate_limit_bytes')).toBe('30000000');
  expect(configText(parseYaml(file), 'overrides.acme.forwarders.0')).toBe('f');
  expect(sample('values.yaml of the helm chart tempo-distributed')).toHaveTextContent('per_tenant_overrides: acme:');
  expect(sample('The line, if the file is in the flat format (2.x)')).toHaveTextContent(
    'ingestion_rate_limit_bytes: 30000000'
  );
  await userEvent.clear(input);
  await userEvent.type(input, 'much');
  expect(screen.getByText('Enter a whole number above 0')).toBeInTheDocument();
  expect(input).toHaveValue('much');
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByText(/helm chart/)).not.toBeInTheDocument();
});

it('says that secrets of the block must be put back', async () => {
  const block = yaml(
    'ingestion:\n  rate_limit_bytes: 7\nmetrics_generator:\n  remote_write_headers:\n    X: "********"'
  );
  show(withConfig({ tenants: new Map([['acme', block]]) }));
  await userEvent.click(screen.getByRole('button', { name: 'Change: Live traces' }));
  expect(screen.getByText(/Put your secrets back: metrics_generator.remote_write_headers.X/)).toBeInTheDocument();
});

it('lives by what Prometheus knows where no process may be asked', () => {
  const defaults = [
    { labels: { limit_name: 'ingestion_rate_limit_bytes' }, value: 20_000_000 },
    { labels: { limit_name: 'block_retention' }, value: 48 * 3600 * 1e9 },
  ];
  const overrides = [{ labels: { limit_name: 'ingestion_rate_limit_bytes', user: 'acme' }, value: 1_000_000 }];
  mockAnswer = { status: 'done', value: { ...NUMBERS, defaults, overrides } };
  show({ processes: [refusedProcess('distributor')] }, '?tenant=other');
  expect(screen.getByText(/The limits are those that Prometheus knows/)).toBeInTheDocument();
  expect(screen.getByRole('alert', { name: 'No answer: distributor' })).toBeInTheDocument();
  expect(limit(RATE)).toHaveTextContent('20 MB/s');
  expect(limit('compaction.block_retention')).toHaveTextContent('2 days');
  expect(() => limit('read.max_search_duration')).toThrow();
});

it('tells a visitor who may not ask', () => {
  show({ processes: [refusedProcess('distributor')] });
  expect(screen.getByRole('alert', { name: 'No answer: distributor' })).toHaveTextContent('You may not ask');
  expect(screen.getByText('The limits of this Tempo are not known')).toBeInTheDocument();
});

it.each<[string, Partial<Answer<TenantNumbers>>, RegExp]>([
  ['waits', { status: 'loading' }, /Asking Prometheus/],
  ['says what failed', { status: 'failed', error: new Error('no route to host') }, /no route to host/],
  [
    'says what is missing',
    { status: 'done', value: { ...NUMBERS, problems: ['too many samples'] } },
    /too many samples/,
  ],
])('%s', (_, answer, words) => {
  mockAnswer = answer;
  show();
  expect(screen.getByText(words)).toBeInTheDocument();
});

it('does without Prometheus', () => {
  mockAnswer = { status: 'idle' };
  show({ numbers: undefined });
  expect(screen.getByText(/is not known without metrics/)).toBeInTheDocument();
  expect(limit(RATE)).toHaveTextContent('15 MB/s');
});
