import * as v from 'valibot';
import type { TempoClient } from '../client';
import { decodeJson } from '../decode';

const PATH = '/api/status/buildinfo';

const text = v.optional(v.string(), '');
const schema = v.object({
  version: v.string(),
  revision: text,
  branch: text,
  buildUser: text,
  buildDate: text,
  goVersion: text,
});

/** All strings, possibly empty: images that people build themselves often carry no version. */
export type BuildInfo = v.InferOutput<typeof schema>;

/**
 * Version and build of the process that answers, without authentication or tenant.
 *
 * Every component has it. 3.0.0 to 3.0.2 may answer a wrong version (fixed in 3.0.3): compare with `tempo_build_info`.
 * Source: cmd/tempo/app/app.go, https://grafana.com/docs/tempo/latest/api_docs/#build-information
 */
export async function fetchBuildInfo(client: TempoClient, signal?: AbortSignal): Promise<BuildInfo> {
  return decodeJson(PATH, await client.get(PATH, { signal }), schema);
}
