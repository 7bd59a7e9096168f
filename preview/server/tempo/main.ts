import { resolve } from 'node:path';

import { createShutdown } from '../run/shutdown';
import { HELP, parseOptions, type TempoOptions } from './command/parseOptions';
import { type EmbeddedTempo, startEmbeddedTempo } from './command/startEmbeddedTempo';

const print = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * The command line. Ends the process with 1 when it cannot start and 2 when the options are wrong.
 *
 * @param folder where files that the options name are meant from
 */
export async function main(args: readonly string[], folder: string): Promise<void> {
  const options = readOptions(args);
  if (options.help) {
    print(HELP.trimEnd());
    return;
  }
  const shutdown = createShutdown(print);
  try {
    const tempo = await start(options, folder);
    shutdown.add(() => tempo.close());
    print(readyLine(options, tempo));
  } catch (error) {
    await shutdown.run();
    fail(error, 1);
  }
}

function start({ demo, seed, rate, ...options }: TempoOptions, folder: string): Promise<EmbeddedTempo> {
  const load = options.load.map((file) => resolve(folder, file));
  return startEmbeddedTempo({ ...options, load, ...(demo ? { demo: { seed, rate } } : {}) });
}

function readyLine({ tempo: release }: TempoOptions, tempo: EmbeddedTempo): string {
  const { traces, spans } = tempo.store.stats();
  const admin = tempo.adminPort === undefined ? '' : `, admin 127.0.0.1:${tempo.adminPort}`;
  const receivers = `OTLP http://127.0.0.1:${tempo.otlpPort}/v1/traces, Zipkin 127.0.0.1:${tempo.zipkinPort}`;
  return `embedded Tempo ${release} is ready: ${tempo.url}, ${receivers}${admin} (${traces} traces, ${spans} spans)`;
}

function readOptions(args: readonly string[]): TempoOptions {
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
