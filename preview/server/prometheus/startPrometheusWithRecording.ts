import { listStaleMarkers } from '../recording/listStaleMarkers';
import { listMissedSamples } from '../recording/listMissedSamples';
import { createPlayback, type Playback } from '../recording/playback';
import { readRecording } from '../recording/readRecording';
import type { Fault, TempoVersion } from '../recording/recording';
import { createRunFolder, removeRunFolder } from '../run/runFolder';
import { backfill } from './backfill';
import { findPrometheus } from './findPrometheus';
import { writeSeries } from './remoteWrite';
import { renderConfig, type Scraped } from './renderConfig';
import { startPrometheus } from './startPrometheus';

export interface PrometheusWithHistory {
  /** Base URL, without a slash at the end. */
  url: string;
  /** First and last scrape of the history, and its faults: seconds since 1970. */
  start: number;
  end: number;
  faults: Fault[];
  stop(): Promise<void>;
}

interface HistoryOptions {
  playback: Playback;
  runFolder: string;
  /** `host:port` of the exporter to scrape from now on; without it there is history only. */
  scraped?: Scraped;
  log(line: string): void;
}

/**
 * A Prometheus with the recording of a release as its history, ending now, and nothing scraped: for tests of queries.
 * Needs what {@link findPrometheus} needs; takes some ten seconds. Call `stop()` at the end.
 */
export async function startPrometheusWithRecording(options: {
  tempo: TempoVersion;
  log(line: string): void;
}): Promise<PrometheusWithHistory> {
  const runFolder = createRunFolder();
  try {
    const playback = createPlayback(readRecording(options.tempo), Date.now());
    const prometheus = await startPrometheusWithHistory({ playback, runFolder, log: options.log });
    const stop = () => prometheus.stop().finally(() => removeRunFolder(runFolder));
    return { ...prometheus, stop };
  } catch (error) {
    removeRunFolder(runFolder);
    throw error;
  }
}

/** The same in a folder of the caller, who removes it. */
export async function startPrometheusWithHistory(options: HistoryOptions): Promise<PrometheusWithHistory> {
  const { playback, runFolder, scraped, log } = options;
  const binaries = await findPrometheus(log);
  log('writing the recorded history');
  await backfill(playback, binaries.promtool, runFolder);
  log('starting Prometheus');
  const prometheus = await startPrometheus({
    binary: binaries.prometheus,
    runFolder,
    config: renderConfig(playback.recording, scraped),
  });
  const goesOn = scraped !== undefined;
  await writeSeries(prometheus.url, listStaleMarkers(playback, { atLoop: goesOn }));
  if (goesOn) {
    await writeSeries(prometheus.url, listMissedSamples(playback, Date.now()));
  }
  return {
    url: prometheus.url,
    start: playback.startMs / 1000,
    end: playback.endMs / 1000,
    faults: playback.faults,
    stop: () => prometheus.stop(),
  };
}
