/** Queries with what the real parsers of six releases say about them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Verdict } from '../check';

export const VERSIONS = ['2.6.1', '2.7.2', '2.8.2', '2.9.5', '2.10.8', '3.0.3'] as const;
export type Version = (typeof VERSIONS)[number];

interface CorpusLine {
  readonly q: string;
  readonly verdict: Verdict | Record<Version, Verdict>;
  readonly error?: string | Partial<Record<Version, string>>;
  readonly canonical?: string;
}

export interface Judged {
  readonly query: string;
  readonly verdict: Readonly<Record<Version, Verdict>>;
  /** `line:column` of the parse error; empty where Tempo names no place, or there is none. */
  readonly at: Readonly<Record<Version, string>>;
  /** How 3.0.3 prints it. */
  readonly canonical: string | null;
}

function byVersion<T>(read: (version: Version, index: number) => T): Record<Version, T> {
  return Object.fromEntries(VERSIONS.map((version, index) => [version, read(version, index)])) as Record<Version, T>;
}

function placeOf(error: string | undefined): string {
  const found = /^parse error at line (\d+), col (\d+)/.exec(error ?? '');
  return found ? `${found[1]}:${found[2]}` : '';
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** 6,000 generated queries. */
export function readCorpus(): Judged[] {
  const text = gunzipSync(readFileSync(join(__dirname, 'corpus.jsonl.gz'))).toString('utf8');
  return lines(text).map((line) => {
    const { q, verdict, error, canonical } = JSON.parse(line) as CorpusLine;
    const errorOf = (version: Version) => (typeof error === 'string' ? error : error?.[version]);
    return {
      query: q,
      verdict: byVersion((version) => (typeof verdict === 'string' ? verdict : verdict[version])),
      at: byVersion((version) => placeOf(errorOf(version))),
      canonical: canonical ?? null,
    };
  });
}

interface DifferentialLine {
  readonly q: string;
  readonly verdict: Verdict | Verdict[];
  readonly at?: string | string[];
}

/** Corner cases, written by hand or found by comparing with the real parsers; lists are in the order of `VERSIONS`. */
export function readDifferential(): Judged[] {
  const text = readFileSync(join(__dirname, 'differential.jsonl'), 'utf8');
  return lines(text).map((line) => {
    const { q, verdict, at = '' } = JSON.parse(line) as DifferentialLine;
    return {
      query: q,
      verdict: byVersion((_, index) => (typeof verdict === 'string' ? verdict : (verdict[index] ?? 'valid'))),
      at: byVersion((_, index) => (typeof at === 'string' ? at : (at[index] ?? ''))),
      canonical: null,
    };
  });
}
