/** What a failure belongs to: some errors mean different things for each. */
export type QuestionKind = 'search' | 'metrics' | 'trace' | 'tags';

/** A setting of Tempo (or of its surroundings) that decides about the failure. */
export interface RemedyConfig {
  /** Path of the key: `query_frontend.search.max_duration`. */
  readonly key: string;
  /** YAML to copy. */
  readonly example: string;
  /** Releases that have the key: `2.6 and later`, `3.0`. */
  readonly releases: string;
}

/** Something that a person can do. */
export interface Remedy {
  readonly text: string;
  readonly config?: RemedyConfig;
}

export interface DocumentationLink {
  readonly text: string;
  readonly url: string;
}

/** Where in the query Tempo found the fault. Both count from 1; columns count characters, as Tempo does. */
export interface QueryPosition {
  readonly line: number;
  readonly column: number;
}

/** A failure in words for people. The texts are English: see `explainFailure`. */
export interface Explanation {
  /** Stable name of the explanation: `range-too-long`. Generic ones begin with `generic-`. */
  readonly id: string;
  readonly title: string;
  readonly cause: string;
  /** The most useful first. */
  readonly remedies: readonly Remedy[];
  readonly links: readonly DocumentationLink[];
  /** What Tempo, Grafana or a proxy said, word for word; empty where nothing came back. */
  readonly original: string;
  readonly position?: QueryPosition;
}
