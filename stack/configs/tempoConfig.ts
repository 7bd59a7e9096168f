import { stringify } from 'yaml';

import type { Version } from '../parseVersion';

export interface TempoSettings {
  /** Only the major number matters: 3 has no ingester, compactor and local-blocks, and refuses their settings. */
  version: Version;
  /** Absolute; everything Tempo keeps goes below it. */
  dataFolder: string;
  ports: { http: number; grpc: number; otlpGrpc: number; otlpHttp: number; memberlist: number };
  /** Where the metrics-generator writes to; null: nowhere. */
  remoteWriteUrl: string | null;
}

const LOCAL = '127.0.0.1';

/**
 * The file of a single binary: OTLP in, blocks on disk, the metrics-generator with exemplars. Names from Tempo's
 * `cmd/tempo/app/config.go` and `modules/*\/config.go` at 2.6.1 and 3.0.3.
 */
export function renderTempoConfig(settings: TempoSettings): string {
  const isV3 = settings.version.major >= 3;
  const { ports, dataFolder } = settings;
  return stringify({
    // For Grafana's streaming of results.
    stream_over_http_enabled: true,
    server: {
      ...{ http_listen_address: LOCAL, http_listen_port: ports.http },
      ...{ grpc_listen_address: LOCAL, grpc_listen_port: ports.grpc },
      graceful_shutdown_timeout: '2s',
    },
    usage_report: { reporting_enabled: false },
    memberlist: { bind_addr: [LOCAL], bind_port: ports.memberlist, advertise_addr: LOCAL },
    distributor: {
      receivers: {
        otlp: {
          protocols: {
            grpc: { endpoint: `${LOCAL}:${ports.otlpGrpc}` },
            http: { endpoint: `${LOCAL}:${ports.otlpHttp}` },
          },
        },
      },
    },
    ...(isV3 ? renderParts3(dataFolder) : renderParts2()),
    metrics_generator: renderGenerator(settings, isV3),
    storage: {
      trace: { backend: 'local', wal: { path: `${dataFolder}/wal` }, local: { path: `${dataFolder}/blocks` } },
    },
    overrides: {
      defaults: {
        // local-blocks answers TraceQL metrics of recent data in 2.x; in 3.x the live-store does.
        metrics_generator: { processors: ['service-graphs', 'span-metrics', ...(isV3 ? [] : ['local-blocks'])] },
      },
    },
  });
}

function renderGenerator({ dataFolder, remoteWriteUrl }: TempoSettings, isV3: boolean) {
  return {
    ring: { instance_addr: LOCAL },
    storage: {
      path: `${dataFolder}/generator`,
      remote_write: remoteWriteUrl === null ? [] : [{ url: remoteWriteUrl, send_exemplars: true }],
    },
    ...(isV3
      ? {}
      : {
          traces_storage: { path: `${dataFolder}/generator-traces` },
          // All spans, not only those of servers, and kept beyond what is recent.
          processor: { local_blocks: { filter_server_spans: false, flush_to_storage: true } },
        }),
  };
}

function renderParts2() {
  return {
    ingester: {
      // Blocks within minutes, so that compaction and the backend have something to show.
      max_block_duration: '2m',
      lifecycler: { address: LOCAL, min_ready_duration: '0s' },
    },
    compactor: { ring: { instance_addr: LOCAL } },
  };
}

function renderParts3(dataFolder: string) {
  return {
    live_store: {
      ring: { instance_addr: LOCAL },
      wal: { path: `${dataFolder}/live-store` },
      shutdown_marker_dir: `${dataFolder}/live-store-marker`,
    },
    block_builder: { wal: { path: `${dataFolder}/block-builder` } },
    backend_scheduler: { local_work_path: `${dataFolder}/backend-scheduler` },
    backend_worker: { finish_on_shutdown_timeout: '1s' },
  };
}
