import type { TimeRange } from '@grafana/data';
import { useMemo } from 'react';
import { useSurroundings, useTraceqlSuggestions, type TraceqlSuggestions } from '../../data';
import type { DataSource } from '../../grafana';
import { rememberRun } from './memory/queryMemory';
import { useQueryMemory, type QueryMemoryControl } from './memory/useQueryMemory';
import type { QueryState } from './state/queryState';
import { useQueryDraft, type QueryDraftControl } from './state/useQueryDraft';
import { useQueryState, type QueryStateControl } from './state/useQueryState';
import { useQueryRunner, type QueryRunner } from './useQueryRunner';
import { useTimeRange } from './useTimeRange';

/** All that the page knows and can do; its parts only show it. */
export interface Querying {
  readonly tempo: DataSource;
  /** Version of Tempo; empty where it could not be found out. */
  readonly version: string;
  readonly url: QueryStateControl;
  readonly control: QueryDraftControl;
  readonly memory: QueryMemoryControl;
  readonly runner: QueryRunner;
  readonly range: TimeRange;
  readonly suggestions: TraceqlSuggestions;
  /** Takes a query over, with what else changes, and asks it. */
  adopt(text: string, more?: Partial<QueryState>): void;
}

/** Brings URL, draft, runs, memory and suggestions together. */
export function useQuerying(tempo: DataSource): Querying {
  const { capabilities } = useSurroundings();
  const version = capabilities.version?.value.text ?? '';
  const url = useQueryState();
  const { state } = url;
  const control = useQueryDraft({
    urlText: state.text,
    tempo: version,
    onText: (text, replace) => url.change({ text }, replace),
  });
  const memory = useQueryMemory();
  const runner = useQueryRunner({
    draft: control.draft,
    adopted: control.adopted,
    state,
    tempoUid: tempo.uid,
    onAsked: (text) => {
      control.markAsked();
      memory.update((before) => rememberRun(before, text, Date.now()));
    },
    onTrace: (traceId) => url.changeView({ traceId, spanId: null }),
  });
  const range = useTimeRange(state.from, state.to);
  const seconds = useMemo(() => secondsOf(range), [range]);
  const suggestions = useTraceqlSuggestions({ tempoUid: tempo.uid, version, range: seconds });
  const adopt: Querying['adopt'] = (text, more = {}) => {
    control.adopt(text);
    url.change({ text, ...more });
  };
  return { tempo, version, url, control, memory, runner, range, suggestions, adopt };
}

/** Whole seconds, outward. */
function secondsOf({ from, to }: TimeRange): { fromSeconds: number; toSeconds: number } {
  return { fromSeconds: Math.floor(from.valueOf() / 1000), toSeconds: Math.ceil(to.valueOf() / 1000) };
}
