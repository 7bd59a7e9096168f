import type { LabelledSeries } from '../../signals/traced';
import type { AttributeValue, MetricsAnswer } from '../../tempo';

/** The series of TraceQL metrics in the form that those of Prometheus have, too. */
export function labelledSeries({ series }: MetricsAnswer): LabelledSeries[] {
  return series.map(({ labels, samples }) => ({
    labels: Object.fromEntries(labels.map(({ key, value }) => [key, labelText(value)])),
    timesMs: samples.map(({ timeMs }) => timeMs),
    values: samples.map(({ value }) => value),
  }));
}

/** Spans without the attribute are counted under `nil`, as Tempo writes it. */
function labelText(value: AttributeValue): string {
  return value === null ? 'nil' : String(value);
}

/** Adds series of one answer up that have the same value of a label; all of them for a label that none has. */
export function addUp(series: readonly LabelledSeries[], label: string): LabelledSeries[] {
  const sums = new Map<string, { labels: Record<string, string>; points: Map<number, number> }>();
  for (const { labels, timesMs, values } of series) {
    const name = labels[label] ?? '';
    const sum = sums.get(name) ?? { labels: { [label]: name }, points: new Map<number, number>() };
    sums.set(name, sum);
    timesMs.forEach((time, index) => sum.points.set(time, (sum.points.get(time) ?? 0) + (values[index] ?? 0)));
  }
  return [...sums.values()].map(({ labels, points }) => {
    const sorted = [...points].sort(([a], [b]) => a - b);
    return { labels, timesMs: sorted.map(([time]) => time), values: sorted.map(([, value]) => value) };
  });
}
