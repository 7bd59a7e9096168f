import { sendJson } from '../http/answers';
import type { Exchange, Route } from '../http/router';
import type { PreviewState } from './previewState';

const REQUESTS = /^\/preview\/requests$/;

/** What the asking browser made go to Tempo; `?all` for everybody's. DELETE begins anew. Grafana has nothing like it. */
export function createRequestLogRoutes({ requests }: Pick<PreviewState, 'requests'>): Route[] {
  const visitorOf = ({ search, visitor }: Exchange) =>
    new URLSearchParams(search).has('all') ? undefined : visitor.id;
  return [
    {
      method: 'GET',
      pattern: REQUESTS,
      handle: (exchange) => sendJson(exchange.response, 200, { requests: requests.list(visitorOf(exchange)) }),
    },
    {
      method: 'DELETE',
      pattern: REQUESTS,
      handle: (exchange) => {
        requests.clear(visitorOf(exchange));
        exchange.response.writeHead(204).end();
      },
    },
  ];
}
