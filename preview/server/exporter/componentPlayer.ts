import { findPosition, type Playback } from '../recording/playback';
import { SCRAPE_INTERVAL_MS, type RecordedTarget } from '../recording/recording';
import { renderScrape, type Scrape } from '../recording/renderScrape';

/** Plays one component of the recording on from where the history ends. */
export interface ComponentPlayer {
  /** What the component answers at this time; a scrape by Prometheus sets the beat. */
  answer(nowMs: number, options: { isScrape: boolean }): Scrape;
}

/**
 * Prometheus scrapes every 15 s, but when in these 15 s differs by target. The slots change half way between two
 * scrapes, counted from the first one, so that a scrape that comes a little early or late still gets its own slot.
 */
export function createComponentPlayer(playback: Playback, target: RecordedTarget): ComponentPlayer {
  let first: { timeMs: number; index: number } | undefined;
  return {
    answer: (nowMs, { isScrape }) => {
      if (isScrape && !first) {
        // Scrapes that Prometheus would have made while it was being started are skipped, not made up for.
        const missed = countIntervals(nowMs - playback.endMs) - 1;
        first = { timeMs: nowMs, index: Math.max(0, missed) };
      }
      const index = first ? first.index + countIntervals(nowMs - first.timeMs) : 0;
      return renderScrape(target, findPosition(playback, target, index));
    },
  };
}

function countIntervals(ms: number): number {
  return Math.round(ms / SCRAPE_INTERVAL_MS);
}
