import { type DataFrame, type DataQueryResponse, FieldType, LoadingState, ThresholdsMode } from '@grafana/data';
import { concatMap, delay, from, type Observable, of } from 'rxjs';
import type { MetricsAnswer, SearchAnswer, Series } from './tempoAnswers.ts';

const STEPS = 3;
const STEP_MS = 400;

/**
 * Streaming as the page sees it from Grafana: answers that grow, in state `Streaming`, and the whole one in state `Done`.
 * Here the one answer of the HTTP API is cut into pieces; a real Grafana gets them from Tempo by gRPC.
 */
function emitInSteps(build: (step: number, isLast: boolean) => DataFrame[]): Observable<DataQueryResponse> {
  const steps = Array.from({ length: STEPS }, (_, index) => index + 1);
  return from(steps).pipe(
    concatMap((step) => {
      const isLast = step === STEPS;
      const state = isLast ? LoadingState.Done : LoadingState.Streaming;
      return of({ data: build(step, isLast), state }).pipe(delay(step === 1 ? 0 : STEP_MS));
    })
  );
}

/** Traces by and by; the frame of the progress is the last. Source: Grafana 12.3, tempo/streaming.ts. */
export function streamSearch(
  { traces = [], metrics = {} }: SearchAnswer,
  startedMs: number,
  buildFrames: (traces: NonNullable<SearchAnswer['traces']>) => DataFrame[]
): Observable<DataQueryResponse> {
  return emitInSteps((step, isLast) => {
    const shown = traces.slice(0, Math.ceil((traces.length * step) / STEPS));
    const completedJobs = Math.floor(((metrics.totalJobs ?? 0) * step) / STEPS);
    const elapsedMs = performance.now() - startedMs;
    return [...buildFrames(shown), buildProgressFrame({ ...metrics, completedJobs }, isLast, elapsedMs)];
  });
}

/** The series from their newest samples on, as Tempo sends them. */
export function streamMetrics(
  { series = [] }: MetricsAnswer,
  buildFrames: (answer: MetricsAnswer) => DataFrame[]
): Observable<DataQueryResponse> {
  return emitInSteps((step) => buildFrames({ series: series.map((one) => keepNewest(one, step)) }));
}

function keepNewest(series: Series, step: number): Series {
  const samples = series.samples ?? [];
  const kept = samples.slice(samples.length - Math.ceil((samples.length * step) / STEPS));
  const firstMs = Number(kept[0]?.timestampMs ?? 0);
  const exemplars = series.exemplars?.filter(({ timestampMs }) => Number(timestampMs) >= firstMs);
  return { ...series, samples: kept, exemplars };
}

function buildProgressFrame(
  { totalBlocks = 0, completedJobs = 0, totalJobs = 0 }: NonNullable<SearchAnswer['metrics']>,
  isLast: boolean,
  elapsedMs: number
): DataFrame {
  const progressPercent = isLast ? 100 : (completedJobs / (totalJobs || 1)) * 100;
  const number = (name: string, displayNameFromDS: string, value: number, config = {}) => ({
    name,
    type: FieldType.number,
    values: [value],
    config: { displayNameFromDS, ...config },
  });
  return {
    refId: 'streaming-progress',
    name: 'Streaming Progress',
    length: 1,
    meta: { preferredVisualisationType: 'table' },
    fields: [
      {
        name: 'state',
        type: FieldType.string,
        values: [isLast ? 'Done' : 'Streaming'],
        config: { displayNameFromDS: 'State' },
      },
      number('elapsedTime', 'Elapsed Time', elapsedMs, { unit: 'ms' }),
      number('totalBlocks', 'Total Blocks', totalBlocks),
      number('completedJobs', 'Completed Jobs', completedJobs),
      number('totalJobs', 'Total Jobs', totalJobs),
      number('progress', 'Progress', progressPercent, {
        unit: 'percent',
        min: 0,
        max: 100,
        custom: { cellOptions: { type: 'gauge', mode: 'gradient' } },
        thresholds: {
          mode: ThresholdsMode.Absolute,
          steps: [
            { color: 'blue', value: -Infinity },
            { color: 'green', value: 75 },
          ],
        },
      }),
    ],
  };
}
