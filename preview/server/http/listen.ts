import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RunningServer {
  port: number;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * How long idle connections stay open: longer than Node's clients keep them (5 s, as its servers do). Whoever closes
 * second may just have sent a request, and a proxy then says 502 where Go's, which Grafana is, would ask once more.
 */
export const KEEP_ALIVE_MS = 75_000;

/** Listens on 127.0.0.1 only. @param port 0 for any free one. */
export function listen(port: number, handle: RequestListener): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, handle);
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port)));
    server.listen(port, '127.0.0.1', () => {
      resolve({ port: (server.address() as AddressInfo).port, close: () => close(server) });
    });
  });
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} is taken. Choose another one: npm run preview -- --port ${port + 1}, or end what uses it.`
    );
  }
  if (error.code === 'EACCES') {
    return new Error(`Port ${port} is not allowed here. Choose one above 1023: npm run preview -- --port 3000`);
  }
  return error;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
