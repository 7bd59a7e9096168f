import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

export interface Command {
  /** Short and unique: "tempo". */
  name: string;
  /** For people: "Tempo". */
  title: string;
  path: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Its output goes there; what a run before it left is overwritten. */
  logFile: string;
}

const STOP_TIMEOUT_MS = 15_000;
const LAST_LINES = 12;
const LONGEST_LINE = 400;

/** A program with all it starts itself: a process group of its own, so that Ctrl+C in the terminal reaches it through us. */
export class RunningProgram {
  readonly pid: number | undefined;
  /** Resolves when it is gone, however that came. */
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private endedBy: string | null = null;

  constructor(readonly command: Command) {
    const log = openSync(command.logFile, 'w');
    this.child = spawn(command.path, command.args, {
      stdio: ['ignore', log, log],
      env: command.env,
      detached: true,
    });
    closeSync(log);
    this.pid = this.child.pid;
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        this.endedBy ??= how;
        resolve();
      };
      this.child.once('error', (error) => end(error.message));
      this.child.once('exit', (code, signal) => end(signal === null ? `exit code ${code}` : signal));
    });
  }

  /** "exit code 1", "SIGKILL", or why it could not be started; null while it runs. */
  get ending(): string | null {
    return this.endedBy;
  }

  /** Asks it to end, waits, and after a while no longer asks. */
  async stop(timeoutMs = STOP_TIMEOUT_MS): Promise<void> {
    this.signal('SIGTERM');
    const timer = setTimeout(() => this.signal('SIGKILL'), timeoutMs);
    await this.ended;
    clearTimeout(timer);
    // Children that outlived it.
    this.signal('SIGKILL');
  }

  /** At once, and synchronously: for the moment in which this process exits. */
  kill(): void {
    this.signal('SIGKILL');
  }

  /** What to tell when it ended by itself. */
  describeEnd(): string {
    const { title, logFile } = this.command;
    const lines = readLastLines(logFile);
    const quoted = lines.length === 0 ? 'Its log is empty' : `${lines.join('\n')}\nThat is the end of its log`;
    return `${title} ended by itself: ${this.endedBy}\n${quoted}: ${logFile}`;
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.pid === undefined) {
      return;
    }
    try {
      process.kill(-this.pid, signal);
    } catch {
      // The whole group is gone.
    }
  }
}

function readLastLines(logFile: string): string[] {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n');
  return lines
    .filter((line) => line !== '')
    .slice(-LAST_LINES)
    .map((line) => `  | ${line.slice(0, LONGEST_LINE)}`);
}
