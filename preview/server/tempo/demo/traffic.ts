import type { ResourceSpans } from '../model';
import { Shop } from './shop';
import { weatherAt } from './weather';

export interface TrafficOptions {
  readonly seed: number;
  /** Traces a second on average. */
  readonly rate: number;
  /** Takes what has been made; in the past `nowMs` is the time at which it would have come. */
  readonly send: (batches: readonly ResourceSpans[], nowMs: number) => void;
}

const STEP_MS = 1_000;
const LIVE_STEP_MS = 250;

/** Traces are sent when their spans have ended; a trace takes less time than this. */
const LAG_MS = 4_000;

/** Traffic of the past and, from then on, of the present, as one stream. */
export class Traffic {
  private readonly shop: Shop;
  /** Traces that are due but not whole yet. */
  private due = 0;
  private doneMs: number;

  constructor(
    private readonly options: TrafficOptions,
    startMs: number
  ) {
    this.shop = new Shop(options.seed);
    this.doneMs = startMs;
  }

  /** Sends all traces of the time up to `untilMs`, second by second, as fast as it goes. */
  runUntil(untilMs: number, stepMs = STEP_MS): void {
    while (this.doneMs < untilMs) {
      const stepEnd = Math.min(untilMs, this.doneMs + stepMs);
      this.step(stepEnd);
    }
  }

  private step(endMs: number): void {
    const { seed, rate, send } = this.options;
    const lengthMs = endMs - this.doneMs;
    this.due += (rate * weatherAt(this.doneMs, seed).load * lengthMs) / 1000;
    const count = Math.floor(this.due);
    this.due -= count;
    const batches: ResourceSpans[] = [];
    for (let index = 0; index < count; index++) {
      const startMs = this.doneMs + (lengthMs * (index + 0.5)) / count - LAG_MS;
      batches.push(...this.shop.trace(startMs));
    }
    this.doneMs = endMs;
    if (batches.length > 0) {
      send(batches, endMs);
    }
  }

  /** Goes on with the present. @returns what ends it */
  startLive(now: () => number): () => void {
    const timer = setInterval(() => this.runUntil(now(), LIVE_STEP_MS), LIVE_STEP_MS);
    return () => clearInterval(timer);
  }
}
