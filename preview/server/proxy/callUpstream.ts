import { request } from 'node:http';

export interface UpstreamRequest {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

export interface UpstreamAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** One HTTP request of the backend (plain HTTP, no redirects). Rejects with a {@link DialError} if there is no answer. */
export function callUpstream({ method, url, headers, body }: UpstreamRequest): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(new DialError(method, url, error));
    const outgoing = request(url, { method, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', fail);
      incoming.once('end', () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) })
      );
    });
    outgoing.once('error', fail);
    outgoing.end(body);
  });
}

/** The upstream could not be reached; the message is what Go's client says, which Grafana shows. */
export class DialError extends Error {
  constructor(method: string, url: string, cause: Error) {
    const verb = method.charAt(0) + method.slice(1).toLowerCase();
    super(`${verb} ${JSON.stringify(url)}: ${describe(cause, new URL(url).host)}`);
    this.name = 'DialError';
  }
}

function describe(cause: Error, host: string): string {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') {
    return `dial tcp ${host}: connect: connection refused`;
  }
  return code === 'ECONNRESET' ? 'EOF' : cause.message;
}
