interface Running<T> {
  readonly key: string;
  readonly controller: AbortController;
  readonly promise: Promise<T>;
  /** When it was answered, by the clock given; null while it runs. */
  settledAtMs: number | null;
}

/** How long an answer, good or bad, is taken again for the same question. */
const KEEP_MS = 10_000;

/** How long a request goes on when nobody waits for it: at the next key somebody mostly does again. */
const GRACE_MS = 1_000;

/**
 * One question at a time: asking the same again shares the request, asking another one ends it, and so does waiting no
 * longer, after a moment.
 */
export class LatestRequest<T> {
  private running: Running<T> | null = null;
  private grace: ReturnType<typeof setTimeout> | undefined;

  /** @param nowMs - a clock in milliseconds */
  constructor(private readonly nowMs: () => number = Date.now) {}

  /** The answer to a question; `key` names it, `delayMs` is waited before it is really asked. */
  ask(key: string, delayMs: number, fetch: (signal: AbortSignal) => Promise<T>): Promise<T> {
    clearTimeout(this.grace);
    const { running } = this;
    const isFresh = running && (running.settledAtMs === null || this.nowMs() - running.settledAtMs < KEEP_MS);
    if (isFresh && running.key === key && !running.controller.signal.aborted) {
      return running.promise;
    }
    running?.controller.abort();
    const controller = new AbortController();
    const promise = wait(delayMs, controller.signal).then(() => fetch(controller.signal));
    const next: Running<T> = { key, controller, promise, settledAtMs: null };
    const settle = () => {
      next.settledAtMs = this.nowMs();
    };
    promise.then(settle, settle);
    this.running = next;
    return promise;
  }

  /** Nobody waits any more: the request ends, unless somebody asks again within a second. */
  release(): void {
    clearTimeout(this.grace);
    if (this.running?.settledAtMs === null) {
      this.grace = setTimeout(() => this.running?.settledAtMs === null && this.dispose(), GRACE_MS);
    }
  }

  /** Ends the request and forgets the answer. */
  dispose(): void {
    clearTimeout(this.grace);
    this.running?.controller.abort();
    this.running = null;
  }
}

/** Resolves after a time; rejects with an `AbortError` when the signal ends it. */
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(new DOMException('The request was given up.', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', abort, { once: true });
  });
}
