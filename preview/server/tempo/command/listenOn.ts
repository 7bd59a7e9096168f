import type { RequestListener } from 'node:http';

import { listen, type RunningServer } from '../../http/listen';

/** Listens on 127.0.0.1. @throws Error that names the option where the port cannot be had */
export async function listenOn(port: number, option: string, handle: RequestListener): Promise<RunningServer> {
  try {
    return await listen(port, handle);
  } catch (error) {
    throw explainPort(error, port, option);
  }
}

/** Says which option chooses another port. */
export function explainPort(error: unknown, port: number, option: string): Error {
  const text =
    error instanceof Error ? `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}` : String(error);
  if (/EADDRINUSE|is taken/.test(text)) {
    return new Error(`Port ${port} is taken. Choose another one with ${option}, or end what uses it.`);
  }
  if (/EACCES|is not allowed/.test(text)) {
    return new Error(`Port ${port} is not allowed here. Choose one above 1023 with ${option}.`);
  }
  return error instanceof Error ? error : new Error(text);
}
