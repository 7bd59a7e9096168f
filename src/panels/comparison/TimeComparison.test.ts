import {
  dateTime,
  FieldType,
  getDefaultTimeRange,
  getFieldDisplayName,
  LoadingState,
  toDataFrame,
  type DataQueryRequest,
  type PanelData,
  type TimeRange,
} from '@grafana/data';
import { firstValueFrom, NEVER } from 'rxjs';
import { isEarlier } from './earlierFrame';
import { TimeComparison } from './TimeComparison';
import { offsetMs, readTimeOffset, TIME_OFFSETS } from './timeOffset';

const HOUR_MS = 3_600_000;
const from = 1_795_384_000_000;
const range: TimeRange = {
  from: dateTime(from),
  to: dateTime(from + HOUR_MS),
  raw: { from: 'now-1h', to: 'now' },
};
const request = {
  requestId: 'a',
  range,
  targets: [
    { refId: 'A', exemplar: true },
    { refId: 'B', timeRangeCompare: false },
  ],
} as unknown as DataQueryRequest;

it.each([
  ['before', HOUR_MS],
  ['day', 24 * HOUR_MS],
  ['week', 7 * 24 * HOUR_MS],
] as const)('asks for the same range, moved: %s', (offset, shiftMs) => {
  const [extra] = new TimeComparison({ offset }).getExtraQueries(request);
  expect(offsetMs(offset, from, from + HOUR_MS)).toBe(shiftMs);
  expect(extra?.req.range.from.valueOf()).toBe(from - shiftMs);
  expect(extra?.req.range.to.valueOf()).toBe(from + HOUR_MS - shiftMs);
  // The other query does not take part, and exemplars are those of now.
  expect(extra?.req.targets).toEqual([{ refId: 'A', exemplar: false }]);
});

it('asks nothing more where nothing is compared', () => {
  expect(new TimeComparison({ offset: undefined }).getExtraQueries(request)).toEqual([]);
  const alone = { ...request, targets: request.targets.slice(1) };
  expect(new TimeComparison({ offset: 'day' }).getExtraQueries(alone)).toEqual([]);
});

it('lays the earlier answer over the later one: moved, dashed and named apart', async () => {
  const [extra] = new TimeComparison({ offset: 'before' }).getExtraQueries(request);
  const answered: PanelData = {
    state: LoadingState.Done,
    timeRange: getDefaultTimeRange(),
    annotations: [toDataFrame({ name: 'exemplar', fields: [] })],
    series: [
      toDataFrame({
        refId: 'A',
        fields: [
          { name: 'Time', type: FieldType.time, values: [from - HOUR_MS] },
          { name: 'Value', type: FieldType.number, config: { displayNameFromDS: 'p50' }, values: [1] },
        ],
      }),
    ],
  };
  const overlaid = await firstValueFrom(extra?.processor?.(answered, answered) ?? NEVER);
  const [time, value] = overlaid.series[0]?.fields ?? [];
  expect(overlaid.annotations).toEqual([]);
  expect(overlaid.series.map(isEarlier)).toEqual([true]);
  expect(answered.series.map(isEarlier)).toEqual([false]);
  expect(time?.values).toEqual([from]);
  expect(value && getFieldDisplayName(value, overlaid.series[0])).toBe('p50 (before)');
  expect(value?.config.custom).toMatchObject({ lineStyle: { fill: 'dash' } });
});

it('runs again when another time is chosen', () => {
  const comparison = new TimeComparison({ offset: 'day' });
  expect(comparison.shouldRerun({ offset: 'day' }, { offset: 'week' })).toBe(true);
  expect(comparison.shouldRerun({ offset: 'day' }, { offset: 'day' })).toBe(false);
});

it('reads links', () => {
  expect(TIME_OFFSETS.map((offset) => readTimeOffset(offset))).toEqual(TIME_OFFSETS);
  expect([null, '', 'month'].map(readTimeOffset)).toEqual([undefined, undefined, undefined]);
});
