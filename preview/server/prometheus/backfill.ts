import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

import type { Playback } from '../recording/playback';
import { renderHistory } from '../recording/renderHistory';
import { noteChild } from '../run/runFolder';

/** Writes the history as blocks into `data/` of the run's folder, which Prometheus must not have open yet. */
export async function backfill(playback: Playback, promtool: string, runFolder: string): Promise<void> {
  const file = join(runFolder, 'history.openmetrics');
  await pipeline(Readable.from(renderHistory(playback)), createWriteStream(file));
  const writing = promisify(execFile)(promtool, [
    ...['tsdb', 'create-blocks-from', 'openmetrics', '--quiet'],
    ...[file, join(runFolder, 'data')],
  ]);
  if (writing.child.pid !== undefined) {
    noteChild(runFolder, writing.child.pid);
  }
  await writing;
  await rm(file);
}
