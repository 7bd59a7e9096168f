/** An embedded Tempo within this process: receivers, memory, query API, metrics-generator, demo traffic and faults. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type Answer, type ApiRequest, type TempoState } from '../api/answer';
import { loadStatusPages } from '../api/statusPages';
import { SINGLE_TENANT } from '../api/tenants';
import { type Behaviour, behaviourOf } from '../behaviour';
import { Traffic } from '../demo/traffic';
import { administer, effectOnPush, effectOnQuery, type Fault, FaultSwitch, refusesPushes, withEffect } from '../faults';
import { CONTENT_TYPES, type Family, formatFor, renderFamilies } from '../generator/exposition';
import { MetricsGenerator } from '../generator/metricsGenerator';
import { Distributor } from '../ingest/distributor';
import { defaultLimits, type Limits } from '../ingest/limits';
import { ownFamilies } from '../ingest/ownMetrics';
import { type Receive, type RunningReceivers, startReceivers } from '../ingest/startReceivers';
import { serveTempo } from '../serveTempo';
import { MemoryTraceStore } from '../store/memoryTraceStore';
import { explainPort, listenOn } from './listenOn';
import { loadFile } from './loadFile';

export interface EmbeddedTempoOptions {
  /** The release whose answers it gives: `3.0.3`. */
  readonly tempo: string;
  /** Ports: 0 (default) for any free one. */
  readonly port?: number;
  readonly otlpPort?: number;
  readonly zipkinPort?: number;
  /** Undefined: no admin port; faults can still be switched with `faults`. */
  readonly adminPort?: number;
  readonly load?: readonly string[];
  /** Undefined: no traffic of its own. */
  readonly demo?: DemoOptions;
  readonly multitenant?: boolean;
  readonly fault?: Fault | null;
  readonly maxTraces?: number;
  /** Instead of Tempo's defaults. */
  readonly limits?: Limits;
  /** Attributes that become labels of span metrics and service graph. */
  readonly dimensions?: readonly string[];
  readonly now?: () => number;
}

export interface DemoOptions {
  readonly seed?: number;
  /** Traces a second. */
  readonly rate?: number;
  /** How far back it begins; an hour by default. */
  readonly historyMs?: number;
  /** Called for every so many milliseconds of the past with what a scrape would have found then. */
  readonly onHistory?: {
    readonly everyMs: number;
    readonly call: (families: readonly Family[], timeMs: number) => void;
  };
}

