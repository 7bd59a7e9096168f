import { createTempoClient, fetchTrace, type TraceAnswer, type TraceSpan } from '../../tempo';
import { RECORDED_QUERIES, recordedQueryTransport } from '../../tempo/testdata/recordedQueries';
import { judgeTraces } from './judgeTraces';
import { findDefects, TRACE_DEFECTS, type TraceDefect } from './traceDefects';

const span = (given: Partial<TraceSpan>): TraceSpan => ({
  spanId: 'a',
  parentSpanId: '',
  name: 'GET /users/{id}',
  kind: 'server',
  startMs: 1000,
  durationNs: 5_000_000,
  status: 'unset',
  statusMessage: '',
  attributes: [],
  events: [],
  links: [],
  resource: [],
  serviceName: 'shop',
  scope: { name: '', version: '', attributes: [] },
  ...given,
});
const trace = (spans: Array<Partial<TraceSpan>>, more: Partial<TraceAnswer> = {}): TraceAnswer => ({
  traceId: '0'.repeat(31) + '1',
  spans: spans.map(span),
  partial: '',
  inspectedBytes: 0,
  ...more,
});
const child = (given: Partial<TraceSpan>) => ({ spanId: 'b', parentSpanId: 'a', ...given });
const httpStatus = (value: number) => [{ key: 'http.response.status_code', type: 'int' as const, value }];
const exception = [{ name: 'exception', timeMs: 1000, attributes: [] }];

it.each<[string, TraceAnswer, TraceDefect[]]>([
  ['a whole trace', trace([{}, child({})]), []],
  ['nothing', trace([]), []],
  ['no root', trace([{ parentSpanId: 'gone' }]), ['no-root']],
  [
    'several spans below a root that is missing',
    trace([{ parentSpanId: 'gone' }, { spanId: 'b', parentSpanId: 'gone' }, child({ spanId: 'c', parentSpanId: 'b' })]),
    ['no-root'],
  ],
  [
    'no root, and another span missing further down',
    trace([{ parentSpanId: 'gone' }, { spanId: 'b', parentSpanId: 'lost', startMs: 1001 }]),
    ['no-root', 'orphan'],
  ],
  ['parents that go round', trace([{ parentSpanId: 'b' }, { spanId: 'b', parentSpanId: 'a' }]), ['no-root']],
  ['two roots', trace([{}, { spanId: 'b' }]), ['several-roots']],
  ['an orphan', trace([{}, child({ parentSpanId: 'gone' })]), ['orphan']],
  ['a clock that is behind', trace([{}, child({ serviceName: 'db', startMs: 900 })]), ['clock-skew']],
  ['a clock that is a little behind', trace([{}, child({ serviceName: 'db', startMs: 998 })]), []],
  ['no skew within a service', trace([{}, child({ startMs: 900 })]), []],
  ['a cut trace', trace([{}], { partial: 'too large' }), ['partial']],
  [
    'thousands of spans',
    trace(Array.from({ length: 5001 }, (_, i) => (i === 0 ? {} : child({ spanId: `${i}` })))),
    ['too-large'],
  ],
  ['a server error without status', trace([{ attributes: httpStatus(503) }]), ['no-status']],
  ['a server error with status', trace([{ attributes: httpStatus(503), status: 'error' }]), []],
  ['a client that got an error', trace([{ attributes: httpStatus(503), kind: 'client' }]), []],
  ['a mistake of the client', trace([{ attributes: httpStatus(404) }]), []],
  ['an exception without status', trace([{ events: exception }]), ['no-status']],
  ['an exception that was handled', trace([{ events: exception, status: 'ok' }]), []],
  ['no service name', trace([{ serviceName: '' }]), ['unnamed-service']],
  ['the name of the SDK', trace([{ serviceName: 'unknown_service:java' }]), ['unnamed-service']],
  ['no span name', trace([{ name: ' ' }]), ['unnamed-span']],
  ['a number in a name', trace([{ name: 'GET /users/123456' }]), ['id-in-name']],
  ['a UUID in a name', trace([{ name: 'get 6f1c2a3b-1234-4abc-9abc-0123456789ab' }]), ['id-in-name']],
  ['a version in a name', trace([{ name: 'GET /api/v2/items' }]), []],
  ['a word of hexadecimal letters', trace([{ name: 'facade' }]), []],
])('%s', (_, one, defects) => {
  expect(findDefects(one).map(({ defect }) => defect)).toEqual(defects);
});

it('sums up by service, the worst first', () => {
  const bad = trace([{}, child({ serviceName: 'db', parentSpanId: 'gone' })]);
  const quality = judgeTraces([bad, { ...bad, traceId: '2' }, trace([{}]), trace([])]);
  expect(quality).toMatchObject({ traceCount: 3, spanCount: 5, defectiveTraceCount: 2 });
  expect(quality.services[0]).toMatchObject({
    service: 'db',
    traceCount: 2,
    spanCount: 2,
    defects: [{ defect: 'orphan', spanCount: 2, traceShare: 1, exampleTraceIds: [bad.traceId, '2'] }],
  });
  expect(quality.services[1]).toMatchObject({ service: 'shop', defects: [] });
});

it('blames the missing root on the service that the trace begins with', () => {
  const late = { spanId: 'b', parentSpanId: 'lost', startMs: 1002, serviceName: 'db' };
  const found = findDefects(trace([late, { parentSpanId: 'gone', startMs: 1001 }]));
  expect(found).toEqual([
    { defect: 'no-root', service: 'shop', spanId: 'a' },
    { defect: 'orphan', service: 'db', spanId: 'b' },
  ]);
});

it('has words for every defect', () => {
  const all = judgeTraces([trace([{ parentSpanId: 'x', name: '', serviceName: '' }])]).services[0]?.defects ?? [];
  expect(all.length).toBeGreaterThan(2);
  all.forEach(({ title, cause, remedy }) =>
    expect([title, cause, remedy].every((text) => text.length > 10)).toBe(true)
  );
  expect(new Set(TRACE_DEFECTS).size).toBe(TRACE_DEFECTS.length);
});

it.each(['2.6.1', '3.0.3'])('%s: recorded traces of the shop are judged', async (system) => {
  const client = createTempoClient(recordedQueryTransport(system));
  const ids = RECORDED_QUERIES.filter((answer) => answer.system === system && answer.status === 200).flatMap(
    ({ path }) => /^\/api\/v2\/traces\/([0-9a-f]+)/.exec(path)?.[1] ?? []
  );
  const traces = await Promise.all([...new Set(ids)].map((id) => fetchTrace(client, id)));
  const quality = judgeTraces(traces);
  expect(quality.traceCount).toBeGreaterThan(0);
  expect(quality.services.length).toBeGreaterThan(1);
  expect(quality.services.every(({ service }) => service !== '')).toBe(true);
});
