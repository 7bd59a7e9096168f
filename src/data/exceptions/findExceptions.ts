import { proxyTransport } from '../../grafana';
import {
  countExceptionsTraceql,
  joinExceptions,
  readExceptionCounts,
  readExceptionSample,
  sampleExceptionsTraceql,
  type ExceptionRow,
  type ExceptionScope,
} from '../../signals/exceptions';
import {
  createTempoClient,
  fetchMetricsRange,
  fetchSearch,
  isAbort,
  TempoRequestError,
  type SearchAnswer,
  type TempoFailure,
} from '../../tempo';
import { metricsGrid, withoutEmptyEnd } from '../metricsGrid';

/** Most traces of the sample. One answer of that many is some hundred kB. */
export const SAMPLED_TRACES = 100;
/** Spans of each trace: one failing call is often recorded by all that wait for it. */
const SAMPLED_SPANS = 10;
/** Steps of the trend: as many as can be told apart in a cell. */
const TREND_STEPS = 30;

export interface ExceptionQuestion extends ExceptionScope {
  readonly tempoUid: string;
  /** Epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ExceptionsFound {
  readonly rows: readonly ExceptionRow[];
  /** How many traces the sample has; `isWhole` if that is all there were. */
  readonly sample: { readonly traces: number; readonly isWhole: boolean } | undefined;
  /** Why Tempo did not count, so that only the sample tells; undefined where it did. */
  readonly countFailure: TempoFailure | undefined;
  /** Why there is no sample, so that there are no messages. */
  readonly sampleFailure: TempoFailure | undefined;
  /** What Tempo says where it left something out of the counts; empty where they are whole. */
  readonly partial: string;
  /** Seconds between the values of the trend: so exact are first and last. */
  readonly stepSeconds: number;
}

/**
 * The exceptions of a range: counted by Tempo (TraceQL metrics) and a sample of traces for what they say, two requests at
 * once. One of them may fail.
 *
 * @throws AbortError if the signal ended it; TempoRequestError (that of the search) where both fail
 */
export async function findExceptions(question: ExceptionQuestion, signal: AbortSignal): Promise<ExceptionsFound> {
  const client = createTempoClient(proxyTransport(question.tempoUid));
  const range = { fromSeconds: question.fromMs / 1000, toSeconds: question.toMs / 1000 };
  const grid = metricsGrid(question.fromMs, question.toMs, TREND_STEPS);
  const { stepSeconds } = grid;
  const [counts, sample] = await Promise.all([
    settle(
      fetchMetricsRange(
        client,
        { query: countExceptionsTraceql(question), range: grid.range, stepSeconds, exemplars: undefined },
        signal
      )
    ),
    settle(
      fetchSearch(
        client,
        {
          query: sampleExceptionsTraceql(question),
          range,
          limit: SAMPLED_TRACES,
          spansPerSpanset: SAMPLED_SPANS,
        },
        signal
      )
    ),
  ]);
  if (counts.failure && sample.failure) {
    throw new TempoRequestError(sample.failure);
  }
  return {
    rows: joinExceptions(
      counts.answer ? readExceptionCounts(withoutEmptyEnd(counts.answer, grid), question.place) : [],
      sample.answer ? readExceptionSample(sample.answer) : []
    ),
    sample: sample.answer && describeSample(sample.answer),
    countFailure: counts.failure,
    sampleFailure: sample.failure,
    partial: counts.answer?.partial ?? '',
    stepSeconds,
  };
}

function describeSample({ traces }: SearchAnswer) {
  const isCut = traces.some(({ spansets }) => spansets.some(({ spans, matched }) => matched > spans.length));
  return { traces: traces.length, isWhole: traces.length < SAMPLED_TRACES && !isCut };
}

type Settled<T> = { answer: T; failure: undefined } | { answer: undefined; failure: TempoFailure };

/** A failure of Tempo is an answer; everything else is not. */
async function settle<T>(asked: Promise<T>): Promise<Settled<T>> {
  try {
    return { answer: await asked, failure: undefined };
  } catch (error) {
    if (!isAbort(error) && error instanceof TempoRequestError) {
      return { answer: undefined, failure: error.failure };
    }
    throw error;
  }
}
