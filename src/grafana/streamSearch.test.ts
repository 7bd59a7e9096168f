import { LoadingState, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { NEVER, of, Subject, throwError, type Observable } from 'rxjs';
import type { SearchAnswer } from '../tempo';
import { canStreamSearch, streamSearch } from './streamSearch';

const mockQuery = jest.fn<Observable<DataQueryResponse>, [DataQueryRequest]>();
const mockSettings: { jsonData: unknown } = { jsonData: {} };
const mockConfig = { liveEnabled: true };
jest.mock('@grafana/runtime', () => ({
  get config() {
    return mockConfig;
  },
  getDataSourceSrv: () => ({
    get: async (uid: string) => {
      if (uid !== 'tempo') {
        throw new Error(`Data source ${uid} was not found`);
      }
      return { query: mockQuery };
    },
    getInstanceSettings: (uid: string) => (uid === 'tempo' ? mockSettings : undefined),
  }),
}));

const request = { text: '{}', fromMs: 1_795_334_602_000, toMs: 1_795_334_692_000, limit: 20, spansPerSpanset: 3 };

/** A response as streaming.ts and resultTransformer.ts of Grafana 12.3 make it. */
function part(state: string, traces: unknown, jobs: { completedJobs?: number; totalJobs?: number } = {}) {
  const field = (name: string, value: unknown) => ({ name, type: 'string', config: {}, values: [value] });
  return {
    state: state === 'Done' ? LoadingState.Done : LoadingState.Streaming,
    data: [
      { refId: 'raw', name: 'Raw response', length: 1, fields: [field('response', JSON.stringify(traces, null, 2))] },
      {
        refId: 'streaming-progress',
        length: 1,
        fields: [
          field('state', state),
          field('totalBlocks', 7),
          field('completedJobs', jobs.completedJobs),
          field('totalJobs', jobs.totalJobs),
        ],
      },
    ],
  };
}
const connecting = { data: [], state: LoadingState.NotStarted };
const leftOut = { key: 'retries', value: { Value: {} } };
const trace = (traceID: string) => ({ traceID, rootServiceName: 'shop', durationMs: 5 });

function begin(uid = 'tempo') {
  const parts: SearchAnswer[] = [];
  const controller = new AbortController();
  const answer = streamSearch(uid, request, controller.signal, (found) => parts.push(found));
  return { parts, controller, answer };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  mockQuery.mockReset();
  mockSettings.jsonData = { streamingEnabled: { search: true } };
  mockConfig.liveEnabled = true;
});

describe('canStreamSearch', () => {
  it.each([
    ['as configured', '{}', true],
    ['a regular expression that ends', '{ name =~ "^a$" }', true],
    ['what looks like a variable', '{ name = "$service" }', false],
    ['another form of it', '{ name = "${x}" }', false],
    ['the old form of it', '{ name = "[[x]]" }', false],
    ['nothing', '  ', false],
  ])('%s', (_, text, expected) => expect(canStreamSearch('tempo', text)).toBe(expected));

  it.each([[{}], [{ streamingEnabled: { metrics: true } }], [{ streamingEnabled: 'yes' }], [undefined], [null]])(
    'not with the settings %p',
    (jsonData) => {
      mockSettings.jsonData = jsonData;
      expect(canStreamSearch('tempo', '{}')).toBe(false);
    }
  );

  it('not without Grafana Live, nor for a data source that is gone', () => {
    expect(canStreamSearch('gone', '{}')).toBe(false);
    mockConfig.liveEnabled = false;
    expect(canStreamSearch('tempo', '{}')).toBe(false);
  });
});

describe('streamSearch', () => {
  it('asks the data source as its own query editor would', async () => {
    mockQuery.mockReturnValue(of(part('Done', [])));
    await begin().answer;
    const asked = mockQuery.mock.calls[0]?.[0];
    expect(asked?.targets).toEqual([
      {
        refId: 'A',
        datasource: { type: 'tempo', uid: 'tempo' },
        queryType: 'traceql',
        query: '{}',
        limit: 20,
        spss: 3,
        tableType: 'raw',
      },
    ]);
    expect([asked?.range.from.valueOf(), asked?.range.to.valueOf()]).toEqual([request.fromMs, request.toMs]);
  });

  it('hands on parts, then the whole', async () => {
    const stream = new Subject<DataQueryResponse>();
    mockQuery.mockReturnValue(stream);
    const { parts, answer } = begin();
    await settled();
    stream.next(connecting);
    stream.next(part('Streaming', [trace('a')], { completedJobs: 1, totalJobs: 4 }));
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({ cost: { completedJobs: 1, totalJobs: 4, totalBlocks: 7, inspectedBytes: 0 } });
    stream.next(part('Done', [trace('a'), trace('b')], { completedJobs: 4, totalJobs: 4 }));
    const { traces } = await answer;
    expect(traces.map(({ traceId }) => traceId.replace(/^0+/, ''))).toEqual(['a', 'b']);
    expect(parts).toHaveLength(1);
    expect(stream.observed).toBe(false);
  });

  it('leaves out parts that come too fast, never the last', async () => {
    const stream = new Subject<DataQueryResponse>();
    mockQuery.mockReturnValue(stream);
    const { parts, answer } = begin();
    await settled();
    const many = Array.from({ length: 2000 }, (_, index) => trace(index.toString(16)));
    for (let round = 0; round < 5; round++) {
      stream.next(part('Streaming', many));
    }
    expect(parts).toHaveLength(1);
    stream.next(part('Done', many));
    expect((await answer).traces).toHaveLength(2000);
  });

  it('takes no traces for none', async () => {
    mockQuery.mockReturnValue(of(part('Done', null)));
    expect((await begin().answer).traces).toEqual([]);
  });

  it('gives up when it is told to', async () => {
    const stream = new Subject<DataQueryResponse>();
    mockQuery.mockReturnValue(stream);
    const { answer, controller } = begin();
    await settled();
    controller.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(stream.observed).toBe(false);
    const late = new AbortController();
    late.abort();
    await expect(streamSearch('tempo', request, late.signal, jest.fn())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each<[string, Observable<DataQueryResponse>, string]>([
    ['an error', throwError(() => new Error('rpc error')), 'rpc error'],
    ['an error that is none', throwError(() => ({ message: 'lost' })), 'lost'],
    ['an error in the response', of({ data: [], errors: [{ message: 'bad' }] }), 'bad'],
    ['an error in the older style', of({ data: [], error: { message: 'old' } }), 'old'],
    ['an end without an answer', of(connecting), 'ended before'],
    ['an end after a part', of(part('Streaming', [])), 'ended before'],
    ['frames of something else', of({ data: [{ refId: 'A', fields: [] }] }), 'something else'],
    [
      'values left out on the way',
      of(part('Done', [{ traceID: 'a', spanSets: [{ attributes: [leftOut] }] }])),
      '0, false',
    ],
    ['traces that are none', of(part('Done', [{ traceID: '../x' }])), 'malformed'],
  ])('fails on %s', async (_, stream, message) => {
    mockQuery.mockReturnValue(stream);
    await expect(begin().answer).rejects.toThrow(message);
  });

  it('fails where there is no such data source', async () => {
    await expect(begin('gone').answer).rejects.toThrow('gone was not found');
  });

  it('does not wait for ever', async () => {
    jest.useFakeTimers();
    mockQuery.mockReturnValue(NEVER);
    const { answer } = begin();
    const failed = expect(answer).rejects.toThrow('within 15 s');
    await jest.advanceTimersByTimeAsync(15_001);
    await failed;
    jest.useRealTimers();
  });
});
