import { createTheme, DataFrameType } from '@grafana/data';
import { NO_COST, type MetricsAnswer, type MetricsSeries } from '../../../../tempo';
import { parse } from '../../../../traceql';
import { recordedMetrics } from '../testdata/recordedAnswers';
import { compareRows } from './compareRows';
import { exemplarValue } from './exemplarValue';
import { heatmapFrame, histogramGroups } from './heatmapFrame';
import { countsSpans, metricsKind, metricsUnit } from './metricsKind';
import { renderMetricsCsv } from './renderMetricsCsv';
import { seriesColors } from './seriesColor';
import { exemplarFrame, seriesFrames } from './seriesFrames';
import { seriesName } from './seriesName';
import { highestSeries, summariseSeries } from './seriesSummary';

const RATE = '{ status = error } | rate() by (resource.service.name)';
const QUANTILE = '{ kind = server } | quantile_over_time(duration, .95) by (resource.service.name)';
const HISTOGRAM = '{ } | histogram_over_time(duration) by (resource.service.name)';
const COMPARE = '{ nestedSetParent < 0 } | compare({ duration > 500ms }, 5)';
const PLAIN = { isQuantile: false, bucketUnit: '' };
const LINK = { title: 'Open', url: '' };

describe.each(['2.6.1', '3.0.3'])('answers of Tempo %s', (system) => {
  it.each([
    ['{} | rate()', 'series', 'ops'],
    [RATE, 'series', 'ops'],
    [QUANTILE, 'quantiles', 's'],
    [HISTOGRAM, 'histogram', 'short'],
    [COMPARE, 'compare', 'short'],
    ['{ } | count_over_time() by (resource.cloud.region)', 'series', 'short'],
  ])('%s is drawn as %s in %s', async (text, kind, unit) => {
    const { query } = parse(text);
    expect(metricsKind(await recordedMetrics(system, text), query)).toBe(kind);
    expect(metricsUnit(query)).toBe(unit);
  });

  it('series have names, figures and frames', async () => {
    const { series } = await recordedMetrics(system, RATE);
    const summaries = summariseSeries(series, PLAIN);
    expect(summaries.map(({ name }) => name)).toContain('checkout');
    const checkout = summaries.find(({ name }) => name === 'checkout');
    expect(checkout?.max).toBeGreaterThan(checkout?.mean ?? Infinity);
    const [frame] = seriesFrames(summaries, { unit: 'ops', colorOf: () => 'red' });
    expect(frame?.fields[1]).toMatchObject({
      config: { displayNameFromDS: 'checkout', unit: 'ops' },
      labels: { 'resource.service.name': 'checkout' },
    });
    expect(frame?.fields[0]?.values).toHaveLength(frame?.length ?? -1);
    expect(frame?.length).toBeGreaterThan(8);
  });

  it('exemplars of durations stand at their duration in seconds, whatever the release sends', async () => {
    const { series } = await recordedMetrics(system, QUANTILE);
    const summaries = summariseSeries(series, { isQuantile: true, bucketUnit: '' });
    const frame = exemplarFrame(summaries, { countsSpans: false, isDuration: true }, LINK);
    expect(frame?.name).toBe('exemplar');
    const values: number[] = frame?.fields[1]?.values ?? [];
    expect(values.length).toBeGreaterThan(10);
    // The longest span of the recording takes 3.4 seconds.
    expect(Math.max(...values)).toBeLessThan(4);
    expect(Math.min(...values)).toBeGreaterThan(0.001);
    expect(frame?.fields[2]?.values.every((id: string) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
    expect(frame?.fields.map(({ name }) => name)).toContain('resource.service.name');
  });

  it('exemplars of counts stand on the line', async () => {
    const { series } = await recordedMetrics(system, '{} | rate()');
    const [first] = series;
    const exemplar = first?.exemplars[0];
    const value = first && exemplar && exemplarValue(exemplar, first, { countsSpans: true, isDuration: false });
    expect(first?.samples.map((sample) => sample.value)).toContain(value);
    expect(value).toBeGreaterThan(0);
  });

  it('a histogram is a heatmap by ascending buckets, of one group or of all', async () => {
    const { series } = await recordedMetrics(system, HISTOGRAM);
    const groups = histogramGroups(series);
    expect(groups.map(({ name }) => name)).toEqual([...groups.map(({ name }) => name)].sort());
    const all = heatmapFrame(series, 's');
    expect(all?.meta?.type).toBe(DataFrameType.HeatmapRows);
    const bounds = all?.fields.slice(1).map(({ labels }) => Number(labels?.le)) ?? [];
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    // No power of two is left out.
    expect(bounds.slice(1).map((bound, index) => Math.round(bound / (bounds[index] ?? 0)))).toEqual(
      bounds.slice(1).map(() => 2)
    );
    const total = (frame: ReturnType<typeof heatmapFrame>) =>
      frame?.fields.slice(1).reduce((sum, { values }) => sum + values.reduce((a: number, b: number) => a + b, 0), 0);
    // Every span of the dataset that lies in the range.
    expect(total(all)).toBe(groups.reduce((sum, group) => sum + (total(heatmapFrame(group.series, 's')) ?? 0), 0));
    expect(total(all)).toBeGreaterThan(1000);
    expect(all?.fields[1]?.config.displayNameFromDS).toMatch(/µs|ms/);
  });

  it('a comparison ranks what differs', async () => {
    const { series } = await recordedMetrics(system, COMPARE);
    const { rows, selectionTotal, baselineTotal, skippedAttributes } = compareRows(series);
    expect({ selectionTotal, baselineTotal }).toEqual({ selectionTotal: 31, baselineTotal: 269 });
    const differences = rows.map(({ difference }) => Math.abs(difference));
    expect(differences).toEqual([...differences].sort((a, b) => b - a));
    // All slow traces are checkouts or jobs.
    expect(rows.slice(0, 12).map(({ valueText }) => valueText)).toContain('POST /checkout');
    expect(rows.every(({ selectionShare, baselineShare }) => selectionShare <= 1 && baselineShare <= 1)).toBe(true);
    // 3.0 compares them all.
    expect(skippedAttributes.includes('span.enduser.id')).toBe(system === '2.6.1');
  });

  it('can all be exported', async () => {
    for (const text of ['{} | rate()', QUANTILE, HISTOGRAM, COMPARE]) {
      const csv = renderMetricsCsv(await recordedMetrics(system, text), parse(text).query);
      const [header, ...lines] = csv.trim().split('\r\n');
      expect(lines.length).toBeGreaterThan(5);
      expect(header).toMatch(/^(time|attribute),/);
    }
  });
});

const label = (key: string, value: string | number) => ({ key, value, type: 'string' as const });
const seriesOf = (labels: MetricsSeries['labels'], values: Array<number | null>): MetricsSeries => ({
  labels,
  samples: values.map((value, index) => ({ timeMs: index * 1000, value })),
  exemplars: [],
});

describe('names of series', () => {
  it.each([
    [[label('__name__', 'rate')], PLAIN, 'rate'],
    [[label('name', 'GET /')], PLAIN, 'GET /'],
    [[label('resource.service.name', 'a'), label('status', 'error')], PLAIN, 'service.name=a, status=error'],
    [[label('p', 0.95)], { isQuantile: true, bucketUnit: '' }, 'p95'],
    [[label('name', 'x'), label('p', 0.999)], { isQuantile: true, bucketUnit: '' }, 'p99.9 · x'],
    [[label('p', 0.95)], PLAIN, '0.95'],
    [[label('name', 'x'), label('__bucket', 0.004194304)], { isQuantile: false, bucketUnit: 's' }, 'x · ≤ 4.19 ms'],
  ])('%j', (labels, naming, expected) => {
    expect(seriesName(labels, naming)).toBe(expected);
  });
});

describe('figures', () => {
  it('pass over what is no number', () => {
    const [summary] = summariseSeries([seriesOf([label('a', 'b')], [1, null, 5, 3, Infinity])], PLAIN);
    expect(summary).toMatchObject({ last: 3, mean: 3, max: 5 });
    const [empty] = summariseSeries([seriesOf([label('a', 'b')], [])], PLAIN);
    expect(empty).toMatchObject({ last: null, mean: null, max: null });
  });

  it('tell which of very many series are drawn', () => {
    const many = Array.from({ length: 2500 }, (_, index) => seriesOf([label('a', `s${index}`)], [index % 100]));
    const drawn = highestSeries(summariseSeries(many, PLAIN), 50);
    expect(drawn).toHaveLength(50);
    expect(Math.min(...drawn.map(({ max }) => max ?? -1))).toBe(98);
  });
});

describe('kinds', () => {
  const answer = (labels: MetricsSeries['labels']): MetricsAnswer => ({
    series: [seriesOf(labels, [1])],
    cost: NO_COST,
    partial: '',
  });

  it('take an attribute called p for what it is', () => {
    expect(metricsKind(answer([label('p', 'x')]), parse('{ } | rate() by(span.p)').query)).toBe('series');
  });

  it.each([
    ['{ } | rate()', true],
    ['{ } | histogram_over_time(duration)', true],
    ['{ } | avg_over_time(duration)', false],
    ['{ } | compare({ })', true],
  ])('%s counts spans: %s', (text, expected) => {
    expect(countsSpans(parse(text).query)).toBe(expected);
  });

  it.each([
    ['{ } | avg_over_time(traceDuration)', 's'],
    ['{ } | max_over_time(span.bytes)', 'short'],
    ['{ } | sum_over_time(event:timeSinceStart)', 's'],
  ])('%s is in %s', (text, unit) => {
    expect(metricsUnit(parse(text).query)).toBe(unit);
  });
});

it('shows a heatmap the gap between buckets, unless they are no powers of two', () => {
  const boundsOf = (...buckets: number[]) =>
    heatmapFrame(
      buckets.map((bucket) => seriesOf([{ key: '__bucket', type: 'float', value: bucket }], [1])),
      's'
    )
      ?.fields.slice(1)
      .map(({ labels }) => Number(labels?.le));
  expect(boundsOf(0.5, 4)).toEqual([0.5, 1, 2, 4]);
  expect(boundsOf(3, 1)).toEqual([1, 3]);
  expect(boundsOf(0, 1)).toEqual([0, 1]);
  expect(boundsOf()).toBeUndefined();
});

it('keeps an exemplar of a long duration', () => {
  // 20 minutes, in a series of 15 minutes.
  const series = seriesOf([], [900]);
  const exemplar = { timeMs: 0, value: 1200, traceId: 'a', labels: [] };
  expect(exemplarValue(exemplar, series, { countsSpans: false, isDuration: true })).toBe(1200);
});

it('colours quantiles by their number, whatever the group', () => {
  const series = [0.5, 0.99].flatMap((p) =>
    ['a', 'b'].map((name) => seriesOf([label('name', name), label('p', p)], [1]))
  );
  const summaries = summariseSeries(series, { isQuantile: true, bucketUnit: '' });
  const colors = [...seriesColors(createTheme(), summaries, true).values()];
  expect(colors[0]).toBe(colors[1]);
  expect(colors[2]).toBe(colors[3]);
  expect(colors[0]).not.toBe(colors[2]);
});
