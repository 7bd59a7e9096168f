/**
 * The embedded Tempo against recordings of real ones: what they answered over the same 300 traces.
 *
 * Not compared, because real Tempos do not repeat it either:
 * 1. the number of inspected bytes (it depends on the layout of files);
 * 2. the order where Tempo iterates over maps: tag values, scopes, attributes of spans, span sets of one trace;
 * 3. which spans the exemplars are (3.0 takes a random one of each trace, 2.6 the first ones of the block that
 *    happens to be read first); how many there are is compared for 2.6;
 * 4. which of equally frequent values `compare()` keeps; how often they occur is compared;
 * 5. times of traces by ID: the recording holds copies of the traces sent at several times.
 */
import { Answer, TempoState } from './api/answer';
import { handle } from './handle';
import { readRecording, RecordedPage, RecordedQuery, recordedState } from './testdata/recording';

type Json = Record<string, unknown>;

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
const list = (value: unknown) => (Array.isArray(value) ? (value as Json[]) : []);

function ask(state: TempoState, url: string, headers: Record<string, string> = {}): Answer {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  return handle({ method: 'GET', path, query: new URLSearchParams(query), headers }, state);
}

function bodyOf(answer: Answer): unknown {
  return answer.type === 'application/json' ? JSON.parse(String(answer.body)) : String(answer.body);
}

/** Everything below a value, with what is not compared taken away. */
function stable(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(stable);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { inspectedBytes: _, ...rest } = value as Json;
  const entries = Object.entries(rest).map(([key, inner]) => {
    const content = stable(inner);
    const isUnordered = key === 'attributes' || key === 'spanSets' || key === 'tagValues' || key === 'scopes';
    return [key, isUnordered && Array.isArray(content) ? [...content].sort(byText) : content] as const;
  });
  return Object.fromEntries(entries);
}

/** As the recordings have search results: traces sorted by ID, span IDs sorted. */
function normalisedSearch(body: unknown): unknown {
  const traces = list((body as Json).traces).map((trace) => ({
    traceID: String(trace.traceID).padStart(32, '0'),
    rootServiceName: trace.rootServiceName,
    rootTraceName: trace.rootTraceName,
    durationMs: trace.durationMs,
    spanSets: list(trace.spanSets).map((spanset) => ({
      matched: spanset.matched,
      spans: list(spanset.spans)
        .map(({ spanID }) => spanID)
        .sort(),
      ...(spanset.attributes ? { attributes: spanset.attributes } : {}),
    })),
  }));
  return stable({ traces: traces.sort((a, b) => (a.traceID < b.traceID ? -1 : 1)) });
}

function searchUrl({ q, start, end, limit, spss }: RecordedQuery): string {
  return `/api/search?q=${encodeURIComponent(q)}&start=${start}&end=${end}&limit=${limit}&spss=${spss}`;
}

function expectSearch(state: TempoState, recorded: RecordedQuery): void {
  const answer = ask(state, searchUrl(recorded));
  expect(answer.status).toBe(recorded.status);
  if (recorded.error !== undefined) {
    expect(answer.body).toBe(recorded.error);
  } else {
    expect(normalisedSearch(bodyOf(answer))).toEqual(stable(recorded.result));
  }
}

/** Whole answers hold the first four traces. */
function expectRawSearch(state: TempoState, recorded: RecordedQuery): void {
  const answer = ask(state, searchUrl(recorded));
  expect(answer.status).toBe(recorded.status);
  const body = bodyOf(answer);
  if (recorded.status !== 200) {
    expect(body).toBe(recorded.response);
    return;
  }
  const { traces, metrics } = body as Json;
  expect(stable({ traces: list(traces).slice(0, 4), metrics })).toEqual(stable(recorded.response));
}

interface Series {
  readonly key: string;
  readonly samples: ReadonlyArray<readonly [string, number]>;
  readonly promLabels: unknown;
  readonly exemplars: number;
}

function seriesOf(body: unknown): Series[] {
  return list((body as Json).series).map((series) => ({
    key: JSON.stringify(series.labels),
    samples: list(series.samples).map(({ timestampMs, value }) => [String(timestampMs), Number(value ?? 0)] as const),
    promLabels: series.promLabels,
    exemplars: list(series.exemplars).length,
  }));
}

