import type { ConfigNode, Generation } from '../tempo';
import { renderTree, treeOf } from './configTree';
import {
  appliesTo,
  formatsFor,
  GENERATIONS,
  type DeploymentSituation,
  type SeenReceiver,
  type Snippet,
} from './snippet';

interface Protocol {
  readonly name: string;
  /** Key of the chart's values. */
  readonly helm: string;
  /** Key of Tempo's configuration, below `distributor.receivers`. */
  readonly plain: string;
  readonly port: number;
  readonly isUdp?: boolean;
  /** The receiver, and its transports as Tempo counts them; all of them where none are given. */
  readonly receiver: string;
  readonly transports?: readonly string[];
}

/**
 * Receivers of Tempo 2.6.1 to 3.0.3 that listen on a port. Names of transports: receivers of the OpenTelemetry Collector in
 * its vendor folder (`jaegerreceiver/trace_receiver.go`). Keys of the chart: values.yaml of 1.56.0 and 3.3.0.
 */
export const PROTOCOLS: readonly Protocol[] = [
  {
    name: 'OTLP over gRPC',
    helm: 'traces.otlp.grpc',
    plain: 'otlp.protocols.grpc',
    port: 4317,
    receiver: 'otlp',
    transports: ['grpc'],
  },
  {
    name: 'OTLP over HTTP',
    helm: 'traces.otlp.http',
    plain: 'otlp.protocols.http',
    port: 4318,
    receiver: 'otlp',
    transports: ['http'],
  },
  {
    name: 'Jaeger over gRPC',
    helm: 'traces.jaeger.grpc',
    plain: 'jaeger.protocols.grpc',
    port: 14250,
    receiver: 'jaeger',
    transports: ['grpc'],
  },
  {
    name: 'Jaeger over HTTP',
    helm: 'traces.jaeger.thriftHttp',
    plain: 'jaeger.protocols.thrift_http',
    port: 14268,
    receiver: 'jaeger',
    transports: ['collector_http'],
  },
  {
    name: 'Jaeger compact',
    helm: 'traces.jaeger.thriftCompact',
    plain: 'jaeger.protocols.thrift_compact',
    port: 6831,
    isUdp: true,
    receiver: 'jaeger',
    transports: ['udp_thrift_compact'],
  },
  {
    name: 'Jaeger binary',
    helm: 'traces.jaeger.thriftBinary',
    plain: 'jaeger.protocols.thrift_binary',
    port: 6832,
    isUdp: true,
    receiver: 'jaeger',
    transports: ['udp_thrift_binary'],
  },
  { name: 'Zipkin', helm: 'traces.zipkin', plain: 'zipkin', port: 9411, receiver: 'zipkin' },
];

/** The receivers that spans come by, or all where that is not known, as values, as tempo.yaml and as ports of compose. */
export function receiverSnippets({ receivers, generation, topology }: DeploymentSituation): Snippet[] {
  const used = PROTOCOLS.filter((protocol) => receivers?.some((seen) => isOf(protocol, seen)));
  const protocols = used.length > 0 ? used : PROTOCOLS;
  const why = explain(used, receivers);
  const generations = generation ? [generation] : GENERATIONS;
  const inFormats = formatsFor(topology).map((format): Snippet => {
    const isHelm = format === 'helm';
    return {
      id: `receivers-${format}`,
      title: 'Receivers',
      why,
      format,
      file: isHelm ? 'values.yaml' : 'tempo.yaml',
      text: isHelm ? renderHelm(protocols) : renderPlain(protocols),
      appliesTo: describe(generations, format),
    };
  });
  return [...inFormats, renderPorts(protocols, why, describe(generations, 'yaml'))];
}

function describe(generations: readonly Generation[], format: Snippet['format']): string {
  return generations.map((generation) => appliesTo(generation, format)).join('; ');
}

function isOf({ receiver, transports }: Protocol, seen: SeenReceiver): boolean {
  const name = seen.receiver.replace(/^.*\//, '').replace(/_receiver$/, '');
  return name === receiver && (transports === undefined || transports.includes(seen.transport));
}

function explain(used: readonly Protocol[], receivers: readonly SeenReceiver[] | undefined): string {
  if (used.length > 0) {
    const names = used.map(({ name }) => name).join(', ');
    return `Spans come by ${names}. Others can stay closed: each is a port that is open.`;
  }
  return receivers
    ? 'No spans came lately by a receiver that is known here, so all are listed. Keep those that your applications use.'
    : 'Which receivers spans come by is not known, so all are listed. Keep those that your applications use.';
}

function renderHelm(protocols: readonly Protocol[]): string {
  return renderTree(treeOf(protocols.map(({ helm }) => [`${helm}.enabled`, 'true'])));
}

function renderPlain(protocols: readonly Protocol[]): string {
  const endpoint = ({ plain, port }: Protocol): [string, ConfigNode] => [
    `distributor.receivers.${plain}.endpoint`,
    `0.0.0.0:${port}`,
  ];
  return `# Since 2.7 a receiver listens on localhost only, unless its endpoint is set.\n${renderTree(treeOf(protocols.map(endpoint)))}`;
}

function renderPorts(protocols: readonly Protocol[], why: string, releases: string): Snippet {
  const ports = protocols.map(({ port, isUdp }) => `${port}:${port}${isUdp ? '/udp' : ''}`);
  const lines = ports.map((port) => `      - '${port}'\n`).join('');
  return {
    id: 'receivers-compose',
    title: 'Ports of the receivers',
    why,
    format: 'yaml',
    file: 'docker-compose.yaml',
    text: `services:\n  tempo:\n    ports:\n${lines}`,
    appliesTo: releases,
  };
}
