import { DataTopic, FieldType, getFieldDisplayName, type DataFrame } from '@grafana/data';
import { createTempoClient, fetchMetricsRange } from '../../tempo';
import { recordedQueryTransport } from '../../tempo/testdata/recordedQueries';
import { bucketBounds } from './bucketBounds';
import { traceqlFrames } from './traceqlFrames';
import type { TraceqlMetricsQuery } from './traceqlMetricsQuery';

const range = { fromSeconds: 1795334602, toSeconds: 1795334692 };

async function framesOf(system: string, text: string, more: Partial<TraceqlMetricsQuery>): Promise<DataFrame[]> {
  const client = createTempoClient(recordedQueryTransport(system));
  const answer = await fetchMetricsRange(client, { query: text, range, stepSeconds: 10, exemplars: undefined });
  return traceqlFrames(answer, { refId: 'A', tempoUid: 'tempo', tempoVersion: system, text, shape: 'plain', ...more });
}

const namesOf = (frames: DataFrame[]) =>
  frames
    .filter(({ meta }) => !meta?.dataTopic)
    .flatMap((frame) => frame.fields.slice(1, 2).map((field) => getFieldDisplayName(field, frame)));
const valuesOf = (frame: DataFrame | undefined) => frame?.fields.at(-1)?.values ?? [];

describe.each(['2.6.1', '3.0.3'])('answers of Tempo %s', (system) => {
  it('a series without labels is called by its legend', async () => {
    expect(namesOf(await framesOf(system, '{} | rate()', { legend: 'requests' }))).toEqual(['requests']);
  });

  it('quantiles are percentiles of their groups, with exemplars in seconds that open the trace', async () => {
    const frames = await framesOf(
      system,
      '{ kind = server } | quantile_over_time(duration, .95) by (resource.service.name)',
      {
        shape: 'quantiles',
        exemplarQuery: '{ kind = server }',
      }
    );
    expect(namesOf(frames)).toContain('p95 checkout');
    expect(frames[0]?.fields[1]?.labels).toMatchObject({ service: expect.any(String), p: expect.any(String) });
    const exemplars = frames.find(({ meta }) => meta?.dataTopic === DataTopic.Annotations);
    const seconds: number[] = exemplars?.fields.find(({ name }) => name === 'Value')?.values ?? [];
    expect(seconds.length).toBeGreaterThan(0);
    expect(Math.max(...seconds)).toBeLessThan(60);
    expect(exemplars?.fields.find(({ name }) => name === 'traceId')?.config.links?.[0]?.url).toBe(
      '/a/tempo-companion-app/query?q=%7B+kind+%3D+server+%7D&tempo=tempo&trace=${__value.raw}'
    );
  });

  it('buckets are rows without gaps', async () => {
    const [frame, ...others] = await framesOf(
      system,
      '{ } | histogram_over_time(duration) by (resource.service.name)',
      {
        shape: 'heatmap',
      }
    );
    const bounds = (frame?.fields ?? []).slice(1).map(({ name }) => Number(name));
    expect(others).toEqual([]);
    expect(bounds.length).toBeGreaterThan(5);
    expect(bounds.slice(1).every((bound, index) => bound === (bounds[index] ?? 0) * 2)).toBe(true);
    expect(frame?.fields.slice(1).every(({ type }) => type === FieldType.number)).toBe(true);
  });

  it('rates by status are the share of errors of each group', async () => {
    const text = '{ kind = server } | rate() by (resource.service.name, status)';
    const shares = await framesOf(system, text, { shape: 'error-share' });
    const values = shares.flatMap((frame) => valuesOf(frame)).filter((value): value is number => value !== null);
    expect(namesOf(shares)).toEqual(expect.arrayContaining(['checkout', 'frontend']));
    expect(shares.every(({ refId }) => refId === 'A')).toBe(true);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
    expect(values.some((value) => value > 0 && value < 1)).toBe(true);
    const instant = await framesOf(system, text, { shape: 'error-share', instant: true });
    expect(new Set(instant.map(({ refId }) => refId))).toEqual(new Set(['value', 'rate']));
  });

  it('no series make no frames', async () => {
    const query = { refId: 'A', tempoUid: 't', tempoVersion: system, text: '' };
    const nothing = { series: [], cost: expect.anything(), partial: '' };
    for (const shape of ['plain', 'quantiles', 'heatmap', 'error-share'] as const) {
      expect(traceqlFrames(nothing, { ...query, shape })).toEqual([]);
    }
  });
});

it.each([
  [[], []],
  [
    [4, 0.5],
    [0.5, 1, 2, 4],
  ],
  [
    [3, 1],
    [1, 3],
  ],
  [
    [1, 2 ** 70],
    [1, 2 ** 70],
  ],
])('the bounds %j are the rows %j', (found, rows) => {
  expect(bucketBounds(found)).toEqual(rows);
});
