import type { Playback } from '../recording/playback';
import { sendText } from '../http/answers';
import { listen, type RunningServer } from '../http/listen';
import { createComponentPlayer, type ComponentPlayer } from './componentPlayer';

export interface Exporter extends RunningServer {
  /** The players by component, for those who show the same numbers elsewhere. */
  players: Map<string, ComponentPlayer>;
}

/** Serves every component of the recording at `/<component>/metrics`, for Prometheus to scrape. */
export async function startExporter(playback: Playback): Promise<Exporter> {
  const players = new Map(
    playback.recording.targets.map((target) => [target.component, createComponentPlayer(playback, target)])
  );
  const server = await listen(0, (request, response) => {
    const component = /^\/([\w-]+)\/metrics$/.exec(request.url ?? '')?.[1] ?? '';
    const player = players.get(component);
    if (!player) {
      sendText(response, 404, '404 page not found\n');
      return;
    }
    const isScrape = /^Prometheus\//.test(request.headers['user-agent'] ?? '');
    const scrape = player.answer(Date.now(), { isScrape });
    if ('error' in scrape) {
      sendText(response, 503, `${component} did not answer in the recording: ${scrape.error}\n`);
    } else {
      sendText(response, 200, scrape.text, 'text/plain; version=0.0.4; charset=utf-8');
    }
  });
  return { ...server, players };
}
