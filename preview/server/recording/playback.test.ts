import { listMissedSamples } from './listMissedSamples';
import { listStaleMarkers } from './listStaleMarkers';
import { parseLabels } from './parseLabels';
import { createPlayback, findPosition, shiftEpochSeconds } from './playback';
import type { RecordedTarget, Recording } from './recording';
import { renderHistory } from './renderHistory';
import { renderScrape } from './renderScrape';

const START_MS = 1_000_000_000_000;

const target: RecordedTarget = {
  component: 'all',
  timesMs: [START_MS, START_MS + 15_010, START_MS + 30_020, START_MS + 45_030],
  errors: new Map([[2, 'TimeoutError']]),
  families: [
    {
      name: 'process_start_time_seconds',
      type: 'gauge',
      help: 'Start.',
      epochSeconds: true,
      series: [
        { name: 'process_start_time_seconds', labels: '', values: [999_999_940.5, 999_999_940.5, undefined, 0] },
      ],
    },
    {
      name: 'tempo_wait_seconds',
      type: 'histogram',
      help: '',
      epochSeconds: false,
      series: [
        { name: 'tempo_wait_seconds_bucket', labels: 'le="+Inf"', values: [undefined, 1, undefined, 3] },
        { name: 'tempo_wait_seconds_sum', labels: '', values: [undefined, 1e-7, undefined, Infinity] },
      ],
    },
  ],
};

const recording: Recording = {
  tempo: '3.0.3',
  targets: [target],
  faults: [{ name: 'stopped', from: START_MS / 1000 + 25, to: START_MS / 1000 + 40 }],
};

const NOW_MS = 2_000_000_000_123;
const playback = createPlayback(recording, NOW_MS);

it('ends now, less than a second ago, and moves the faults too', () => {
  expect(NOW_MS - playback.endMs).toBeGreaterThanOrEqual(0);
  expect(NOW_MS - playback.endMs).toBeLessThan(1000);
  expect(playback.shiftMs % 1000).toBe(0);
  expect(playback.endMs - playback.startMs).toBe(45_030);
  expect(playback.faults[0]?.from).toBe(playback.startMs / 1000 + 25);
});

it('plays on in a loop, without the first slot, with a start time that stays for a round and moves at its end', () => {
  const positions = [0, 1, 2, 3].map((index) => findPosition(playback, target, index));
  expect(positions.map(({ slot }) => slot)).toEqual([1, 2, 3, 1]);
  const [first, second, , next] = positions.map(({ shiftMs }) => shiftMs);
  expect(second).toBe(first);
  expect((next ?? 0) - (first ?? 0)).toBe(45_000);
});

it('plays the first slot of the loop one interval after the end', () => {
  const { shiftMs, slot } = findPosition(playback, target, 0);
  expect(Math.abs((target.timesMs[slot] ?? 0) + shiftMs - (playback.endMs + 15_000))).toBeLessThan(1000);
});

test.each([
  [1_795_337_971.75, 1000, 1_795_337_972.75],
  [0, 1000, 0],
  [NaN, 1000, NaN],
])('moves %s by %s ms to %s', (value, shiftMs, moved) => {
  expect(shiftEpochSeconds(value, shiftMs)).toBe(moved);
});

it('writes history as OpenMetrics, with the labels and times of scraping', () => {
  const lines = [...renderHistory(playback)].join('').split('\n');
  const seconds = (slot: number) => (((target.timesMs[slot] ?? 0) + playback.shiftMs) / 1000).toFixed(3);
  expect(lines.slice(0, 4)).toEqual(
    [1, 1, 0, 1].map((up, slot) => `up{instance="tempo:3200",job="tempo"} ${up} ${seconds(slot)}`)
  );
  expect(lines).toContain(`tempo_wait_seconds_sum{instance="tempo:3200",job="tempo"} +Inf ${seconds(3)}`);
  expect(lines).toContain(`tempo_wait_seconds_bucket{le="+Inf",instance="tempo:3200",job="tempo"} 1 ${seconds(1)}`);
  expect(lines.filter((line) => line.endsWith(seconds(2)))).toHaveLength(1);
  expect(lines.at(-2)).toBe('# EOF');
});

it('answers a scrape with types, help and the values of the slot', () => {
  expect(renderScrape(target, { slot: 1, shiftMs: 60_000 })).toEqual({
    text: [
      '# HELP process_start_time_seconds Start.',
      '# TYPE process_start_time_seconds gauge',
      'process_start_time_seconds 1000000000.5',
      '# TYPE tempo_wait_seconds histogram',
      'tempo_wait_seconds_bucket{le="+Inf"} 1',
      'tempo_wait_seconds_sum 1e-7',
      '',
    ].join('\n'),
  });
});

it('leaves out what the slot does not have, and says when the component did not answer', () => {
  expect(renderScrape(target, { slot: 0, shiftMs: 0 })).toEqual({ text: expect.not.stringContaining('tempo_wait') });
  expect(renderScrape(target, { slot: 2, shiftMs: 0 })).toEqual({ error: 'TimeoutError' });
});

describe('stale markers', () => {
  const findEnds = (atLoop: boolean) =>
    listStaleMarkers(playback, { atLoop }).map(({ labels, samples }) => [labels.__name__, samples]);
  const silent = { timeMs: (target.timesMs[2] ?? 0) + playback.shiftMs, value: 'stale' };

  it('end every series at the scrape that was not answered', () => {
    expect(findEnds(false)).toEqual([
      ['process_start_time_seconds', [silent]],
      ['tempo_wait_seconds_bucket', [silent]],
      ['tempo_wait_seconds_sum', [silent]],
    ]);
  });

  it('carry the labels of scraping', () => {
    expect(listStaleMarkers(playback, { atLoop: true })[1]?.labels).toEqual({
      __name__: 'tempo_wait_seconds_bucket',
      le: '+Inf',
      instance: 'tempo:3200',
      job: 'tempo',
    });
  });
});

describe('scrapes that were missed while Prometheus was started', () => {
  const findSamples = (afterEndMs: number, name: string) =>
    listMissedSamples(playback, playback.endMs + afterEndMs).find(({ labels }) => labels.__name__ === name)?.samples;

  it('are made up for at their times', () => {
    expect(findSamples(20_000, 'up')).toEqual([{ timeMs: playback.endMs + 15_000, value: 1 }]);
    expect(findSamples(46_000, 'up')?.map(({ value }) => value)).toEqual([1, 0, 1]);
    expect(findSamples(46_000, 'tempo_wait_seconds_bucket')).toEqual([
      { timeMs: playback.endMs + 15_000, value: 1 },
      { timeMs: playback.endMs + 45_000, value: 3 },
    ]);
  });

  it('are none when it was quick', () => {
    expect(listMissedSamples(playback, playback.endMs + 14_000)).toEqual([]);
  });
});

it('reads labels with escapes and commas', () => {
  expect(parseLabels(String.raw`a="x,y=\"z\"",b="c\\d\ne"`)).toEqual({ a: 'x,y="z"', b: 'c\\d\ne' });
});
