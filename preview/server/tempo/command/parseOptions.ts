import { parseArgs } from 'node:util';

import { type Fault, FAULT_HELP, FAULTS, isFault } from '../faults';

export const RELEASES = ['2.6.1', '3.0.3'] as const;
export type Release = (typeof RELEASES)[number];

export interface TempoOptions {
  readonly tempo: Release;
  readonly port: number;
  readonly otlpPort: number;
  readonly zipkinPort: number;
  /** Undefined: there is none. */
  readonly adminPort: number | undefined;
  /** Files of OTLP/JSON requests, one a line. */
  readonly load: readonly string[];
  readonly demo: boolean;
  readonly multitenant: boolean;
  readonly fault: Fault | null;
  readonly seed: number;
  readonly rate: number;
  readonly maxTraces: number;
  readonly help: boolean;
}

const FAULT_LINES = FAULTS.map((name) => `      ${name.padEnd(10)} ${FAULT_HELP[name]}`).join('\n');

export const HELP = `npm run preview:tempo -- [options]

An embedded Tempo: a small in-memory Tempo for development, tests and demos, never for production. It keeps traces in
memory only, loses them when it ends, protects nothing and listens on 127.0.0.1.

  --tempo ${RELEASES.join('|')}   whose answers (default 3.0.3)
  --port NUMBER          the HTTP API (default 3200)
  --otlp-port NUMBER     OTLP over HTTP, JSON and protobuf: POST /v1/traces (default 4318)
  --zipkin-port NUMBER   Zipkin v2 JSON: POST /api/v2/spans (default 9411)
  --admin-port NUMBER    GET /fault, POST /fault/<name>, DELETE /fault (default: none)
  --load FILE            OTLP/JSON requests, one a line; they keep their times and stay (may be given more than once)
  --no-demo              no traffic of its own
  --seed NUMBER          which demo traffic (default 1)
  --rate NUMBER          traces a second of the demo traffic (default 2)
  --max-traces NUMBER    how many traces are kept; the oldest go first (default 10000)
  --multitenant          tenants by X-Scope-OrgID
  --fault NAME           begin with something wrong:
${FAULT_LINES}
  --help                 this text

As a real 3.0 it leaves the spans of the last 30 seconds out of searches.
Span metrics and the service graph are on /metrics/generator of the HTTP API, its own counters on /metrics.
`;

/** @throws Error that says what is wrong and what is possible */
export function parseOptions(args: readonly string[]): TempoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tempo: { type: 'string', default: '3.0.3' },
      port: { type: 'string', default: '3200' },
      'otlp-port': { type: 'string', default: '4318' },
      'zipkin-port': { type: 'string', default: '9411' },
      'admin-port': { type: 'string' },
      load: { type: 'string', multiple: true, default: [] },
      'no-demo': { type: 'boolean', default: false },
      multitenant: { type: 'boolean', default: false },
      fault: { type: 'string' },
      seed: { type: 'string', default: '1' },
      rate: { type: 'string', default: '2' },
      'max-traces': { type: 'string', default: '10000' },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    tempo: parseRelease(values.tempo),
    port: parsePort('port', values.port),
    otlpPort: parsePort('otlp-port', values['otlp-port']),
    zipkinPort: parsePort('zipkin-port', values['zipkin-port']),
    adminPort: values['admin-port'] === undefined ? undefined : parsePort('admin-port', values['admin-port']),
    load: values.load,
    demo: !values['no-demo'],
    multitenant: values.multitenant,
    fault: parseFault(values.fault),
    seed: parseWhole('seed', values.seed, 0),
    rate: parseRate(values.rate),
    maxTraces: parseWhole('max-traces', values['max-traces'], 1),
    help: values.help,
  };
}

function parseRelease(text: string): Release {
  const release = RELEASES.find((known) => known === text);
  if (!release) {
    throw new Error(`--tempo is one of ${RELEASES.join(', ')}, not "${text}"`);
  }
  return release;
}

function parseFault(name: string | undefined): Fault | null {
  if (name !== undefined && !isFault(name)) {
    throw new Error(`--fault is one of ${FAULTS.join(', ')}, not "${name}"`);
  }
  return name ?? null;
}

function parsePort(option: string, text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    throw new Error(`--${option} is a number up to 65535, not "${text}"`);
  }
  return port;
}

function parseWhole(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > 2 ** 31) {
    throw new Error(`--${option} is a whole number from ${least}, not "${text}"`);
  }
  return value;
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || rate <= 0 || rate > 1000) {
    throw new Error(`--rate is a number above 0 and up to 1000, not "${text}"`);
  }
  return rate;
}
