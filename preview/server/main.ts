import { HELP, parseOptions, type PreviewOptions } from './run/parseOptions';
import { createShutdown } from './run/shutdown';
import { startPreview } from './startPreview';

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** The command line. Ends the process with 1 when the preview cannot start and 2 when the options are wrong. */
export async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (options.help) {
    print(HELP.trimEnd());
    return;
  }
  const shutdown = createShutdown(print);
  try {
    const address = await startPreview(options, shutdown, print);
    print(`Tempo Companion preview: ${address}`);
  } catch (error) {
    const isStopped = shutdown.hasBegun();
    await shutdown.run();
    if (!isStopped) {
      fail(error, 1);
    }
  }
}

function readOptions(args: string[]): PreviewOptions {
  try {
    return parseOptions(args);
  } catch (error) {
    print(HELP);
    return fail(error, 2);
  }
}

function fail(error: unknown, code: number): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(code);
}
