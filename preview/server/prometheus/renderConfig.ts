import { stringify } from 'yaml';

import { SCRAPE_INTERVAL_MS, type Recording } from '../recording/recording';
import { getTargetLabels } from '../recording/targetLabels';

/**
 * The configuration of Prometheus, as YAML: every recorded component is a target at `exporterAddress`
 * (`host:port`), with the labels it would have in a cluster; without an address nothing is scraped.
 */
export function renderConfig(recording: Recording, exporterAddress?: string): string {
  const interval = `${SCRAPE_INTERVAL_MS / 1000}s`;
  return stringify({
    global: { scrape_interval: interval, scrape_timeout: '10s', evaluation_interval: interval },
    // Stale markers of the history are written after its blocks.
    storage: { tsdb: { out_of_order_time_window: '6h' } },
    scrape_configs: exporterAddress ? [renderScrapeConfig(recording, exporterAddress)] : [],
  });
}

function renderScrapeConfig({ tempo, targets }: Recording, exporterAddress: string) {
  return {
    job_name: 'tempo',
    static_configs: targets.map(({ component }) => ({
      targets: [exporterAddress],
      labels: { __metrics_path__: `/${component}/metrics`, ...getTargetLabels(tempo, component) },
    })),
  };
}
