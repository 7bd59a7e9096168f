import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import type { Transport } from '../client';
import type { RawAnswer } from '../failure';

export interface RecordedQuery extends RawAnswer {
  /** `2.6.1` or `3.0.3`. */
  system: string;
  /** With its query. */
  path: string;
}

/** A refusal; `status` 0 where no answer came. */
export interface RecordedError {
  system: string;
  path: string;
  status: number;
  body: string;
}

export const RECORDED_QUERIES: readonly RecordedQuery[] = linesOf(
  gunzipSync(readFileSync(join(__dirname, 'queryAnswers.jsonl.gz'))).toString()
).map((line): RecordedQuery => JSON.parse(line));

export const RECORDED_ERRORS: readonly RecordedError[] = linesOf(
  readFileSync(join(__dirname, 'queryErrors.jsonl'), 'utf8')
).map((line): RecordedError => JSON.parse(line));

/** Answers by path and `q`, as the system did; the other parameters are passed over. Without a recording, 404. */
export function recordedQueryTransport(system: string): Transport {
  return async ({ path }) => {
    const wanted = pathAndQuery(path);
    return (
      RECORDED_QUERIES.find((answer) => answer.system === system && pathAndQuery(answer.path) === wanted) ?? {
        status: 404,
        contentType: 'text/plain; charset=utf-8',
        body: '404 page not found\n',
      }
    );
  };
}

function pathAndQuery(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://tempo');
  // A colon in a path may be escaped or not.
  return `${pathname.replaceAll('%3A', ':')} ${searchParams.get('q') ?? ''} ${searchParams.get('scope') ?? ''}`;
}

function linesOf(text: string): string[] {
  return text.trim().split('\n');
}
