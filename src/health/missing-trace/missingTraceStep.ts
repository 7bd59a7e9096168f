import type { Probed, TraceAnswer } from '../../tempo';
import type { NumbersAnswer } from '../evidence';

/** What is looked for. */
export type MissingTraceTarget =
  | {
      readonly kind: 'trace';
      readonly traceId: string;
      /** When it was made, if that is known. */ readonly atMs?: number;
    }
  | { readonly kind: 'service'; readonly service: string; readonly fromMs: number; readonly toMs: number };

/** The steps, in the order of the way of a span. */
export const MISSING_TRACE_STEPS = [
  'lookup',
  'tenant',
  'age',
  'arrival',
  'limits',
  'recent-data',
  'blocks',
  'query-limits',
] as const;
export type MissingTraceStepId = (typeof MISSING_TRACE_STEPS)[number];

/** What the caller has to find out for each step. A part that could not be had is left out, or says why. */
export interface MissingTraceEvidence {
  readonly lookup: {
    /** For a trace ID. */
    readonly trace?: Probed<TraceAnswer>;
    /** For a service: how many traces a search for it in that time found. */
    readonly found?: Probed<number>;
    /** For a service: as many were found as were asked for, so there may be more. */
    readonly isFull?: boolean;
  };
  readonly tenant: {
    readonly tenantMissing: boolean;
    readonly sendsTenant: boolean | undefined;
    readonly tenants: readonly string[];
  };
  readonly age: {
    readonly nowMs: number;
    /** When the parts of it that are there were made. */
    readonly madeAtMs?: number;
    readonly retentionSeconds?: number;
    /** The newest data that searches leave out: 30 s in 3.0. */
    readonly endCutoffSeconds?: number;
  };
  readonly arrival: {
    /** Spans per second that receivers took at that time. */
    readonly accepted?: NumbersAnswer;
    readonly refused?: NumbersAnswer;
    /** For a service: whether any value of service.name in a wider time is its name. */
    readonly isServiceKnown?: boolean;
  };
  readonly limits: {
    /** Spans thrown away per second at that time, with the labels `reason` and `tenant`. */
    readonly discarded?: NumbersAnswer;
  };
  readonly 'recent-data': {
    /** Ingesters or live-stores that are not ready, unhealthy or do not answer; undefined where nobody could be asked. */
    readonly unwell?: readonly string[];
    /** Failed pushes to ingesters per second. */
    readonly failedWrites?: NumbersAnswer;
    /** Failed writes of distributors to Kafka per second (3.x). */
    readonly failedProduces?: NumbersAnswer;
    /** Seconds that live-stores are behind Kafka. */
    readonly lagSeconds?: NumbersAnswer;
  };
  readonly blocks: {
    /** Failed flushes since then. */
    readonly failedFlushes?: NumbersAnswer;
    readonly failedPolls?: NumbersAnswer;
    readonly indexAgeSeconds?: NumbersAnswer;
    /** How long blocks stay with ingesters or live-stores, and from which age on searches look into storage. */
    readonly keptSeconds?: number;
    readonly backendAfterSeconds?: number;
  };
  readonly 'query-limits': {
    /** The longest range of a search; undefined: not known. */
    readonly searchSeconds?: number;
    /** Set where answers of searches came back cut (limit of results, or not all jobs done). */
    readonly isCut?: boolean;
  };
}

/**
 * `stop`: here it is, no need to go on. `part`: some of the trace is there, go on and see why the rest is not. `suspect`:
 * probably, but go on. `unknown`: the evidence is missing.
 */
export type StepState = 'ok' | 'part' | 'suspect' | 'stop' | 'unknown';

export interface StepResult {
  readonly step: MissingTraceStepId;
  readonly state: StepState;
  /** What was seen, one sentence. */
  readonly what: string;
  /** Set with `stop`, `part` and `suspect`. */
  readonly verdict?: Verdict;
}

/** Why the trace is missing, or that it is not. */
export interface Verdict {
  readonly id: string;
  readonly title: string;
  readonly cause: string;
  /** The most useful first. */
  readonly todo: readonly string[];
  /** Check of the report that says more. */
  readonly checkId?: string;
}
