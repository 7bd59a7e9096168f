import type { Random } from './random';
import type { PlainMap } from './attributes';

export const SERVICES = [
  'storefront',
  'accounts',
  'search',
  'basket',
  'orders',
  'payments',
  'warehouse',
  'notifier',
] as const;
export type ServiceName = (typeof SERVICES)[number];

interface Service {
  readonly language: string;
  readonly sdk: string;
  readonly version: string;
  /** What it is updated to half-way through each hour. */
  readonly nextVersion?: string;
  readonly pods: number;
}

const KNOWN: Readonly<Record<ServiceName, Service>> = {
  storefront: { language: 'nodejs', sdk: '2.1.0', version: '5.2.0', nextVersion: '5.3.0', pods: 3 },
  accounts: { language: 'java', sdk: '1.48.0', version: '2.0.7', pods: 2 },
  search: { language: 'rust', sdk: '0.28.0', version: '0.9.1', pods: 2 },
  basket: { language: 'dotnet', sdk: '1.6.0', version: '1.14.3', pods: 2 },
  orders: { language: 'java', sdk: '1.48.0', version: '7.1.0', pods: 2 },
  payments: { language: 'go', sdk: '1.34.0', version: '3.0.0', nextVersion: '3.1.0-rc.2', pods: 2 },
  warehouse: { language: 'python', sdk: '1.31.0', version: '2024.11', pods: 1 },
  notifier: { language: 'ruby', sdk: '1.7.0', version: '0.4.0', pods: 1 },
};

const HALF_HOUR_MS = 30 * 60_000;

/** Instances of a service: each is one resource, the same in all traces. */
export class Instances {
  private readonly pods: Readonly<Record<ServiceName, readonly string[]>>;

  constructor(random: Random) {
    const podsOf = (name: ServiceName) => {
      const replicaSet = random.hex(9);
      return Array.from({ length: KNOWN[name].pods }, () => `${name}-${replicaSet}-${random.hex(5)}`);
    };
    this.pods = Object.fromEntries(SERVICES.map((name) => [name, podsOf(name)])) as Record<ServiceName, string[]>;
  }

  pick(name: ServiceName, timeMs: number, random: Random): PlainMap {
    const { language, sdk, version, nextVersion } = KNOWN[name];
    const isUpdated = nextVersion !== undefined && Math.floor(timeMs / HALF_HOUR_MS) % 2 === 1;
    const index = random.between(0, this.pods[name].length - 1);
    return {
      'service.name': name,
      'service.namespace': name === 'notifier' ? 'backoffice' : 'shop',
      'service.version': isUpdated ? nextVersion : version,
      'service.instance.id': `${name}-${index}`,
      'deployment.environment.name': 'demo',
      'cloud.region': index === 0 ? 'eu-north-1' : 'sa-east-1',
      'k8s.cluster.name': 'demo',
      'k8s.namespace.name': 'shop',
      'k8s.pod.name': this.pods[name][index] ?? name,
      'host.arch': index % 2 === 0 ? 'amd64' : 'arm64',
      'process.pid': 1 + index,
      'telemetry.sdk.language': language,
      'telemetry.sdk.name': 'opentelemetry',
      'telemetry.sdk.version': sdk,
    };
  }
}
