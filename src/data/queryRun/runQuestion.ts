import { canStreamSearch, proxyTransport, streamSearch } from '../../grafana';
import {
  createTempoClient,
  fetchMetricsRange,
  fetchSearch,
  fetchTrace,
  isAbort,
  type SearchAnswer,
  type TempoClient,
} from '../../tempo';
import type { QueryAnswer, QueryQuestion } from './queryRun';

interface Answered {
  answer: QueryAnswer;
  /** Why streaming, though it is switched on, did not work. */
  streamingProblem?: string;
}

/**
 * Asks Tempo one question. Searches are streamed where the data source is set to; if that fails, for whatever reason,
 * the plain request is made once.
 *
 * @param onPartial - called with all that has been found so far while a search streams
 * @throws AbortError if the signal ended it; TempoRequestError as the endpoints
 */
export async function runQuestion(
  question: QueryQuestion,
  signal: AbortSignal,
  onPartial: (partial: QueryAnswer) => void
): Promise<Answered> {
  const client = createTempoClient(proxyTransport(question.tempoUid));
  switch (question.kind) {
    case 'search':
      return search(client, question, signal, (answer) => onPartial({ kind: 'search', answer }));
    case 'metrics':
      return { answer: { kind: 'metrics', answer: await askMetrics(client, question, signal) } };
    case 'trace':
      return { answer: { kind: 'trace', answer: await fetchTrace(client, question.text, {}, signal) } };
  }
}

async function search(
  client: TempoClient,
  question: QueryQuestion,
  signal: AbortSignal,
  onPartial: (partial: SearchAnswer) => void
): Promise<Answered> {
  if (!canStreamSearch(question.tempoUid, question.text)) {
    return { answer: { kind: 'search', answer: await askSearch(client, question, signal) } };
  }
  try {
    const answer = await streamSearch(question.tempoUid, question, signal, onPartial);
    return { answer: { kind: 'search', answer } };
  } catch (error) {
    if (signal.aborted || isAbort(error)) {
      throw error;
    }
    const streamingProblem = error instanceof Error ? error.message : String(error);
    return { answer: { kind: 'search', answer: await askSearch(client, question, signal) }, streamingProblem };
  }
}

function askSearch(client: TempoClient, question: QueryQuestion, signal: AbortSignal) {
  const { text: query, limit, spansPerSpanset } = question;
  return fetchSearch(client, { query, range: rangeOf(question), limit, spansPerSpanset }, signal);
}

function askMetrics(client: TempoClient, question: QueryQuestion, signal: AbortSignal) {
  const { text: query, stepSeconds, exemplars } = question;
  return fetchMetricsRange(client, { query, range: rangeOf(question), stepSeconds, exemplars }, signal);
}

function rangeOf({ fromMs, toMs }: QueryQuestion) {
  return { fromSeconds: fromMs / 1000, toSeconds: toMs / 1000 };
}
