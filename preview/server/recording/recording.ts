/** Releases of Tempo of which the preview has a recording. */
export const TEMPO_VERSIONS = ['2.6.1', '3.0.3'] as const;

export type TempoVersion = (typeof TEMPO_VERSIONS)[number];

/** Every scrape of every component of one Tempo, in the order they were made, one slot a scrape round. */
export interface Recording {
  tempo: TempoVersion;
  targets: RecordedTarget[];
  /** Faults that were brought about while recording; times are of the recording. */
  faults: Fault[];
}

export interface RecordedTarget {
  /** `distributor`, … or `all` for the single binary. */
  component: string;
  /** Time of each scrape, in milliseconds since 1970. */
  timesMs: number[];
  /** By slot: why the component did not answer. */
  errors: Map<number, string>;
  families: MetricFamily[];
}

export interface MetricFamily {
  name: string;
  /** As in `# TYPE`. */
  type: string;
  /** As in `# HELP`; empty where it is not known. */
  help: string;
  /** The value is a time, in seconds since 1970, or zero. */
  epochSeconds: boolean;
  series: RecordedSeries[];
}

export interface RecordedSeries {
  /** Metric name, with `_bucket` and the like. */
  name: string;
  /** `a="b",c="d"` as Tempo wrote it; empty without labels. */
  labels: string;
  /** A value a slot; undefined where the component did not answer or did not have the series (yet). */
  values: Array<number | undefined>;
}

/** What was broken, and when: seconds since 1970. */
export interface Fault {
  name: string;
  from: number;
  to: number;
}

/** Time between two scrapes. The recordings' own times differ from it by at most a quarter of a second. */
export const SCRAPE_INTERVAL_MS = 15_000;
