import { createPlayback } from '../recording/playback';
import type { RecordedTarget } from '../recording/recording';
import { createComponentPlayer } from './componentPlayer';

const SLOTS = 10;
const target: RecordedTarget = {
  component: 'all',
  timesMs: Array.from({ length: SLOTS }, (_, slot) => 1_000_000 + slot * 15_000),
  errors: new Map(),
  families: [
    {
      name: 'slot',
      type: 'gauge',
      help: '',
      epochSeconds: false,
      series: [{ name: 'slot', labels: '', values: Array.from({ length: SLOTS }, (_, slot) => slot) }],
    },
  ],
};

function createReader() {
  const playback = createPlayback({ tempo: '3.0.3', targets: [target], faults: [] }, 50_000_000);
  const player = createComponentPlayer(playback, target);
  const read = (afterEndMs: number, isScrape = true) => {
    const scrape = player.answer(playback.endMs + afterEndMs, { isScrape });
    return 'text' in scrape ? Number(scrape.text.trim().split(' ').at(-1)) : scrape.error;
  };
  return read;
}

it('gives each scrape its own slot, whenever in the interval it comes, early or late', () => {
  const read = createReader();
  expect([21_000, 35_980, 51_400, 65_300].map((time) => read(time))).toEqual([1, 2, 3, 4]);
});

it('skips the slots of scrapes that were missed while Prometheus was started', () => {
  const read = createReader();
  expect([47_000, 62_000].map((time) => read(time))).toEqual([3, 4]);
});

it('begins again when all slots are played', () => {
  const read = createReader();
  const times = Array.from({ length: 11 }, (_, i) => 15_000 * (i + 1));
  expect(times.map((time) => read(time))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2]);
});

it('does not move when others look', () => {
  const read = createReader();
  expect(read(10_000, false)).toBe(1);
  expect(read(22_000)).toBe(1);
  expect(read(29_000, false)).toBe(1);
  expect(read(30_000, false)).toBe(2);
  expect(read(37_000)).toBe(2);
});
