import type { SignalContext } from '../signals';
import type {
  BackendJobs,
  BuildInfo,
  Component,
  Generation,
  Memberlist,
  MetricsInventory,
  Partition,
  Probed,
  Readiness,
  Ring,
  RingName,
  Route,
  RuntimeConfig,
  ServiceStatus,
  ShownConfig,
  TempoVersion,
  Topology,
} from '../tempo';

/** All that is known when the checks are judged. What was not asked is left out; what failed says why. */
export interface HealthEvidence {
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  readonly system: SystemEvidence;
  /** One for each process that can be asked: through the data source, and through the routes to components. */
  readonly processes: readonly ProcessEvidence[];
  /** Left out where there is no Prometheus. */
  readonly numbers?: NumbersEvidence;
  readonly probes: ProbeEvidence;
  readonly dataSource: DataSourceEvidence;
  /** What people here expect of Tempo. */
  readonly wanted: WantedEvidence;
}

/** As discovered. Undefined means unknown. */
export interface SystemEvidence {
  readonly version: TempoVersion | undefined;
  readonly generation: Generation | undefined;
  readonly topology: Topology | undefined;
  /** Undefined where no Prometheus was asked. */
  readonly inventory: MetricsInventory | undefined;
}

/** `single-binary` is a process that runs all of Tempo. */
export type ProcessName = Component | 'single-binary';

/** What one process says of itself. Of several replicas behind one address it is the one that answered. */
export interface ProcessEvidence {
  readonly name: ProcessName;
  readonly via: 'data source' | 'route';
  readonly readiness?: Probed<Readiness>;
  readonly buildInfo?: Probed<BuildInfo>;
  readonly services?: Probed<readonly ServiceStatus[]>;
  readonly routes?: Probed<readonly Route[]>;
  /** Rings that the process has a page for; `not-found` failures are best left out. */
  readonly rings?: Readonly<Partial<Record<RingName, Probed<Ring>>>>;
  readonly partitions?: Probed<readonly Partition[]>;
  readonly memberlist?: Probed<Memberlist>;
  /** What differs from the defaults: `mode=diff`. */
  readonly config?: Probed<ShownConfig>;
  readonly runtimeConfig?: Probed<RuntimeConfig>;
  readonly backendJobs?: Probed<BackendJobs>;
}

/** One series at the time of the report. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Answers of Prometheus to the queries of `listEvidenceQueries`, by the text of the query. */
export interface NumbersEvidence {
  /** The surroundings the queries were made with. */
  readonly context: SignalContext;
  readonly answers: ReadonlyMap<string, NumbersAnswer>;
}

export type NumbersAnswer =
  { readonly ok: true; readonly samples: readonly Sample[] } | { readonly ok: false; readonly why: string };

/** Small questions to the read path, asked as a user would, all at the same time. */
export interface ProbeEvidence {
  /** `{}` over the last minutes. */
  readonly search?: Probed<TimedAnswer>;
  /** `{} | rate()` over the last minutes. */
  readonly metrics?: Probed<TimedAnswer>;
  /** Names of attributes. */
  readonly tags?: Probed<TimedAnswer>;
  /** The way there and back: a question that Tempo answers without looking at any data. */
  readonly echo?: Probed<TimedAnswer>;
}

export interface TimedAnswer {
  readonly seconds: number;
  /** Traces, series or names found. */
  readonly count: number;
}

/** What is known of the way to Tempo. */
export interface DataSourceEvidence {
  /** Whether it is set up to send `X-Scope-OrgID`. Undefined: not known. */
  readonly sendsTenant: boolean | undefined;
  /** Whether Tempo wants a tenant that the data source does not send. */
  readonly tenantMissing: boolean;
  /** Tenants seen in Tempo's metrics. */
  readonly tenants: readonly string[];
}

export interface WantedEvidence {
  /** How long traces should be kept. */
  readonly retentionSeconds?: number;
}
