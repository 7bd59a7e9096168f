import { exemplarValue } from './exemplarValue';

const label = (value: string) => ({ key: 'duration', type: 'string' as const, value });
const samples = [
  { timeMs: 1000, value: 5 },
  { timeMs: 2000, value: null },
  { timeMs: 3000, value: 7 },
];

it.each([
  [28952320, '28.95232ms', 0.02895232],
  [0.02895232, '28.95232ms', 0.02895232],
  [90_500_000_000, '1m30.5s', 90.5],
  [3_600_000_000_000, '1h0m0s', 3600],
  [1500, '1.5µs', 0.0000015],
  [512, '512ns', 0.000000512],
  [5, 'shop-5', 5],
  [8, '17.014784ms', 8],
  [0, '0s', 0],
  [200, '200', 200],
])('%d beside %s is %d', (sent, text, expected) => {
  expect(exemplarValue(sent, 0, [label(text)], [])).toBeCloseTo(expected, 12);
});

it.each([
  [1400, 5],
  [1900, 0],
  [2600, 7],
  [9000, 7],
])('none sent at %d: that of the series nearby', (timeMs, expected) => {
  expect(exemplarValue(undefined, timeMs, [], samples)).toBe(expected);
});

it('none sent, and none to take', () => {
  expect(exemplarValue(undefined, 0, [], [])).toBe(0);
  expect(exemplarValue(null, 0, [], samples)).toBeNull();
});
