import { join } from 'node:path';

import { findProjectRoot } from '../preview/server/projectPaths';
import { describeStack } from './describeStack';
import { HELP, parseOptions, type StackOptions } from './parseOptions';
import { ProgramGroup } from './programGroup';
import { claimRun, type RunRecord } from './runRecord';
import { startStack } from './startStack';

const print = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (text: string) => void process.stderr.write(`${text}\n`);

/** A signal that comes so soon after the first is the same one: npm passes on what the terminal has sent already. */
const SAME_SIGNAL_MS = 1_000;

/** The command line. Exits with 1 where the stack cannot start, or nothing of it is left, and 2 where options are wrong. */
export async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (options.help) {
    print(HELP.trimEnd());
    return;
  }
  const root = findProjectRoot();
  const folders = { root, run: join(root, '.cache/stack') };
  const record = claim(join(folders.run, 'run.json'), root);
  const group = new ProgramGroup((pids) => record.noteChildren(pids));
  process.on('exit', () => {
    group.killAll();
    record.release();
  });
  endOnSignals(group);
  try {
    const plan = await startStack(options, { folders, env: process.env, group, print });
    describeStack(plan).forEach(print);
  } catch (error) {
    await endAfterFailure(group, error);
  }
  await tellDeaths(group);
}

function readOptions(args: string[]): StackOptions {
  try {
    return parseOptions(args);
  } catch (error) {
    complain(`${messageOf(error)}\n\n${HELP}`);
    process.exit(2);
  }
}

function claim(file: string, root: string): RunRecord {
  try {
    return claimRun(file, root);
  } catch (error) {
    complain(messageOf(error));
    process.exit(1);
  }
}

function endOnSignals(group: ProgramGroup): void {
  let firstMs: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (firstMs === undefined) {
        firstMs = Date.now();
        print('Stopping ... (Ctrl+C once more: at once)');
        void group.stopAll().then(() => process.exit(0));
      } else if (Date.now() - firstMs > SAME_SIGNAL_MS) {
        // What still runs is killed by the handler of the exit.
        process.exit(1);
      }
    });
  }
}

/** What fails while the stack is being stopped fails because of that. */
async function endAfterFailure(group: ProgramGroup, error: unknown): Promise<never> {
  const isStopped = group.isStopping;
  if (!isStopped) {
    complain(messageOf(error));
  }
  await group.stopAll();
  process.exit(isStopped ? 0 : 1);
}

/** One that ends is told about, and the others go on: what the plugin shows then is worth seeing, too. */
async function tellDeaths(group: ProgramGroup): Promise<void> {
  await Promise.all(
    group.list().map(async (program) => {
      await program.ended;
      if (!group.isStopping) {
        complain(program.describeEnd());
      }
    })
  );
  if (!group.isStopping) {
    complain('Nothing is left that runs.');
    process.exit(1);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
