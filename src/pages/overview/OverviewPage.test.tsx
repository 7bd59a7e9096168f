import {
  FieldType,
  LoadingState,
  PanelPlugin,
  toDataFrame,
  type DataQueryRequest,
  type PanelData,
} from '@grafana/data';
import { LocationServiceProvider, locationService, setPluginImportUtils } from '@grafana/runtime';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { MemoryRouter } from 'react-router-dom';
import { of } from 'rxjs';
import { SurroundingsContext, type Surroundings } from '../../data';
import type { DataSource } from '../../grafana';
import { readCapabilities, readMetricsInventory, type TempoVersion, type Transport } from '../../tempo';
import OverviewPage from './OverviewPage';

const mockRunRequest = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getRunRequest: () => mockRunRequest,
  getDataSourceSrv: () => ({
    get: async () => ({ getRef: () => ({ uid: 'prom' }), interval: '15s' }),
    getInstanceSettings: () => ({ uid: 'prom', type: 'prometheus' }),
  }),
  getAppEvents: () => ({ publish: jest.fn() }),
  getTemplateSrv: () => ({ replace: (text: string) => text }),
}));

const mockTransport = jest.fn<ReturnType<Transport>, Parameters<Transport>>();
jest.mock('../../grafana', () => ({ ...jest.requireActual('../../grafana'), proxyTransport: () => mockTransport }));

beforeAll(() => {
  Object.assign(window, {
    ResizeObserver: class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  });
  const plugin = Object.assign(new PanelPlugin(() => null), { meta: { id: 'any', info: { version: '1' } } });
  setPluginImportUtils({ importPanelPlugin: async () => plugin, getPanelPluginFromCache: () => plugin });
});

const ADDRESS = '/a/tempo-companion-app/overview?tempo=tempo&from=now-3h&to=now&trace=x';
const DAY_MS = 24 * 3600 * 1000;
const source = (uid: string): DataSource => ({ uid, name: uid, isDefault: true, sendsTenant: false });
const inventory = readMetricsInventory(
  [
    'tempo_distributor_spans_received_total',
    'tempo_distributor_bytes_received_total',
    'tempo_request_duration_seconds_bucket',
    'tempodb_backend_bytes_total',
  ],
  [{ version: '3.0.3', job: 'tempo', instance: 'tempo:3200' }]
);

type Answers = Partial<PanelData> | ((refId: string, isBefore: boolean) => number | undefined);

/** Answers every query with one value, or as given. */
function answer(answers: Answers): void {
  mockRunRequest.mockImplementation((_: unknown, request: DataQueryRequest) => {
    if (typeof answers !== 'function') {
      return of({ state: LoadingState.Done, series: [], timeRange: request.range, ...answers });
    }
    const isBefore = Date.now() - request.range.to.valueOf() > DAY_MS / 2;
    const series = request.targets.flatMap(({ refId }) => {
      const value = answers(refId, isBefore);
      const fields = [
        { name: 'Time', type: FieldType.time, values: [1000, 2000] },
        { name: 'Value', type: FieldType.number, values: [value, value] },
      ];
      return value === undefined ? [] : [toDataFrame({ refId, fields })];
    });
    return of({ state: LoadingState.Done, series, timeRange: request.range });
  });
}

