import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryRun, type QueryQuestion, type QueryRun } from '../../data';
import { parse, type Query } from '../../traceql';
import { askedText, obstacleOf, traceIdOf, type Draft } from './state/draft';
import type { QueryState } from './state/queryState';
import type { AdoptedText } from './state/useQueryDraft';
import { resolveRange } from './useTimeRange';

export type RunRefusal = 'syntax' | 'endless';

interface Settings {
  draft: Draft;
  /** The text as it last came from outside; a new one is asked at once. */
  adopted: AdoptedText;
  state: QueryState;
  tempoUid: string;
  /** Told of what is asked. */
  onAsked(text: string): void;
  /** Told of a trace ID in place of a query. */
  onTrace(traceId: string): void;
}

export interface QueryRunner {
  readonly run: QueryRun;
  /** Tree of what was asked, for reading the answer. */
  readonly asked: Query;
  /** Why the last press of the button asked nothing. */
  readonly refusal: RunRefusal | undefined;
  start(): void;
  /** The same question again, at the same times. */
  retry(): void;
  cancel(): void;
}

/**
 * Asks what is written: on demand, when a link is opened or gone back to, and again when the time range or a limit
 * changes. Relative times mean the moment of asking.
 */
export function useQueryRunner({ draft, adopted, state, tempoUid, onAsked, onTrace }: Settings): QueryRunner {
  const { run, start: ask, cancel } = useQueryRun();
  const [asked, setAsked] = useState<Query>(draft.tree);
  const [refused, setRefused] = useState<{ text: string; why: RunRefusal } | null>(null);
  const latest = useRef({ draft, state, onAsked, onTrace });
  useEffect(() => {
    latest.current = { draft, state, onAsked, onTrace };
  });

  const start = useCallback(() => {
    const now = latest.current;
    const traceId = traceIdOf(now.draft.text);
    if (traceId) {
      now.onTrace(traceId);
      return;
    }
    const obstacle = obstacleOf(now.draft);
    setRefused(obstacle ? { text: now.draft.text, why: obstacle } : null);
    if (obstacle) {
      return;
    }
    const question = questionOf(now.draft, now.state, tempoUid);
    setAsked(parse(question.text).query);
    now.onAsked(now.draft.text);
    ask(question);
  }, [ask, tempoUid]);

  useRunOnChange({ adopted, state, tempoUid, hasRun: run.status !== 'idle', start });

  const retry = useCallback(() => {
    if (run.status !== 'idle') {
      ask(run.question);
    }
  }, [ask, run]);
  // The word about the last press is outdated by the next letter.
  const refusal = refused?.text === draft.text ? refused.why : undefined;
  return { run, asked, refusal, start, retry, cancel };
}

function questionOf(draft: Draft, state: QueryState, tempoUid: string): QueryQuestion {
  const range = resolveRange(state.from, state.to);
  return {
    kind: draft.tree.metrics ? 'metrics' : 'search',
    text: askedText(draft),
    fromMs: range.from.valueOf(),
    toMs: range.to.valueOf(),
    limit: state.limit,
    spansPerSpanset: state.spansPerSpanset,
    stepSeconds: state.stepSeconds,
    tempoUid,
  };
}

interface RunOnChange {
  adopted: AdoptedText;
  state: QueryState;
  tempoUid: string;
  hasRun: boolean;
  start(): void;
}

/**
 * Asks when a link brings a query, and when what belongs to a question that was asked changes. A link may change both:
 * the text reaches the draft one rendering after the time range, and a single question is to come of it.
 */
function useRunOnChange({ adopted, state, tempoUid, hasRun, start }: RunOnChange): void {
  const circumstances = [tempoUid, state.from, state.to, state.limit, state.spansPerSpanset, state.stepSeconds].join();
  const known = useRef<{ adopted: AdoptedText; circumstances: string } | null>(null);
  const isDue = useRef(false);
  useEffect(() => {
    const before = known.current;
    known.current = { adopted, circumstances };
    const isNewText = adopted !== before?.adopted && adopted.text.trim() !== '';
    const isOtherQuestion = hasRun && before !== null && circumstances !== before.circumstances;
    isDue.current = isDue.current || isNewText || isOtherQuestion;
    if (!isDue.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      isDue.current = false;
      start();
    });
    return () => clearTimeout(timer);
  }, [adopted, circumstances, hasRun, start]);
}
