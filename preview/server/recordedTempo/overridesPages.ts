import type { TempoVersion } from '../recording/recording';

/**
 * A tenant's block of the runtime overrides that names a single limit. It replaces the defaults as a whole: the rate limit
 * is zero then, and no processor of the metrics-generator is on. Operators fall into this.
 *
 * Source: modules/overrides/config.go of both releases: what is zero is left out, but for two values in 2.6.
 */
const BLOCK: Record<TempoVersion, string> = {
  '2.6.1':
    'metrics_generator:\n  max_active_series: 50\n  generate_native_histograms: ""\n  ingestion_time_range_slack: 0s\n',
  '3.0.3': 'metrics_generator:\n  max_active_series: 50\n',
};

/** The tenant that has the block: the one of a Tempo without multi-tenancy. */
const TENANT = 'single-tenant';

/** `/status/runtime_config` with the block. */
export function addTenantBlock(page: string, tempo: TempoVersion): string {
  const lines = BLOCK[tempo].trimEnd().split('\n');
  return page.replace(
    'overrides: {}',
    () => `overrides:\n  ${TENANT}:\n${lines.map((line) => `    ${line}`).join('\n')}`
  );
}

/** `/status/overrides` with the tenant in its list. */
export function addTenant(body: string, isJson: boolean): string {
  if (isJson) {
    const tenant = { name: TENANT, has_runtime_overrides: true, has_user_configurable_overrides: false };
    return JSON.stringify({ ...(JSON.parse(body) as object), tenants: [tenant] });
  }
  const cells = [`<a href="overrides/${TENANT}">${TENANT}</a>`, 'x', ''].map((cell) => `<td>${cell}</td>`);
  return body.replace(/(<tbody[^>]*>)\s*(<\/tbody>)/, (_, start: string, end: string) =>
    [start, '<tr>', ...cells, '</tr>', end].join('\n')
  );
}

/** `/status/overrides/<tenant>` with the block, for the tenant that has it. */
export function showTenantBlock(body: string, isJson: boolean, tenant: string, tempo: TempoVersion): string {
  if (tenant !== TENANT) {
    return body;
  }
  if (isJson) {
    const status = JSON.parse(body) as object;
    return JSON.stringify({
      ...status,
      runtime_overrides: BLOCK[tempo],
      using_default_or_wildcard_runtime_overrides: TENANT,
    });
  }
  const escaped = BLOCK[tempo].replaceAll('"', '&#34;');
  return body
    .replace(/(runtime overrides: <strong>)[^<]*/, (_, start: string) => start + TENANT)
    .replace(/(<pre><code>)(?!User)[\s\S]*?(<\/code>)/, (_, start: string, end: string) => start + escaped + end);
}
