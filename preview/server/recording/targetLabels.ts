import type { TempoVersion } from './recording';

/** Labels that Prometheus gives to everything it scrapes from one component, in the order they are written. */
export type TargetLabels = Record<string, string>;

/** Pods as Kubernetes names them: of a Deployment with a hash, of a StatefulSet with a number. */
const PODS: Record<string, { pod: string; address: string }> = {
  distributor: { pod: 'tempo-distributor-7c9d8f6b5-x2x4q', address: '10.42.0.11' },
  ingester: { pod: 'tempo-ingester-0', address: '10.42.0.12' },
  'metrics-generator': { pod: 'tempo-metrics-generator-6f4c7b9d88-kq7vm', address: '10.42.0.13' },
  querier: { pod: 'tempo-querier-5d8b94c66f-9wz2h', address: '10.42.0.14' },
  'query-frontend': { pod: 'tempo-query-frontend-84d6c5f7b9-t5r8n', address: '10.42.0.15' },
  compactor: { pod: 'tempo-compactor-59f7d4b8c6-m4d6j', address: '10.42.0.16' },
};

/**
 * The labels of a component: for 2.6.1 those of the ServiceMonitor of the helm chart tempo-distributed, release
 * `tempo` in namespace `tracing`, with `metaMonitoring.serviceMonitor.clusterLabel`; for 3.0.3 those of a plain static
 * scrape configuration of a single binary.
 */
export function getTargetLabels(tempo: TempoVersion, component: string): TargetLabels {
  const place = PODS[component];
  if (tempo === '3.0.3' || !place) {
    return { instance: 'tempo:3200', job: 'tempo' };
  }
  return {
    cluster: 'preview',
    container: component,
    endpoint: 'http-metrics',
    instance: `${place.address}:3200`,
    job: `tracing/${component}`,
    namespace: 'tracing',
    pod: place.pod,
    service: `tempo-${component}`,
  };
}

/** `a="b",c="d"`, as in the text format. The values here need no escaping. */
export function renderLabels(labels: TargetLabels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',');
}
