import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { HealthEvidence } from '../../../health';
import { TempoRequestError, type ShownConfig, type TempoFailure } from '../../../tempo';
import { recordedComponentTransport } from '../../../tempo/testdata/recordedComponents';
import { askRecorded, gatheredOf, recordedEvidence, refusedProcess } from '../testdata/recordedEvidence';
import { ConfigurationTab } from './ConfigurationTab';

const mockUseProcessConfig = jest.fn();
jest.mock('../../../data', () => ({ useProcessConfig: (process: string) => mockUseProcessConfig(process) }));

// jsdom lays nothing out.
beforeEach(() => {
  jest.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(400);
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue({ measureText: () => ({ width: 0 }) } as unknown as null);
  mockUseProcessConfig.mockReset();
});
afterEach(() => jest.restoreAllMocks());

let evidence: Record<'2.6.1' | '3.0.3', HealthEvidence>;
beforeAll(async () => {
  evidence = { '2.6.1': await recordedEvidence('2.6.1'), '3.0.3': await recordedEvidence('3.0.3') };
});

const show = (change: Partial<HealthEvidence> = {}, release: '2.6.1' | '3.0.3' = '3.0.3') =>
  render(<ConfigurationTab gathered={gatheredOf(evidence[release], change)} />);
const tree = () => screen.getByRole('tree');
const row = (path: string) => tree().querySelector<HTMLElement>(`[data-path="${path}"]`);

it('shows what differs from the defaults, with meanings', () => {
  show();
  expect(tree()).toHaveAccessibleName('What differs from the defaults: Single binary');
  expect(row('server.http_listen_port')).toHaveTextContent('http_listen_port: 3203 Port of queries and status pages.');
  expect(row('querier.max_concurrent_queries')).toBeNull();
});

it('finds keys, values and meanings', async () => {
  show();
  await userEvent.type(screen.getByRole('searchbox'), 'inmemory');
  expect(row('live_store.ring.kvstore.store')).toBeInTheDocument();
  expect(row('live_store.ring.instance_addr')).toBeNull();
  expect(within(tree()).getAllByText('inmemory', { selector: 'mark' }).length).toBeGreaterThan(0);
  await userEvent.type(screen.getByRole('searchbox'), ' nowhere');
  expect(screen.getByText('Nothing has “inmemory nowhere” in it.')).toBeInTheDocument();
  await userEvent.clear(screen.getByRole('searchbox'));
  expect(row('live_store.ring.instance_addr')).toBeInTheDocument();
});

it('lets one choose the process', async () => {
  show({}, '2.6.1');
  expect(tree()).toHaveAccessibleName('What differs from the defaults: query-frontend');
  await userEvent.click(screen.getByLabelText('Process'));
  await userEvent.click(await screen.findByRole('option', { name: 'ingester' }));
  expect(tree()).toHaveAccessibleName('What differs from the defaults: ingester');
});

it('shows the runtime overrides', async () => {
  show();
  await userEvent.click(screen.getByRole('radio', { name: 'Runtime overrides' }));
  expect(row('defaults.ingestion.rate_limit_bytes')).toHaveTextContent('rate_limit_bytes: 30000000');
});

it('masks secrets of overrides, and says so', async () => {
  const inner = recordedComponentTransport('3.0.3 single binary');
  const body =
    'GET /status/runtime_config\n---\ndefaults: {}\noverrides:\n    team-a:\n        metrics_generator:\n            remote_write_headers:\n                Authorization: hunter2\n';
  const process = await askRecorded('single-binary', async (request) =>
    request.path === '/status/runtime_config' ? { status: 200, contentType: 'text/plain', body } : inner(request)
  );
  show({ processes: [process] });
  await userEvent.click(screen.getByRole('radio', { name: 'Runtime overrides' }));
  expect(screen.getByRole('alert', { name: 'Tempo itself shows what looks like secrets' })).toHaveTextContent(
    'overrides.team-a.metrics_generator.remote_write_headers.Authorization'
  );
  expect(document.body).not.toHaveTextContent('hunter2');
});

