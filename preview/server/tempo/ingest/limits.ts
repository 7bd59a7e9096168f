import type { Behaviour } from '../behaviour';

/** What a tenant may send; 0 is no limit for traces and bytes of a trace, but nothing at all for the rate. */
export interface Limits {
  readonly rateLimitBytes: number;
  readonly burstSizeBytes: number;
  /** Traces that have got spans lately (`max_traces_per_user`). */
  readonly maxLiveTraces: number;
  readonly maxBytesPerTrace: number;
}

/** Tempo's defaults (`modules/overrides/config.go`): the rate doubled after 2.6. */
export function defaultLimits({ generation }: Behaviour): Limits {
  return generation === '2.6'
    ? { rateLimitBytes: 15e6, burstSizeBytes: 20e6, maxLiveTraces: 10_000, maxBytesPerTrace: 5e6 }
    : { rateLimitBytes: 30e6, burstSizeBytes: 30e6, maxLiveTraces: 10_000, maxBytesPerTrace: 5e6 };
}

/** Limits that the demo traffic cannot keep: some of it is discarded for every reason there is. */
export const TIGHT_LIMITS: Limits = {
  rateLimitBytes: 6_000,
  burstSizeBytes: 12_000,
  maxLiveTraces: 6,
  maxBytesPerTrace: 2_500,
};

/** A token bucket as `golang.org/x/time/rate` has it: full at first, what does not fit takes nothing. */
export class RateLimiter {
  private tokens: number | null = null;
  private lastMs = 0;

  allows(bytes: number, limits: Limits, nowMs: number): boolean {
    const gained = ((nowMs - this.lastMs) / 1000) * limits.rateLimitBytes;
    const tokens = Math.min(limits.burstSizeBytes, (this.tokens ?? limits.burstSizeBytes) + Math.max(0, gained));
    this.lastMs = nowMs;
    const allowed = bytes <= tokens;
    this.tokens = allowed ? tokens - bytes : tokens;
    return allowed;
  }
}
