import { asText } from './readJson';

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
};
const SHIFT = /^(-?\d+(?:\.\d+)?)(ms|[Mwdhmsy])/;

/** Shifts to choose from, so that a correction has a value that people read at once. */
const STEPS: ReadonlyArray<readonly [ms: number, text: string]> = [
  [5 * 60_000, '5m'],
  [15 * 60_000, '15m'],
  [30 * 60_000, '30m'],
  [3_600_000, '1h'],
  [2 * 3_600_000, '2h'],
  [6 * 3_600_000, '6h'],
  [86_400_000, '1d'],
];

export type TimeShift =
  | { readonly kind: 'unset' }
  | {
      readonly kind: 'shift';
      readonly ms: number;
      readonly text: string;
      /** What Grafana does not read, as `30m` in `1h30m` and `.5h` in `1.5h`. */
      readonly ignored: string;
    }
  /** Grafana throws when it meets it. */
  | { readonly kind: 'invalid'; readonly text: string };

/**
 * A time shift as Grafana understands it: the whole number before the first unit; a number without a unit is seconds. Of the
 * number 0, as YAML has it, Grafana takes the default; the text `0` is a mistake to it, and so are spaces in front.
 * Source: Grafana 12.3, packages/grafana-data/src/datetime/rangeutil.ts, `describeInterval`.
 */
export function readTimeShift(value: unknown): TimeShift {
  const text = value === 0 ? '' : asText(value);
  if (text === '') {
    return { kind: 'unset' };
  }
  if (Number(text)) {
    return { kind: 'shift', ms: parseInt(text, 10) * 1000, text, ignored: '' };
  }
  const [all = '', number = '', unit = ''] = SHIFT.exec(text) ?? [];
  const unitMs = UNIT_MS[unit];
  if (unitMs === undefined) {
    return { kind: 'invalid', text };
  }
  const whole = parseInt(number, 10);
  const fraction = number.includes('.') ? number.slice(number.indexOf('.')) : '';
  return { kind: 'shift', ms: whole * unitMs, text, ignored: `${fraction}${text.slice(all.length)}` };
}

/** Milliseconds of a shift; a default where it is unset, 0 where it cannot be read. */
export function shiftMs(shift: TimeShift, unsetMs = 0): number {
  return shift.kind === 'shift' ? shift.ms : shift.kind === 'unset' ? unsetMs : 0;
}

/** A readable shift of at least so long, without a sign. Never less than five minutes. */
export function roundUpShift(ms: number): string {
  const step = STEPS.find(([stepMs]) => stepMs >= ms);
  return step?.[1] ?? `${Math.ceil(ms / 86_400_000)}d`;
}
