import type { Confidence, Severity } from '../health';

/**
 * What a data source is set up as, as the browser of any user sees it: `getDataSourceSrv().getInstanceSettings(uid)`,
 * without URL and without secrets.
 */
export interface DataSourceSettings {
  readonly uid: string;
  readonly name: string;
  /** The plugin's id, for example `tempo`, `loki`, `prometheus`. */
  readonly type: string;
  readonly jsonData: Readonly<Record<string, unknown>>;
  /** Provisioned: Grafana refuses changes by its API. */
  readonly readOnly: boolean;
  readonly isDefault?: boolean;
}

export type AttributeValue = string | number | boolean;

/** A span of the trace that the links are tested with. */
export interface SampleSpan {
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** `resource.service.name`, empty where a span has none. */
  readonly service: string;
  /** Milliseconds since 1970, with a fraction where it is known. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly resource: Readonly<Record<string, AttributeValue>>;
}

/** The trace that the links are tested with. */
export interface SampleTrace {
  /** 32 hexadecimal digits, as Tempo writes it in answers by ID: with leading zeros. */
  readonly traceId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly spans: readonly SampleSpan[];
}

/**
 * What can be followed from one signal to another, or hangs on it. In the order of a report.
 *
 * `trace-query` is the window of time in which Tempo looks for a trace by its ID.
 */
export const CORRELATION_LINKS = [
  'trace-to-logs',
  'logs-to-trace',
  'trace-to-metrics',
  'metrics-to-trace',
  'service-map',
  'node-graph',
  'search',
  'trace-query',
  'streaming',
] as const;
export type CorrelationLink = (typeof CORRELATION_LINKS)[number];

/**
 * A question to one data source. Whoever runs it puts the answer into `answers` by the probe's `id`. Each is a GET by the
 * proxy of the data source, apart from `tempo-streaming`.
 */
export type Probe = {
  /** Stable for the same question: asked again, the answer still stands. */
  readonly id: string;
  readonly link: CorrelationLink;
  /** What is learnt from the answer: a clause for progress and report, for example `whether the configured query finds lines`. */
  readonly why: string;
  readonly datasourceUid: string;
} & (
  | {
      /** `loki/api/v1/query_range?query&start&end&limit&direction=backward`, times in nanoseconds. */
      readonly kind: 'loki-range';
      readonly expr: string;
      readonly startMs: number;
      readonly endMs: number;
      readonly limit: number;
    }
  /** `loki/api/v1/labels?start&end`: names of the labels of streams. */
  | { readonly kind: 'loki-labels'; readonly startMs: number; readonly endMs: number }
  /** `api/v1/query?query&time` */
  | { readonly kind: 'prometheus-instant'; readonly expr: string; readonly timeMs: number }
  /** `api/v1/query_exemplars?query&start&end` */
  | { readonly kind: 'prometheus-exemplars'; readonly expr: string; readonly startMs: number; readonly endMs: number }
  /** `api/v2/traces/<id>`, or `api/traces/<id>` where the first is not there; not found is an answer, no failure. */
  | { readonly kind: 'tempo-trace'; readonly traceId: string }
  /** A streamed search by Grafana Live for `{}` with limit 1, as the Query page does it. */
  | { readonly kind: 'tempo-streaming' }
);

export interface LogLine {
  readonly line: string;
  /** Labels of the stream. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Structured metadata. Loki tells it apart from labels only with the request header
   * `X-Loki-Response-Encoding-Flags: categorize-labels`; without it they stand among `labels`, which does no harm.
   */
  readonly structuredMetadata?: Readonly<Record<string, string>>;
  /** What stages of the query, such as `json`, made of the line: to Grafana labels like the others. */
  readonly parsed?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly timeMs: number;
}

export interface Exemplar {
  /** Labels of the exemplar itself, not of its series: `trace_id`, `traceID`, `span_id`… */
  readonly labels: Readonly<Record<string, string>>;
  readonly seriesLabels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly timeMs: number;
}

/** `kind` says which shape it has: `lines` to `loki-range`, `names` to `loki-labels`, and so on. */
export type ProbeAnswer =
  | { readonly kind: 'lines'; readonly lines: readonly LogLine[] }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | {
      readonly kind: 'series';
      readonly series: ReadonlyArray<{ readonly labels: Readonly<Record<string, string>>; readonly value: number }>;
    }
  | { readonly kind: 'exemplars'; readonly exemplars: readonly Exemplar[] }
  | { readonly kind: 'trace'; readonly found: boolean; readonly spanCount: number }
  | { readonly kind: 'streaming'; readonly ok: boolean; readonly message: string }
  /** The question itself failed. `message` in the words of who refused; `status` of HTTP where there is one. */
  | { readonly kind: 'failed'; readonly message: string; readonly status?: number };

/** All that is known: settings, a trace, and what was asked so far. Everything but the settings may be missing. */
export interface CorrelationInput {
  readonly tempo: DataSourceSettings;
  /** All data sources that the user can see; with or without `tempo` itself. */
  readonly all: readonly DataSourceSettings[];
  /** Left out: what needs a trace is untested, and says so. */
  readonly trace?: SampleTrace;
  /** By the id of the probe. */
  readonly answers: ReadonlyMap<string, ProbeAnswer>;
  /** Milliseconds since 1970. Keep it the same from the first probe to the last diagnosis. */
  readonly nowMs: number;
}

/**
 * - `works`: followed with a real trace, and it leads somewhere.
 * - `broken`: it is not offered, or leads nowhere.
 * - `doubtful`: it could not be proved, or works for some only.
 * - `not-configured`: nobody set it up, or it is switched off.
 * - `untested`: nothing wrong in the settings, but it was not tried.
 */
export type LinkStatus = 'works' | 'broken' | 'doubtful' | 'not-configured' | 'untested';

export interface DataSourceName {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
}

/** What is wrong with a link, with its proof and the way out. Same words for severity and confidence as the health checks. */
export interface CorrelationFinding {
  /** Stable, `<link>.<kebab-name>`. */
  readonly id: `${CorrelationLink}.${string}`;
  readonly link: CorrelationLink;
  /** `critical`: the link is not there or always comes up empty. `warning`: for some spans or lines. `info`: worth knowing. */
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** A sentence without a full stop. */
  readonly title: string;
  /** What was seen here, with names and numbers. One or two sentences. */
  readonly what: string;
  /** Why that is so. */
  readonly cause: string;
  /** Facts that prove it, one a line: a value, a count, a log line. May be empty. */
  readonly evidence: readonly string[];
  /** What to do, the most useful first. */
  readonly remedies: readonly string[];
  /** Whose settings are wrong. */
  readonly datasourceUid: string;
  /** Places in its `jsonData`, joined by dots: `tracesToLogsV2.tags`. */
  readonly paths: readonly string[];
  /** What `correct` would change for it. Empty where a person has to decide or the cause is not in the settings. */
  readonly fixes: readonly SettingChange[];
}

/** One key of `jsonData` set or removed. */
export interface SettingChange {
  readonly datasourceUid: string;
  /** Keys from the top of `jsonData`; indices of lists as decimal text. */
  readonly path: readonly string[];
  /** Undefined removes the key. */
  readonly value: unknown;
  /** One sentence. */
  readonly reason: string;
}

/** A question that was asked to follow the link, for showing. */
export interface LinkTest {
  readonly probeId: string;
  readonly datasourceUid: string;
  readonly why: string;
  /** LogQL, PromQL or a trace ID. */
  readonly query: string;
  /** The window that was asked for; both the same where it was a moment. */
  readonly startMs?: number;
  readonly endMs?: number;
  /** Lines, series, exemplars or spans found. Undefined while it was not answered, and when it failed. */
  readonly hits?: number;
  /** Why it failed. */
  readonly failure?: string;
  /** Whether this is the very question that the link asks; the others look for the cause. */
  readonly asConfigured: boolean;
}

export interface LinkDiagnosis {
  readonly link: CorrelationLink;
  readonly from: DataSourceName;
  /** Left out where none is configured, or where it is not there. */
  readonly to?: DataSourceName;
  readonly status: LinkStatus;
  /** One sentence for the status. */
  readonly summary: string;
  readonly findings: readonly CorrelationFinding[];
  readonly tests: readonly LinkTest[];
  /** What could not be judged and what it would take, a sentence each. */
  readonly untested: readonly string[];
}

/** A data source with what the findings call for. */
export interface CorrectedDataSource {
  readonly dataSource: DataSourceSettings;
  /** The whole, corrected. */
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly changes: readonly SettingChange[];
}

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}
