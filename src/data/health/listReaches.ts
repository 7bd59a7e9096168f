import { componentTransport, proxyTransport, type ComponentUrls, type DataSource } from '../../grafana';
import type { ProcessName, Reach } from '../../health';
import { COMPONENTS, createTempoClient, type Capabilities, type Component, type TempoClient } from '../../tempo';

/** Whom the health pages can ask, and whom they cannot. */
export interface Reaches {
  readonly reaches: readonly Reach[];
  /** Components that this Tempo should have, and that nothing leads to. */
  readonly unreached: readonly Component[];
}

const OF_GENERATION: Readonly<Record<'2.x' | '3.x', readonly Component[]>> = {
  '2.x': ['distributor', 'ingester', 'metrics-generator', 'querier', 'query-frontend', 'compactor'],
  '3.x': [
    'distributor',
    'live-store',
    'block-builder',
    'metrics-generator',
    'querier',
    'query-frontend',
    'backend-scheduler',
    'backend-worker',
  ],
};

/**
 * The ways to the processes of a Tempo. A single binary is all of it behind the data source. In microservices mode the
 * data source leads to one of them, mostly the query-frontend; to the others the routes of the app do, where their
 * addresses are configured.
 */
export function listReaches(tempo: DataSource, capabilities: Capabilities, componentUrls: ComponentUrls): Reaches {
  const throughDataSource = (name: ProcessName): Reach => ({
    name,
    via: 'data source',
    client: createTempoClient(proxyTransport(tempo.uid)),
  });
  const configured = COMPONENTS.filter((component) => componentUrls[component] !== undefined);
  if (capabilities.topology?.value === 'single-binary') {
    return { reaches: [throughDataSource('single-binary')], unreached: [] };
  }
  const routed = configured.map((name): Reach => ({
    name,
    via: 'route',
    client: clientOf(name, componentUrls[name] ?? ''),
  }));
  const behind = componentBehindDataSource(capabilities);
  const isRouted = behind !== undefined && configured.includes(behind);
  const reaches = behind && !isRouted ? [throughDataSource(behind), ...routed] : routed;
  const names = new Set<ProcessName>(reaches.map(({ name }) => name));
  return { reaches, unreached: expectedComponents(capabilities).filter((component) => !names.has(component)) };
}

/**
 * The way to a component. The configuration page takes a slash at the end of an address away, a provisioned one keeps it: then
 * the route of the app leads to `//ready`, which Tempo redirects, and the browser would end up at Grafana's own `/ready`.
 * (The templates of Grafana's routes cannot cut a text: text/template with `orEmpty` alone, pkg/api/pluginproxy, 12.3.)
 */
function clientOf(component: Component, url: string): TempoClient {
  return createTempoClient(
    url.endsWith('/')
      ? () =>
          Promise.reject(
            new Error('the address ends with a slash: take it away in the provisioning or on the configuration page')
          )
      : componentTransport(component)
  );
}

/** Undefined behind a gateway, which lets no status page through. */
function componentBehindDataSource({ services }: Capabilities): Component | undefined {
  const names = new Set(services?.map(({ name }) => name));
  // Others may carry modules of the query-frontend's, but only it has its own.
  const order: readonly Component[] = ['query-frontend', 'querier', 'distributor', ...COMPONENTS];
  return order.find((component) => names.has(component));
}

/** Those that Prometheus sees, else those of the release. */
function expectedComponents({ components, generation }: Capabilities): readonly Component[] {
  if (components.length > 1) {
    return components;
  }
  return generation ? OF_GENERATION[generation.value] : [];
}
