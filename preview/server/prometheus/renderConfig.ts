import { stringify } from 'yaml';

import { SCRAPE_INTERVAL_MS, type Recording } from '../recording/recording';
import { getTargetLabels } from '../recording/targetLabels';

/** What Prometheus scrapes, each as `host:port`. */
export interface Scraped {
  /** Plays the recording. */
  exporter: string;
  /** Has the metrics that its metrics-generator makes of the demo's traces. */
  embeddedTempo: string;
}

/**
 * The configuration of Prometheus, as YAML: every recorded component is a target at the exporter, with the labels it
 * would have in a cluster; without `scraped` nothing is scraped.
 */
export function renderConfig(recording: Recording, scraped?: Scraped): string {
  const interval = `${SCRAPE_INTERVAL_MS / 1000}s`;
  return stringify({
    global: { scrape_interval: interval, scrape_timeout: '10s', evaluation_interval: interval },
    // Stale markers of the history are written after its blocks.
    storage: { tsdb: { out_of_order_time_window: '6h' } },
    scrape_configs: scraped ? [recordedComponents(recording, scraped.exporter), generatedMetrics(scraped)] : [],
  });
}

/** What a scrape adds to the series of the metrics-generator. */
export const GENERATOR_TARGET = { job: 'metrics-generator-output', instance: 'metrics-generator' };

/**
 * A real metrics-generator writes these by remote write, without `job` and `instance`. Scraped series have them; what is
 * made of them must aggregate them away, as it must `__metrics_gen_instance`.
 */
function generatedMetrics({ embeddedTempo }: Scraped) {
  return {
    job_name: GENERATOR_TARGET.job,
    metrics_path: '/metrics/generator',
    static_configs: [{ targets: [embeddedTempo], labels: { instance: GENERATOR_TARGET.instance } }],
  };
}

function recordedComponents({ tempo, targets }: Recording, exporterAddress: string) {
  return {
    job_name: 'tempo',
    static_configs: targets.map(({ component }) => ({
      targets: [exporterAddress],
      labels: { __metrics_path__: `/${component}/metrics`, ...getTargetLabels(tempo, component) },
    })),
  };
}
