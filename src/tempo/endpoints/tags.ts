import * as v from 'valibot';
import type { TempoClient } from '../client';
import { decodeJson } from '../decode';
import type { TagsAnswer } from '../queryAnswers';
import { rangeParameters, type SecondsRange } from './requestRange';
import { wireText } from './wireNumbers';

const PATH = '/api/v2/search/tags';

interface TagsRequest {
  readonly range: SecondsRange;
  /** Only this scope: `resource`, `span`, `event`, `link`, `intrinsic`; `instrumentation` since 2.7. */
  readonly scope?: string;
  /** `{ … }`: only names on spans that match. Before 3.0 simple conditions joined with `&&`; others are passed over. */
  readonly filter?: string;
}

const schema = v.pipe(
  v.object({ scopes: v.nullish(v.array(v.object({ name: wireText, tags: v.nullish(v.array(v.string()), []) })), []) }),
  v.transform((answer): TagsAnswer => answer)
);

/**
 * The names of attributes in the range, by scope, and the intrinsics. Tempo stops at a size (5 MB, 3.0: 1 MB) without
 * saying so; the order is by chance.
 *
 * Source: modules/frontend/tag_handlers.go (2.6.1 to 3.0.3), https://grafana.com/docs/tempo/latest/api_docs/#search-tags-v2
 *
 * @throws TempoRequestError `bad-request` for a scope that the release does not know; all kinds as the client
 */
export async function fetchTags(
  client: TempoClient,
  { range, scope, filter }: TagsRequest,
  signal?: AbortSignal
): Promise<TagsAnswer> {
  const query = { ...rangeParameters(range), ...(scope ? { scope } : {}), ...(filter ? { q: filter } : {}) };
  return decodeJson(PATH, await client.get(PATH, { query, signal }), schema);
}
