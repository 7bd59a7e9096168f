import { t } from '@grafana/i18n';
import type { DataSource } from '../../../grafana';
import type { Capabilities, Finding } from '../../../tempo';

/** A line of what was found out: what it is, and in words what was found. */
export interface DiscoveredFact {
  id: string;
  name: string;
  text: string;
}

interface Discovered {
  tempo: DataSource | undefined;
  metrics: DataSource | undefined;
  capabilities: Capabilities;
}

/** More of them would be a list to search in, for which there are the variables. */
const MAX_TENANTS = 10;

/** What was found out of Tempo and its metrics, and what was not, and why. */
export function describeDiscovery({ tempo, metrics, capabilities }: Discovered): DiscoveredFact[] {
  return [
    { id: 'release', name: t('overview.discovered.release', 'Release'), text: releaseText(capabilities) },
    { id: 'topology', name: t('overview.discovered.topology', 'Runs as'), text: topologyText(capabilities) },
    { id: 'tenants', name: t('overview.discovered.tenants', 'Tenants'), text: tenantsText(capabilities) },
    { id: 'traces', name: t('overview.discovered.tempo', 'Traces from'), text: tempoText(tempo, capabilities) },
    { id: 'metrics', name: t('overview.discovered.metrics', 'Metrics from'), text: metricsText(metrics, capabilities) },
  ];
}

function releaseText({ version, otherVersions, generation }: Capabilities): string {
  if (!version) {
    return generation
      ? t('overview.discovered.generation', 'Tempo {{generation}}, which release is not known', {
          generation: generation.value,
        })
      : t('overview.discovered.no-release', 'Not known: neither Tempo nor its metrics name it');
  }
  const found = t('overview.discovered.release-by', 'Tempo {{version}}, as {{source}}', {
    version: version.value.text,
    source: sourceText(version.source),
  });
  return otherVersions.length === 0
    ? found
    : t('overview.discovered.other-releases', '{{found}}; Prometheus also saw {{versions}}', {
        found,
        versions: otherVersions.join(', '),
      });
}

function sourceText(source: Finding<unknown>['source']): string {
  switch (source) {
    case 'api':
      return t('overview.discovered.by-api', 'it says itself');
    case 'metrics':
      return t('overview.discovered.by-metrics', 'its metrics say');
    case 'api and metrics':
      return t('overview.discovered.by-both', 'it and its metrics say');
    case 'data source settings':
      return t('overview.discovered.by-settings', 'the data source is set to');
  }
}

function topologyText({ topology, components }: Capabilities): string {
  switch (topology?.value) {
    case 'single-binary':
      return t('overview.discovered.single-binary', 'A single binary');
    case 'microservices':
      return components.length === 0
        ? t('overview.discovered.microservices', 'Microservices')
        : t('overview.discovered.microservices-of', 'Microservices: {{components}}', {
            components: components.join(', '),
          });
    case undefined:
      return t('overview.discovered.no-topology', 'Not known: its status page does not answer through this URL');
  }
}

function tenantsText({ tenantMode, tenants, tenantMissing }: Capabilities): string {
  if (tenantMissing) {
    return t('overview.discovered.tenant-missing', 'Several, and the data source names none: queries are refused');
  }
  switch (tenantMode?.value) {
    case 'single':
      return t('overview.discovered.single-tenant', 'One, for multi-tenancy is off');
    case 'multi':
      return tenants.length === 0
        ? t('overview.discovered.multi-tenant', 'Several; their names are not known')
        : t('overview.discovered.multi-tenant-of', 'Several: {{tenants}}', { tenants: listed(tenants) });
    case undefined:
      return t('overview.discovered.no-tenants', 'Not known: no metric with a tenant was found');
  }
}

function listed(tenants: readonly string[]): string {
  const shown = tenants.slice(0, MAX_TENANTS).join(', ');
  return tenants.length <= MAX_TENANTS
    ? shown
    : t('overview.discovered.more', '{{shown}} and {{count}} more', { shown, count: tenants.length - MAX_TENANTS });
}

/** The data source, and which of the questions of discovery it does not answer. */
function tempoText(tempo: DataSource | undefined, { endpoints }: Capabilities): string {
  if (!tempo) {
    return t('overview.discovered.no-tempo', 'Nowhere: there is no Tempo data source');
  }
  const { name } = tempo;
  const silent = [
    ...(endpoints.buildInfo === 'answers' ? [] : [t('overview.discovered.build-info', 'build information')]),
    ...(endpoints.readiness === 'answers' ? [] : [t('overview.discovered.readiness', 'readiness')]),
    ...(endpoints.services === 'answers' ? [] : [t('overview.discovered.services', 'list of its services')]),
    ...(endpoints.routes === 'answers' ? [] : [t('overview.discovered.routes', 'list of its endpoints')]),
    ...(endpoints.query === 'answers' ? [] : [t('overview.discovered.queries', 'queries')]),
  ];
  return silent.length === 0
    ? name
    : t('overview.discovered.silent', '{{name}}, through which these do not answer: {{silent}}', {
        name,
        silent: silent.join(', '),
        interpolation: { escapeValue: false },
      });
}

function metricsText(metrics: DataSource | undefined, { inventory }: Capabilities): string {
  if (!metrics) {
    return t('overview.discovered.no-metrics', 'Nowhere: there is no Prometheus data source');
  }
  const { name } = metrics;
  if (!inventory) {
    return t('overview.discovered.metrics-failed', '{{name}}, which did not answer', { name });
  }
  return t('overview.discovered.metrics-found', '{{name}}: {{names}} names of {{processes}} Tempo processes', {
    name,
    names: inventory.names.size,
    processes: inventory.processes,
    interpolation: { escapeValue: false },
  });
}
