import type { WrittenSeries } from '../prometheus/writtenSeries';
import { parseLabels } from './parseLabels';
import { FIRST_LOOP_SLOT, type Playback } from './playback';
import type { RecordedSeries, RecordedTarget } from './recording';
import { getTargetLabels } from './targetLabels';

/**
 * Text formats cannot carry the marker that ends a series, so a blocks-only history would show the last value of a
 * stopped component for five minutes more. This lists the markers that scraping would have written.
 *
 * @param atLoop also end the series that the first slot of the loop lacks, which live scraping could not know of.
 */
export function listStaleMarkers(playback: Playback, { atLoop }: { atLoop: boolean }): WrittenSeries[] {
  return playback.recording.targets.flatMap((target) => {
    const targetLabels = getTargetLabels(playback.recording.tempo, target.component);
    return target.families.flatMap((family) =>
      family.series.flatMap((series) => {
        const timesMs = findEnds(series, target, playback.shiftMs);
        if (atLoop && series.values.at(-1) !== undefined && series.values[FIRST_LOOP_SLOT] === undefined) {
          timesMs.push(playback.endMs + 1);
        }
        return timesMs.length === 0
          ? []
          : [
              {
                labels: { __name__: series.name, ...parseLabels(series.labels), ...targetLabels },
                samples: timesMs.map((timeMs) => ({ timeMs, value: 'stale' as const })),
              },
            ];
      })
    );
  });
}

function findEnds({ values }: RecordedSeries, { timesMs }: RecordedTarget, shiftMs: number): number[] {
  return timesMs.flatMap((time, slot) =>
    slot > 0 && values[slot] === undefined && values[slot - 1] !== undefined ? [time + shiftMs] : []
  );
}
