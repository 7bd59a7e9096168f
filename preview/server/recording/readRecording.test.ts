import { decodeSeries } from './decodeSeries';
import { readRecording } from './readRecording';
import { TEMPO_VERSIONS, type MetricFamily, type RecordedTarget } from './recording';
import { getTargetLabels } from './targetLabels';

function findFamily(target: RecordedTarget | undefined, name: string): MetricFamily {
  const family = target?.families.find((candidate) => candidate.name === name);
  if (!family) {
    throw new Error(`${name} was not recorded`);
  }
  return family;
}

describe('decodeSeries', () => {
  test.each([
    ['differences', 0, '5 1 -2', [5, 6, 4]],
    ['runs', 0, '5 0*3', [5, 5, 5, 5]],
    ['scrapes without the series', 0, '_*2 7 _ 1', [undefined, undefined, 7, undefined, 8]],
    ['decimals, exactly', 2, '26 5*2', [0.26, 0.31, 0.36]],
    ['values as they are', -1, '1e-7 NaN Infinity', [1e-7, NaN, Infinity]],
  ])('%s', (_, decimals, tokens, values) => {
    expect(decodeSeries(decimals, tokens)).toEqual(values);
  });
});

// The sums are those of the scrapes that were converted.
describe.each([
  { tempo: '2.6.1' as const, samples: 692_671, sum: 8_362_913_082_496, targets: 6, scrapes: 164 },
  { tempo: '3.0.3' as const, samples: 400_192, sum: 8_653_775_626_862, targets: 1, scrapes: 220 },
])('the recording of $tempo', ({ tempo, samples, sum, targets, scrapes }) => {
  const recording = readRecording(tempo);

  it('has every value that was recorded', () => {
    const values = recording.targets
      .flatMap(({ families }) => families.flatMap(({ series }) => series.flatMap((one) => one.values)))
      .filter((value) => value !== undefined);
    expect(values).toHaveLength(samples);
    const total = values.filter((value) => Number.isFinite(value)).reduce((left, right) => left + right, 0);
    expect(Math.floor(total)).toBe(sum);
  });

  it('has a slot a scrape for every target', () => {
    expect(recording.targets.map(({ timesMs }) => timesMs.length)).toEqual(Array(targets).fill(scrapes));
  });

  it('has its faults within its time', () => {
    const times = recording.targets.flatMap(({ timesMs }) => timesMs);
    const [start, end] = [times[0] ?? 0, times.at(-1) ?? 0];
    expect(recording.faults.length).toBeGreaterThan(2);
    for (const { from, to } of recording.faults) {
      expect(from * 1000).toBeGreaterThan(start);
      expect(to * 1000).toBeLessThan(end);
    }
  });

  it('has no label that scraping would have to rename', () => {
    for (const target of recording.targets) {
      const reserved = Object.keys(getTargetLabels(tempo, target.component));
      const labels = target.families.flatMap(({ series }) => series.map((one) => `,${one.labels}`));
      expect(labels.filter((text) => reserved.some((name) => text.includes(`,${name}="`)))).toEqual([]);
    }
  });
});

describe('the components of 2.6.1', () => {
  const { targets } = readRecording('2.6.1');
  const byName = new Map(targets.map((target) => [target.component, target]));

  it('did not answer while they were stopped, and nothing else failed', () => {
    expect([...byName].map(([name, { errors }]) => [name, errors.size]).filter(([, count]) => count !== 0)).toEqual([
      ['querier', 8],
      ['ingester', 6],
    ]);
  });

  it('have no values where they did not answer', () => {
    const querier = byName.get('querier');
    const [slot = -1] = querier?.errors.keys() ?? [];
    expect(findFamily(querier, 'go_goroutines').series[0]?.values[slot]).toBeUndefined();
    expect(findFamily(querier, 'go_goroutines').series[0]?.values[slot - 1]).toBeGreaterThan(0);
  });

  it('count what the distributor took', () => {
    const received = findFamily(byName.get('distributor'), 'tempo_distributor_spans_received_total');
    expect(received).toMatchObject({ type: 'counter', epochSeconds: false });
    expect(received.series[0]?.values.slice(0, 4)).toEqual([undefined, 712, 1450, 2169]);
  });

  it('say when they were started', () => {
    expect(findFamily(byName.get('ingester'), 'process_start_time_seconds')).toMatchObject({
      type: 'gauge',
      epochSeconds: true,
    });
  });
});

it('knows the labels of every component', () => {
  for (const tempo of TEMPO_VERSIONS) {
    for (const { component } of readRecording(tempo).targets) {
      const labels = getTargetLabels(tempo, component);
      expect(labels.job).toBe(tempo === '2.6.1' ? `tracing/${component}` : 'tempo');
    }
  }
});
