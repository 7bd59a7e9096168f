import { stringify } from 'yaml';

export interface PrometheusSettings {
  /** `host:port` of what is to be scraped, by job. */
  targets: Readonly<Record<string, string>>;
}

/** As often as the provisioned data source says (`timeInterval`): `$__rate_interval` follows from it. */
const SCRAPE_INTERVAL = '15s';

/** Content of prometheus.yml. */
export function renderPrometheusConfig({ targets }: PrometheusSettings): string {
  return stringify({
    global: { scrape_interval: SCRAPE_INTERVAL },
    storage: {
      exemplars: { max_exemplars: 100_000 },
      // The metrics-generator stamps its samples before it sends them, and sends again what failed.
      tsdb: { out_of_order_time_window: '10m' },
    },
    scrape_configs: Object.entries(targets).map(([job, target]) => ({
      job_name: job,
      static_configs: [{ targets: [target] }],
    })),
  });
}

/** @param dataFolder absolute */
export function listPrometheusArguments(configFile: string, dataFolder: string, port: number): string[] {
  return [
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${dataFolder}`,
    `--web.listen-address=127.0.0.1:${port}`,
    // The metrics-generator of Tempo writes here, with exemplars.
    '--web.enable-remote-write-receiver',
    '--enable-feature=exemplar-storage',
  ];
}
