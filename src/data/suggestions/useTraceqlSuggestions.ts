import { useMemo } from 'react';
import { proxyTransport } from '../../grafana';
import { createTempoClient, type SecondsRange } from '../../tempo';
import { createSuggestionCache, createTraceqlSuggestions } from './createTraceqlSuggestions';
import { suggestionRange } from './suggestionRange';
import type { TraceqlSuggestions } from './traceqlSuggestions';

interface SuggestionSource {
  /** The Tempo data source; empty for none, which has nothing to suggest. */
  readonly tempoUid: string;
  /** Version text of that Tempo; empty where it is not known. */
  readonly version: string;
  readonly range: SecondsRange;
}

/** Lives as long as the page is not reloaded. */
const cache = createSuggestionCache();

const NOTHING: TraceqlSuggestions = {
  fetchAttributes: async () => ({ items: [], truncated: false }),
  fetchValues: async () => ({ items: [], truncated: false }),
};

/**
 * Names and values from the data of a Tempo in a range. The object stays the same while the range moves within a bucket of
 * time (five minutes for short ranges, six hours for long ones).
 */
export function useTraceqlSuggestions({ tempoUid, version, range }: SuggestionSource): TraceqlSuggestions {
  const { fromSeconds, toSeconds } = suggestionRange(range);
  return useMemo(() => {
    if (tempoUid === '') {
      return NOTHING;
    }
    const client = createTempoClient(proxyTransport(tempoUid));
    return createTraceqlSuggestions({ tempoUid, client, version, range: { fromSeconds, toSeconds } }, cache);
  }, [tempoUid, version, fromSeconds, toSeconds]);
}
