import type { TimeRange } from '@grafana/data';
import { PLUGIN_BASE_URL } from '../../constants';

interface QueryPageTarget {
  /** TraceQL to show. */
  readonly query: string;
  readonly tempoUid: string;
  /** Opens beside the results. */
  readonly traceId?: string;
  /** The range to ask for. */
  readonly range?: TimeRange;
}

/** The address of our Query page (see its `readQueryState`). Relative ranges stay relative. */
export function queryPageUrl({ query, tempoUid, traceId, range }: QueryPageTarget): string {
  const parameters = new URLSearchParams({ q: query, tempo: tempoUid });
  if (range) {
    parameters.set('from', rawText(range.raw.from));
    parameters.set('to', rawText(range.raw.to));
  }
  const base = `${PLUGIN_BASE_URL}/query?${parameters}`;
  // Not encoded: it may be a variable of a data link (`${__value.raw}`).
  return traceId === undefined ? base : `${base}&trace=${traceId}`;
}

function rawText(time: TimeRange['raw']['from']): string {
  return typeof time === 'string' ? time : String(time.valueOf());
}
