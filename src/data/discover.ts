import {
  fetchErrorMessage,
  fetchLabelValues,
  fetchSeries,
  isForbidden,
  proxyTransport,
  type DataSource,
  type TimeWindow,
} from '../grafana';
import {
  createTempoClient,
  isAbort,
  probeTempo,
  readCapabilities,
  readMetricsInventory,
  type Capabilities,
  type MetricsInventory,
} from '../tempo';

/** Why nothing is known of the metrics. */
export interface MetricsProblem {
  kind: 'failed' | 'forbidden' | 'no-tempo-metrics';
  /** What the data source or Grafana said; empty for `no-tempo-metrics`. */
  said: string;
}

export interface Discovery {
  capabilities: Capabilities;
  metricsProblem: MetricsProblem | undefined;
  /** Epoch milliseconds. */
  at: number;
}

interface DiscoverySubject {
  tempo: DataSource | undefined;
  metrics: DataSource | undefined;
}

/** How far back metrics count as there. Long enough for a Tempo that was down over lunch, short enough to be cheap. */
const WINDOW_SECONDS = 6 * 3600;

/**
 * Metrics that a Tempo process sends of itself. The remote-write metrics have no prefix of Tempo's; the generator's carry
 * a tenant, which Prometheus' own lack.
 */
const TEMPO_METRICS = ['{__name__=~"tempo(db)?_.+"}', '{__name__=~"prometheus_remote_storage_.+",tenant!=""}'];
const TENANT_METRICS = '{__name__=~"tempo_distributor_spans_received_total|tempodb_blocklist_length",tenant!=""}';

/**
 * Finds out what the two data sources are: six small questions to Tempo and three bounded ones to Prometheus, all at
 * once. That either does not answer is a result, no error.
 *
 * @throws AbortError if the signal ended it
 */
export async function discover({ tempo, metrics }: DiscoverySubject, signal: AbortSignal): Promise<Discovery> {
  const [probe, { inventory, tenants, problem }] = await Promise.all([
    tempo ? probeTempo(createTempoClient(proxyTransport(tempo.uid)), signal) : undefined,
    metrics ? takeInventory(metrics.uid, signal) : NOTHING,
  ]);
  return {
    capabilities: readCapabilities({ probe, inventory, tenants, sendsTenant: tempo?.sendsTenant ?? false }),
    metricsProblem: problem,
    at: Date.now(),
  };
}

interface Inventoried {
  inventory: MetricsInventory | undefined;
  tenants: string[];
  problem: MetricsProblem | undefined;
}

const NOTHING: Inventoried = { inventory: undefined, tenants: [], problem: undefined };

async function takeInventory(uid: string, signal: AbortSignal): Promise<Inventoried> {
  const to = Date.now() / 1000;
  const window: TimeWindow = { from: to - WINDOW_SECONDS, to };
  try {
    const [names, processes, tenants] = await Promise.all([
      fetchLabelValues(uid, '__name__', { match: TEMPO_METRICS, window, signal }),
      fetchSeries(uid, { match: ['tempo_build_info'], window, signal }),
      fetchLabelValues(uid, 'tenant', { match: [TENANT_METRICS], window, signal }),
    ]);
    const inventory = readMetricsInventory(names.values, processes.values, names.truncated || processes.truncated);
    const problem: MetricsProblem | undefined =
      inventory.names.size === 0 ? { kind: 'no-tempo-metrics', said: '' } : undefined;
    return { inventory, tenants: tenants.values, problem };
  } catch (error) {
    if (signal.aborted || isAbort(error)) {
      throw new DOMException('Discovery was cancelled', 'AbortError');
    }
    const kind = isForbidden(error) ? 'forbidden' : 'failed';
    return { ...NOTHING, problem: { kind, said: fetchErrorMessage(error) } };
  }
}
