import type { Reach } from '../../health';
import { configText, fetchStatusConfig, parseGoDuration, probe, type ConfigMap, type Generation } from '../../tempo';

/** What the configuration says about where a trace is looked for. All undefined where no process could be asked. */
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

/** Processes that know these keys best, the one that deletes blocks first. Those of one Tempo mostly share one file. */
const ASKED = ['single-binary', 'compactor', 'backend-scheduler', 'query-frontend', 'ingester', 'live-store'] as const;

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
  const answers = await Promise.all(asked.map(({ client }) => probe(fetchStatusConfig(client, 'diff', signal))));
  const configs = answers.flatMap((answer) => (answer.ok ? [answer.value.config] : []));
  if (configs.length === 0 || generation === undefined) {
    return {};
  }
  const is2 = generation === '2.x';
  return {
    retentionSeconds:
      firstSeconds(
        configs,
        is2
          ? 'compactor.compaction.block_retention'
          : 'backend_scheduler.provider.compaction.compaction.block_retention'
      ) ?? DEFAULT_RETENTION,
    keptSeconds:
      firstSeconds(configs, `${is2 ? 'ingester' : 'live_store'}.complete_block_timeout`) ?? DEFAULT_STAY[generation],
    backendAfterSeconds: firstSeconds(configs, 'query_frontend.search.query_backend_after') ?? DEFAULT_BACKEND_AFTER,
    ...optional('endCutoffSeconds', firstSeconds(configs, 'query_frontend.query_end_cutoff')),
    ...optional('searchSeconds', firstSeconds(configs, 'query_frontend.search.max_duration')),
  };
}

function firstSeconds(configs: readonly ConfigMap[], path: string): number | undefined {
  const texts = configs.flatMap((config) => configText(config, path) ?? []);
  return texts.map(parseGoDuration).find((seconds) => seconds !== undefined);
}

function optional<Name extends string>(name: Name, value: number | undefined): Partial<Record<Name, number>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, number>);
}
