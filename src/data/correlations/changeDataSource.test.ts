import type { BackendSrvRequest } from '@grafana/runtime';
import { of, throwError } from 'rxjs';
import type { CorrectedDataSource, CorrelationInput } from '../../correlations';
import { applyChange, ChangedSinceError, planChange, UncertainChangeError, undoChange } from './changeDataSource';

const mockCopy = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** A Grafana with one data source, that compares versions as the real one does. */
const mockGrafana = {
  stored: {} as Record<string, unknown>,
  requests: [] as BackendSrvRequest[],
  reloads: 0,
  fetch(request: BackendSrvRequest) {
    this.requests.push(request);
    if (request.method === 'GET') {
      return of({ data: mockCopy(this.stored) });
    }
    if (request.data.version !== this.stored.version) {
      return throwError(() => ({ status: 409, data: { message: 'changed by someone else' } }));
    }
    this.stored = { ...request.data, version: Number(this.stored.version) + 1 };
    return of({ data: { message: 'Datasource updated', datasource: mockCopy(this.stored) } });
  },
};
const mockReload = jest.fn(async () => {});
const mockCorrect = jest.fn<CorrectedDataSource[], [CorrelationInput]>();
jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => ({ fetch: (request: BackendSrvRequest) => mockGrafana.fetch(request) }),
  getDataSourceSrv: () => ({ reload: mockReload }),
  isFetchError: (error: unknown) => typeof error === 'object' && error !== null && 'status' in error,
}));
jest.mock('../../correlations', () => ({ correct: (input: CorrelationInput) => mockCorrect(input) }));

const FORMER = { tracesToLogs: { datasourceUid: 'loki' }, httpHeaderName1: 'X-Scope-OrgID' };
const CORRECTED = { tracesToLogsV2: { datasourceUid: 'loki' }, httpHeaderName1: 'X-Scope-OrgID' };
const tempo = { uid: 'tempo', name: 'Tempo', type: 'tempo', readOnly: false, jsonData: { old: true } };
const loki = { uid: 'loki', name: 'Loki', type: 'loki', readOnly: false, jsonData: {} };
const input: CorrelationInput = { tempo, all: [tempo, loki], answers: new Map(), nowMs: 0 };
const never = new AbortController().signal;

beforeEach(() => {
  mockGrafana.requests = [];
  mockGrafana.stored = {
    id: 3,
    uid: 'tempo',
    name: 'Tempo',
    type: 'tempo',
    access: 'proxy',
    url: 'http://tempo:3200',
    version: 7,
    readOnly: false,
    jsonData: FORMER,
    secureJsonFields: { httpHeaderValue1: true },
  };
  mockReload.mockReset();
  mockCorrect
    .mockReset()
    .mockImplementation(({ tempo: current }) => [{ dataSource: current, jsonData: CORRECTED, changes: [] }]);
});