function open(part: Partial<Surroundings> = {}) {
  const surroundings: Surroundings = {
    tempo: source('tempo'),
    metrics: source('prom'),
    capabilities: readCapabilities({ probe: undefined, inventory, tenants: [], sendsTenant: false }),
    ...part,
  };
  return render(
    <MemoryRouter initialEntries={[ADDRESS]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <LocationServiceProvider service={locationService}>
        <SurroundingsContext.Provider value={surroundings}>
          <OverviewPage />
        </SurroundingsContext.Provider>
      </LocationServiceProvider>
    </MemoryRouter>
  );
}

const regionOf = async (title: string) => {
  const heading = await screen.findByText(title, { selector: 'h2' });
  return within(heading.closest('section') ?? heading);
};

const tile = async (title: string) => {
  // Not by its role: to compute names and styles of the whole page takes seconds.
  const link = await screen.findByText(title, { selector: 'h3 a' });
  return within(link.closest('li') ?? link);
};

beforeEach(() => {
  mockRunRequest.mockReset();
  mockTransport.mockReset();
});

describe('with metrics', () => {
  it('asks for all numbers in one request, and for those of yesterday in another', async () => {
    answer(() => 1);
    open();
    await waitFor(() => expect(mockRunRequest).toHaveBeenCalledTimes(2));
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    const [now, before]: DataQueryRequest[] = mockRunRequest.mock.calls.map(([, request]) => request);
    expect(now?.targets.length).toBeGreaterThan(5);
    expect(before?.targets).toEqual(now?.targets);
    expect(now?.maxDataPoints).toBe(60);
    expect((now?.range.to.valueOf() ?? 0) - (before?.range.to.valueOf() ?? 0)).toBe(DAY_MS);
    expect((now?.range.from.valueOf() ?? 0) - (before?.range.from.valueOf() ?? 0)).toBe(DAY_MS);
    expect(mockRunRequest).toHaveBeenCalledTimes(2);
  });

  it('shows each number with unit and level, and leads to its panel for the same Tempo and times', async () => {
    answer((refId) => (refId.includes('p99') ? 4 : 0.5));
    open();
    const searches = await tile('Searches p99');
    expect(await searches.findByText('4 s')).toBeInTheDocument();
    expect(searches.getByText('Warning')).toBeInTheDocument();
    expect(searches.getByText('Searches p99')).toHaveAttribute(
      'href',
      '/a/tempo-companion-app/latency?tempo=tempo&from=now-3h&to=now&panel=latency.search-p99-now'
    );
    expect((await tile('Discarded')).getByText('Critical')).toBeInTheDocument();
    expect((await tile('Spans in')).queryByText(/Warning|Critical/)).not.toBeInTheDocument();
  });

  it('says what has changed, the worst first', async () => {
    answer((refId, isBefore) => {
      switch (refId) {
        case 'latency_search_p99_now':
          return isBefore ? 1 : 1.5;
        case 'ingestion_spans_now':
          return isBefore ? 100 : 50;
        case 'errors_reads_now':
          return isBefore ? 0 : 0.5;
        default:
          return isBefore ? undefined : 1;
      }
    });
    open();
    const changes = await regionOf('Changes since yesterday');
    const items = await changes.findAllByText((_, element) => element?.tagName === 'LI');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      'WorseFailed reads: 50%, from nothing',
      'WorseSearches p99: 1.50 s, 50 % up from 1 s',
      'ChangedSpans in: 50, 50 % down from 100',
    ]);
    expect(changes.getByText(/^No value 24 hours ago: .*Traces by ID p99/)).toBeInTheDocument();
  });

  it('says where there are no data of yesterday', async () => {
    answer((_, isBefore) => (isBefore ? undefined : 1));
    open();
    expect(await screen.findByText(/^There are no data of 24 hours ago/)).toBeInTheDocument();
  });

  it('keeps the failure of one number to it', async () => {
    answer({ state: LoadingState.Error, errors: [{ refId: 'ingestion_spans_now', message: 'bad data' }] });
    open();
    expect(await (await tile('Spans in')).findByText('Could not be asked for: bad data')).toBeInTheDocument();
    expect((await tile('Data in')).getByText('No value in this time range')).toBeInTheDocument();
  });

  it('says so where none could be asked for, and asks again', async () => {
    answer({ state: LoadingState.Error, error: { message: 'Bad Gateway' } });
    open();
    expect(await screen.findByText('Prometheus did not answer')).toBeInTheDocument();
    expect(screen.getByText('Bad Gateway')).toBeInTheDocument();
    answer(() => 1);
    await userEvent.click(screen.getByText('Try again'));
    expect(await tile('Spans in')).toBeDefined();
  });

  it('asks nothing while its tab has not been looked at', async () => {
    const visibility = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    answer(() => 1);
    open();
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(mockRunRequest).not.toHaveBeenCalled();
    visibility.mockReturnValue('visible');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    await waitFor(() => expect(mockRunRequest).toHaveBeenCalledTimes(2));
    visibility.mockRestore();
  });
});

const RELEASE: TempoVersion = { major: 3, minor: 0, patch: 3, text: '3.0.3' };

describe('without metrics', () => {
  const alone: Partial<Surroundings> = {
    metrics: undefined,
    capabilities: {
      ...readCapabilities({ probe: undefined, inventory: undefined, tenants: [], sendsTenant: false }),
      version: { value: RELEASE, source: 'api' as const, certainty: 'certain' as const },
    },
  };
  const samples = (...values: number[]) =>
    values.map((value, i) => ({ timestampMs: String(1000 * (i + 1)), ...(value === 0 ? {} : { value }) }));
  const series = (status: string, ...values: number[]) => ({
    labels: [{ key: 'status', value: { stringValue: status } }],
    samples: samples(...values),
  });
  const json = (status: number, body: string) => ({ status, contentType: 'application/json', body });

  it('shows what Tempo counts, asked once, and how to get the rest', async () => {
    const body = JSON.stringify({ series: [series('unset', 3, 6), series('error', 1, 2), series('ok', 0, 0)] });
    mockTransport.mockResolvedValue(json(200, body));
    open(alone);
    expect(await (await tile('Spans')).findByText('8')).toBeInTheDocument();
    expect((await tile('Spans with errors')).getByText('25%')).toBeInTheDocument();
    expect(mockTransport).toHaveBeenCalledTimes(1);
    const { searchParams } = new URL(mockTransport.mock.calls[0]?.[0].path ?? '', 'http://tempo');
    expect(searchParams.get('q')).toBe('{ } | rate() by (status)');
    expect(Number(searchParams.get('end')) - Number(searchParams.get('start'))).toBeLessThanOrEqual(901);
    expect(mockRunRequest).not.toHaveBeenCalled();
    expect(screen.getByText('There is no Prometheus data source yet')).toBeInTheDocument();
  });

  it('explains why Tempo refuses, and asks again', async () => {
    mockTransport.mockResolvedValue(json(500, 'localblocks processor not found'));
    open(alone);
    expect(await screen.findByText(/local-?blocks/i, { selector: 'code' })).toBeInTheDocument();
    mockTransport.mockResolvedValue(json(200, '{"series":[]}'));
    await userEvent.click(screen.getByText('Try again'));
    expect(await (await tile('Spans')).findByText('No value in this time range')).toBeInTheDocument();
  });

  it('can be cancelled', async () => {
    mockTransport.mockImplementation(
      ({ signal }) =>
        new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')))
        )
    );
    open(alone);
    await userEvent.click(await screen.findByText('Cancel'));
    expect(await screen.findByText('Cancelled.')).toBeInTheDocument();
    expect(screen.getByText('Ask Tempo again').closest('button')).toBeEnabled();
  });
});

it('shows the numbers without Tempo, too', async () => {
  answer(() => 1);
  open({ tempo: undefined });
  expect(await tile('Spans in')).toBeDefined();
  expect(screen.queryByText('Open a trace')).not.toBeInTheDocument();
});
