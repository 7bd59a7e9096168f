/** A histogram of durations, and how to ask for it. */
export interface DurationMetric {
  /** Base name: without `_bucket`. */
  readonly name: string;
  /** The unit of its values and of `le`. */
  readonly unit: 's' | 'ms';
  /** `both` is asked as `classic`. */
  readonly histogram: 'classic' | 'native' | 'both';
}

/** Rate, errors and duration from metrics made of spans. */
export interface SpanMetricsSource {
  readonly kind: 'span-metrics';
  /** Tempo's metrics-generator, or OpenTelemetry's spanmetrics connector (also in Alloy and Grafana Agent). */
  readonly maker: 'tempo' | 'opentelemetry';
  /** Counter of spans. */
  readonly calls: string;
  /** Undefined where durations are not made (a subprocessor or the histogram switched off). */
  readonly duration: DurationMetric | undefined;
  /** Counter of bytes of spans; Tempo only. */
  readonly size: string | undefined;
  /** What the labels are called. `version` only where somebody made it a dimension. */
  readonly labels: {
    readonly service: string;
    readonly operation: string;
    readonly kind: string;
    readonly status: string;
    readonly version: string | undefined;
  };
  /** All label names known of `calls`; for dimensions beyond the usual, such as `http_status_code`. */
  readonly dimensions: ReadonlySet<string>;
}

/** Rate, errors and duration computed by Tempo from the spans themselves. */
export interface TraceqlSource {
  readonly kind: 'traceql';
}

/** Neither metrics of spans nor a Tempo that can compute them. `reason` of the detection says why. */
export interface NoRedSource {
  readonly kind: 'none';
}

export type RedSource = SpanMetricsSource | TraceqlSource | NoRedSource;

/** Requests between services, from the service-graph metrics of Tempo or of OpenTelemetry's connector. */
export interface GraphSource {
  readonly kind: 'service-graph';
  readonly requests: string;
  readonly failed: string | undefined;
  /** How long the server took, by its own span. */
  readonly serverDuration: DurationMetric | undefined;
  /** How long the client waited, by its own span. */
  readonly clientDuration: DurationMetric | undefined;
  /** Between the producer's span and the consumer's. */
  readonly messagingDuration: DurationMetric | undefined;
  /** Whether the label `virtual_node` tells which side of an edge sends no spans. */
  readonly namesVirtualNodes: boolean;
}

export interface TracedSources {
  readonly red: RedSource;
  /** Further span metrics in the same Prometheus, for a choice. */
  readonly others: readonly SpanMetricsSource[];
  readonly graph: GraphSource | null;
  /** What is missing and what to configure for better, a sentence or two each, English. */
  readonly reason: readonly MissingPart[];
}

export interface MissingPart {
  /** Stable, for translations and tests. */
  readonly id:
    | 'no-prometheus'
    | 'no-span-metrics'
    | 'no-durations'
    | 'no-service-graph'
    | 'no-traceql-metrics'
    | 'several-span-metrics'
    | 'list-cut';
  readonly text: string;
}
