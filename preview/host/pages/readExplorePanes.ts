import { dateTime, type RawTimeRange } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';

export interface ExplorePane {
  exploreId: string;
  /** Uid or name. */
  dataSource: string;
  queries: DataQuery[];
  range: RawTimeRange;
}

interface UrlPane {
  datasource?: string | null;
  queries?: DataQuery[];
  range?: { from?: string; to?: string };
}

const DEFAULT_RANGE = { from: 'now-1h', to: 'now' };

/** What an address of Explore says: `panes`, or the older `left` and `right`. Parts that cannot be read are left out. */
export function readExplorePanes(search: string): ExplorePane[] {
  const parameters = new URLSearchParams(search);
  const panes = readObject(parameters.get('panes'));
  const older = { left: readObject(parameters.get('left')), right: readObject(parameters.get('right')) };
  return Object.entries(panes ?? older).flatMap(([exploreId, pane]) =>
    pane && typeof pane === 'object' ? [readPane(exploreId, pane as UrlPane)] : []
  );
}

function readPane(exploreId: string, { datasource, queries = [], range }: UrlPane): ExplorePane {
  const { from = DEFAULT_RANGE.from, to = DEFAULT_RANGE.to } = range ?? {};
  return {
    exploreId,
    dataSource: datasource ?? queries[0]?.datasource?.uid ?? '',
    queries: queries.map((query, index) => ({ ...query, refId: query.refId ?? 'ABCDEFGH'.charAt(index) })),
    range: { from: readTime(from), to: readTime(to) },
  };
}

/** Explore knows absolute times as epoch milliseconds. */
function readTime(text: string): RawTimeRange['from'] {
  return /^\d+$/.test(text) ? dateTime(Number(text)) : text;
}

function readObject(text: string | null): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
