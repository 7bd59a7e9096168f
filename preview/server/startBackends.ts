import { startExporter } from './exporter/startExporter';
import { startPrometheusWithHistory } from './prometheus/startPrometheusWithRecording';
import { createPlayback, type Playback } from './recording/playback';
import { readRecording } from './recording/readRecording';
import type { TempoVersion } from './recording/recording';
import { startRecordedTempo } from './recordedTempo/startRecordedTempo';
import type { Shutdown } from './run/shutdown';

/** What the data sources point to. */
export interface Backends {
  prometheusUrl: string;
  tempoUrl: string;
  /** The recording and its place in time. */
  playback: Playback;
}

interface BackendOptions {
  tempo: TempoVersion;
  /** For Prometheus' configuration, data and log. */
  runFolder: string;
  shutdown: Pick<Shutdown, 'add'>;
  log(line: string): void;
}

/** Starts the exporter, the recorded Tempo and Prometheus; `shutdown` ends them. */
export async function startBackends({ tempo, runFolder, shutdown, log }: BackendOptions): Promise<Backends> {
  const playback = createPlayback(readRecording(tempo), Date.now());
  const exporter = await startExporter(playback);
  shutdown.add(() => exporter.close());
  const recordedTempo = await startRecordedTempo(tempo, exporter.players);
  shutdown.add(() => recordedTempo.close());
  const exporterAddress = `127.0.0.1:${exporter.port}`;
  const prometheus = await startPrometheusWithHistory({ playback, runFolder, exporterAddress, log });
  shutdown.add(() => prometheus.stop());
  return { prometheusUrl: prometheus.url, tempoUrl: `http://127.0.0.1:${recordedTempo.port}`, playback };
}
