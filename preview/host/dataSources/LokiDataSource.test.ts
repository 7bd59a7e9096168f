/** @jest-environment jsdom */
import { type DataQueryRequest, type DataSourceInstanceSettings, dateTime } from '@grafana/data';
import type { BackendSrvRequest } from '@grafana/runtime';
import { lastValueFrom, of } from 'rxjs';
import { LokiDataSource, type LokiQuery } from './LokiDataSource.ts';

// The package itself brings all of @grafana/ui with it, which needs a browser.
jest.mock('@grafana/runtime', () => ({
  DataSourceWithBackend: class {},
  getBackendSrv: () => ({ fetch: (request: BackendSrvRequest) => mockFetch(request) }),
  getTemplateSrv: () => ({ replace: (text: string) => text.replace('$service', 'orders') }),
}));

let asked: BackendSrvRequest[] = [];
const result = [
  {
    stream: { service_name: 'orders' },
    values: [
      ['2000000000', 'second'],
      ['1000000000', 'first'],
    ],
  },
  { stream: { service_name: 'orders', level: 'error' }, values: [['3000000000', 'third']] },
];
const mockFetch = (request: BackendSrvRequest) => {
  asked.push(request);
  return of({ data: { data: { result } } });
};

function run(targets: Array<Partial<LokiQuery>>, jsonData = {}) {
  const settings = { uid: 'loki', url: '/proxy', jsonData } as unknown as DataSourceInstanceSettings;
  const range = { from: dateTime(1_000), to: dateTime(4_000), raw: { from: '', to: '' } };
  const request = { targets, range } as unknown as DataQueryRequest<LokiQuery>;
  return lastValueFrom(new LokiDataSource(settings as never).query(request));
}

beforeEach(() => (asked = []));

it('gives log lines, the newest first', async () => {
  const { data } = await run([{ refId: 'A', expr: '{service_name="$service"}' }]);
  expect(asked).toMatchObject([
    {
      url: '/proxy/loki/api/v1/query_range',
      params: { query: '{service_name="orders"}', limit: 1000, start: '1000000000', end: '4000000000' },
    },
  ]);
  const fields = data[0].fields.map(({ name, values }: { name: string; values: unknown[] }) => [name, values]);
  expect(Object.fromEntries(fields)).toMatchObject({
    Time: [3_000, 2_000, 1_000],
    Line: ['third', 'second', 'first'],
    labels: [result[1]?.stream, result[0]?.stream, result[0]?.stream],
  });
});

it('asks for as many lines as the query or the settings say, and not for what is hidden or empty', async () => {
  await run([
    { refId: 'A', expr: '{a="b"}', maxLines: 5 },
    { refId: 'B', expr: '{a="b"}', hide: true },
    { refId: 'C' },
  ]);
  await run([{ refId: 'A', expr: '{a="b"}' }], { maxLines: '70' });
  expect(asked.map(({ params }) => params?.limit)).toEqual([5, 70]);
});
