import type { PrometheusAnswer } from './prometheusAnswer';
import type { PrometheusQuery } from './prometheusQuery';

export const MANY_SERVICES = 300;
export const MANY_OPERATIONS = 2000;

/** Calls to others that each service makes. */
const CALLS = 3;

type Labels = Record<string, string>;

/**
 * What Prometheus would answer about a system with 300 services, each with 2,000 operations: for the scenario
 * `many-services`. Reads of an expression only what it groups by and which service it asks for; the same question has the
 * same answer.
 *
 * @returns undefined for all that does not ask for metrics of spans
 */
export function answerManyServices(query: PrometheusQuery): PrometheusAnswer | undefined {
  if (!/traces_(spanmetrics|service_graph)_/.test(query.expr)) {
    return undefined;
  }
  const all = listLabels(query.expr);
  const valueOf = (labels: Labels, time: number) => valueAt(query.expr, labels, time).toFixed(6);
  if (query.instant) {
    const time = query.instant.timeMs / 1000;
    const result = all.map((metric) => ({ metric, value: [time, valueOf(metric, time)] as [number, string] }));
    return { status: 'success', data: { resultType: 'vector', result } };
  }
  const times = listTimes(query);
  const result = all.map((metric) => ({
    metric,
    values: times.map((time) => [time, valueOf(metric, time)] as [number, string]),
  }));
  return { status: 'success', data: { resultType: 'matrix', result } };
}

function listTimes({ range, stepMs }: PrometheusQuery): number[] {
  if (!range) {
    return [];
  }
  const count = Math.floor((range.endMs - range.startMs) / stepMs) + 1;
  return Array.from({ length: count }, (_, index) => (range.startMs + index * stepMs) / 1000);
}

function listLabels(expr: string): Labels[] {
  const by = /by \(([^)]*)\)/.exec(expr)?.[1]?.split(', ') ?? [];
  if (by.includes('client')) {
    const asked = /(?:client|server)="([^"]*)"/.exec(expr)?.[1];
    return listEdges().filter(({ client, server }) => asked === undefined || client === asked || server === asked);
  }
  if (by.includes('span_name')) {
    return Array.from({ length: MANY_OPERATIONS }, (_, index) => ({ span_name: `GET /api/v1/resource-${index}/{id}` }));
  }
  return by.includes('service')
    ? Array.from({ length: MANY_SERVICES }, (_, index) => ({ service: nameOf(index) }))
    : [{}];
}

function listEdges(): Labels[] {
  return Array.from({ length: MANY_SERVICES * CALLS }, (_, index): Labels => {
    const client = Math.floor(index / CALLS);
    const server = (client * CALLS + (index % CALLS) + 1) % MANY_SERVICES;
    const connection = ['', '', 'messaging_system'][index % CALLS] ?? '';
    return { client: nameOf(client), server: nameOf(server), connection_type: connection };
  });
}

function nameOf(index: number): string {
  return `team-${index % 12}-service-${String(index).padStart(3, '0')}`;
}

/** Durations in seconds, errors a twentieth of the requests, and some waves, so that there is something to see. */
function valueAt(expr: string, labels: Labels, time: number): number {
  const seed = hash(Object.values(labels).join('|'));
  const wave = 1 + 0.3 * Math.sin(time / 300 + seed);
  if (expr.includes('histogram_quantile')) {
    return (0.01 + (seed % 100) / 50) * wave;
  }
  const rate = (1 + (seed % 400) / 4) * wave;
  return /STATUS_CODE_ERROR|_failed_/.test(expr) ? rate * (seed % 11 === 0 ? 0.2 : 0.004) : rate;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  return value;
}