it('corrects what is stored, not what the browser remembers', async () => {
  const plan = await planChange('tempo', input, never);
  expect(mockCorrect.mock.calls[0]?.[0].tempo.jsonData).toEqual(FORMER);
  expect(mockCorrect.mock.calls[0]?.[0].all.map(({ jsonData }) => jsonData)).toEqual([FORMER, {}]);
  expect(plan.corrected?.jsonData).toEqual(CORRECTED);
  expect(mockGrafana.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /api/datasources/uid/tempo']);
});

it('plans nothing where nothing is left to correct', async () => {
  mockCorrect.mockReturnValue([]);
  expect((await planChange('tempo', input, never)).corrected).toBeUndefined();
});

it('stores other settings and nothing else, then lets the browser know; and puts back exactly what was there', async () => {
  const before = mockCopy(mockGrafana.stored);
  const { applied, isReloaded } = await applyChange(await planChange('tempo', input, never), CORRECTED);
  expect(mockGrafana.stored).toEqual({ ...before, jsonData: CORRECTED, version: 8 });
  expect(isReloaded).toBe(true);
  expect(mockReload).toHaveBeenCalledTimes(1);
  expect(applied).toEqual({ uid: 'tempo', name: 'Tempo', former: FORMER, version: 8 });

  await undoChange(applied);
  expect(mockGrafana.stored).toEqual({ ...before, version: 9 });
  expect(mockReload).toHaveBeenCalledTimes(2);
});

it('sends no secrets, so that Grafana keeps those it has', async () => {
  await applyChange(await planChange('tempo', input, never), CORRECTED);
  const put = mockGrafana.requests.find(({ method }) => method === 'PUT');
  expect(put?.data).not.toHaveProperty('secureJsonData');
  expect(put?.url).toBe('/api/datasources/uid/tempo');
});

it('does not store over what somebody else has changed since', async () => {
  const plan = await planChange('tempo', input, never);
  mockGrafana.stored = { ...mockGrafana.stored, version: 8 };
  await expect(applyChange(plan, CORRECTED)).rejects.toMatchObject({ status: 409 });
  expect(mockGrafana.stored.jsonData).toEqual(FORMER);
});

it('does not undo over what somebody else has changed since', async () => {
  const { applied } = await applyChange(await planChange('tempo', input, never), CORRECTED);
  const theirs = { tracesToLogsV2: { datasourceUid: 'other' } };
  mockGrafana.stored = { ...mockGrafana.stored, version: 9, jsonData: theirs };
  await expect(undoChange(applied)).rejects.toBeInstanceOf(ChangedSinceError);
  expect(mockGrafana.stored.jsonData).toEqual(theirs);
});

describe('where the answer to a change is lost', () => {
  const lost = { status: 504, data: { message: 'Gateway Timeout' } };
  const fetch = mockGrafana.fetch;
  /** Grafana does what it is told, or not, and the answer does not come. */
  function loseAnswers(isStored: boolean, isReachable = true) {
    let isLost = false;
    mockGrafana.fetch = function (this: typeof mockGrafana, request) {
      if (request.method === 'GET') {
        return isLost && !isReachable ? throwError(() => ({ status: 0, data: {} })) : fetch.call(this, request);
      }
      isLost = true;
      if (isStored) {
        fetch.call(this, request);
      }
      return throwError(() => lost);
    };
  }
  afterEach(() => (mockGrafana.fetch = fetch));

  it('it is applied where it is stored, and can be undone', async () => {
    const plan = await planChange('tempo', input, never);
    loseAnswers(true);
    const { applied } = await applyChange(plan, CORRECTED);
    expect(applied).toEqual({ uid: 'tempo', name: 'Tempo', former: FORMER, version: 8 });
    await undoChange(applied);
    expect(mockGrafana.stored).toMatchObject({ version: 9, jsonData: FORMER });
  });

  it('it has failed where it is not stored', async () => {
    const plan = await planChange('tempo', input, never);
    loseAnswers(false);
    await expect(applyChange(plan, CORRECTED)).rejects.toBe(lost);
  });

  it('nobody says that nothing was changed where that cannot be known', async () => {
    const plan = await planChange('tempo', input, never);
    loseAnswers(true, false);
    await expect(applyChange(plan, CORRECTED)).rejects.toBeInstanceOf(UncertainChangeError);
  });

  it('an undoing that was stored is not taken for a change by somebody else', async () => {
    const { applied } = await applyChange(await planChange('tempo', input, never), CORRECTED);
    loseAnswers(true, false);
    await expect(undoChange(applied)).rejects.toBeInstanceOf(UncertainChangeError);
    mockGrafana.fetch = fetch;
    mockGrafana.requests = [];
    await undoChange(applied);
    expect(mockGrafana.stored).toMatchObject({ version: 9, jsonData: FORMER });
    expect(mockGrafana.requests.map(({ method }) => method)).toEqual(['GET']);
  });
});

it('is stored also where the browser cannot be told', async () => {
  mockReload.mockRejectedValue(new Error('offline'));
  const { isReloaded } = await applyChange(await planChange('tempo', input, never), CORRECTED);
  expect(isReloaded).toBe(false);
  expect(mockGrafana.stored.jsonData).toEqual(CORRECTED);
});