function expectQueryRange(state: TempoState, recorded: RecordedQuery): void {
  const { q, start, end, step } = recorded;
  const answer = ask(
    state,
    `/api/metrics/query_range?q=${encodeURIComponent(q)}&start=${start}&end=${end}&step=${step}`
  );
  expect(answer.status).toBe(recorded.status);
  const body = bodyOf(answer);
  if (recorded.status !== 200) {
    expect(body).toBe(recorded.response);
    return;
  }
  const isCompare = q.includes('compare(');
  const [actual, expected] = [body, recorded.response].map(seriesOf);
  if (isCompare) {
    expectSameCounts(actual ?? [], expected ?? []);
    return;
  }
  expect((actual ?? []).map(labelsOf)).toEqual((expected ?? []).map(labelsOf));
  if (state.behaviour.generation === '2.6') {
    expect(exemplarsOf(actual ?? [])).toBe(exemplarsOf(expected ?? []));
  }
  (expected ?? []).forEach(({ samples }, i) => expectClose(actual?.[i]?.samples ?? [], samples));
}

const labelsOf = ({ key, promLabels }: Series) => ({ key, promLabels });
const exemplarsOf = (series: readonly Series[]) => series.reduce((sum, { exemplars }) => sum + exemplars, 0);

function expectClose(actual: Series['samples'], expected: Series['samples']): void {
  expect(actual.map(([time]) => time)).toEqual(expected.map(([time]) => time));
  expected.forEach(([, value], i) => {
    const difference = Math.abs((actual[i]?.[1] ?? NaN) - value);
    expect(difference).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
  });
}

/** Where more values are equally frequent than are kept, the values may be others; how many of each count may not. */
function expectSameCounts(actual: readonly Series[], expected: readonly Series[]): void {
  const summary = (series: readonly Series[]) =>
    series
      .map(({ key, samples }) => {
        const [meta, attribute] = JSON.parse(key) as Array<{ key: string; value: Json }>;
        const total = samples.reduce((sum, [, value]) => sum + value, 0);
        return `${JSON.stringify(meta?.value)} ${attribute?.key} ${samples.length} ${total}`;
      })
      .sort();
  expect(summary(actual)).toEqual(summary(expected));
  // And the values themselves agree for all but such ties.
  const values = new Map(actual.map(({ key, samples }) => [key, samples]));
  const shared = expected.filter(({ key }) => values.has(key));
  expect(shared.length).toBeGreaterThan(expected.length / 2);
  shared.forEach(({ key, samples }) => expectClose(values.get(key) ?? [], samples));
}

/** Times relative to the first of the trace. */
function withRelativeTimes(value: unknown): unknown {
  const times = [...JSON.stringify(value).matchAll(/"(?:start)TimeUnixNano":"(\d+)"/g)].map(([, time]) =>
    BigInt(time ?? 0)
  );
  const first = times.reduce((least, time) => (time < least ? time : least), times[0] ?? BigInt(0));
  const text = JSON.stringify(value).replace(/("\w*[tT]imeUnixNano":)"(\d+)"/g, (_, key: string, time: string) => {
    return `${key}"${BigInt(time) - first}"`;
  });
  return JSON.parse(text);
}

/** Pages differ in the time they were made. */
function withoutTimes(body: unknown): unknown {
  return String(body)
    .replace(/Current time: [^<]*/g, 'Current time')
    .replace(/\d{4}-\d\d-\d\d[T ][\d:.]+(Z| \+0000 UTC)?/g, 'time')
    .replace(/"inspectedBytes":"\d+",?/g, '')
    .replace(/\b\d+(\.\d+)?m?s\b ago|Heartbeat: [^<]*/g, 'ago');
}

function expectPage(state: TempoState, recorded: RecordedPage): void {
  const answer = ask(state, recorded.path, recorded.accept ? { accept: recorded.accept } : recorded.headers);
  expect({ status: answer.status, type: answer.type ?? null }).toEqual({
    status: recorded.status,
    type: recorded.type,
  });
  if (recorded.status === 0) {
    return;
  }
  const isSearch = recorded.path.startsWith('/api/search') && recorded.status === 200;
  if (isSearch) {
    expect(withoutStart(stable(bodyOf(answer)))).toEqual(withoutStart(stable(JSON.parse(recorded.body ?? ''))));
    return;
  }
  const length = (recorded.body ?? '').length;
  const isCut = length === 60_000;
  const body = withoutTimes(isCut ? String(answer.body).slice(0, length) : answer.body);
  expect(isCut ? String(body).slice(0, 100) : body).toBe(
    isCut ? String(withoutTimes(recorded.body)).slice(0, 100) : withoutTimes(recorded.body)
  );
}

