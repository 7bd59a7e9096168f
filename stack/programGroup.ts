import { RunningProgram, type Command } from './runningProgram';

/** Everything this run has started, and how it ends. */
export class ProgramGroup {
  private readonly programs: RunningProgram[] = [];
  private readonly otherEnds: Array<() => void> = [];
  private stopping: Promise<void> | undefined;

  /** @param onChange is told the process ids whenever there is one more */
  constructor(private readonly onChange: (pids: number[]) => void = () => undefined) {}

  start(command: Command): RunningProgram {
    if (this.stopping) {
      throw new Error(`${command.title} is not started: the stack is being stopped`);
    }
    const program = new RunningProgram(command);
    this.programs.push(program);
    this.onChange(this.programs.flatMap(({ pid }) => (pid === undefined ? [] : [pid])));
    return program;
  }

  /** Something else that has to end with the rest. */
  addEnd(end: () => void): void {
    this.otherEnds.push(end);
  }

  get isStopping(): boolean {
    return this.stopping !== undefined;
  }

  /** All that were started, those that have ended included. */
  list(): readonly RunningProgram[] {
    return this.programs;
  }

  /** In the reverse order of the starts, each before what it sends its data to. Further calls wait for the first. */
  stopAll(): Promise<void> {
    return (this.stopping ??= this.stopOneByOne());
  }

  killAll(): void {
    this.otherEnds.forEach((end) => end());
    this.programs.forEach((program) => program.kill());
  }

  private async stopOneByOne(): Promise<void> {
    this.otherEnds.forEach((end) => end());
    for (const program of [...this.programs].reverse()) {
      await program.stop();
    }
  }
}
