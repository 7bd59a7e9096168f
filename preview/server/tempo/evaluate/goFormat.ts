/** Numbers, durations and values as Go prints them; Tempo's results carry such texts. */
import { KIND_NAMES, Static, STATUS_NAMES } from './static';

/** `strconv.FormatFloat(x, 'g', -1, 64)` */
export function formatFloat(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  }
  if (value === 0) {
    return Object.is(value, -0) ? '-0' : '0';
  }
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  const digits = mantissa.replace(/[-.]/g, '').length;
  // %e is used where the exponent is below -4 or at least the precision (21 where the shortest form is asked for).
  if (exponent < -4 || exponent >= Math.max(digits, 21)) {
    const sign = exponent < 0 ? '-' : '+';
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  return expandExponent(value);
}

function expandExponent(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

const SECOND = BigInt(1_000_000_000);

/** `time.Duration.String()` */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds === BigInt(0)) {
    return '0s';
  }
  const sign = nanoseconds < BigInt(0) ? '-' : '';
  const amount = nanoseconds < BigInt(0) ? -nanoseconds : nanoseconds;
  if (amount < BigInt(1_000)) {
    return `${sign}${amount}ns`;
  }
  if (amount < BigInt(1_000_000)) {
    return `${sign}${decimal(amount, BigInt(1_000), 3)}µs`;
  }
  if (amount < SECOND) {
    return `${sign}${decimal(amount, BigInt(1_000_000), 6)}ms`;
  }
  const minutes = amount / SECOND / BigInt(60);
  const seconds = `${decimal(amount % (BigInt(60) * SECOND), SECOND, 9)}s`;
  if (minutes === BigInt(0)) {
    return `${sign}${seconds}`;
  }
  return minutes < BigInt(60)
    ? `${sign}${minutes}m${seconds}`
    : `${sign}${minutes / BigInt(60)}h${minutes % BigInt(60)}m${seconds}`;
}

function decimal(amount: bigint, unit: bigint, places: number): string {
  const fraction = (amount % unit).toString().padStart(places, '0').replace(/0+$/, '');
  return fraction === '' ? `${amount / unit}` : `${amount / unit}.${fraction}`;
}

/** How `Static.EncodeToString` prints: floats without a point get `.0` from 2.8 on; strings may stand in backquotes. */
export interface StaticFormat {
  readonly quotes: boolean;
  readonly pointInFloats: boolean;
}

export function formatStatic(value: Static, format: StaticFormat): string {
  switch (value.type) {
    case 'nil':
      return 'nil';
    case 'float': {
      const text = formatFloat(value.value);
      return format.pointInFloats && !/[e.]/.test(text) ? `${text}.0` : text;
    }
    case 'string':
      return format.quotes ? `\`${value.value}\`` : value.value;
    case 'duration':
      return formatDuration(value.value);
    case 'status':
      return STATUS_NAMES[value.value] ?? `status(${value.value})`;
    case 'kind':
      return KIND_NAMES[value.value] ?? `kind(${value.value})`;
    case 'int':
    case 'boolean':
      return String(value.value);
    case 'string[]':
      return `[${value.value.map((element) => `\`${element}\``).join(', ')}]`;
    case 'float[]':
      return `[${value.value.map(formatFloat).join(', ')}]`;
    default:
      return `[${value.value.map(String).join(', ')}]`;
  }
}
