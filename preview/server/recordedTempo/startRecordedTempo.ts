import { type IncomingMessage, request as forwardRequest, type ServerResponse } from 'node:http';

import type { ComponentPlayer } from '../exporter/componentPlayer';
import { send, sendText } from '../http/answers';
import { listen, type RunningServer } from '../http/listen';
import type { Playback } from '../recording/playback';
import type { TempoVersion } from '../recording/recording';
import type { Answer } from '../tempo/api/answer';
import { loadStatusPages } from '../tempo/api/statusPages';
import { type Behaviour, behaviourOf } from '../tempo/behaviour';
import type { EmbeddedTempo } from '../tempo/command/startEmbeddedTempo';
import type { Clock } from './clock';
import { answerPage, type ComponentInput, type PageAnswer } from './componentPages';
import { readPreviewHeaders } from './previewHeaders';
import { effectOfSystemFault } from './queryFaults';
import { readRecordedAnswers } from './recordedAnswers';
import type { RequestLog } from './requestLog';
import { type Symptoms, symptomsOf } from './symptoms';
import { type SystemFault, SystemFaultSwitch } from './systemFaults';

/** The component that the URL of a data source points to. */
const ENTRY: Record<TempoVersion, string> = { '2.6.1': 'query-frontend', '3.0.3': 'all' };

export interface RecordedTempoOptions {
  tempo: TempoVersion;
  playback: Pick<Playback, 'shiftMs'>;
  /** For `/metrics` of each component. */
  players: Map<string, ComponentPlayer>;
  embeddedTempo: Pick<EmbeddedTempo, 'port' | 'faults'>;
  /** Where every request is written down. */
  log: RequestLog;
}

export interface RecordedTempo {
  /** What a data source points to: the query-frontend, or the single binary. */
  url: string;
  /** Base URL of each component; empty for a single binary. */
  componentUrls: Record<string, string>;
  faults: SystemFaultSwitch;
  close(): Promise<void>;
}

/**
 * The Tempo behind the data source, and its components, each on a port of its own. Status pages, rings and build information
 * are those of the recording, whose metrics Prometheus has: so what Tempo says of itself and its metrics are of one system.
 * `/metrics` is what Prometheus scrapes at this moment. Queries (all else below `/api/` of the entry) go to the embedded
 * Tempo, which holds the demo's traces.
 */
export async function startRecordedTempo(options: RecordedTempoOptions): Promise<RecordedTempo> {
  const { tempo, playback, embeddedTempo } = options;
  const behaviour = behaviourOf(tempo);
  const pages = loadStatusPages(behaviour);
  const clock: Clock = { shiftMs: playback.shiftMs, startedMs: Date.now(), nowMs: Date.now };
  const faults = new SystemFaultSwitch(embeddedTempo.faults);
  const servers = new Map<string, RunningServer>();
  for (const [name, answers] of readRecordedAnswers(tempo)) {
    const component = { ...options, behaviour, faults, name, pages, answers, clock };
    servers.set(name, await listen(0, (request, response) => respond(component, request, response)));
  }
  const urls = Object.fromEntries([...servers].map(([name, { port }]) => [name, `http://127.0.0.1:${port}`]));
  return {
    url: urls[ENTRY[tempo]] ?? '',
    componentUrls: servers.size > 1 ? urls : {},
    faults,
    close: async () => {
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
}

interface Component extends ComponentInput, Pick<RecordedTempoOptions, 'players' | 'embeddedTempo' | 'log'> {
  name: string;
  behaviour: Behaviour;
  faults: SystemFaultSwitch;
}

function respond(component: Component, request: IncomingMessage, response: ServerResponse): void {
  const { name, tempo, log, faults, players } = component;
  const { visitor, fault: asked } = readPreviewHeaders(request.headers);
  const url = request.url ?? '/';
  const [path = '/'] = url.split('?');
  log.add({ visitor, component: name, method: request.method ?? '', path, search: url.slice(path.length) });
  const clean = cleanPath(path);
  if (clean !== path) {
    sendRedirect(response, clean + url.slice(path.length));
    return;
  }
  const symptoms = symptomsOf(tempo, name, asked ?? faults.current);
  if (symptoms.isDown) {
    response.destroy();
  } else if (name === ENTRY[tempo] && isQuery(path)) {
    query(component, request, response, path, asked);
  } else if (path === '/metrics') {
    sendMetrics(response, players.get(name), tempo, symptoms);
  } else {
    sendPage(response, answerPage(component, { url, accept: request.headers.accept ?? '', symptoms }));
  }
}

/** Tempo's router sends paths with empty or dotted segments elsewhere. Source: gorilla/mux, cleanPath. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/').slice(1)) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return `/${parts.join('/')}${path.endsWith('/') && parts.length > 0 ? '/' : ''}`;
}

function sendRedirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { Location: location }).end();
}

function isQuery(path: string): boolean {
  return path.startsWith('/api/') && !path.startsWith('/api/status/buildinfo') && !path.startsWith('/api/overrides');
}

/**
 * Passes a query to the embedded Tempo, which has the faults that it knows itself, unless the asking browser wants another
 * fault or the fault is one of components.
 */
function query(
  { behaviour, faults, embeddedTempo }: Component,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  asked: SystemFault | undefined
): void {
  const isOfEmbedded = asked === undefined && faults.current === embeddedTempo.faults.current;
  const effect = isOfEmbedded ? null : effectOfSystemFault(asked ?? faults.current, path, behaviour);
  const answer = effect?.answer;
  const go = () => (answer ? sendAnswer(response, answer) : forward(request, response, embeddedTempo.port));
  if (!effect?.delayMs) {
    go();
    return;
  }
  const timer = setTimeout(go, effect.delayMs);
  response.once('close', () => clearTimeout(timer));
}

function sendAnswer(response: ServerResponse, { status, type, body }: Answer): void {
  if (status === 0) {
    response.destroy();
  } else {
    sendText(response, status, String(body), type);
  }
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

function sendPage(response: ServerResponse, answer: PageAnswer): void {
  if (answer === 'close') {
    response.destroy();
  } else if (answer.type === null) {
    response.writeHead(answer.status).end(answer.body);
  } else {
    send(response, answer.status, answer.type, answer.body);
  }
}

function sendMetrics(
  response: ServerResponse,
  player: ComponentPlayer | undefined,
  tempo: TempoVersion,
  { version }: Symptoms
): void {
  const scrape = player?.answer(Date.now(), { isScrape: false });
  if (scrape && 'text' in scrape) {
    const text = version ? scrape.text.replaceAll(`version="${tempo}"`, `version="${version}"`) : scrape.text;
    sendText(response, 200, text, 'text/plain; version=0.0.4; charset=utf-8');
  } else {
    // The component was down at this point of the recording.
    response.destroy();
  }
}
