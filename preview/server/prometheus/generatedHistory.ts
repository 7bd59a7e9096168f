import type { Family } from '../tempo/generator/exposition';
import { GENERATOR_TARGET } from './renderConfig';
import { writeSeries } from './remoteWrite';
import type { WrittenSeries } from './writtenSeries';

/** Two samples in a minute, the shortest window that Grafana takes rates over with a scrape interval of 15 seconds. */
export const GENERATED_HISTORY_STEP_MS = 30_000;

/** So that a request with the samples of an hour stays below a megabyte. */
const SERIES_PER_REQUEST = 200;

/**
 * What scrapes of the metrics-generator would have found before there was a Prometheus to scrape it, with the newest
 * exemplars: so traces of the past have their metrics, as in a Tempo that has run all the time.
 */
export class GeneratedHistory {
  private readonly seriesByKey = new Map<string, WrittenSeries>();

  /** Times must not go back. */
  add(families: readonly Family[], timeMs: number): void {
    for (const { name, labels, value, exemplar } of families.flatMap(({ samples }) => samples)) {
      const key = [name, ...Object.values(labels)].join('\u0000');
      let series = this.seriesByKey.get(key);
      if (!series) {
        series = { labels: { ...labels, ...GENERATOR_TARGET, __name__: name }, samples: [] };
        this.seriesByKey.set(key, series);
      }
      series.samples.push({ timeMs: Math.round(timeMs), value });
      if (exemplar) {
        series.exemplars = [{ ...exemplar, timeMs: Math.round(exemplar.timeMs), labels: { ...exemplar.labels } }];
      }
    }
  }

  list(): WrittenSeries[] {
    return [...this.seriesByKey.values()];
  }

  /** Writes it all, and forgets it. Prometheus must take samples out of order. */
  async writeTo(prometheusUrl: string): Promise<void> {
    const series = this.list();
    this.seriesByKey.clear();
    for (let i = 0; i < series.length; i += SERIES_PER_REQUEST) {
      await writeSeries(prometheusUrl, series.slice(i, i + SERIES_PER_REQUEST));
    }
  }
}