/** 2.6 had been sent the traces at other times; so their order by start differs too. */
function withoutStart(value: unknown): unknown {
  const { traces, metrics } = value as Json;
  const sorted = list(traces).map((trace) => JSON.stringify(trace).replace(/"startTimeUnixNano":"\d+",?/g, ''));
  return { traces: sorted.sort(), metrics };
}

/** How many recorded answers of a file agree. */
class Agreement {
  private readonly files = new Map<string, { agree: number; all: number }>();

  /** Runs a comparison; counts it where it does not throw. */
  count(file: string, compare: () => void): void {
    const counts = this.files.get(file) ?? { agree: 0, all: 0 };
    this.files.set(file, counts);
    counts.all++;
    compare();
    counts.agree++;
  }

  print(version: string): void {
    const counts = [...this.files].map(([file, { agree, all }]) => `${file} ${agree}/${all}`);
    process.stdout.write(`${version}   ${counts.join('   ')}\n`);
  }

  total(file: string): number {
    return this.files.get(file)?.all ?? 0;
  }
}

describe.each(['2.6.1', '3.0.3'])('Tempo %s', (version) => {
  const recording = readRecording(version);
  const state = recordedState(version);
  const agreement = new Agreement();

  afterAll(() => agreement.print(version));

  it.each(recording.search.map((one) => [one.q, one] as const))('searches %s', (_, one) =>
    agreement.count('search', () => expectSearch(state, one))
  );

  it.each(recording['search-raw'].map((one) => [one.q, one] as const))('answers the search %s in full', (_, one) =>
    agreement.count('search-raw', () => expectRawSearch(state, one))
  );

  it.each(recording.query_range.map((one) => [one.q, one] as const))('measures %s', (_, one) =>
    agreement.count('query_range', () => expectQueryRange(state, one))
  );

  it.each(recording.tags.map((one) => [one.path, one] as const))('knows tags %s', (_, one) =>
    agreement.count('tags', () => {
      const answer = ask(state, one.path);
      expect({ status: answer.status, type: answer.type }).toEqual({ status: one.status, type: one.type });
      expect(stable(bodyOf(answer))).toEqual(stable(one.response));
    })
  );

  it.each(recording.traces.map((one) => [one.path, one] as const))('gives the trace %s', (_, one) =>
    agreement.count('traces', () => {
      const answer = ask(state, one.path);
      expect({ status: answer.status, type: answer.type }).toEqual({ status: one.status, type: one.type });
      expect(withRelativeTimes(stable(bodyOf(answer)))).toEqual(withRelativeTimes(stable(one.response)));
    })
  );

  it.each(recording.endpoints.map((one) => [one.path, one] as const))('answers %s', (_, one) =>
    agreement.count('endpoints', () => expectPage(state, one))
  );

  it('answers in JSON where that is asked for', () => {
    for (const { path, status, type } of recording['endpoints-json'] ?? []) {
      agreement.count('endpoints-json', () => {
        const answer = ask(state, path, { accept: 'application/json' });
        expect({ path, status: answer.status, type: answer.type }).toEqual({ path, status, type });
      });
    }
  });

  it('has been asked as often as recorded', () => {
    const asked = ['search', 'query_range', 'tags', 'traces', 'endpoints'].map((file) => agreement.total(file));
    expect(asked).toEqual([50, 13, 23, 8, 45]);
  });
});

describe('Tempo 2.6.1 with tenants', () => {
  const recorded = readRecording('2.6.1').multitenant ?? [];
  const state = recordedState('2.6.1', true);
  // It was not ready yet when it was asked.
  const asked = recorded.filter(({ path }) => path !== '/ready');

  it.each(asked.map((one) => [`${one.path} ${JSON.stringify(one.headers)}`, one] as const))('answers %s', (_, one) => {
    const answer = ask(state, one.path, one.headers);
    expect({ status: answer.status, type: answer.type ?? null }).toEqual({ status: one.status, type: one.type });
    expect(withoutTimes(answer.body)).toBe(withoutTimes(one.body));
  });
});
