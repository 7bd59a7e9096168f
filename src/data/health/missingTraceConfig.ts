import { configOf, type Reach } from '../../health';
import { configText, fetchStatusConfig, parseGoDuration, probe, type Component, type Generation } from '../../tempo';

/** What the configuration says about where a trace is looked for. Each is undefined where nobody who works with it could be asked. */
export interface MissingTraceConfig {
  readonly retentionSeconds?: number;
  /** How long blocks stay with ingesters or live-stores. */
  readonly keptSeconds?: number;
  /** From which age on searches look into storage. */
  readonly backendAfterSeconds?: number;
  /** The newest data that searches leave out. */
  readonly endCutoffSeconds?: number;
  /** The longest range of a search; 0 for no limit. */
  readonly searchSeconds?: number;
}

/** Processes that work with these keys. Those of one Tempo mostly share one file. */
const ASKED = ['single-binary', 'compactor', 'backend-worker', 'query-frontend', 'ingester', 'live-store'] as const;

/** Code defaults in seconds, 2.6.1 and 3.0.3: tempodb, modules/frontend, modules/ingester and modules/livestore config.go. */
const DEFAULT_RETENTION = 336 * 3600;
const DEFAULT_STAY: Readonly<Record<Generation, number>> = { '2.x': 900, '3.x': 1200 };
const DEFAULT_BACKEND_AFTER = 900;

/**
 * Reads what matters of the configuration of the processes that can be reached.
 *
 * @throws AbortError if the signal ended it
 */
export async function fetchMissingTraceConfig(
  reaches: readonly Reach[],
  generation: Generation | undefined,
  signal: AbortSignal
): Promise<MissingTraceConfig> {
  const asked = ASKED.flatMap((name) => reaches.find((reach) => reach.name === name) ?? []);
  const probed = await Promise.all(asked.map(({ client }) => probe(fetchStatusConfig(client, 'diff', signal))));
  const answers = asked.flatMap(({ name }, index) => {
    const answer = probed[index];
    return answer?.ok ? [{ process: name, value: answer.value }] : [];
  });
  if (generation === undefined) {
    return {};
  }
  const seconds = (path: string, component: Component, otherwise?: number) => {
    const config = configOf(answers, [component], path)?.value.config;
    return config && (parseGoDuration(configText(config, path) ?? '') ?? otherwise);
  };
  const is2 = generation === '2.x';
  return {
    ...optional(
      'retentionSeconds',
      is2
        ? seconds('compactor.compaction.block_retention', 'compactor', DEFAULT_RETENTION)
        : seconds('backend_worker.compaction.block_retention', 'backend-worker', DEFAULT_RETENTION)
    ),
    ...optional(
      'keptSeconds',
      is2
        ? seconds('ingester.complete_block_timeout', 'ingester', DEFAULT_STAY[generation])
        : seconds('live_store.complete_block_timeout', 'live-store', DEFAULT_STAY[generation])
    ),
    ...optional(
      'backendAfterSeconds',
      seconds('query_frontend.search.query_backend_after', 'query-frontend', DEFAULT_BACKEND_AFTER)
    ),
    ...optional('endCutoffSeconds', seconds('query_frontend.query_end_cutoff', 'query-frontend')),
    ...optional('searchSeconds', seconds('query_frontend.search.max_duration', 'query-frontend')),
  };
}

function optional<Name extends string>(name: Name, value: number | undefined): Partial<Record<Name, number>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, number>);
}
