import * as v from 'valibot';
import { isAllowedPath } from '../allowedPaths';
import type { TempoClient } from '../client';
import { type ConfigMap, EMPTY_CONFIG } from '../configuration/configNode';
import { maskSecrets } from '../configuration/maskSecrets';
import { decodeJson, malformed, notTempo } from '../decode';
import { isWebPage, type RawAnswer, TempoRequestError } from '../failure';
import { decodeEntities, readHtmlTables } from './htmlTables';
import { readYaml } from './statusConfig';
import { wireText } from './wireNumbers';

const PATH = '/status/overrides';

/** A tenant with limits of its own. */
export interface TenantWithOverrides {
  readonly tenant: string;
  readonly hasRuntimeOverrides: boolean;
  readonly hasUserConfigurableOverrides: boolean;
}

/** The limits of one tenant as Tempo puts them together. */
export interface TenantOverrides {
  readonly tenant: string;
  readonly runtime: ConfigMap;
  /** Where `runtime` comes from: a block of the tenant's own, the one of all tenants (`*`), or the defaults. */
  readonly source: 'tenant' | 'wildcard' | 'defaults';
  /** Undefined where the API for them is off, or the tenant has set nothing. */
  readonly userConfigurable: ConfigMap | undefined;
}

const tenants = v.object({
  now: v.string(),
  tenants: v.nullish(
    v.array(
      v.object({
        name: wireText,
        has_runtime_overrides: v.nullish(v.boolean(), false),
        has_user_configurable_overrides: v.nullish(v.boolean(), false),
      })
    ),
    []
  ),
});

const tenantStatus = v.object({
  tenant: v.string(),
  user_configurable_overrides: wireText,
  runtime_overrides: wireText,
  using_default_or_wildcard_runtime_overrides: wireText,
});

/**
 * The tenants that have limits of their own; every process of Tempo knows them. Tenants that live by the defaults are not
 * among them: ask Prometheus for those.
 *
 * Source: modules/overrides/overrides_tenants_http.go (3.0.3; in 2.6.1 cmd/tempo/app), JSON by the `Accept` header
 *
 * @throws TempoRequestError all kinds as the client
 */
export async function fetchTenantsWithOverrides(
  client: TempoClient,
  signal?: AbortSignal
): Promise<TenantWithOverrides[]> {
  const answer = await client.get(PATH, { signal });
  if (isWebPage(answer)) {
    const table = readHtmlTables(answer.body).find(({ header }) => header[0] === 'Tenant');
    if (!table) {
      throw notTempo(PATH, answer);
    }
    return table.rows.map(([tenant = '', runtime = '', userConfigurable = '']) => ({
      tenant,
      hasRuntimeOverrides: isMarked(runtime),
      hasUserConfigurableOverrides: isMarked(userConfigurable),
    }));
  }
  return decodeJson(PATH, answer, tenants).tenants.map((entry) => ({
    tenant: entry.name,
    hasRuntimeOverrides: entry.has_runtime_overrides,
    hasUserConfigurableOverrides: entry.has_user_configurable_overrides,
  }));
}

/**
 * The limits of a tenant, known to Tempo or not.
 *
 * Source: modules/overrides/overrides_tenant_status_http.go (3.0.3; in 2.6.1 cmd/tempo/app)
 *
 * @throws TempoRequestError `unsupported`, without asking, for a name that would change the path; all kinds as the client
 */
export async function fetchTenantOverrides(
  client: TempoClient,
  tenant: string,
  signal?: AbortSignal
): Promise<TenantOverrides> {
  const path = `${PATH}/${encodeURIComponent(tenant)}`;
  if (!isAllowedPath(path)) {
    const said = 'The limits of this tenant cannot be asked for: its name would change the path of the request.';
    throw new TempoRequestError({ kind: 'unsupported', path: PATH, said });
  }
  const answer = await client.get(path, { signal });
  const status = isWebPage(answer) ? readPage(path, answer) : decodeJson(path, answer, tenantStatus);
  const source = status.using_default_or_wildcard_runtime_overrides;
  return {
    tenant: status.tenant,
    runtime: maskSecrets(readYaml(path, answer, status.runtime_overrides)).config,
    source: sourceOf(source, status.tenant),
    userConfigurable: readUserConfigurable(path, answer, status.user_configurable_overrides),
  };
}

/** A sentence where there are none: "… are not enabled", "No … set". */
function readUserConfigurable(path: string, answer: RawAnswer, text: string): ConfigMap | undefined {
  if (/^(User-configurable overrides are not enabled|No user-configurable overrides set)/.test(text) || text === '') {
    return undefined;
  }
  const { config } = maskSecrets(readYaml(path, answer, text));
  return config.size > 0 ? config : EMPTY_CONFIG;
}

function sourceOf(text: string, tenant: string): TenantOverrides['source'] {
  if (text === '*') {
    return 'wildcard';
  }
  return text === tenant ? 'tenant' : 'defaults';
}

const CODE = /<pre><code>([^<]*)<\/code><\/pre>/g;

function readPage(path: string, answer: RawAnswer): v.InferOutput<typeof tenantStatus> {
  const tenant = /tenant: <strong>([^<]*)<\/strong>/.exec(answer.body)?.[1];
  const [userConfigurable, runtime] = [...answer.body.matchAll(CODE)].map(([, code = '']) => decodeEntities(code));
  if (tenant === undefined) {
    throw notTempo(path, answer);
  }
  if (runtime === undefined) {
    throw malformed(path, answer, 'there are no overrides in it');
  }
  return {
    tenant: decodeEntities(tenant),
    user_configurable_overrides: userConfigurable ?? '',
    runtime_overrides: runtime,
    using_default_or_wildcard_runtime_overrides: decodeEntities(
      /Source of runtime overrides: <strong>([^<]*)<\/strong>/.exec(answer.body)?.[1] ?? ''
    ),
  };
}

function isMarked(cell: string): boolean {
  return cell.toLowerCase() === 'x';
}
