import type { WrittenSample, WrittenSeries } from '../prometheus/writtenSeries';
import { parseLabels } from './parseLabels';
import { findPosition, shiftEpochSeconds, type Playback, type Position } from './playback';
import { SCRAPE_INTERVAL_MS, type RecordedTarget } from './recording';
import { getTargetLabels } from './targetLabels';

interface MissedScrape extends Position {
  timeMs: number;
}

/**
 * What scraping would have brought between the end of the history and now, had Prometheus been running: without it a
 * slow start would leave a hole in every panel.
 */
export function listMissedSamples(playback: Playback, nowMs: number): WrittenSeries[] {
  const count = Math.floor((nowMs - playback.endMs) / SCRAPE_INTERVAL_MS);
  return playback.recording.targets.flatMap((target) => {
    const scrapes = Array.from({ length: Math.max(0, count) }, (_, index) => ({
      ...findPosition(playback, target, index),
      timeMs: playback.endMs + SCRAPE_INTERVAL_MS * (index + 1),
    }));
    const targetLabels = getTargetLabels(playback.recording.tempo, target.component);
    return [listUp(target, scrapes), ...listSeries(target, scrapes)]
      .filter(({ samples }) => samples.length > 0)
      .map(({ labels, samples }) => ({ labels: { ...labels, ...targetLabels }, samples }));
  });
}

function listUp({ errors }: RecordedTarget, scrapes: MissedScrape[]): WrittenSeries {
  const samples = scrapes.map(({ slot, timeMs }) => ({ timeMs, value: errors.has(slot) ? 0 : 1 }));
  return { labels: { __name__: 'up' }, samples };
}

function listSeries({ families }: RecordedTarget, scrapes: MissedScrape[]): WrittenSeries[] {
  return families.flatMap(({ series, epochSeconds }) =>
    series.map(({ name, labels, values }) => ({
      labels: { __name__: name, ...parseLabels(labels) },
      samples: scrapes.flatMap(({ slot, shiftMs, timeMs }): WrittenSample[] => {
        const value = values[slot];
        const shown = epochSeconds && value !== undefined ? shiftEpochSeconds(value, shiftMs) : value;
        return shown === undefined ? [] : [{ timeMs, value: shown }];
      }),
    }))
  );
}
