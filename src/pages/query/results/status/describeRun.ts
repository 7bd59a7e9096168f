import { t } from '@grafana/i18n';
import type { QueryAnswer, QueryQuestion, QueryRun } from '../../../../data';
import type { QueryCost } from '../../../../tempo';
import { formatBytes, formatCount } from '../formatValues';
import { foundCount } from './shownAnswer';

/** What a run has come to, in one line. It changes seldom: screen readers read it out each time. */
export function describeRun(run: QueryRun): string {
  switch (run.status) {
    case 'idle':
      return t('query.status.idle', 'Not asked yet');
    case 'running':
      return run.partial
        ? t('query.status.streaming', 'Searching, results so far…')
        : t('query.status.running', 'Asking Tempo…');
    case 'done':
      return describeFound(run.answer);
    case 'failed':
      return t('query.status.failed', 'The query failed');
    case 'cancelled':
      return run.previous
        ? t('query.status.cancelled-previous', 'Cancelled. Below are the results of the query before.')
        : t('query.status.cancelled', 'Cancelled');
  }
}

/** How much there is. */
export function describeFound(answer: QueryAnswer): string {
  const count = foundCount(answer);
  const shown = formatCount(count);
  switch (answer.kind) {
    case 'search':
      return t('query.status.traces', 'Traces: {{shown}}', { shown });
    case 'metrics':
      return t('query.status.series', 'Series: {{shown}}', { shown });
    case 'trace':
      return t('query.status.spans', 'Spans: {{shown}}', { shown });
  }
}

/** Says that there may be more than the limit let through; empty where the limit was not reached. */
export function describeLimit(question: QueryQuestion, { kind, answer }: QueryAnswer): string {
  return kind === 'search' && answer.traces.length >= question.limit
    ? t(
        'query.status.limit',
        'The limit of {{limit}} is reached: there may be more. Raise the limit or narrow the query.',
        { limit: formatCount(question.limit) }
      )
    : '';
}

/** What Tempo says that it left out; empty where the answer is whole. */
export function describePartial({ kind, answer }: QueryAnswer): string {
  if (kind !== 'search' && answer.partial !== '') {
    return t('query.status.partial', 'Tempo left something out: {{message}}', { message: answer.partial });
  }
  const cost = kind === 'trace' ? undefined : answer.cost;
  return cost && cost.totalJobs > 0 && cost.completedJobs < cost.totalJobs
    ? t('query.status.jobs-left', 'Tempo answered before all its jobs were done: {{done}} of {{all}}.', {
        done: formatCount(cost.completedJobs),
        all: formatCount(cost.totalJobs),
      })
    : '';
}

/** What the answer has cost, without what Tempo does not say. */
export function describeCost(cost: QueryCost): string[] {
  const parts: Array<[number, () => string]> = [
    [
      cost.inspectedBytes,
      () => t('query.status.bytes', '{{bytes}} inspected', { bytes: formatBytes(cost.inspectedBytes) }),
    ],
    [
      cost.inspectedTraces,
      () => t('query.status.inspected-traces', '{{shown}} traces', { shown: formatCount(cost.inspectedTraces) }),
    ],
    [
      cost.inspectedSpans,
      () => t('query.status.inspected-spans', '{{shown}} spans', { shown: formatCount(cost.inspectedSpans) }),
    ],
    [cost.totalBlocks, () => t('query.status.blocks', '{{shown}} blocks', { shown: formatCount(cost.totalBlocks) })],
    [
      cost.totalJobs,
      () =>
        t('query.status.jobs', '{{done}} of {{all}} jobs', {
          done: formatCount(cost.completedJobs),
          all: formatCount(cost.totalJobs),
        }),
    ],
  ];
  return parts.filter(([value]) => value > 0).map(([, text]) => text());
}
