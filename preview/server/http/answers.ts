import type { ServerResponse } from 'node:http';

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', JSON.stringify(body));
}

export function sendText(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8') {
  send(response, status, type, body);
}

export function send(response: ServerResponse, status: number, contentType: string, body: string | Buffer): void {
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(body);
}

/** An error the way Grafana's API words it. */
export function sendMessage(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { message });
}

/** An error with an identifier (`errutil` in Grafana's source). */
export function sendIdentifiedError(response: ServerResponse, statusCode: number, messageId: string, message: string) {
  sendJson(response, statusCode, { statusCode, messageId, message });
}

/** What Grafana's access control answers. Source: 12.3, pkg/services/accesscontrol/middleware.go. */
export function sendAccessDenied(response: ServerResponse, action: string): void {
  sendJson(response, 403, {
    accessErrorId: `ACE${String(Math.floor(Math.random() * 1e10)).padStart(10, '0')}`,
    message: `You'll need additional permissions to perform this action. Permissions needed: ${action}`,
    title: 'Access denied',
  });
}
