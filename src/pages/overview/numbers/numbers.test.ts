import { FieldType, LoadingState, dateTime, toDataFrame, type PanelData } from '@grafana/data';
import { CHAPTERS, type KnownSystem, type Signal, type Threshold } from '../../../signals';
import { parseVersion, readMetricsInventory } from '../../../tempo';
import { firstBadValue, levelOf, worseWhen } from './numberLevel';
import { listOverviewNumbers } from './overviewNumbers';
import { readNumbers } from './readNumbers';

/** A system of which nothing is known to be missing. */
const everything: KnownSystem = {
  version: parseVersion('3.0.3'),
  generation: undefined,
  topology: undefined,
  inventory: readMetricsInventory([], [{ version: '3.0.3', namespace: 'a', cluster: 'b', instance: 'c' }], true),
};

describe('the numbers', () => {
  const chapters = listOverviewNumbers(everything);
  const numbers = chapters.flatMap((chapter) => chapter.numbers);

  it('are of every chapter of the catalogue', () => {
    expect(chapters.map(({ chapter }) => chapter.id)).toEqual(CHAPTERS.map(({ id }) => id));
    for (const chapter of chapters) {
      expect(chapter.numbers.length).toBeGreaterThan(2);
    }
  });

  it('are few, and each is one query of one series', () => {
    // All that are named exist: a signal that was renamed would be missing here.
    expect(numbers).toHaveLength(16);
    expect(new Set(numbers.map(({ refId }) => refId)).size).toBe(16);
    for (const { signal, refId, expr } of numbers) {
      expect(signal.visualization.kind).toBe('stat');
      expect(refId).toMatch(/^\w+$/);
      expect(expr).not.toMatch(/^\w+ by \(/);
    }
  });

  it('leave out what does not apply, and count it', () => {
    const old: KnownSystem = {
      version: parseVersion('2.6.1'),
      generation: '2.x',
      topology: 'single-binary',
      inventory: readMetricsInventory(['tempo_distributor_spans_received_total'], [{ version: '2.6.1' }]),
    };
    const [ingestion] = listOverviewNumbers(old);
    expect(ingestion?.numbers.map(({ signal }) => signal.id)).toEqual([
      'ingestion.spans-now',
      'ingestion.discarded-share-now',
    ]);
    expect(ingestion?.notApplicable).toBeGreaterThan(20);
    expect(ingestion?.total).toBeGreaterThan(ingestion?.notApplicable ?? Infinity);
  });
});

describe('levels', () => {
  const [ok, warning, critical]: Array<Threshold['level']> = ['ok', 'warning', 'critical'];
  const rising: Threshold[] = [{ level: 'ok' }, { from: 1, level: 'warning' }, { from: 5, level: 'critical' }];
  const falling: Threshold[] = [{ level: 'critical' }, { from: 0.95, level: 'warning' }, { from: 0.99, level: 'ok' }];
  const signal = (thresholds?: Threshold[]): Signal => ({
    id: 'a.b',
    title: '',
    description: { shows: '', good: '', remedy: '' },
    unit: 's',
    visualization: { kind: 'stat', thresholds },
    requires: {},
    queries: () => [],
  });

  it.each<[Threshold[] | undefined, number, Threshold['level'] | undefined]>([
    [rising, 0.99, ok],
    [rising, 1, warning],
    [rising, 4.9, warning],
    [rising, 5, critical],
    [falling, 0.9, critical],
    [falling, 0.99, ok],
    [undefined, 1, undefined],
  ])('%j: %d is %s', (thresholds, value, level) => {
    expect(levelOf(signal(thresholds), value)).toBe(level);
  });

  it('tell which way is worse', () => {
    expect([rising, falling, undefined].map((each) => worseWhen(signal(each)))).toEqual(['higher', 'lower', 'unknown']);
    expect([rising, falling, undefined].map((each) => firstBadValue(signal(each)))).toEqual([1, undefined, undefined]);
  });
});

describe('readings', () => {
  const range = { from: dateTime(0), to: dateTime(1), raw: { from: 'now-1h', to: 'now' } };
  const frame = (refId: string, values: Array<number | null>) =>
    toDataFrame({
      refId,
      fields: [
        { name: 'Time', type: FieldType.time, values: values.map((_, i) => i * 1000) },
        { name: 'Value', type: FieldType.number, values },
      ],
    });
  const answer = (part: Partial<PanelData>): PanelData => ({
    state: LoadingState.Done,
    series: [],
    timeRange: range,
    ...part,
  });

  it('are the last and the mean of what is a number', () => {
    const data = answer({ series: [frame('A', [1, null, NaN, 2]), frame('A', [9])] });
    expect(readNumbers(data, ['A']).get('A')).toEqual({
      status: 'value',
      points: [
        { timeMs: 0, value: 1 },
        { timeMs: 3000, value: 2 },
      ],
      last: 2,
      mean: 1.5,
    });
  });

  it('are none where nothing came', () => {
    const data = answer({ series: [toDataFrame({ refId: 'A', fields: [] }), frame('B', [null])] });
    expect([...readNumbers(data, ['A', 'B', 'C']).values()]).toEqual(Array(3).fill({ status: 'none' }));
  });

  it('keep an error to its number', () => {
    const data = answer({ series: [frame('A', [1])], errors: [{ refId: 'B', message: 'parse error' }] });
    const readings = readNumbers(data, ['A', 'B', 'C']);
    expect(readings.get('A')?.status).toBe('value');
    expect(readings.get('B')).toEqual({ status: 'failed', said: 'parse error' });
    expect(readings.get('C')).toEqual({ status: 'none' });
  });

  it('fail together where the request did', () => {
    // As Grafana 12.3 has it; `errors` is not set then.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const data = answer({ state: LoadingState.Error, error: { message: 'Bad Gateway' } });
    expect([...readNumbers(data, ['A', 'B']).values()]).toEqual(
      Array(2).fill({ status: 'failed', said: 'Bad Gateway' })
    );
  });
});
