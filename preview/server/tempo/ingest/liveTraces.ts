import type { Behaviour } from '../behaviour';
import type { Limits } from './limits';

interface LiveTrace {
  lastMs: number;
  bytes: number;
}

/** Sizes are remembered longer than traces are live: a trace that grows slowly is too large all the same. */
const REMEMBER_MS = 300_000;

export type TraceDiscard = 'live_traces_exceeded' | 'trace_too_large';

/**
 * The traces of a tenant that still grow, and whether one more part fits the limits.
 *
 * 2.6 follows `modules/ingester/instance.go` (while there are too many, no trace gets more spans; idle after 10 s), later
 * releases `modules/livestore/instance.go` and `pkg/livetraces` (only new traces are refused; idle after 5 s).
 */
export class LiveTraces {
  private readonly known = new Map<string, LiveTrace>();
  private readonly idleMs: number;
  private sweptMs = 0;
  private live = 0;
  private liveBytes = 0;

  constructor(private readonly generation: Behaviour['generation']) {
    this.idleMs = generation === '2.6' ? 10_000 : 5_000;
  }

  /** Takes a part of a trace, or says why not. */
  add(traceId: string, bytes: number, limits: Limits, nowMs: number): TraceDiscard | 'created' | 'added' {
    this.sweep(nowMs);
    const known = this.known.get(traceId);
    const isLive = known !== undefined && this.isLive(known, nowMs);
    const isTooLarge = limits.maxBytesPerTrace > 0 && (known?.bytes ?? 0) + bytes > limits.maxBytesPerTrace;
    const areTooMany =
      limits.maxLiveTraces > 0 && this.live >= limits.maxLiveTraces && (this.generation === '2.6' || !isLive);
    if (this.generation === '2.6' && areTooMany) {
      return 'live_traces_exceeded';
    }
    if (isTooLarge) {
      return 'trace_too_large';
    }
    if (areTooMany) {
      return 'live_traces_exceeded';
    }
    this.known.set(traceId, { lastMs: nowMs, bytes: (known?.bytes ?? 0) + bytes });
    this.live += isLive ? 0 : 1;
    this.liveBytes += bytes;
    return isLive ? 'added' : 'created';
  }

  count(nowMs: number): number {
    this.sweep(nowMs);
    return this.live;
  }

  bytes(nowMs: number): number {
    this.sweep(nowMs);
    return this.liveBytes;
  }

  private isLive(trace: LiveTrace, nowMs: number): boolean {
    return nowMs - trace.lastMs < this.idleMs;
  }

  /** Once a second: counts what is live and forgets what is old. */
  private sweep(nowMs: number): void {
    if (nowMs - this.sweptMs < 1000 && nowMs >= this.sweptMs) {
      return;
    }
    this.sweptMs = nowMs;
    this.live = 0;
    this.liveBytes = 0;
    for (const [traceId, trace] of this.known) {
      if (nowMs - trace.lastMs >= REMEMBER_MS) {
        this.known.delete(traceId);
      } else if (this.isLive(trace, nowMs)) {
        this.live++;
        this.liveBytes += trace.bytes;
      }
    }
  }
}
