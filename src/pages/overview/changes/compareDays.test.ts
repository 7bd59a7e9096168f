import type { WorseWhen } from '../numbers/numberLevel';
import { compareDays, type DayChange } from './compareDays';

const compared = (id: string, before: number, now: number, worseWhen: WorseWhen, firstBad?: number) => ({
  id,
  before,
  now,
  worseWhen,
  firstBad,
});

it.each<
  [what: string, before: number, now: number, WorseWhen, firstBad: number | undefined, Partial<DayChange> | undefined]
>([
  ['a rise of what should be low', 1, 1.5, 'higher', undefined, { direction: 'up', relative: 0.5, verdict: 'worse' }],
  ['a fall of it', 2, 1, 'higher', undefined, { direction: 'down', relative: 0.5, verdict: 'better' }],
  ['a fall of what should be high', 1, 0.8, 'lower', undefined, { direction: 'down', verdict: 'worse' }],
  ['a rise of it', 0.8, 1, 'lower', undefined, { direction: 'up', verdict: 'better' }],
  [
    'a rise of what may be either',
    100,
    300,
    'unknown',
    undefined,
    { direction: 'up', relative: 2, verdict: 'changed' },
  ],
  ['less than a tenth', 1, 1.09, 'higher', undefined, undefined],
  ['nothing at all', 0, 0, 'higher', undefined, undefined],
  ['a begin', 0, 3, 'higher', undefined, { direction: 'up', relative: Infinity, verdict: 'worse' }],
  ['an end', 3, 0, 'higher', undefined, { direction: 'down', relative: 1, verdict: 'better' }],
  ['a doubling far from where it matters', 0.01, 0.02, 'higher', 1, undefined],
  ['a doubling near to it', 0.1, 0.2, 'higher', 1, { verdict: 'worse' }],
  ['a begin far from where it matters', 0, 0.000001, 'higher', 0.0001, undefined],
])('%s', (_, before, now, worseWhen, firstBad, expected) => {
  const [change] = compareDays([compared('a', before, now, worseWhen, firstBad)]);
  if (expected) {
    expect(change).toMatchObject({ before, now, ...expected });
  } else {
    expect(change).toBeUndefined();
  }
});

it('puts the worst first', () => {
  const changes = compareDays([
    compared('better', 4, 1, 'higher'),
    compared('changed', 1, 9, 'unknown'),
    compared('a bit worse', 1, 1.2, 'higher'),
    compared('from nothing', 0, 1, 'higher'),
    compared('from nothing too', 0, 2, 'higher'),
    compared('much worse', 1, 0.1, 'lower'),
  ]);
  expect(changes.map(({ id }) => id)).toEqual([
    'from nothing',
    'from nothing too',
    'much worse',
    'a bit worse',
    'changed',
    'better',
  ]);
});
