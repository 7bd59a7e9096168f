import { proxyTransport } from '../../grafana';
import { createTempoClient, fetchSearch, type FoundTrace } from '../../tempo';
import type { MsRange } from './fetchRed';

/** Enough to see a pattern, few enough to be found fast. */
const LIMIT = 10;

/** Some traces with spans that a query finds. @throws as `fetchSearch` */
export async function fetchExampleTraces(
  tempoUid: string,
  query: string,
  { fromMs, toMs }: MsRange,
  signal: AbortSignal
): Promise<readonly FoundTrace[]> {
  const client = createTempoClient(proxyTransport(tempoUid));
  const range = { fromSeconds: fromMs / 1000, toSeconds: toMs / 1000 };
  const { traces } = await fetchSearch(client, { query, range, limit: LIMIT, spansPerSpanset: 1 }, signal);
  return traces;
}
