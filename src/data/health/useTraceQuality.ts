import { useCallback } from 'react';
import { proxyTransport } from '../../grafana';
import { judgeTraces, type TraceQuality } from '../../health';
import { createTempoClient, type TempoFailure } from '../../tempo';
import { useSurroundings } from '../SurroundingsContext';
import { sampleTraces, type SampleProgress, type SampleQuestion, type SampleTrace } from './sampleTraces';
import { useTask, type Task } from './useTask';

/** A trace of the sample that could not be read. */
export interface UnreadTrace {
  readonly traceId: string;
  readonly failure: TempoFailure;
}

/** How far the sample is, and what it showed. */
export interface TraceQualityProgress {
  readonly read: SampleProgress;
  /** Undefined before the end. */
  readonly quality: TraceQuality | undefined;
  readonly unread: readonly UnreadTrace[];
  /** Found by the search, and empty when they were read. */
  readonly vanished: number;
}

/** Reads a sample of traces and judges them, when it is told to. */
export function useTraceQuality(): Task<SampleQuestion, TraceQualityProgress> {
  const { tempo } = useSurroundings();
  const uid = tempo?.uid;
  const run = useCallback(
    async (
      question: SampleQuestion,
      signal: AbortSignal,
      onProgress: (progress: TraceQualityProgress) => void
    ): Promise<void> => {
      if (uid === undefined) {
        return;
      }
      const client = createTempoClient(proxyTransport(uid));
      let read: SampleProgress = { done: 0, total: 0 };
      const sample = await sampleTraces(client, question, signal, (progress) => {
        read = progress;
        onProgress({ read, quality: undefined, unread: [], vanished: 0 });
      });
      onProgress({ read, ...judgeSample(sample) });
    },
    [uid]
  );
  return useTask(run);
}

/** Judges what could be read, and says what could not. */
export function judgeSample(sample: readonly SampleTrace[]): Omit<TraceQualityProgress, 'read'> {
  const traces = sample.flatMap(({ trace }) => (trace.ok ? [trace.value] : []));
  return {
    quality: judgeTraces(traces),
    unread: sample.flatMap(({ traceId, trace }) => (trace.ok ? [] : [{ traceId, failure: trace.failure }])),
    vanished: traces.filter(({ spans }) => spans.length === 0).length,
  };
}
