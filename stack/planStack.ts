import type { StackOptions } from './parseOptions';
import { choosePorts, type PortWish } from './ports';
import { PROGRAMS } from './programs';
import type { Parts } from './resolveParts';

/** What listens where: numbers of ports of 127.0.0.1. */
export interface Ports {
  grafana: number;
  tempo: number;
  tempoGrpc: number;
  otlpGrpc: number;
  otlpHttp: number;
  memberlist: number;
  prometheus: number;
  loki: number;
  lokiGrpc: number;
}

/** Base URLs, without a slash at the end; empty: there is none. */
export interface Addresses {
  grafana: string;
  tempo: string;
  prometheus: string;
  loki: string;
  /** OTLP over HTTP. */
  otlp: string;
}

/** Chooses ports for what is started. Throws where the one asked for is taken. @returns lines to tell beside them */
export async function planPorts(parts: Parts, { port }: StackOptions): Promise<{ ports: Ports; notes: string[] }> {
  const wishes: Record<keyof Ports, PortWish> = {
    grafana: { what: 'Grafana', port: port ?? PROGRAMS.grafana.defaultPort, isFixed: port !== null },
    tempo: { what: 'Tempo', port: PROGRAMS.tempo.defaultPort },
    tempoGrpc: { what: 'Tempo (gRPC)', port: 9095 },
    otlpGrpc: { what: 'Tempo (OTLP over gRPC)', port: 4317 },
    otlpHttp: { what: 'Tempo (OTLP over HTTP)', port: 4318 },
    memberlist: { what: 'Tempo (memberlist)', port: 7946 },
    prometheus: { what: 'Prometheus', port: PROGRAMS.prometheus.defaultPort },
    loki: { what: 'Loki', port: PROGRAMS.loki.defaultPort },
    lokiGrpc: { what: 'Loki (gRPC)', port: 9096 },
  };
  const starts = (key: keyof Ports) => parts[ownerOf(key)].kind === 'start';
  const needed = Object.fromEntries(
    Object.entries(wishes).filter(([key]) => starts(key as keyof Ports))
  ) as typeof wishes;
  const chosen = await choosePorts(needed);
  const ports = Object.fromEntries(
    Object.entries(wishes).map(([key, wish]) => [key, chosen[key as keyof Ports]?.port ?? wish.port])
  ) as unknown as Ports;
  return { ports, notes: Object.values(chosen).flatMap(({ note }) => (note === undefined ? [] : [note])) };
}

function ownerOf(key: keyof Ports): keyof Parts {
  if (key === 'grafana' || key === 'prometheus') {
    return key;
  }
  return key.startsWith('loki') ? 'loki' : 'tempo';
}

/** @param otlpUrl where traces go if Tempo runs elsewhere */
export function listAddresses(parts: Parts, ports: Ports, otlpUrl = ''): Addresses {
  const of = (name: keyof Parts) => {
    const part = parts[name];
    if (part.kind === 'elsewhere') {
      return part.url;
    }
    return part.kind === 'start' ? local(ports[name]) : '';
  };
  return {
    grafana: of('grafana'),
    tempo: of('tempo'),
    prometheus: of('prometheus'),
    loki: of('loki'),
    otlp: parts.tempo.kind === 'start' ? local(ports.otlpHttp) : otlpUrl,
  };
}

function local(port: number): string {
  return `http://127.0.0.1:${port}`;
}
