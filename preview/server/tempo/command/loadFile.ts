import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import type { ResourceSpans } from '../model';
import { decodeOtlpJson } from '../otlp/decodeOtlpJson';

/**
 * Reads a file of OTLP/JSON requests, one a line.
 *
 * @returns how many lines there were
 * @throws Error that names file and line where something cannot be read
 */
export async function loadFile(file: string, take: (batches: readonly ResourceSpans[]) => void): Promise<number> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  let number = 0;
  let loaded = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() !== '') {
      try {
        take(decodeOtlpJson(line));
      } catch (error) {
        throw new Error(`${file}, line ${number}: ${error instanceof Error ? error.message : String(error)}`);
      }
      loaded++;
    }
  }
  return loaded;
}
