import { useEffect, useState } from 'react';

const SECOND_MS = 1000;

/** Whole seconds since a moment, while it is given; 0 else. */
export function useElapsedSeconds(startedAtMs: number | undefined): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (startedAtMs === undefined) {
      return undefined;
    }
    const timer = setInterval(() => setNowMs(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, [startedAtMs]);
  return startedAtMs === undefined ? 0 : Math.max(0, Math.floor((nowMs - startedAtMs) / SECOND_MS));
}
