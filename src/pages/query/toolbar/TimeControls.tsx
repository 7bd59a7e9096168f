import { dateTime, type TimeRange } from '@grafana/data';
import { t } from '@grafana/i18n';
import { RefreshPicker, Stack, TimeRangePicker } from '@grafana/ui';
import React, { memo, useEffect, useRef } from 'react';
import type { QueryStateControl } from '../state/useQueryState';
import { rawTexts } from '../useTimeRange';

interface TimeControlsProps {
  range: TimeRange;
  refresh: string;
  isRunning: boolean;
  onChange: QueryStateControl['change'];
  onRun(): void;
}

/** Time range, run and auto-refresh, where they stand everywhere in Grafana. Not rendered again while somebody types. */
export const TimeControls = memo(function TimeControls(props: TimeControlsProps) {
  const { range, refresh, isRunning, onChange, onRun } = props;
  useAutoRun(refresh, isRunning, onRun);
  const onRange = (chosen: TimeRange) => onChange(rawTexts(chosen));
  const move = (direction: -1 | 1, factor: number) => onRange(shift(range, direction, factor));
  return (
    <Stack direction="row" gap={1}>
      <TimeRangePicker
        value={range}
        onChange={onRange}
        // The zone is that of the user's preferences.
        onChangeTimeZone={() => undefined}
        onMoveBackward={() => move(-1, 0.5)}
        onMoveForward={() => move(1, 0.5)}
        onZoom={() => onRange(zoomOut(range))}
        isOnCanvas
      />
      <RefreshPicker
        text={t('query.toolbar.run', 'Run query')}
        tooltip={t('query.toolbar.run-tooltip', 'Run the query (Ctrl+Enter)')}
        value={refresh}
        intervals={['10s', '30s', '1m', '5m']}
        isLoading={isRunning}
        primary
        isOnCanvas
        onRefresh={onRun}
        onIntervalChanged={(interval) => onChange({ refresh: interval }, true)}
      />
    </Stack>
  );
});

function shift({ from, to }: TimeRange, direction: -1 | 1, factor: number): TimeRange {
  const step = Math.round((to.valueOf() - from.valueOf()) * factor) * direction;
  return absolute(from.valueOf() + step, to.valueOf() + step);
}

function zoomOut({ from, to }: TimeRange): TimeRange {
  const half = Math.round((to.valueOf() - from.valueOf()) / 2);
  return absolute(from.valueOf() - half, to.valueOf() + half);
}

function absolute(fromMs: number, toMs: number): TimeRange {
  const [from, to] = [dateTime(fromMs), dateTime(toMs)];
  return { from, to, raw: { from, to } };
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Asks again by itself: not while a query is under way, and not in a tab that nobody looks at. */
function useAutoRun(refresh: string, isRunning: boolean, onRun: () => void): void {
  const latest = useRef({ isRunning, onRun });
  useEffect(() => {
    latest.current = { isRunning, onRun };
  });
  useEffect(() => {
    const intervalMs = parseInt(refresh, 10) * (UNIT_MS[refresh.slice(-1)] ?? NaN);
    if (!(intervalMs >= 1000)) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (!latest.current.isRunning && !document.hidden) {
        latest.current.onRun();
      }
    }, intervalMs);
    return () => clearInterval(timer);
  }, [refresh]);
}
