/** A series for remote write. */
export interface WrittenSeries {
  /** `__name__` included. */
  labels: Record<string, string>;
  samples: WrittenSample[];
  /** The oldest first. */
  exemplars?: WrittenExemplar[];
}

export interface WrittenExemplar {
  labels: Record<string, string>;
  timeMs: number;
  value: number;
}

export interface WrittenSample {
  timeMs: number;
  /** `stale` ends the series: it is not shown from then on, until there is a value again. */
  value: number | 'stale';
}
