import { readFileSync } from 'fs';
import { join } from 'path';
import type { Transport } from '../client';
import type { RawAnswer } from '../failure';

interface RecordedAnswer extends RawAnswer {
  system: string;
  path: string;
}

const RECORDED: RecordedAnswer[] = readFileSync(join(__dirname, 'answers.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): RecordedAnswer => JSON.parse(line));

/** A transport that answers as a recorded system did, and 404 as Tempo does for what was not recorded. */
export function recordedTransport(system: string): Transport {
  return async ({ path }) => {
    const bare = path.split('?')[0];
    return (
      RECORDED.find((answer) => answer.system === system && answer.path === bare) ?? {
        status: 404,
        contentType: 'text/plain; charset=utf-8',
        body: '404 page not found\n',
      }
    );
  };
}
