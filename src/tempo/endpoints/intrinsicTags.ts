import * as v from 'valibot';
import type { TempoClient } from '../client';
import { decodeJson } from '../decode';

const PATH = '/api/v2/search/tags';

const schema = v.object({
  scopes: v.optional(
    v.array(v.object({ name: v.optional(v.string(), ''), tags: v.optional(v.array(v.string()), []) })),
    []
  ),
});

/**
 * The names of the intrinsics that this Tempo lists. The answer is static, so this is the cheapest question that needs a
 * tenant: it tells whether queries get through at all.
 *
 * Source: modules/frontend/tag_handlers.go, https://grafana.com/docs/tempo/latest/api_docs/#search-tags-v2
 *
 * @throws TempoRequestError `no-tenant` (asked directly) or `unauthorised` (through Grafana's proxy, which hides the
 *   reason) if Tempo is multi-tenant and the request names no tenant
 */
export async function fetchIntrinsicTags(client: TempoClient, signal?: AbortSignal): Promise<string[]> {
  const answer = await client.get(PATH, { query: { scope: 'intrinsic' }, signal });
  const { scopes } = decodeJson(PATH, answer, schema);
  return scopes.filter((scope) => scope.name === 'intrinsic').flatMap((scope) => scope.tags);
}
