import type { MetricsAnswer, SearchAnswer, TempoFailure, TraceAnswer } from '../../tempo';

/** A question to Tempo with everything that the answer depends on. Times are absolute, so that asking again asks the same. */
export interface QueryQuestion {
  /** `metrics` is a range query; `trace` takes a trace ID as `text`. */
  readonly kind: 'search' | 'metrics' | 'trace';
  /** TraceQL, or the trace ID. */
  readonly text: string;
  /** Epoch milliseconds. Tempo gets whole seconds, rounded outward. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Most traces of a search. */
  readonly limit: number;
  /** Most spans of each spanset of a search. */
  readonly spansPerSpanset: number;
  /** Of a metrics query; undefined lets Tempo choose. */
  readonly stepSeconds?: number;
  /** Most exemplars of a metrics query; undefined lets Tempo choose. */
  readonly exemplars?: number;
  /** The Tempo data source. */
  readonly tempoUid: string;
}

export type QueryAnswer =
  | { readonly kind: 'search'; readonly answer: SearchAnswer }
  | { readonly kind: 'metrics'; readonly answer: MetricsAnswer }
  | { readonly kind: 'trace'; readonly answer: TraceAnswer };

export interface DoneRun {
  readonly status: 'done';
  readonly question: QueryQuestion;
  readonly answer: QueryAnswer;
  readonly elapsedMs: number;
  /** Why streaming, though it is switched on for the data source, did not work, so that the plain request was used. */
  readonly streamingProblem?: string;
}

/** The answer that was there before; stays visible until there is a new one. */
interface WithPrevious {
  readonly previous?: DoneRun;
}

export interface RunningRun extends WithPrevious {
  readonly status: 'running';
  readonly question: QueryQuestion;
  /** Epoch milliseconds. */
  readonly startedAtMs: number;
  /** True once a part of the answer has been streamed. */
  readonly streaming: boolean;
  /** What has been found so far. The jobs of its cost tell how far Tempo is. */
  readonly partial?: QueryAnswer;
}

export interface FailedRun extends WithPrevious {
  readonly status: 'failed';
  readonly question: QueryQuestion;
  readonly failure: TempoFailure;
  readonly elapsedMs: number;
}

export interface CancelledRun extends WithPrevious {
  readonly status: 'cancelled';
  readonly question: QueryQuestion;
  readonly elapsedMs: number;
}

/** What became of the latest question. */
export type QueryRun = { readonly status: 'idle' } | RunningRun | DoneRun | FailedRun | CancelledRun;
