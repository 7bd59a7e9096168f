import { setTimeout as sleep } from 'node:timers/promises';

import type { RunningProgram } from './runningProgram';

interface WaitOptions {
  url: string;
  timeoutMs: number;
  print: (line: string) => void;
  /** How often to tell that it takes long. */
  tellMs?: number;
}

const ASK_MS = 250;
const TELL_MS = 10_000;

/** Waits for a 2xx answer. Throws where the program ends before, or takes too long, with what it says about it. */
export async function waitUntilReady(
  program: RunningProgram,
  { url, timeoutMs, print, tellMs = TELL_MS }: WaitOptions
): Promise<void> {
  const { title, logFile } = program.command;
  const startedMs = Date.now();
  let toldMs = startedMs;
  for (;;) {
    const answer = await ask(url);
    if (program.ending !== null) {
      throw new Error(program.describeEnd());
    }
    const seconds = Math.round((Date.now() - startedMs) / 1000);
    if (answer === null) {
      print(`${title} is ready (${seconds} s)`);
      return;
    }
    if (Date.now() - startedMs > timeoutMs) {
      throw new Error(`${title} was not ready after ${seconds} s: ${answer}. Its log: ${logFile}`);
    }
    if (Date.now() - toldMs >= tellMs) {
      toldMs = Date.now();
      print(`  ${title} is not ready after ${seconds} s: ${answer}`);
    }
    await sleep(ASK_MS);
  }
}

/** @returns null where it is ready, else what it says */
async function ask(url: string): Promise<string | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    const text = await response.text();
    return response.ok ? null : `${response.status} ${text.trim().split('\n')[0] ?? ''}`.slice(0, 200);
  } catch {
    return 'it does not answer yet';
  }
}
