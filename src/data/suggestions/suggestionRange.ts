import type { SecondsRange } from '../../tempo';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** How wide a bucket is for ranges up to so many seconds. The last holds for all longer ones. */
const BUCKETS: ReadonlyArray<{ readonly upToSeconds: number; readonly bucketSeconds: number }> = [
  { upToSeconds: 3 * HOUR, bucketSeconds: 5 * MINUTE },
  { upToSeconds: 24 * HOUR, bucketSeconds: 30 * MINUTE },
  { upToSeconds: Infinity, bucketSeconds: 6 * HOUR },
];

/** Tempo refuses longer ranges for names and values by default (`query_frontend.search.max_duration`). */
const LONGEST_SECONDS = 168 * HOUR;

/**
 * The range that names and values are asked for: on the edges of buckets, so that moving on by a few seconds asks
 * nothing new, and no longer than Tempo allows by default; of a longer one the end.
 *
 */
export function suggestionRange(range: SecondsRange): SecondsRange {
  const lengthSeconds = range.toSeconds - range.fromSeconds;
  const bucketSeconds = BUCKETS.find(({ upToSeconds }) => lengthSeconds <= upToSeconds)?.bucketSeconds ?? 6 * HOUR;
  const toSeconds = Math.ceil(range.toSeconds / bucketSeconds) * bucketSeconds;
  const fromSeconds = Math.floor(range.fromSeconds / bucketSeconds) * bucketSeconds;
  return { fromSeconds: Math.max(fromSeconds, toSeconds - LONGEST_SECONDS), toSeconds };
}
