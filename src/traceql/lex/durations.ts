/**
 * Durations, as Tempo reads them: first as Prometheus writes them (`1d12h`; whole numbers, units from great to small),
 * then as Go does (`1h30m`, `1.5s`, `10us`).
 *
 * Follows `parseDuration` in Tempo's `pkg/traceql/lexer.go` (2.6 to 3.0), `model.ParseDuration` of
 * prometheus/common and Go's `time.ParseDuration`.
 */
import { isDecimal } from './characters';

const MAX = BigInt('9223372036854775807');

const MS = BigInt(1_000_000);
const S = MS * BigInt(1000);
const M = S * BigInt(60);
const H = M * BigInt(60);
const D = H * BigInt(24);

const PROMETHEUS_UNITS: ReadonlyArray<readonly [unit: string, nanoseconds: bigint]> = [
  ['y', D * BigInt(365)],
  ['w', D * BigInt(7)],
  ['d', D],
  ['h', H],
  ['m', M],
  ['s', S],
  ['ms', MS],
];

const GO_UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', BigInt(1)],
  ['us', BigInt(1000)],
  ['\u00b5s', BigInt(1000)],
  ['ms', MS],
  ['s', S],
  ['m', M],
  ['h', H],
]);

/** The nanoseconds of a duration, or null where the text is none (or is longer than 292 years). */
export function parseDuration(text: string): bigint | null {
  return parsePrometheusDuration(text) ?? parseGoDuration(text);
}

function skipDecimals(text: string, from: number): number {
  let at = from;
  while (at < text.length && isDecimal(text.charCodeAt(at))) {
    at++;
  }
  return at;
}

function parsePrometheusDuration(text: string): bigint | null {
  let total = BigInt(0);
  let lastUnit = -1;
  for (let at = 0; at < text.length;) {
    const unitAt = skipDecimals(text, at);
    let end = unitAt;
    while (end < text.length && !isDecimal(text.charCodeAt(end))) {
      end++;
    }
    const unitText = text.slice(unitAt, end);
    const unit = PROMETHEUS_UNITS.findIndex(([name]) => name === unitText);
    if (unitAt === at || unit <= lastUnit) {
      return null;
    }
    lastUnit = unit;
    total += BigInt(text.slice(at, unitAt)) * (PROMETHEUS_UNITS[unit]?.[1] ?? BigInt(0));
    if (total > MAX) {
      return null;
    }
    at = end;
  }
  return total;
}

function parseGoDuration(text: string): bigint | null {
  let total = BigInt(0);
  for (let at = 0; at < text.length;) {
    const pointAt = skipDecimals(text, at);
    const fractional = text[pointAt] === '.';
    const unitAt = fractional ? skipDecimals(text, pointAt + 1) : pointAt;
    if (unitAt === at || (fractional && unitAt === at + 1)) {
      return null;
    }
    let end = unitAt;
    while (end < text.length && text[end] !== '.' && !isDecimal(text.charCodeAt(end))) {
      end++;
    }
    const unit = GO_UNITS.get(text.slice(unitAt, end));
    if (unit === undefined) {
      return null;
    }
    total += BigInt(text.slice(at, pointAt) || '0') * unit + fractionOf(text.slice(pointAt + 1, unitAt), unit);
    if (total > MAX) {
      return null;
    }
    at = end;
  }
  return total;
}

function fractionOf(digits: string, unit: bigint): bigint {
  return digits === '' ? BigInt(0) : (BigInt(digits) * unit) / BigInt(`1${'0'.repeat(digits.length)}`);
}
