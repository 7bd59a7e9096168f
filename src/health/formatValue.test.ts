import { formatValue, type ValueUnit } from './formatValue';

it.each<[number, ValueUnit, string]>([
  [1.034, 'events', '1'],
  [0.4, 'events', '1'],
  [13.6, 'events', '14'],
  [1.034, 'count', '1.03'],
  [0.123, 'ratio', '12.3 %'],
  [5400, 'seconds', '1.5 h'],
  [1_500_000, 'bytes/s', '1.5 MB/s'],
  [Number.POSITIVE_INFINITY, 'events', 'infinitely many'],
])('%d as %s is written as %s', (value, unit, written) => expect(formatValue(value, unit)).toBe(written));
