import type { Generation, RuntimeConfig, TempoVersion, Topology } from '../tempo';

/** A part of a configuration, ready to be put into the file that it names. */
export interface Snippet {
  /** Unique among those of a situation. */
  readonly id: string;
  readonly title: string;
  /** Why this system may want it, in sentences. */
  readonly why: string;
  readonly format: 'helm' | 'yaml';
  /** For example `values.yaml`. */
  readonly file: string;
  /** YAML, with a line break at the end. */
  readonly text: string;
  /** The releases and the chart that know these keys. */
  readonly appliesTo: string;
}

/** A receiver of a distributor that spans came by: the labels of `tempo_receiver_accepted_spans`. */
export interface SeenReceiver {
  /** `otlp`, or as Tempo writes it: `tempo/otlp_receiver` (until 2.7), `otlp/otlp_receiver`. */
  readonly receiver: string;
  /** `grpc`, `http`, `collector_http`, … */
  readonly transport: string;
}

/** What was found out of a running Tempo. Undefined means not known. */
export interface DeploymentSituation {
  readonly version: TempoVersion | undefined;
  readonly generation: Generation | undefined;
  readonly topology: Topology | undefined;
  /** Tenants seen; `single-tenant` is that of a Tempo without tenants. */
  readonly tenants: readonly string[];
  /** Those that spans came by lately. Empty: no spans came. */
  readonly receivers: readonly SeenReceiver[] | undefined;
  /** Active processors of the metrics-generator: `service-graphs`, `span-metrics`, `local-blocks`. */
  readonly processors: readonly string[] | undefined;
  /** The limits in force, as one process shows them. */
  readonly runtimeConfig: RuntimeConfig | undefined;
  /** Present use of limits by tenant, then by path of the limit, in its unit: `limitUseQueries` of health. */
  readonly limitUse: ReadonlyMap<string, Readonly<Record<string, number>>> | undefined;
}

const CHARTS: Readonly<Record<Generation, string>> = {
  '2.x': 'chart grafana/tempo-distributed 1.x',
  '3.x': 'chart grafana-community/tempo-distributed 3.x',
};

export const GENERATIONS: readonly Generation[] = ['2.x', '3.x'];

/** `Tempo 2.x with the chart …`. */
export function appliesTo(generation: Generation, format: Snippet['format']): string {
  return format === 'helm' ? `Tempo ${generation}, ${CHARTS[generation]}` : `Tempo ${generation}`;
}

/** The formats that make sense: the chart installs microservices only. */
export function formatsFor(topology: Topology | undefined): ReadonlyArray<Snippet['format']> {
  return topology === 'single-binary' ? ['yaml'] : ['helm', 'yaml'];
}
