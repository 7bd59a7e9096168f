const MS_BY_UNIT: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_629_800_000,
  y: 31_557_600_000,
};

/**
 * Milliseconds of an interval as people write it in Grafana: `15s`, `1h30m`, `>=10s`, `30` (seconds). Throws on others.
 * Source: grafana-plugin-sdk-go, backend/gtime, ParseIntervalStringToTimeDuration.
 */
export function parseInterval(interval: string): number {
  const text = interval.replace(/^[<>]=?/, '').trim();
  if (/^\d+$/.test(text)) {
    return Number(text) * 1000;
  }
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwMy])/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) {
    throw new Error(`time: invalid duration ${JSON.stringify(text)}`);
  }
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (MS_BY_UNIT[unit] ?? 0), 0);
}

/** As Go's `Duration.String()`: `1h0m0s`, `1m30s`, `1.5s`, `250ms`, `0s`. */
export function renderGoDuration(ms: number): string {
  if (ms === 0) {
    return '0s';
  }
  if (ms < 1000) {
    return `${ms}ms`;
  }
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const seconds = `${(ms % 60_000) / 1000}s`;
  if (hours > 0) {
    return `${hours}h${minutes}m${seconds}`;
  }
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

const COARSE_UNITS: Array<[unit: string, ms: number]> = [
  ['y', 31_536_000_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];

/** As gtime's FormatInterval, in the largest unit that fits, cut: `15s`, `2m`, `1h`, `100ms`. */
export function renderInterval(ms: number): string {
  const unit = COARSE_UNITS.find(([, size]) => ms >= size);
  return unit ? `${Math.floor(ms / unit[1])}${unit[0]}` : `${Math.max(1, Math.floor(ms))}ms`;
}
