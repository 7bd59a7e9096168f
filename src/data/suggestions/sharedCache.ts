interface CacheLimits<T> {
  /** Most results kept. */
  readonly maxEntries: number;
  /** Most weight of all results kept together; a result that alone weighs more is not kept. */
  readonly maxWeight: number;
  weightOf(value: T): number;
}

/** Results by key, the least recently used forgotten first. */
export interface SharedCache<T> {
  /**
   * The result kept for the key, or that of `request`. Those who ask for the same key at the same time share one request,
   * which is given up when the last of them does. Errors are not kept.
   *
   * @throws AbortError if this caller's signal ended its waiting; the error of the request otherwise
   */
  get(key: string, request: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
  clear(): void;
}

/** A request that somebody waits for. */
interface Pending<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/** Makes an empty cache. */
export function createSharedCache<T>(limits: CacheLimits<T>): SharedCache<T> {
  const kept = createLru(limits);
  const pending = new Map<string, Pending<T>>();

  const begin = (key: string, request: (signal: AbortSignal) => Promise<T>): Pending<T> => {
    const controller = new AbortController();
    const started: Pending<T> = { controller, waiting: 0, result: request(controller.signal) };
    pending.set(key, started);
    const end = () => {
      if (pending.get(key) === started) {
        pending.delete(key);
      }
    };
    started.result.then((value) => {
      // Nobody asks for what has been given up or cleared meanwhile.
      if (pending.get(key) === started) {
        kept.set(key, value);
      }
      end();
    }, end);
    return started;
  };

  return {
    async get(key, request, signal) {
      if (signal.aborted) {
        throw abortError();
      }
      const known = kept.get(key);
      if (known) {
        return known.value;
      }
      const joined = pending.get(key) ?? begin(key, request);
      joined.waiting++;
      return waitFor(joined, signal, () => {
        joined.waiting--;
        if (joined.waiting === 0 && pending.get(key) === joined) {
          pending.delete(key);
          joined.controller.abort();
        }
      });
    },
    clear() {
      kept.clear();
      pending.clear();
    },
  };
}

/** The result for one of those who wait; `leave` is called if it does so before there is one. */
function waitFor<T>({ result }: Pending<T>, signal: AbortSignal, leave: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(abortError());
      leave();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const settle = () => signal.removeEventListener('abort', onAbort);
    result.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    );
  });
}

function createLru<T>({ maxEntries, maxWeight, weightOf }: CacheLimits<T>) {
  // In a Map the oldest stands first.
  const entries = new Map<string, { value: T; weight: number }>();
  let total = 0;
  const remove = (key: string) => {
    total -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  };
  return {
    get(key: string) {
      const entry = entries.get(key);
      if (entry) {
        entries.delete(key);
        entries.set(key, entry);
      }
      return entry;
    },
    set(key: string, value: T) {
      remove(key);
      const weight = weightOf(value);
      if (weight > maxWeight) {
        return;
      }
      entries.set(key, { value, weight });
      total += weight;
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries && total <= maxWeight) {
          break;
        }
        remove(oldest);
      }
    },
    clear() {
      entries.clear();
      total = 0;
    },
  };
}

function abortError(): DOMException {
  return new DOMException('The request was cancelled', 'AbortError');
}
