import React, { useEffect, useRef, useState } from 'react';
import { useSurroundings, type QueryRun } from '../../../data';
import type { FoundTrace } from '../../../tempo';
import type { ResultsView } from './resultsView';
import { shownAnswer } from './status/shownAnswer';
import { TraceDrawer } from './trace/TraceDrawer';

interface TraceBesideResultsProps {
  run: QueryRun;
  view: ResultsView;
  onViewChange(change: Partial<ResultsView>): void;
}

/** Around a trace: its logs may be a little earlier or later. */
const MARGIN_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The drawer, if the view has a trace open. When it closes, the focus goes back to what had it. */
export function TraceBesideResults({ run, view, onViewChange }: TraceBesideResultsProps) {
  const { traceId, spanId } = view;
  useFocusReturn(traceId !== null);
  return traceId === null ? null : (
    <OpenTrace
      key={traceId}
      traceId={traceId}
      spanId={spanId}
      run={run}
      onClose={() => onViewChange({ traceId: null, spanId: null })}
    />
  );
}

interface OpenTraceProps {
  traceId: string;
  spanId: string | null;
  run: QueryRun;
  onClose(): void;
}

function OpenTrace({ traceId, spanId, run, onClose }: OpenTraceProps) {
  const { tempo } = useSurroundings();
  // Settled when the drawer opens: a new answer meanwhile must not load the trace again.
  const [{ fromMs, toMs }] = useState(() => timesAround(traceId, run));
  return tempo ? (
    <TraceDrawer traceId={traceId} spanId={spanId} tempoUid={tempo.uid} fromMs={fromMs} toMs={toMs} onClose={onClose} />
  ) : null;
}

function timesAround(traceId: string, run: QueryRun): { fromMs: number; toMs: number } {
  const shown = shownAnswer(run);
  const traces: readonly FoundTrace[] = shown?.answer.kind === 'search' ? shown.answer.answer.traces : [];
  const trace = traces.find((each) => each.traceId === traceId);
  if (trace) {
    return { fromMs: trace.startMs - MARGIN_MS, toMs: trace.startMs + trace.durationMs + MARGIN_MS };
  }
  const question = shown?.question ?? (run.status === 'idle' ? undefined : run.question);
  const nowMs = Date.now();
  return question ? { fromMs: question.fromMs, toMs: question.toMs } : { fromMs: nowMs - HOUR_MS, toMs: nowMs };
}

function useFocusReturn(isOpen: boolean): void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (!isOpen) {
      return undefined;
    }
    before.current = document.activeElement;
    return () => {
      const element = before.current;
      // After the drawer has gone: it holds the focus until then.
      setTimeout(() => {
        if (element instanceof HTMLElement && element.isConnected) {
          element.focus();
        }
      });
    };
  }, [isOpen]);
}