it('says which processes answer other overrides', async () => {
  const other = 'GET /status/runtime_config\n---\ndefaults: {}\noverrides:\n    team-a: {}\n';
  const inner = recordedComponentTransport('2.6.1 ingester');
  const ingester = await askRecorded('ingester', async (request) =>
    request.path === '/status/runtime_config' ? { status: 200, contentType: 'text/plain', body: other } : inner(request)
  );
  const processes = evidence['2.6.1'].processes.map((process) => (process.name === 'ingester' ? ingester : process));
  show({ processes }, '2.6.1');
  await userEvent.click(screen.getByRole('radio', { name: 'Runtime overrides' }));
  expect(screen.getByRole('alert', { name: /are in force in ingester$/ })).toBeInTheDocument();
});

it('has nothing to say where all processes have the same overrides', async () => {
  show({}, '2.6.1');
  await userEvent.click(screen.getByRole('radio', { name: 'Runtime overrides' }));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it('asks for everything only when that is opened, and says why it failed', async () => {
  const failure: TempoFailure = { kind: 'timeout', path: '/status/config', said: '' };
  const retry = jest.fn();
  mockUseProcessConfig.mockReturnValue({ status: 'failed', error: new TempoRequestError(failure), retry });
  show();
  expect(mockUseProcessConfig).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('radio', { name: 'Everything' }));
  expect(mockUseProcessConfig).toHaveBeenCalledWith('single-binary');
  expect(screen.getByRole('alert')).toHaveTextContent('did not answer in time');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalled();
});

it('shows everything closed, and opens it', async () => {
  const value: ShownConfig = { config: new Map([['server', new Map([['http_listen_port', '3200']])]]), exposed: [] };
  mockUseProcessConfig.mockReturnValue({ status: 'done', value });
  show();
  await userEvent.click(screen.getByRole('radio', { name: 'Everything' }));
  expect(row('server')).toHaveAttribute('aria-expanded', 'false');
  expect(row('server.http_listen_port')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Open all' }));
  expect(row('server.http_listen_port')).toBeInTheDocument();
});

it('masks secrets, says that Tempo shows them, and copies none', async () => {
  const inner = recordedComponentTransport('3.0.3 single binary');
  const body = 'GET /status/config\n---\nstorage:\n    url: http://me:hunter2@there/x\n    password: hunter2\n';
  const process = await askRecorded('single-binary', async (request) =>
    request.path === '/status/config?mode=diff' ? { status: 200, contentType: 'text/plain', body } : inner(request)
  );
  const user = userEvent.setup();
  Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
  show({ processes: [process] });
  const alert = screen.getByRole('alert', { name: 'Tempo itself shows what looks like secrets' });
  expect(alert).toHaveTextContent('storage.password');
  await user.click(screen.getByRole('button', { name: /Copy as YAML/ }));
  expect(document.body).not.toHaveTextContent('hunter2');
  expect(await navigator.clipboard.readText()).toBe(
    'storage:\n  url: http://me:********@there/x\n  password: "********"\n'
  );
});

it('never renders markup of a value', async () => {
  const config: ShownConfig['config'] = new Map([['<b>k</b>', '<img src=x>']]);
  show({ processes: [{ name: 'querier', via: 'route', config: { ok: true, value: { config, exposed: [] } } }] });
  expect(tree()).toHaveTextContent('<b>k</b>: <img src=x>');
  expect(document.querySelector('img, b')).toBeNull();
});

it('tells a visitor who may not ask', () => {
  show({ processes: [refusedProcess('ingester'), refusedProcess('querier')] });
  expect(screen.getByRole('alert', { name: 'No answer: ingester, querier' })).toHaveTextContent('You may not ask');
  expect(screen.queryByRole('tree')).not.toBeInTheDocument();
});

it('says that a gateway shows nothing', () => {
  show({ processes: [] });
  expect(screen.getByText(/A gateway lets no status page through/)).toBeInTheDocument();
});
