/** Things to end when the preview ends, the last one first. */
export interface Shutdown {
  add(end: () => void | Promise<void>): void;
  run(): Promise<void>;
  /** Whether it has begun: what fails from then on fails because of it. */
  hasBegun(): boolean;
}

/** Ends everything in order on Ctrl-C, SIGTERM and when the terminal is closed, then the process. */
export function createShutdown(print: (line: string) => void): Shutdown {
  const ends: Array<() => void | Promise<void>> = [];
  let running: Promise<void> | undefined;
  const run = () => (running ??= endAll(ends));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!running) {
        print('stopping ...');
      }
      // What cannot be ended here is ended by the handlers of the process's exit.
      void run().finally(() => process.exit(0));
    });
  }
  return { add: (end) => ends.push(end), run, hasBegun: () => running !== undefined };
}

async function endAll(ends: Array<() => void | Promise<void>>): Promise<void> {
  for (const end of ends.reverse()) {
    try {
      await end();
    } catch {
      // The others are to be ended all the same.
    }
  }
}
