import type { QueryAnswer, QueryQuestion, QueryRun } from '../../../../data';

/** The answer to show, with the question it belongs to. */
export interface ShownAnswer {
  readonly question: QueryQuestion;
  readonly answer: QueryAnswer;
  /** `previous`: of the question before, while there is no new one. */
  readonly from: 'done' | 'partial' | 'previous';
}

/**
 * What a run has to show. A failure shows nothing of the question before: one would take it for the answer. After a
 * cancellation the user may go on with it.
 */
export function shownAnswer(run: QueryRun): ShownAnswer | undefined {
  switch (run.status) {
    case 'idle':
    case 'failed':
      return undefined;
    case 'done':
      return { question: run.question, answer: run.answer, from: 'done' };
    case 'running':
      if (run.partial) {
        return { question: run.question, answer: run.partial, from: 'partial' };
      }
      break;
    case 'cancelled':
      break;
  }
  const { previous } = run;
  return previous && { question: previous.question, answer: previous.answer, from: 'previous' };
}

/** How many things an answer has found: traces, series or spans. */
export function foundCount({ kind, answer }: QueryAnswer): number {
  switch (kind) {
    case 'search':
      return answer.traces.length;
    case 'metrics':
      return answer.series.length;
    case 'trace':
      return answer.spans.length;
  }
}
