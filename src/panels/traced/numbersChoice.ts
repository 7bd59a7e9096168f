import { t } from '@grafana/i18n';
import type { TracedSources } from '../../signals/traced';
import type { NumbersSource } from './tracedSelection';

const TRACEQL: NumbersSource = { kind: 'traceql' };

/**
 * The sources that a tab can use, the preferred one first. Where there is a Tempo, it can be asked beside metrics: it knows
 * the time before they were made.
 */
export function numbersOf({ red, others }: TracedSources, hasTempo: boolean): NumbersSource[] {
  switch (red.kind) {
    case 'span-metrics':
      return [red, ...others, ...(hasTempo ? [TRACEQL] : [])];
    case 'traceql':
      return [TRACEQL];
    case 'none':
      return [];
  }
}

/** The one that a link asks for, else the preferred one; undefined where there is none. */
export function chooseNumbers(numbers: readonly NumbersSource[], asked: string | null): NumbersSource | undefined {
  return numbers.find((one) => idOfNumbers(one) === asked) ?? numbers[0];
}

/** As in links: the name of a counter, or `traceql`. */
export function idOfNumbers(source: NumbersSource): string {
  return source.kind === 'traceql' ? 'traceql' : source.calls;
}

/** For a choice. */
export function describeNumbers(source: NumbersSource): string {
  return source.kind === 'traceql'
    ? t('traced.numbers-traceql', 'Tempo’s spans (TraceQL metrics)')
    : t('traced.numbers-metrics', 'Prometheus: {{name}}', { name: source.calls });
}
