/** What may follow the metrics part: `topk`, `bottomk`, comparisons (`ast_metrics.go`, `series_heap.go`). */
import { MetricsFilter, SecondStage, TopBottom } from '../../../../src/traceql/ast';
import { Static } from '../evaluate/static';
import { Labels, Series, SeriesSet } from './series';

export function applySecondStages(stages: readonly SecondStage[], input: SeriesSet): SeriesSet {
  return stages.reduce(
    (set, stage) => (stage.kind === 'top-bottom' ? keepRanked(stage, set) : keepCompared(stage, set)),
    input
  );
}

/** At each time the greatest or least values; of equal ones those that come first by their labels. */
function keepRanked({ function: name, limit }: TopBottom, input: SeriesSet): SeriesSet {
  const count = limit.kind === 'int' ? limit.value : 0;
  if (input.size <= count) {
    return input;
  }
  const all = [...input];
  const length = Math.max(0, ...all.map(([, { values }]) => values.length));
  const kept = new Map<string, number[]>();
  for (let at = 0; at < length; at++) {
    const ranked = all
      .filter(([, { values }]) => !Number.isNaN(values[at] ?? NaN))
      .sort(([, a], [, b]) => (name === 'topk' ? rank(b, a, at) : rank(a, b, at)))
      .slice(0, count);
    for (const [key, { values }] of ranked) {
      const row = kept.get(key) ?? new Array<number>(length).fill(NaN);
      row[at] = values[at] ?? NaN;
      kept.set(key, row);
    }
  }
  return new Map(all.flatMap(([key, series]) => withValues(key, series, kept.get(key))));
}

function withValues(key: string, series: Series, values: number[] | undefined): Array<[string, Series]> {
  return values ? [[key, { ...series, values }]] : [];
}

function rank(a: Series, b: Series, at: number): number {
  const left = a.values[at] ?? NaN;
  const right = b.values[at] ?? NaN;
  return left === right ? compareLabels(a.labels, b.labels) : left - right;
}

/** `compareSeriesMapKey`: texts in reverse, then the other values by their bits. */
function compareLabels(a: Labels, b: Labels): number {
  for (let i = 0; i < a.length || i < b.length; i++) {
    const left = a[i];
    const right = b[i];
    const step =
      -compareTexts(textOf(left?.value), textOf(right?.value)) || -compareTexts(left?.name ?? '', right?.name ?? '');
    if (step !== 0) {
      return step;
    }
    const bits = bitsOf(left?.value) - bitsOf(right?.value);
    if (bits !== BigInt(0)) {
      return bits < BigInt(0) ? -1 : 1;
    }
  }
  return 0;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function textOf(value: Static | undefined): string {
  return value?.type === 'string' ? value.value : '';
}

function bitsOf(value: Static | undefined): bigint {
  switch (value?.type) {
    case 'int':
      return BigInt.asUintN(64, value.value);
    case 'float': {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, value.value);
      return view.getBigUint64(0);
    }
    case 'boolean':
      return BigInt(value.value ? 1 : 0);
    default:
      return BigInt(0);
  }
}

function keepCompared(stage: MetricsFilter, input: SeriesSet): SeriesSet {
  const limit = limitOf(stage);
  const result: SeriesSet = new Map();
  for (const [key, series] of input) {
    const values = series.values.map((value) => (holds(stage, value, limit) ? value : NaN));
    if (values.some((value) => !Number.isNaN(value))) {
      const exemplars = series.exemplars.filter(({ value }) => holds(stage, value, limit));
      result.set(key, { ...series, values, exemplars });
    }
  }
  return result;
}

/** Durations in seconds. */
function limitOf({ value }: MetricsFilter): number {
  switch (value.kind) {
    case 'duration':
      return value.nanoseconds / 1e9;
    case 'invalid':
      return NaN;
    default:
      return value.value;
  }
}

function holds({ operator }: MetricsFilter, value: number, limit: number): boolean {
  switch (operator) {
    case '=':
      return value === limit;
    case '!=':
      return value !== limit && !Number.isNaN(value);
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
  }
}
