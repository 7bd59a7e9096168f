interface ExploreQuery {
  readonly datasource: { readonly uid: string; readonly type: string };
  /** LogQL, PromQL or a trace ID, by the type of the data source. */
  readonly query: string;
  /** Milliseconds since 1970; without them the last hour. */
  readonly startMs?: number;
  readonly endMs?: number;
}

/** A moment at which something is asked gets that much time before it, so that Explore has a range to show. */
const MOMENT_MS = 15 * 60 * 1000;

/**
 * A question of the doctor in Explore, to look at what it finds.
 * https://grafana.com/docs/grafana/latest/explore/get-started-with-explore/#generate-explore-urls-from-external-tools
 */
export function explorePath({ datasource, query, startMs, endMs }: ExploreQuery): string {
  const queries = [{ refId: 'A', datasource, ...targetOf(datasource.type, query) }];
  const panes = { setup: { datasource: datasource.uid, queries, range: rangeOf(startMs, endMs) } };
  return `/explore?${new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify(panes) })}`;
}

function targetOf(type: string, query: string): Record<string, unknown> {
  if (type === 'tempo') {
    return { queryType: 'traceql', query };
  }
  return type === 'loki' ? { expr: query, queryType: 'range' } : { expr: query, range: true, exemplar: true };
}

function rangeOf(startMs: number | undefined, endMs: number | undefined): { from: string; to: string } {
  const end = endMs ?? startMs;
  if (end === undefined) {
    return { from: 'now-1h', to: 'now' };
  }
  const start = startMs !== undefined && startMs < end ? startMs : end - MOMENT_MS;
  return { from: String(Math.floor(start)), to: String(Math.ceil(end)) };
}
