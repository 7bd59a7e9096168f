/**
 * The series that the metrics-generator keeps and writes (`modules/generator/registry`): counters and classic histograms
 * whose labels are not known before; what is not updated for a while disappears.
 */
import type { Exemplar, Family, Labels, Sample } from './exposition';

/** `registry.stale_duration`. */
const STALE_MS = 15 * 60_000;

interface Series {
  readonly labels: Labels;
  updatedMs: number;
}
interface CounterSeries extends Series {
  value: number;
}
interface HistogramSeries extends Series {
  /** Per bucket, not yet added up; the last one is that of infinity. */
  readonly counts: number[];
  readonly exemplars: Array<Exemplar | undefined>;
  sum: number;
  count: number;
}

abstract class Metric<S extends Series> {
  protected readonly series = new Map<string, S>();
  added = 0;
  removed = 0;

  constructor(
    readonly name: string,
    readonly help: string
  ) {}

  protected abstract create(labels: Labels): S;

  protected of(labels: Labels, nowMs: number): S {
    const key = keyOf(labels);
    let series = this.series.get(key);
    if (!series) {
      series = this.create(withoutEmpty(labels));
      this.series.set(key, series);
      this.added += this.seriesEach;
    }
    series.updatedMs = nowMs;
    return series;
  }

  /** How many series of Prometheus one entry makes. */
  protected abstract readonly seriesEach: number;

  abstract family(external: Labels): Family;

  get active(): number {
    return this.series.size * this.seriesEach;
  }

  removeStale(nowMs: number): void {
    for (const [key, series] of this.series) {
      if (series.updatedMs < nowMs - STALE_MS) {
        this.series.delete(key);
        this.removed += this.seriesEach;
      }
    }
  }
}

export class CounterMetric extends Metric<CounterSeries> {
  protected readonly seriesEach = 1;

  protected create(labels: Labels): CounterSeries {
    return { labels, updatedMs: 0, value: 0 };
  }

  add(labels: Labels, value: number, nowMs: number): void {
    this.of(labels, nowMs).value += value;
  }

  family(external: Labels): Family {
    const samples = [...this.series.values()].map(({ labels, value }) => ({
      name: this.name,
      labels: { ...labels, ...external },
      value,
    }));
    return { name: this.name, type: 'counter', help: this.help, samples };
  }
}

export class HistogramMetric extends Metric<HistogramSeries> {
  protected readonly seriesEach: number;

  constructor(
    name: string,
    help: string,
    private readonly buckets: readonly number[]
  ) {
    super(name, help);
    this.seriesEach = buckets.length + 3;
  }

  protected create(labels: Labels): HistogramSeries {
    const empty = this.buckets.map(() => 0);
    return { labels, updatedMs: 0, counts: [...empty, 0], exemplars: [], sum: 0, count: 0 };
  }

  observe(labels: Labels, value: number, traceId: string, nowMs: number): void {
    const series = this.of(labels, nowMs);
    const found = this.buckets.findIndex((bound) => value <= bound);
    const bucket = found === -1 ? this.buckets.length : found;
    series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
    series.exemplars[bucket] = { labels: { traceID: traceId }, value, timeMs: nowMs };
    series.sum += value;
    series.count++;
  }

  family(external: Labels): Family {
    const samples = [...this.series.values()].flatMap((series) => this.samplesOf(series, external));
    return { name: this.name, type: 'histogram', help: this.help, samples };
  }

  private samplesOf(series: HistogramSeries, external: Labels): Sample[] {
    const labels = { ...series.labels, ...external };
    const samples: Sample[] = [];
    let below = 0;
    series.counts.forEach((count, index) => {
      below += count;
      const le = formatBound(this.buckets[index]);
      const exemplar = series.exemplars[index];
      samples.push({
        name: `${this.name}_bucket`,
        labels: { ...labels, le },
        value: below,
        ...(exemplar && { exemplar }),
      });
    });
    samples.push({ name: `${this.name}_sum`, labels, value: series.sum });
    samples.push({ name: `${this.name}_count`, labels, value: series.count });
    return samples;
  }
}

/** Bounds that double from the first one (`prometheus.ExponentialBuckets(start, 2, count)`). */
export function doubling(start: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Number((start * 2 ** index).toPrecision(12)));
}

function formatBound(bound: number | undefined): string {
  return bound === undefined ? '+Inf' : String(bound);
}

function keyOf(labels: Labels): string {
  return Object.values(labels).join('\u0000');
}

/** To Prometheus a label without a value is no label. */
function withoutEmpty(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}
