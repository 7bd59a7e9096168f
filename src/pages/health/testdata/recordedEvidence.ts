import type { Gathered } from '../../../data';
import {
  askProcess,
  evidenceContext,
  type HealthEvidence,
  type ProcessEvidence,
  type ProcessName,
} from '../../../health';
import { createTempoClient, readMetricsInventory, type TempoFailure, type Transport } from '../../../tempo';
import { recordedComponentTransport } from '../../../tempo/testdata/recordedComponents';

const COMPONENTS = ['query-frontend', 'distributor', 'ingester', 'querier', 'compactor', 'metrics-generator'] as const;

/** When the answers were recorded. */
export const RECORDED_AT_MS = Date.parse('2026-11-22T09:02:36Z');

/** What a recorded single binary of 3.0.3, or the recorded components of 2.6.1, say of themselves. */
export async function recordedEvidence(
  release: '2.6.1' | '3.0.3',
  names: readonly ProcessName[] = COMPONENTS
): Promise<HealthEvidence> {
  const isSingle = release === '3.0.3';
  const processes = isSingle
    ? [await askRecorded('single-binary', recordedComponentTransport('3.0.3 single binary'))]
    : await Promise.all(names.map((name) => askRecorded(name, recordedComponentTransport(`2.6.1 ${name}`))));
  return {
    nowMs: RECORDED_AT_MS,
    system: {
      version: undefined,
      generation: isSingle ? '3.x' : '2.x',
      topology: isSingle ? 'single-binary' : 'microservices',
      inventory: undefined,
    },
    processes,
    probes: {},
    dataSource: { sendsTenant: false, tenantMissing: false, tenants: [] },
    wanted: {},
  };
}

/** What a process says of itself over a transport. */
export function askRecorded(name: ProcessName, transport: Transport): Promise<ProcessEvidence> {
  const via = name === 'single-binary' ? 'data source' : 'route';
  return askProcess({ name, via, client: createTempoClient(transport) }, new AbortController().signal);
}

/** A process behind a route that the visitor may not use. */
export function refusedProcess(name: ProcessName): ProcessEvidence {
  const failure: TempoFailure = {
    kind: 'unauthorised',
    path: '/status/endpoints',
    said: 'plugin proxy route access denied',
    by: 'grafana',
  };
  const refused = { ok: false, failure } as const;
  return { name, via: 'route', routes: refused, readiness: refused, buildInfo: refused, services: refused };
}

export function gatheredOf(evidence: HealthEvidence, change: Partial<HealthEvidence> = {}): Gathered {
  return { evidence: { ...evidence, ...change }, unreached: [] };
}

/** As where Prometheus scrapes the Tempo. */
export function withNumbers(evidence: HealthEvidence): HealthEvidence {
  const inventory = readMetricsInventory(['tempo_distributor_spans_received_total'], []);
  return { ...evidence, numbers: { context: evidenceContext({ ...evidence.system, inventory }), answers: new Map() } };
}
