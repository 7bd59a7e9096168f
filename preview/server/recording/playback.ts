import { SCRAPE_INTERVAL_MS, type Fault, type RecordedTarget, type Recording } from './recording';

/** The loop leaves out the first slot: it is from before the traffic began, and most series are not there yet. */
export const FIRST_LOOP_SLOT = 1;

/**
 * The recording set into the present: once as history that ends at `endMs`, with its own times, and from then on in a
 * loop that begins one scrape interval later, a slot every scrape interval.
 */
export interface Playback {
  recording: Recording;
  /** Added to a recorded time to get its time in the history. Whole seconds, so that times in seconds stay whole. */
  shiftMs: number;
  /** First and last scrape of the history. */
  startMs: number;
  endMs: number;
  /** The faults, at their times in the history. */
  faults: Fault[];
}

/** Where the loop stands: which slot, and what to add to recorded times there. */
export interface Position {
  slot: number;
  shiftMs: number;
}

/** @param nowMs the history ends at this time, or less than a second before it. */
export function createPlayback(recording: Recording, nowMs: number): Playback {
  const firstMs = Math.min(...recording.targets.map(({ timesMs }) => timesMs[0] ?? Infinity));
  const lastMs = Math.max(...recording.targets.map(({ timesMs }) => timesMs.at(-1) ?? -Infinity));
  const shiftMs = Math.floor((nowMs - lastMs) / 1000) * 1000;
  return {
    recording,
    shiftMs,
    startMs: firstMs + shiftMs,
    endMs: lastMs + shiftMs,
    faults: recording.faults.map(({ name, from, to }) => ({
      name,
      from: from + shiftMs / 1000,
      to: to + shiftMs / 1000,
    })),
  };
}

/** @param index the number of slots played since the history ended. */
export function findPosition(playback: Playback, target: RecordedTarget, index: number): Position {
  const inRound = index % (target.timesMs.length - FIRST_LOOP_SLOT);
  // One shift for a whole round of the loop: the start time of a process must not creep while it runs.
  const roundStartMs = playback.endMs + SCRAPE_INTERVAL_MS * (1 + index - inRound);
  const shiftMs = Math.round((roundStartMs - (target.timesMs[FIRST_LOOP_SLOT] ?? 0)) / 1000) * 1000;
  return { slot: FIRST_LOOP_SLOT + inRound, shiftMs };
}

/** A value that is a time moves with the scrapes; zero means "never" and stays. */
export function shiftEpochSeconds(value: number, shiftMs: number): number {
  return value > 0 ? Math.round(value * 1000 + shiftMs) / 1000 : value;
}
