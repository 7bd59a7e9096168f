/** Prints what is being done, with the seconds it took. */
export interface Progress {
  /** Runs a step. Lines that it logs are shown below its title. */
  step<T>(title: string, work: (log: (line: string) => void) => Promise<T>): Promise<T>;
}

export function createProgress(print: (line: string) => void): Progress {
  return {
    step: async (title, work) => {
      print(`${title} ...`);
      const started = Date.now();
      const result = await work((line) => print(`  ${line}`));
      print(`${title}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
      return result;
    },
  };
}
