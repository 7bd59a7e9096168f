import { stringify } from 'yaml';

export interface LokiSettings {
  /** Absolute; everything Loki keeps goes below it. */
  dataFolder: string;
  ports: { http: number; grpc: number };
}

const LOCAL = '127.0.0.1';
/** Any day before the first line. */
const SCHEMA_FROM = '2024-01-01';

/**
 * The file of a single binary that keeps structured metadata (schema v13 and tsdb are what it needs). Names from Loki's
 * `pkg/loki/loki.go` and `pkg/loki/common/common.go` at 3.5.
 */
export function renderLokiConfig({ dataFolder, ports }: LokiSettings): string {
  return stringify({
    auth_enabled: false,
    server: {
      ...{ http_listen_address: LOCAL, http_listen_port: ports.http },
      ...{ grpc_listen_address: LOCAL, grpc_listen_port: ports.grpc },
      graceful_shutdown_timeout: '2s',
    },
    common: {
      instance_addr: LOCAL,
      path_prefix: dataFolder,
      replication_factor: 1,
      ring: { kvstore: { store: 'inmemory' } },
      storage: {
        filesystem: { chunks_directory: `${dataFolder}/chunks`, rules_directory: `${dataFolder}/rules` },
      },
    },
    ingester: { lifecycler: { min_ready_duration: '0s' } },
    schema_config: {
      configs: [
        {
          ...{ from: SCHEMA_FROM, store: 'tsdb', object_store: 'filesystem', schema: 'v13' },
          index: { prefix: 'index_', period: '24h' },
        },
      ],
    },
    limits_config: { allow_structured_metadata: true, volume_enabled: true },
    analytics: { reporting_enabled: false },
  });
}
