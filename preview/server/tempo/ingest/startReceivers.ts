import type { IncomingMessage, ServerResponse } from 'node:http';

import { type Answer, text } from '../api/answer';
import type { RunningServer } from '../../http/listen';
import { listenOn } from '../command/listenOn';
import { type IngestRequest, MAX_BODY_BYTES } from './ingestRequest';
import { type ReceiverOptions, receiveOtlp } from './otlpReceiver';
import { receiveZipkin } from './zipkinReceiver';

/** Answers a request to a receiver. */
export type Receive = (request: IngestRequest) => Promise<Answer>;

export interface ReceiversOptions extends ReceiverOptions {
  /** 0 for any free one. */
  readonly otlpPort: number;
  readonly zipkinPort: number;
  /** Stands between the ports and the receivers: faults on purpose. */
  readonly wrap?: (receive: Receive) => Receive;
}

export interface RunningReceivers {
  readonly otlpPort: number;
  readonly zipkinPort: number;
  close(): Promise<void>;
}

/** Listens for OTLP/HTTP and Zipkin on 127.0.0.1. */
export async function startReceivers(options: ReceiversOptions): Promise<RunningReceivers> {
  const wrap = options.wrap ?? ((receive: Receive) => receive);
  const otlp = await listenOn(options.otlpPort, '--otlp-port', serve(wrap((request) => receiveOtlp(request, options))));
  let zipkin: RunningServer;
  try {
    zipkin = await listenOn(
      options.zipkinPort,
      '--zipkin-port',
      serve(wrap((request) => receiveZipkin(request, options)))
    );
  } catch (error) {
    await otlp.close();
    throw error;
  }
  return {
    otlpPort: otlp.port,
    zipkinPort: zipkin.port,
    close: async () => {
      await Promise.all([otlp.close(), zipkin.close()]);
    },
  };
}

function serve(receive: Receive) {
  return (incoming: IncomingMessage, response: ServerResponse) => {
    readRequest(incoming)
      .then(receive)
      .catch((error: unknown) => text(500, `${error instanceof Error ? error.message : String(error)}\n`))
      .then((answer) => respond(incoming, response, answer))
      .catch(() => response.destroy());
  };
}

async function readRequest(incoming: IncomingMessage): Promise<IngestRequest> {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const [path = '/'] = (incoming.url ?? '/').split('?');
  return { method: incoming.method ?? 'GET', path, headers, body: await readBounded(incoming) };
}

/** Null as soon as there is more than the limit; the rest is not kept. */
function readBounded(incoming: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        chunks = [];
        resolve(null);
      } else {
        chunks.push(chunk);
      }
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', reject);
  });
}

/** How long a client that still sends may go on, so that it gets to read the answer. */
const GRACE_MS = 2_000;

function respond(incoming: IncomingMessage, response: ServerResponse, { status, type, headers, body }: Answer): void {
  if (status === 0) {
    incoming.socket.destroy();
    return;
  }
  if (!incoming.complete) {
    response.setHeader('Connection', 'close');
    setTimeout(() => incoming.socket.destroy(), GRACE_MS).unref();
  }
  const content = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, {
    ...(type ? { 'Content-Type': type } : {}),
    'Content-Length': content.length,
    ...headers,
  });
  response.end(content);
}
