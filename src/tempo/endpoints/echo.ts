import type { TempoClient } from '../client';
import { malformed, notTempo } from '../decode';
import { isWebPage } from '../failure';

const PATH = '/api/echo';

/**
 * Asks whether a query-frontend answers under this URL: only it has the path, and it wants neither tenant nor query.
 * So success does not prove that queries work.
 *
 * Source: cmd/tempo/app/modules.go, https://grafana.com/docs/tempo/latest/api_docs/#query-echo-endpoint
 *
 * @throws TempoRequestError `not-tempo` or `malformed` if something else than Tempo answered
 */
export async function fetchEcho(client: TempoClient, signal?: AbortSignal): Promise<void> {
  const answer = await client.get(PATH, { accept: 'text/plain', signal });
  if (answer.body.trim() !== 'echo') {
    throw isWebPage(answer) ? notTempo(PATH, answer) : malformed(PATH, answer, 'the answer is not "echo"');
  }
}
