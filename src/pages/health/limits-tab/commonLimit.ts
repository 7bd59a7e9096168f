import { configOf, type HealthEvidence, type TenantLimit } from '../../../health';
import { configText, parseGoDuration, type Component, type Generation } from '../../../tempo';

/** The limit of all tenants that holds where a tenant has none of its own. */
interface CommonLimit {
  /** Path in `tempo.yaml`. */
  readonly path: string;
  /** Who keeps it. */
  readonly process: Component;
  readonly defaultSeconds: number;
}

const HOUR = 3600;
const search: CommonLimit = {
  path: 'query_frontend.search.max_duration',
  process: 'query-frontend',
  defaultSeconds: 168 * HOUR,
};

/** Defaults: modules/frontend/config.go and tempodb/config.go (2.6.1 and 3.0.3). */
const COMMON: Readonly<Record<Generation, Readonly<Record<string, CommonLimit>>>> = {
  '2.x': {
    'read.max_search_duration': search,
    'read.max_metrics_duration': {
      path: 'query_frontend.metrics.max_duration',
      process: 'query-frontend',
      defaultSeconds: 3 * HOUR,
    },
    'compaction.block_retention': {
      path: 'compactor.compaction.block_retention',
      process: 'compactor',
      defaultSeconds: 336 * HOUR,
    },
  },
  '3.x': {
    'read.max_search_duration': search,
    'read.max_metrics_duration': {
      path: 'query_frontend.metrics.max_duration',
      process: 'query-frontend',
      defaultSeconds: 24 * HOUR,
    },
    'compaction.block_retention': {
      path: 'backend_worker.compaction.block_retention',
      process: 'backend-worker',
      defaultSeconds: 336 * HOUR,
    },
  },
};

/**
 * What holds in the place of a limit that is 0, in seconds, and where it is set.
 *
 * @returns undefined for limits that are not of this kind, or where nobody who keeps it shows its configuration
 */
export function commonLimitOf(
  { path }: TenantLimit,
  { processes, system }: HealthEvidence
): { seconds: number; path: string; isDefault: boolean } | undefined {
  const common = COMMON[system.generation ?? '3.x'][path];
  const answers = processes.flatMap(({ name, config }) => (config?.ok ? [{ process: name, value: config.value }] : []));
  const shown = common && configOf(answers, [common.process], common.path);
  if (!shown) {
    return undefined;
  }
  const text = configText(shown.value.config, common.path);
  const seconds = text === undefined ? undefined : parseGoDuration(text);
  return { seconds: seconds ?? common.defaultSeconds, path: common.path, isDefault: seconds === undefined };
}
