import type { DataQuery } from '@grafana/schema';

/**
 * What is made of the series that Tempo sends.
 *
 * `quantiles`: named `p50` and so on. `heatmap`: buckets as rows. `error-share`: of rates by status a share (`value`) and
 * the rate of all (`rate`). `plain`: as they are.
 */
export type TraceqlShape = 'plain' | 'quantiles' | 'heatmap' | 'error-share';

/** A question to Tempo's TraceQL metrics as a panel asks it, through `TraceqlDataSource`. */
export interface TraceqlMetricsQuery extends DataQuery {
  /** The Tempo data source of Grafana to ask. */
  readonly tempoUid: string;
  /** Release of that Tempo, for the words of an error; empty where it is not known. */
  readonly tempoVersion: string;
  /** TraceQL with a metrics stage. */
  readonly text: string;
  readonly shape: TraceqlShape;
  /** One value for the whole range in place of a series over it. */
  readonly instant?: boolean;
  /** Name of a series that has no labels. */
  readonly legend?: string;
  /** Set where the exemplars are to open our Query page: the search that it then shows. */
  readonly exemplarQuery?: string;
  /** Not part of a comparison with an earlier time. */
  readonly timeRangeCompare?: boolean;
}

export function isTraceqlMetricsQuery(query: DataQuery): query is TraceqlMetricsQuery {
  return 'text' in query && 'tempoUid' in query && 'shape' in query;
}
