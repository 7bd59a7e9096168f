/** The recordings of real Tempos that the embedded one must agree with. */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { projectPath } from '../../../server/projectPaths';
import { TempoState } from '../api/answer';
import { loadStatusPages } from '../api/statusPages';
import { behaviourOf } from '../behaviour';
import { decodeOtlpJson } from '../otlp/decodeOtlpJson';
import { MemoryTraceStore } from '../store/memoryTraceStore';

export interface RecordedQuery {
  readonly q: string;
  readonly start: number;
  readonly end: number;
  readonly limit: number;
  readonly spss: number;
  readonly step?: string;
  readonly status: number;
  readonly error?: string;
  readonly result?: unknown;
  readonly response?: unknown;
}

export interface RecordedPage {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly accept?: string;
  readonly status: number;
  readonly type: string | null;
  readonly body?: string;
  readonly response?: unknown;
}

export interface Recording {
  readonly search: readonly RecordedQuery[];
  readonly 'search-raw': readonly RecordedQuery[];
  readonly query_range: readonly RecordedQuery[];
  readonly tags: readonly RecordedPage[];
  readonly traces: readonly RecordedPage[];
  readonly endpoints: readonly RecordedPage[];
  readonly multitenant?: readonly RecordedPage[];
  readonly 'endpoints-json'?: readonly RecordedPage[];
}

function read(file: string): string {
  return brotliDecompressSync(readFileSync(projectPath('preview/server/tempo/testdata', file))).toString('utf8');
}

export function readRecording(version: string): Recording {
  return JSON.parse(read(`recording-${version}.json.br`)) as Recording;
}

/** When the endpoints were recorded, in milliseconds since 1970. */
const RECORDED_AT = 1_795_334_750_340;

/** An embedded Tempo that holds the data set and lives at the time of the recordings. */
export function recordedState(version: string, multitenant = false): TempoState {
  const behaviour = behaviourOf(version);
  const now = () => RECORDED_AT;
  const store = new MemoryTraceStore({ maxTraces: 1_000_000, mergesBatches: behaviour.mergesBatches, now });
  if (!multitenant) {
    for (const line of read('dataset.otlp.jsonl.br').trim().split('\n')) {
      store.append('single-tenant', decodeOtlpJson(line), { pinned: true });
    }
  }
  return { behaviour, store, multitenant, now, pages: loadStatusPages(behaviour), peer: '127.0.0.1:9195' };
}
