import type { IncomingMessage, ServerResponse } from 'node:http';

import { listen } from '../http/listen';
import { sendJson, sendText } from '../http/answers';
import type { TraceStore } from '../tempo/model';
import { answerLoki, type LokiAnswer, type LokiRequest } from './answerLoki';
import { LogStore } from './logStore';

/** A small Loki with the logs of a Tempo's traces, for development, tests and demos. */
export interface RunningLoki {
  url: string;
  close(): Promise<void>;
}

/** Starts it on a free port of 127.0.0.1. @param traces what the logs are of */
export async function startLoki(traces: Pick<TraceStore, 'traces'>): Promise<RunningLoki> {
  const store = new LogStore(traces);
  const server = await listen(0, (request, response) => respond(request, response, store));
  return { url: `http://127.0.0.1:${server.port}`, close: () => server.close() };
}

function respond(request: IncomingMessage, response: ServerResponse, store: LogStore): void {
  const [path = '/', query = ''] = splitOnce(request.url ?? '/');
  const flags = String(request.headers['x-loki-response-encoding-flags'] ?? '').split(',');
  request.resume();
  const answer = answerSafely(
    {
      method: request.method ?? 'GET',
      path,
      parameters: new URLSearchParams(query),
      encodingFlags: flags.map((flag) => flag.trim()),
      nowMs: Date.now(),
    },
    store
  );
  if ('text' in answer) {
    sendText(response, answer.status, answer.text);
  } else {
    sendJson(response, answer.status, answer.json);
  }
}

/** What nobody has thought of ends one answer, not the preview. */
function answerSafely(request: LokiRequest, store: LogStore): LokiAnswer {
  try {
    return answerLoki(request, store);
  } catch (error) {
    return { status: 500, text: error instanceof Error ? error.message : String(error) };
  }
}

function splitOnce(url: string): [path: string, query: string] {
  const at = url.indexOf('?');
  return at === -1 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}
