import { startExporter } from './exporter/startExporter';
import { startLoki } from './loki/startLoki';
import { GENERATED_HISTORY_STEP_MS, GeneratedHistory } from './prometheus/generatedHistory';
import { startPrometheusWithHistory } from './prometheus/startPrometheusWithRecording';
import { createPlayback, type Playback } from './recording/playback';
import { readRecording } from './recording/readRecording';
import type { TempoVersion } from './recording/recording';
import { createRequestLog, type RequestLog } from './recordedTempo/requestLog';
import { startRecordedTempo } from './recordedTempo/startRecordedTempo';
import type { SystemFault, SystemFaultSwitch } from './recordedTempo/systemFaults';
import type { Shutdown } from './run/shutdown';
import type { Family } from './tempo/generator/exposition';
import { startEmbeddedTempo } from './tempo/command/startEmbeddedTempo';

/** What the data sources point to. */
export interface Backends {
  tempo: TempoVersion;
  prometheusUrl: string;
  lokiUrl: string;
  tempoUrl: string;
  /** Base URL of each component that has one of its own. */
  componentUrls: Record<string, string>;
  /** What was asked of Tempo. */
  requests: RequestLog;
  /** The recording and its place in time. */
  playback: Playback;
  /** What is wrong with Tempo, for everybody. */
  faults: SystemFaultSwitch;
}

interface BackendOptions {
  tempo: TempoVersion;
  /** For everybody. */
  fault?: SystemFault | null;
  /** For Prometheus' configuration, data and log. */
  runFolder: string;
  shutdown: Pick<Shutdown, 'add'>;
  log(line: string): void;
}

/** Starts the exporter, Tempo (recorded and embedded), Loki and Prometheus; `shutdown` ends them. */
export async function startBackends({
  tempo,
  fault = null,
  runFolder,
  shutdown,
  log,
}: BackendOptions): Promise<Backends> {
  const playback = createPlayback(readRecording(tempo), Date.now());
  const exporter = await startExporter(playback);
  shutdown.add(() => exporter.close());
  const generated = new GeneratedHistory();
  const onHistory = {
    everyMs: GENERATED_HISTORY_STEP_MS,
    call: (families: readonly Family[], timeMs: number) => generated.add(families, timeMs),
  };
  const embeddedTempo = await startEmbeddedTempo({ tempo, demo: { onHistory } });
  shutdown.add(() => embeddedTempo.close());
  const loki = await startLoki(embeddedTempo.store);
  shutdown.add(() => loki.close());
  const requests = createRequestLog();
  const { players } = exporter;
  const recordedTempo = await startRecordedTempo({ tempo, playback, players, embeddedTempo, log: requests });
  shutdown.add(() => recordedTempo.close());
  recordedTempo.faults.set(fault);
  const prometheus = await startPrometheusWithHistory({
    playback,
    runFolder,
    scraped: { exporter: `127.0.0.1:${exporter.port}`, embeddedTempo: `127.0.0.1:${embeddedTempo.port}` },
    log,
  });
  shutdown.add(() => prometheus.stop());
  generated.add(embeddedTempo.generated(), Date.now());
  await generated.writeTo(prometheus.url);
  const { url: tempoUrl, componentUrls, faults } = recordedTempo;
  const { url: lokiUrl } = loki;
  return { tempo, prometheusUrl: prometheus.url, lokiUrl, tempoUrl, componentUrls, requests, playback, faults };
}