export interface EmbeddedTempo {
  readonly url: string;
  readonly port: number;
  readonly otlpPort: number;
  readonly zipkinPort: number;
  readonly adminPort: number | undefined;
  readonly store: MemoryTraceStore;
  readonly faults: FaultSwitch;
  /** What a scrape of the metrics-generator would find now. */
  generated(): Family[];
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const TICK_MS = 2_000;
const DEMO_TENANT = 'demo';

/** Starts it; it is ready when the promise is kept. @throws Error that names the option where a port is taken */
export async function startEmbeddedTempo(options: EmbeddedTempoOptions): Promise<EmbeddedTempo> {
  const parts = createParts(options);
  const ends: Array<() => void | Promise<void>> = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) {
      await end();
    }
  };
  try {
    const server = await openQueryPort(parts, options.port ?? 0);
    ends.push(() => closeServer(server));
    const receivers = await openReceivers(parts, options);
    ends.push(() => receivers.close());
    const admin = options.adminPort === undefined ? undefined : await openAdminPort(parts.faults, options.adminPort);
    ends.push(() => admin?.close());
    for (const file of options.load ?? []) {
      await loadFile(file, (batches) => parts.store.append(parts.ownTenant, batches, { pinned: true }));
    }
    ends.push(startDemo(parts, options.demo));
    const ticker = setInterval(() => parts.generator.tick(parts.now()), TICK_MS);
    ends.push(() => clearInterval(ticker));
    parts.readiness.isReady = true;
    const { port } = server.address() as AddressInfo;
    const { store, faults } = parts;
    return {
      url: `http://127.0.0.1:${port}`,
      port,
      ...portsOf(receivers),
      adminPort: admin?.port,
      store,
      faults,
      generated: () => parts.generator.families(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portsOf({ otlpPort, zipkinPort }: RunningReceivers) {
  return { otlpPort, zipkinPort };
}

interface Parts {
  readonly behaviour: Behaviour;
  readonly store: MemoryTraceStore;
  readonly distributor: Distributor;
  readonly generator: MetricsGenerator;
  readonly faults: FaultSwitch;
  readonly multitenant: boolean;
  /** Whose the loaded traces and the demo's are. */
  readonly ownTenant: string;
  readonly readiness: { isReady: boolean };
  readonly now: () => number;
}

function createParts(options: EmbeddedTempoOptions): Parts {
  const { multitenant = false, now = Date.now, maxTraces = 10_000, fault = null, dimensions = [] } = options;
  const behaviour = behaviourOf(options.tempo);
  const store = new MemoryTraceStore({ maxTraces, mergesBatches: behaviour.mergesBatches, now });
  const generator = new MetricsGenerator({ behaviour, dimensions, multitenant });
  const faults = new FaultSwitch(fault);
  const normal = options.limits ?? defaultLimits(behaviour);
  const distributor = new Distributor({
    behaviour,
    store,
    now,
    limits: () => faults.limits(normal),
    onSpans: (tenant, batches) => generator.push(tenant, batches, now()),
  });
  const ownTenant = multitenant ? DEMO_TENANT : SINGLE_TENANT;
  const readiness = { isReady: false };
  return { behaviour, store, distributor, generator, faults, multitenant, ownTenant, readiness, now };
}

async function openQueryPort(parts: Parts, port: number): Promise<Server> {
  const { behaviour, store, multitenant, now, faults, readiness } = parts;
  const state: TempoState = {
    ...{ behaviour, store, multitenant, now },
    pages: loadStatusPages(behaviour),
    metrics: () => renderFamilies(ownFamilies(parts)),
    // As services that have not started are listed; how many there are in each state is never right for long.
    notReady: () => (readiness.isReady ? null : 'Some services are not Running:\nStarting: 1\nRunning: 16\n\n'),
  };
  const intercept = (request: ApiRequest, answer: () => Answer) =>
    withEffect(effectOnQuery(faults.current, request.path, behaviour), () =>
      request.path === '/metrics/generator' ? generatorMetrics(request, parts.generator) : answer()
    );
  try {
    return await serveTempo(state, { port, intercept });
  } catch (error) {
    throw explainPort(error, port, '--port');
  }
}

function generatorMetrics(request: ApiRequest, generator: MetricsGenerator): Answer {
  const format = formatFor(request.headers.accept);
  return { status: 200, type: CONTENT_TYPES[format], body: renderFamilies(generator.families(), format) };
}

function openReceivers(parts: Parts, options: EmbeddedTempoOptions): Promise<RunningReceivers> {
  const { behaviour, distributor, multitenant, faults } = parts;
  const wrap =
    (receive: Receive): Receive =>
    (request) =>
      withEffect(effectOnPush(faults.current, request), () => receive(request));
  const ports = { otlpPort: options.otlpPort ?? 0, zipkinPort: options.zipkinPort ?? 0 };
  return startReceivers({ behaviour, distributor, multitenant, ...ports, wrap });
}

function openAdminPort(faults: FaultSwitch, port: number) {
  return listenOn(port, '--admin-port', (incoming, response) => {
    incoming.resume();
    const [path = '/'] = (incoming.url ?? '/').split('?');
    const { status, type, body } = administer({ method: incoming.method ?? 'GET', path }, faults);
    response.writeHead(status, { 'Content-Type': type }).end(body);
  });
}

/** Fills the past, then goes on. @returns what ends it */
function startDemo(parts: Parts, demo: DemoOptions | undefined): () => void {
  if (!demo) {
    return () => undefined;
  }
  const { distributor, generator, store, ownTenant, now } = parts;
  const startMs = now();
  const { seed = 1, rate = 2, historyMs = HOUR_MS, onHistory } = demo;
  let isPast = true;
  let reportedMs = startMs - historyMs;
  const traffic = new Traffic(
    {
      ...{ seed, rate },
      send: (batches, nowMs) => {
        if (!isPast) {
          pushQuietly(distributor, ownTenant, batches, parts.faults);
          return;
        }
        store.append(ownTenant, batches);
        generator.push(ownTenant, batches, nowMs);
        generator.tick(nowMs);
        if (onHistory && nowMs - reportedMs >= onHistory.everyMs) {
          reportedMs = nowMs;
          onHistory.call(generator.families(), nowMs);
        }
      },
    },
    startMs - historyMs
  );
  traffic.runUntil(startMs);
  isPast = false;
  return traffic.startLive(now);
}

/** The shop goes on whatever Tempo says, as services do; what is refused is in the counters. */
function pushQuietly(
  distributor: Distributor,
  tenant: string,
  batches: Parameters<Distributor['push']>[1],
  faults: FaultSwitch
): void {
  if (refusesPushes(faults.current)) {
    return;
  }
  try {
    distributor.push(tenant, batches);
  } catch {
    // Counted as discarded already.
  }
}
