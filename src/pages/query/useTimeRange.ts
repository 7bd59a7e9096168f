import { dateTime, rangeUtil, type TimeRange } from '@grafana/data';
import { useMemo } from 'react';

/** Epoch milliseconds in a link are a time; everything else is left to Grafana (`now-1h`, ISO 8601). */
function readTime(raw: string) {
  return /^\d+$/.test(raw) ? dateTime(Number(raw)) : raw;
}

/** The range that raw times of a link mean right now; the last hour where they mean nothing. */
export function resolveRange(from: string, to: string): TimeRange {
  const range = rangeUtil.convertRawToRange({ from: readTime(from), to: readTime(to) });
  return range.from.isValid() && range.to.isValid() && range.from.isBefore(range.to)
    ? range
    : rangeUtil.convertRawToRange({ from: 'now-1h', to: 'now' });
}

/** The range for the time picker. Relative ranges are resolved when they are chosen, and anew by every run. */
export function useTimeRange(from: string, to: string): TimeRange {
  return useMemo(() => resolveRange(from, to), [from, to]);
}

/** A chosen range as a link writes it: relative as it is, absolute as epoch milliseconds. */
export function rawTexts({ raw }: TimeRange): { from: string; to: string } {
  const textOf = (time: TimeRange['raw']['from']) => (typeof time === 'string' ? time : String(time.valueOf()));
  return { from: textOf(raw.from), to: textOf(raw.to) };
}
