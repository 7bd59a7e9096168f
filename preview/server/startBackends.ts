import { startExporter } from './exporter/startExporter';
import { startPrometheusWithHistory } from './prometheus/startPrometheusWithRecording';
import { createPlayback, type Playback } from './recording/playback';
import { readRecording } from './recording/readRecording';
import type { TempoVersion } from './recording/recording';
import { startRecordedTempo } from './recordedTempo/startRecordedTempo';
import type { Shutdown } from './run/shutdown';
import { startEmbeddedTempo } from './tempo/command/startEmbeddedTempo';
import type { Fault, FaultSwitch } from './tempo/faults';

/** What the data sources point to. */
export interface Backends {
  tempo: TempoVersion;
  prometheusUrl: string;
  tempoUrl: string;
  /** The recording and its place in time. */
  playback: Playback;
  /** What is wrong with the embedded Tempo. */
  faults: FaultSwitch;
}

interface BackendOptions {
  tempo: TempoVersion;
  /** Of the embedded Tempo. */
  fault?: Fault | null;
  /** For Prometheus' configuration, data and log. */
  runFolder: string;
  shutdown: Pick<Shutdown, 'add'>;
  log(line: string): void;
}

/** Starts the exporter, Tempo (recorded and embedded) and Prometheus; `shutdown` ends them. */
export async function startBackends({ tempo, fault, runFolder, shutdown, log }: BackendOptions): Promise<Backends> {
  const playback = createPlayback(readRecording(tempo), Date.now());
  const exporter = await startExporter(playback);
  shutdown.add(() => exporter.close());
  const embeddedTempo = await startEmbeddedTempo({ tempo, fault, demo: {} });
  shutdown.add(() => embeddedTempo.close());
  const recordedTempo = await startRecordedTempo(tempo, exporter.players, embeddedTempo);
  shutdown.add(() => recordedTempo.close());
  const prometheus = await startPrometheusWithHistory({
    playback,
    runFolder,
    scraped: { exporter: `127.0.0.1:${exporter.port}`, embeddedTempo: `127.0.0.1:${embeddedTempo.port}` },
    log,
  });
  shutdown.add(() => prometheus.stop());
  const { faults } = embeddedTempo;
  return { tempo, prometheusUrl: prometheus.url, tempoUrl: `http://127.0.0.1:${recordedTempo.port}`, playback, faults };
}
