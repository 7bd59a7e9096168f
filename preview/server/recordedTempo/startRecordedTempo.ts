import { type IncomingMessage, request as forwardRequest, type ServerResponse } from 'node:http';

import type { ComponentPlayer } from '../exporter/componentPlayer';
import { send, sendText } from '../http/answers';
import { listen, type RunningServer } from '../http/listen';
import { readPackedJson } from '../recording/readRecording';
import type { TempoVersion } from '../recording/recording';
import type { EmbeddedTempo } from '../tempo/command/startEmbeddedTempo';
import type { Fault } from '../tempo/faults';

/** What a component of a real Tempo answered. */
interface RecordedAnswer {
  component: string;
  /** With the query string. */
  path: string;
  accept?: string;
  status: number;
  type: string | null;
  body: string;
}

/** The component that the URL of a data source points to. */
const ENTRY: Record<TempoVersion, string> = { '2.6.1': 'query-frontend', '3.0.3': 'all' };

/**
 * What the Tempo data source points to. Status pages, rings and build information are repeated from the recording, whose
 * metrics Prometheus has: so what Tempo says of itself and its metrics are of one system. `/metrics` is what Prometheus
 * scrapes at this moment. Queries (all else below `/api/`) go to the embedded Tempo, which holds the demo's traces.
 */
export async function startRecordedTempo(
  tempo: TempoVersion,
  players: Map<string, ComponentPlayer>,
  embeddedTempo: Pick<EmbeddedTempo, 'port' | 'faults'>
): Promise<RunningServer> {
  const { answers } = readPackedJson(`endpoints-${tempo}.json.br`) as { answers: RecordedAnswer[] };
  const own = answers.filter(({ component }) => component === ENTRY[tempo]);
  return listen(0, (request, response) => {
    const path = request.url ?? '/';
    if (isForEmbedded(path, embeddedTempo.faults.current)) {
      forward(request, response, embeddedTempo.port);
      return;
    }
    if (path === '/metrics') {
      sendMetrics(response, players.get(ENTRY[tempo]));
      return;
    }
    const answer = findAnswer(own, path, request.headers.accept ?? '');
    if (answer) {
      sendAnswer(response, answer);
    } else {
      sendUnknown(request, response, path);
    }
  });
}

/** Queries; with a fault also what shows it. */
function isForEmbedded(path: string, fault: Fault | null): boolean {
  return isQuery(path) || fault === 'down' || (fault === 'not-ready' && path === '/ready');
}

function isQuery(path: string): boolean {
  return path.startsWith('/api/') && !path.startsWith('/api/status/buildinfo') && !path.startsWith('/api/overrides');
}

function forward(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers } = request;
  const onward = forwardRequest({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  // A fault may close the connection without an answer, and a client may go away: either ends the other.
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

function findAnswer(answers: RecordedAnswer[], path: string, accept: string): RecordedAnswer | undefined {
  const ofPath = answers.filter((answer) => answer.path === path);
  const asked = ofPath.find((answer) => answer.accept !== undefined && accept.includes(answer.accept));
  return asked ?? ofPath.find((answer) => answer.accept === undefined);
}

function sendAnswer(response: ServerResponse, { status, type, body }: RecordedAnswer): void {
  if (type === null) {
    response.writeHead(status).end(body);
  } else {
    send(response, status, type, body);
  }
}

function sendMetrics(response: ServerResponse, player: ComponentPlayer | undefined): void {
  const scrape = player?.answer(Date.now(), { isScrape: false });
  if (scrape && 'text' in scrape) {
    sendText(response, 200, scrape.text, 'text/plain; version=0.0.4; charset=utf-8');
  } else {
    // The component was down at this point of the recording.
    response.destroy();
  }
}

function sendUnknown(request: IncomingMessage, response: ServerResponse, path: string): void {
  if (path.startsWith('/status/')) {
    // Tempo panics on a status page that it does not have: no answer, the connection ends.
    request.socket.destroy();
    return;
  }
  sendText(response, 404, '404 page not found\n');
}
