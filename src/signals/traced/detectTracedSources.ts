import { compareVersions, parseVersion, type TempoVersion } from '../../tempo';
import type { DurationMetric, GraphSource, MissingPart, SpanMetricsSource, TracedSources } from './sources';
import { CALL_COUNTERS, EDGE_COUNTER, type TracedInventory } from './tracedInventory';

/** What else decides: the Tempo in question. */
export interface TracedSystem {
  /** Undefined where there is no Tempo to ask; `'unknown'` where its release is not known. */
  readonly tempo: TempoVersion | 'unknown' | undefined;
}

/** Durations are told apart by what follows the prefix that they share with the counter. */
const DURATIONS: ReadonlyArray<{ suffix: string; unit: DurationMetric['unit'] }> = [
  { suffix: 'latency', unit: 's' },
  { suffix: 'duration_seconds', unit: 's' },
  { suffix: 'duration_milliseconds', unit: 'ms' },
];

const FIRST_WITH_METRICS = parseVersion('2.6.0');

/**
 * Where the numbers of the traced services can come from, best first: metrics made of spans, else TraceQL metrics, else
 * nothing.
 *
 * Names: Tempo modules/generator/processor/{spanmetrics,servicegraphs} (2.6.1 to 3.0.3); OpenTelemetry Collector
 * connector/{spanmetricsconnector,servicegraphconnector} (without prefix before 0.109).
 *
 * @param inventory - undefined where there is no Prometheus, or it does not answer
 */
export function detectTracedSources(inventory: TracedInventory | undefined, system: TracedSystem): TracedSources {
  const found = inventory ? CALL_COUNTERS.flatMap((calls) => readSpanMetrics(inventory, calls) ?? []) : [];
  const graph = inventory ? readGraph(inventory) : null;
  const [first, ...others] = found;
  const canAskTempo = hasTraceqlMetrics(system.tempo);
  return {
    red: first ?? { kind: canAskTempo ? 'traceql' : 'none' },
    others,
    graph,
    reason: [...explainRed(inventory, first, others, canAskTempo), ...explainGraph(inventory, graph)],
  };
}

/** Release 2.6 is the first with TraceQL metrics by more than rates, and the oldest that is supported. */
function hasTraceqlMetrics(tempo: TracedSystem['tempo']): boolean {
  if (tempo === undefined || tempo === 'unknown' || !FIRST_WITH_METRICS) {
    return tempo !== undefined;
  }
  return compareVersions(tempo, FIRST_WITH_METRICS) >= 0;
}

function readSpanMetrics(inventory: TracedInventory, calls: string): SpanMetricsSource | undefined {
  if (!inventory.names.has(calls)) {
    return undefined;
  }
  const prefix = calls.slice(0, -'calls_total'.length);
  const dimensions = inventory.labels.get(calls) ?? new Set<string>();
  const maker = prefix === 'traces_spanmetrics_' ? 'tempo' : 'opentelemetry';
  // A collector may be set to Tempo's names, and keeps its own labels then.
  const isTempos = maker === 'tempo' && (dimensions.has('service') || !dimensions.has('service_name'));
  return {
    kind: 'span-metrics',
    maker: isTempos ? 'tempo' : 'opentelemetry',
    calls,
    duration: findDuration(
      inventory.names,
      DURATIONS.map(({ suffix, unit }) => ({ name: prefix + suffix, unit }))
    ),
    size: inventory.names.has(`${prefix}size_total`) ? `${prefix}size_total` : undefined,
    labels: {
      service: isTempos ? 'service' : 'service_name',
      operation: 'span_name',
      kind: 'span_kind',
      status: 'status_code',
      version: ['service_version', 'resource_service_version'].find((label) => dimensions.has(label)),
    },
    dimensions,
  };
}

function readGraph({ names, labels }: TracedInventory): GraphSource | null {
  if (!names.has(EDGE_COUNTER)) {
    return null;
  }
  const failed = 'traces_service_graph_request_failed_total';
  // Milliseconds: OpenTelemetry's connector with `processor.servicegraph.legacyLatencyUnitMs`.
  const duration = (side: string) =>
    findDuration(names, [
      { name: `traces_service_graph_request_${side}_seconds`, unit: 's' },
      { name: `traces_service_graph_request_${side}_milliseconds`, unit: 'ms' },
    ]);
  return {
    kind: 'service-graph',
    requests: EDGE_COUNTER,
    failed: names.has(failed) ? failed : undefined,
    serverDuration: duration('server'),
    clientDuration: duration('client'),
    messagingDuration: duration('messaging_system'),
    namesVirtualNodes: labels.get(EDGE_COUNTER)?.has('virtual_node') ?? false,
  };
}

function findDuration(
  names: ReadonlySet<string>,
  candidates: ReadonlyArray<Pick<DurationMetric, 'name' | 'unit'>>
): DurationMetric | undefined {
  for (const { name, unit } of candidates) {
    const classic = names.has(`${name}_bucket`);
    const native = names.has(name);
    if (classic || native) {
      return { name, unit, histogram: classic ? (native ? 'both' : 'classic') : 'native' };
    }
  }
  return undefined;
}

const PROCESSORS = 'overrides.defaults.metrics_generator.processors';

function explainRed(
  inventory: TracedInventory | undefined,
  source: SpanMetricsSource | undefined,
  others: readonly SpanMetricsSource[],
  canAskTempo: boolean
): MissingPart[] {
  const missing: MissingPart[] = [];
  if (!inventory) {
    missing.push({
      id: 'no-prometheus',
      text: 'There is no Prometheus to ask for metrics made of spans. Choose the data source that Tempo’s metrics-generator or your collector writes to.',
    });
  } else if (!source) {
    missing.push({
      id: 'no-span-metrics',
      text: `Prometheus has no metrics made of spans. Switch on the processor span-metrics (${PROCESSORS}) and the generator’s remote write, or the spanmetrics connector of the OpenTelemetry Collector.`,
    });
  } else if (!source.duration) {
    missing.push({
      id: 'no-durations',
      text: `Prometheus has ${source.calls} but no histogram of durations beside it, so there are no quantiles. Switch on the subprocessor Latency of Tempo, or the histogram of the spanmetrics connector.`,
    });
  }
  if (inventory?.truncated && !source) {
    missing.push({
      id: 'list-cut',
      text: 'Prometheus has more metric names than were read, so something that exists may be missing here.',
    });
  }
  if (source && others.length > 0) {
    missing.push({
      id: 'several-span-metrics',
      text: `There are span metrics by several makers: ${source.calls} is used, not ${others.map(({ calls }) => calls).join(', ')}.`,
    });
  }
  if (!source && !canAskTempo) {
    missing.push({
      id: 'no-traceql-metrics',
      text: 'No Tempo of release 2.6 or newer is there to compute the numbers from spans.',
    });
  }
  return missing;
}

function explainGraph(inventory: TracedInventory | undefined, graph: GraphSource | null): MissingPart[] {
  return inventory && !graph
    ? [
        {
          id: 'no-service-graph',
          text: `Prometheus has no service-graph metrics, so nothing tells which service calls which. Switch on the processor service-graphs (${PROCESSORS}), or the servicegraph connector of the OpenTelemetry Collector.`,
        },
      ]
    : [];
}
