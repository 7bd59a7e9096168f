/** Time series of metrics queries, their labels and keys (`Labels`, `TimeSeries` in `pkg/traceql/engine_metrics.go`). */
import { Behaviour } from '../behaviour';
import { formatDuration, formatStatic } from '../evaluate/goFormat';
import { KIND_NAMES, mapKey, ofString, Static, STATUS_NAMES } from '../evaluate/static';

export interface Label {
  readonly name: string;
  readonly value: Static;
}

export type Labels = readonly Label[];

export interface Exemplar {
  readonly labels: Labels;
  /** NaN where the value of the series at that time is meant. */
  value: number;
  readonly timestampMs: number;
}

export interface Series {
  readonly labels: Labels;
  /** Prometheus' notation; a part of 2.6's answer, and its key. */
  readonly promLabels: string;
  /** One for each interval; NaN where there is none. */
  readonly values: number[];
  readonly exemplars: Exemplar[];
}

export type SeriesSet = Map<string, Series>;

export function newSeries(labels: Labels, values: number[], behaviour: Behaviour, exemplars: Exemplar[] = []): Series {
  return { labels, promLabels: promLabelsOf(labels, behaviour), values, exemplars };
}

/** What tells series apart: typed values; in 2.6 their text. */
export function keyOf(series: Pick<Series, 'labels' | 'promLabels'>, behaviour: Behaviour): string {
  return behaviour.generation === '2.6' ? series.promLabels : keyOfLabels(series.labels);
}

export function keyOfLabels(labels: Labels): string {
  return labels.map(({ name, value }) => `${name}=${mapKey(value)}`).join('\u0000');
}

/** `{a="b", c="d"}`, sorted by name. */
export function promLabelsOf(labels: Labels, behaviour: Behaviour): string {
  const byName = new Map(labels.map(({ name, value }) => [name, promValue(value, behaviour)]));
  const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${sorted.map(([name, value]) => `${name}=${quote(value)}`).join(', ')}}`;
}

function promValue(value: Static, behaviour: Behaviour): string {
  const text = formatStatic(value, { quotes: false, pointInFloats: behaviour.pointInFloats });
  switch (value.type) {
    case 'nil':
      return '<nil>';
    case 'string':
      return text === '' ? '<empty>' : text === 'nil' && behaviour.generation !== '2.6' ? '<nil>' : text;
    case 'int':
      return behaviour.generation === '2.6' ? text : `int(${text})`;
    default:
      return text;
  }
}

/** `strconv.Quote` */
function quote(text: string): string {
  return JSON.stringify(text).replace(/\\u00([0-9a-f]{2})/g, '\\x$1');
}

/**
 * A value as it comes through the wire between Tempo's parts: names of statuses and kinds, durations and nil become
 * texts, arrays are lost (`AsAnyValue`, `StaticFromAnyValue`).
 */
export function overTheWire(value: Static): Static {
  switch (value.type) {
    case 'nil':
    case 'int[]':
    case 'float[]':
    case 'string[]':
    case 'boolean[]':
      return ofString('nil');
    case 'duration':
      return ofString(formatDuration(value.value));
    case 'status':
      return ofString(STATUS_NAMES[value.value] ?? `status(${value.value})`);
    case 'kind':
      return ofString(KIND_NAMES[value.value] ?? `kind(${value.value})`);
    default:
      return value;
  }
}
