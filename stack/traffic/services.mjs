// @ts-check
/** The services of the shop, by the same names as in the preview's. */

/**
 * How a service writes trace IDs into its logs, so that every way to correlate has something to find:
 * `json` in the line as `trace_id`, `logfmt` in the line as `traceID`, `metadata` only beside the line, as OpenTelemetry's
 * log SDKs do.
 * @typedef {'json' | 'logfmt' | 'metadata'} LogStyle
 */
/**
 * @typedef {object} Service
 * @property {string} language
 * @property {string} version
 * @property {number} pods
 * @property {LogStyle} logs
 */

export const SERVICES = /** @type {const} */ ({
  storefront: { language: 'nodejs', version: '5.2.0', pods: 2, logs: 'json' },
  accounts: { language: 'java', version: '2.0.7', pods: 1, logs: 'metadata' },
  search: { language: 'rust', version: '0.9.1', pods: 2, logs: 'logfmt' },
  basket: { language: 'dotnet', version: '1.14.3', pods: 1, logs: 'metadata' },
  orders: { language: 'java', version: '7.1.0', pods: 2, logs: 'json' },
  payments: { language: 'go', version: '3.0.0', pods: 2, logs: 'metadata' },
  warehouse: { language: 'python', version: '2024.11', pods: 1, logs: 'logfmt' },
  notifier: { language: 'ruby', version: '0.4.0', pods: 1, logs: 'metadata' },
});

/** @typedef {keyof typeof SERVICES} ServiceName */
/**
 * @typedef {object} Instance
 * @property {ServiceName} service
 * @property {LogStyle} logs
 * @property {Readonly<Record<string, string>>} resource resource attributes of its spans and logs
 */

const CLUSTER = 'demo';
const NAMESPACE = 'shop';

/** The running instances: each is one resource, the same in all traces. */
export class Instances {
  /** @param {import('./random.mjs').Random} random */
  constructor(random) {
    /** @type {Map<ServiceName, Instance[]>} */
    this.byService = new Map();
    for (const name of /** @type {ServiceName[]} */ (Object.keys(SERVICES))) {
      const replicaSet = random.hex(9);
      const pods = Array.from({ length: SERVICES[name].pods }, () => `${name}-${replicaSet}-${random.hex(5)}`);
      this.byService.set(
        name,
        pods.map((pod) => createInstance(name, pod))
      );
    }
  }

  /**
   * @param {ServiceName} name
   * @param {import('./random.mjs').Random} random
   * @returns {Instance}
   */
  pick(name, random) {
    return random.pick(/** @type {Instance[]} */ (this.byService.get(name)));
  }
}

/**
 * @param {ServiceName} service
 * @param {string} pod
 * @returns {Instance}
 */
function createInstance(service, pod) {
  const { language, version, logs } = SERVICES[service];
  return {
    service,
    logs,
    resource: {
      'service.name': service,
      'service.namespace': NAMESPACE,
      'service.version': version,
      'service.instance.id': pod,
      'deployment.environment.name': 'demo',
      'k8s.cluster.name': CLUSTER,
      'k8s.namespace.name': NAMESPACE,
      'k8s.pod.name': pod,
      'telemetry.sdk.language': language,
      'telemetry.sdk.name': 'opentelemetry',
    },
  };
}
