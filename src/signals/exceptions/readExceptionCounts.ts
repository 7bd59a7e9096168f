import type { AttributeValue, MetricsAnswer, MetricsLabel, MetricsSample } from '../../tempo';
import { exceptionAttribute, SERVICE_LABEL, type ExceptionPlace } from './exceptionQueries';
import { exceptionKey, type ExceptionRow } from './exceptionRow';

/** The value of a label that a group lacks, in all releases. */
const MISSING = 'nil';

/** Rows from the answer to `countExceptionsTraceql`: without messages. Groups that never happened are left out. */
export function readExceptionCounts({ series }: MetricsAnswer, place: ExceptionPlace): ExceptionRow[] {
  const typeLabel = exceptionAttribute(place, 'type');
  return series.flatMap(({ labels, samples }) => {
    const type = textOf(labels, typeLabel);
    const service = textOf(labels, SERVICE_LABEL);
    const happened = samples.filter(({ value }) => (value ?? 0) > 0);
    const [first] = happened;
    const last = happened.at(-1);
    return first && last
      ? [
          {
            key: exceptionKey(type, service),
            type,
            service,
            count: sum(happened),
            sampled: 0,
            firstMs: first.timeMs,
            lastMs: last.timeMs,
            trend: samples.map(({ value }) => value ?? 0),
            messages: [],
          },
        ]
      : [];
  });
}

function textOf(labels: readonly MetricsLabel[], key: string): string {
  const found: AttributeValue = labels.find((label) => label.key === key)?.value ?? null;
  const text = found === null ? '' : String(found);
  return text === MISSING ? '' : text;
}

function sum(samples: readonly MetricsSample[]): number {
  return samples.reduce((total, { value }) => total + (value ?? 0), 0);
}
