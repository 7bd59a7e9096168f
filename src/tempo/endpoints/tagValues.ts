import * as v from 'valibot';
import { isAllowedPath } from '../allowedPaths';
import type { TempoClient } from '../client';
import { decodeJson } from '../decode';
import { TempoRequestError } from '../failure';
import type { AttributeType, TagValue, TagValuesAnswer } from '../queryAnswers';
import { compareVersions, parseVersion } from '../version';
import { rangeParameters, type SecondsRange } from './requestRange';

interface TagValuesRequest {
  readonly range: SecondsRange;
  /** `{ … }`: only values on spans that match. Before 3.0 simple conditions joined with `&&`; others are passed over. */
  readonly filter?: string;
  /** Version text of Tempo; empty or undefined where it is not known. */
  readonly version?: string;
}

/** The route takes a name with a slash from this release on; before, it ends at the slash, even an encoded one. */
const SLASH_SINCE = { major: 2, minor: 10, patch: 0, text: '2.10.0' };

const TYPES: ReadonlySet<string> = new Set<AttributeType>(['string', 'int', 'float', 'bool', 'duration', 'keyword']);

const tagValue = v.pipe(
  v.object({ type: v.nullish(v.string(), 'string'), value: v.nullish(v.string(), '') }),
  v.transform(({ type, value }): TagValue => ({ text: value, type: isKnownType(type) ? type : 'string' }))
);

const schema = v.pipe(
  v.object({ tagValues: v.nullish(v.array(tagValue), []) }),
  v.transform(({ tagValues }): TagValuesAnswer => ({ values: tagValues }))
);

/**
 * The values of one attribute or intrinsic in the range, with their types. Tempo stops at a size (5 MB, 3.0: 1 MB)
 * without saying so; the order is by chance. Durations have no values: the list is empty. 2.6 decodes the name twice, so
 * it finds nothing for one with a plus or a percent sign.
 *
 * Source: modules/frontend/tag_handlers.go, cmd/tempo/app/modules.go (2.6.1 to 3.0.3),
 * https://grafana.com/docs/tempo/latest/api_docs/#search-tag-values-v2
 *
 * @param field - as written in TraceQL: `span.http.method`, `resource."my name"`, `name`, `span:kind`
 * @throws TempoRequestError `unsupported`, without asking, where this release has no way to ask for the name;
 *   `bad-request` (2.6: `failed`) for a field that Tempo does not know; all other kinds as the client
 */
export async function fetchTagValues(
  client: TempoClient,
  field: string,
  { range, filter, version }: TagValuesRequest,
  signal?: AbortSignal
): Promise<TagValuesAnswer> {
  const path = `/api/v2/search/tag/${encodeURIComponent(field)}/values`;
  if (!isAllowedPath(path)) {
    throw unsupported(
      path,
      `The values of ${field} cannot be asked for: its name would change the path of the request.`
    );
  }
  if (field.includes('/') && hasNoSlashRoute(version ?? '')) {
    throw unsupported(path, `Tempo before 2.10 cannot list the values of ${field}: the name has a slash.`);
  }
  const query = { ...rangeParameters(range), ...(filter ? { q: filter } : {}) };
  return decodeJson(path, await client.get(path, { query, signal }), schema);
}

function hasNoSlashRoute(versionText: string): boolean {
  const version = parseVersion(versionText);
  return version !== undefined && compareVersions(version, SLASH_SINCE) < 0;
}

function unsupported(path: string, said: string): TempoRequestError {
  return new TempoRequestError({ kind: 'unsupported', path, said });
}

function isKnownType(type: string): type is AttributeType {
  return TYPES.has(type);
}
