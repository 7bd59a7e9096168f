import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import type { Transport } from '../client';
import type { RawAnswer } from '../failure';

export interface RecordedComponentAnswer extends RawAnswer {
  /** `3.0.3 single binary`, `2.6.1 distributor`, … */
  system: string;
  /** With its query. */
  path: string;
  /** The header it was asked with, where it was. */
  accept?: string;
}

export const RECORDED_COMPONENTS: readonly RecordedComponentAnswer[] = gunzipSync(
  readFileSync(join(__dirname, 'componentAnswers.jsonl.gz'))
)
  .toString()
  .trim()
  .split('\n')
  .map((line): RecordedComponentAnswer => JSON.parse(line));

/** The systems that were recorded. */
export const RECORDED_SYSTEMS = [...new Set(RECORDED_COMPONENTS.map(({ system }) => system))];

/**
 * Answers as a system did.
 *
 * @param form - `json` as asked for; `page` as where something between takes the `Accept` header away
 */
export function recordedComponentTransport(system: string, form: 'json' | 'page' = 'json'): Transport {
  return async ({ path, accept }) => {
    const answers = RECORDED_COMPONENTS.filter((answer) => answer.system === system && answer.path === path);
    const asked = form === 'json' ? accept : undefined;
    return (
      answers.find((answer) => answer.accept === asked) ??
      answers.find((answer) => answer.accept === undefined) ??
      answers[0] ?? { status: 404, contentType: 'text/plain; charset=utf-8', body: '404 page not found\n' }
    );
  };
}
