import { LoadingState, PanelPlugin, toDataFrame, type DataQueryRequest, type PanelData } from '@grafana/data';
import { setPluginImportUtils } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { of } from 'rxjs';
import { TraceDrawer } from './TraceDrawer';

const runRequest = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getRunRequest: () => runRequest,
  getDataSourceSrv: () => ({
    get: async () => ({ getRef: () => ({ uid: 'tempo-uid' }), interval: '15s' }),
    getInstanceSettings: () => ({ uid: 'tempo-uid', type: 'tempo' }),
  }),
  getAppEvents: () => ({ publish: jest.fn() }),
}));

beforeAll(() => {
  const plugin = Object.assign(new PanelPlugin(() => null), { meta: { id: 'traces', info: { version: '1' } } });
  setPluginImportUtils({ importPanelPlugin: async () => plugin, getPanelPluginFromCache: () => plugin });
  global.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  // Where Grafana puts drawers.
  document.body.innerHTML = '<div class="main-view"></div>';
});
const onClose = jest.fn();
beforeEach(() => jest.clearAllMocks());

const TRACE_ID = '0000000000000000000000000000abcd';

function answerWith(data: Partial<PanelData>) {
  runRequest.mockImplementation((_source: unknown, request: DataQueryRequest) =>
    of({ state: LoadingState.Done, series: [], timeRange: request.range, ...data })
  );
}

const TRACE = toDataFrame({
  fields: [
    { name: 'parentSpanID', values: ['', '1'] },
    { name: 'serviceName', values: ['shop', 'cart'] },
    { name: 'operationName', values: ['GET /', 'read'] },
    { name: 'startTime', values: [1000, 1010] },
    { name: 'duration', values: [50, 20] },
    { name: 'statusCode', values: [0, 2] },
  ],
});

function renderDrawer() {
  render(
    <TraceDrawer traceId={TRACE_ID} spanId="1" tempoUid="tempo-uid" fromMs={1000} toMs={2000} onClose={onClose} />
  );
}

it('asks the Tempo data source for the trace and sums it up', async () => {
  answerWith({ series: [TRACE] });
  renderDrawer();
  expect(await screen.findByText('shop: GET /')).toBeInTheDocument();
  expect(screen.getByText(TRACE_ID)).toBeInTheDocument();
  expect(screen.getByText('Spans: 2')).toBeInTheDocument();
  expect(screen.getByText('1 failed')).toBeInTheDocument();
  const request: DataQueryRequest = runRequest.mock.calls[0][1];
  expect(request.targets).toMatchObject([{ queryType: 'traceql', query: TRACE_ID, datasource: { uid: 'tempo-uid' } }]);
  expect([request.range.from.valueOf(), request.range.to.valueOf()]).toEqual([1000, 2000]);
  expect(runRequest).toHaveBeenCalledTimes(1);
});

it('leads to Explore with the same trace', async () => {
  answerWith({ series: [TRACE] });
  renderDrawer();
  const link = await screen.findByRole('link', { name: 'Open in Explore' });
  const panes: unknown = JSON.parse(
    new URL(link.getAttribute('href') ?? '', 'http://g').searchParams.get('panes') ?? ''
  );
  expect(panes).toMatchObject({
    tempo: { datasource: 'tempo-uid', queries: [{ query: TRACE_ID }], range: { from: '1000', to: '2000' } },
  });
});

it.each([
  ['an empty answer', { series: [] }],
  [
    'an error that says so',
    { state: LoadingState.Error, errors: [{ message: 'failed to get trace with id: abcd Status: 404 Not Found' }] },
  ],
])('says what it can mean that there is no such trace (%s), and asks again', async (_, data) => {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  answerWith(data);
  renderDrawer();
  expect(await screen.findByText(`Tempo has no trace ${TRACE_ID}`)).toBeInTheDocument();
  expect(screen.getByText(/older than the retention/)).toBeInTheDocument();
  answerWith({ series: [TRACE] });
  await user.click(screen.getByText('Try again'));
  expect(await screen.findByText('shop: GET /')).toBeInTheDocument();
});

it('shows an error word for word', async () => {
  answerWith({ state: LoadingState.Error, errors: [{ message: 'queue is full' }] });
  renderDrawer();
  expect(await screen.findByText('The trace could not be loaded')).toBeInTheDocument();
  expect(screen.getByText('queue is full')).toBeInTheDocument();
});

it('says when Tempo cut the trace', async () => {
  answerWith({ series: [{ ...TRACE, meta: { custom: { partial: true, message: 'exceeds maximum size' } } }] });
  renderDrawer();
  expect(await screen.findByText('exceeds maximum size')).toBeInTheDocument();
});

it('can be closed', async () => {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  answerWith({ series: [TRACE] });
  renderDrawer();
  await screen.findByText('shop: GET /');
  await user.click(screen.getByLabelText('Close'));
  expect(onClose).toHaveBeenCalled();
});
