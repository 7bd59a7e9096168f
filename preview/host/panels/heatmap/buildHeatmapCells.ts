import { type DataFrame, DataFrameType, type Field, FieldType } from '@grafana/data';

export interface HeatmapCell {
  /** Epoch milliseconds. */
  fromMs: number;
  toMs: number;
  /** Place of its row, 0 is at the bottom. */
  row: number;
  count: number;
}

export interface HeatmapCells {
  cells: HeatmapCell[];
  /** Names of the rows from the bottom to the top. */
  rowNames: string[];
  fromMs: number;
  toMs: number;
  mostCount: number;
}

/**
 * The cells that Grafana's heatmap draws of such frames, without its own calculation of buckets: a frame of type
 * heatmap-cells (`xMin|xMax|x`, `yMin|yMax|y`, count), or fields over time that are one bucket each, named by the label
 * `le` or `__bucket` or by the field. Undefined where there is nothing to draw.
 */
export function buildHeatmapCells(series: DataFrame[]): HeatmapCells | undefined {
  const ready = series.find(({ meta }) => meta?.type === DataFrameType.HeatmapCells);
  const cells = ready ? readCells(ready) : readRows(series);
  return cells && cells.cells.length > 0 ? cells : undefined;
}

function readCells(frame: DataFrame): HeatmapCells | undefined {
  const find = (...names: string[]) => frame.fields.find(({ name }) => names.includes(name));
  const x = find('xMax', 'xMin', 'x');
  const y = find('yMax', 'yMin', 'y');
  const count =
    find('count') ?? frame.fields.find((field) => field.type === FieldType.number && field !== x && field !== y);
  if (!x || !y || !count) {
    return undefined;
  }
  const rows = sortedValues(y);
  const times = sortedValues(x);
  const stepMs = smallestStep(times);
  const cells = Array.from({ length: frame.length }, (_, index): HeatmapCell => {
    const timeMs = Number(x.values[index]);
    const fromMs = x.name === 'xMax' ? timeMs - stepMs : timeMs;
    const row = rows.indexOf(Number(y.values[index]));
    return { fromMs, toMs: fromMs + stepMs, row, count: Number(count.values[index] ?? 0) };
  });
  return summarise(cells, rows.map(String));
}

function readRows(series: DataFrame[]): HeatmapCells | undefined {
  const buckets = series.flatMap((frame) => {
    const time = frame.fields.find((field) => field.type === FieldType.time);
    const values = frame.fields.filter((field) => field.type === FieldType.number);
    return time ? values.map((value) => ({ time, value, name: nameOf(value, frame) })) : [];
  });
  buckets.sort((a, b) => boundOf(a.name) - boundOf(b.name));
  const rowNames = [...new Set(buckets.map(({ name }) => name))];
  const stepMs = smallestStep(
    [...new Set(buckets.flatMap(({ time }) => time.values.map(Number)))].sort((a, b) => a - b)
  );
  const cells = buckets.flatMap(({ time, value, name }) =>
    time.values.map((timeMs: number, index: number): HeatmapCell => ({
      fromMs: timeMs,
      toMs: timeMs + stepMs,
      row: rowNames.indexOf(name),
      count: Number(value.values[index] ?? 0),
    }))
  );
  return summarise(cells, rowNames);
}

function summarise(cells: HeatmapCell[], rowNames: string[]): HeatmapCells {
  const counts = cells.map(({ count }) => count).filter(Number.isFinite);
  return {
    cells: cells.filter(({ count }) => count > 0),
    rowNames,
    fromMs: cells.reduce((least, { fromMs }) => Math.min(least, fromMs), Infinity),
    toMs: cells.reduce((most, { toMs }) => Math.max(most, toMs), -Infinity),
    mostCount: counts.reduce((most, count) => Math.max(most, count), 0),
  };
}

function nameOf(value: Field, frame: DataFrame): string {
  const label = value.labels?.le ?? value.labels?.__bucket;
  return (
    label?.replaceAll('"', '') ?? value.config.displayNameFromDS ?? value.config.displayName ?? value.name ?? frame.name
  );
}

/** Names that are no numbers keep their order at the top. */
function boundOf(name: string): number {
  const bound = name === '+Inf' ? Infinity : Number.parseFloat(name);
  return Number.isNaN(bound) ? Number.MAX_VALUE : bound;
}

function sortedValues({ values }: Field): number[] {
  return [...new Set(values.map(Number))].sort((a, b) => a - b);
}

function smallestStep(sorted: number[]): number {
  const steps = sorted.slice(1).map((value, index) => value - sorted[index]!);
  return steps.length > 0 ? Math.min(...steps) : 60_000;
}
