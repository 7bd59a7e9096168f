import { configEntries } from '../tempo';
import { parseYaml } from '../tempo/configuration/parseYaml';
import { RECORDED_COMPONENTS } from '../tempo/testdata/recordedComponents';
import { EXPLAINED_KEYS, explainConfigKey } from './explainConfigKey';

/** Left out by Tempo while they are not set (`omitempty`: cmd/tempo/app/config.go, modules/distributor and modules/overrides config.go). */
const NOT_SHOWN_UNLESS_SET = [
  'multitenancy_enabled',
  'distributor.log_received_spans.enabled',
  'distributor.log_discarded_spans.enabled',
  'ingestion.max_global_traces_per_user',
  'ingestion.tenant_shard_size',
  'read.max_search_duration',
  'read.max_metrics_duration',
  'metrics_generator.max_active_series',
  'metrics_generator.collection_interval',
];

describe('explanations of keys', () => {
  const paths = RECORDED_COMPONENTS.filter(({ path, status }) => status === 200 && path === '/status/config').flatMap(
    ({ body }) => configEntries(parseYaml(body.slice(body.indexOf('\n') + 1))).map(({ path }) => path)
  );

  it('are tried with both releases', () => expect(paths.length).toBeGreaterThan(1000));

  it.each(EXPLAINED_KEYS.filter((key) => !NOT_SHOWN_UNLESS_SET.includes(key)))('%s is a key of a release', (key) => {
    const isThere = paths.some((path) => `.${path}.`.includes(`.${key}.`));
    expect(isThere).toBe(true);
  });

  it.each([
    ['compactor.compaction.block_retention', 'How long blocks are kept'],
    ['backend_worker.compaction.block_retention', 'How long blocks are kept'],
    ['overrides.acme.ingestion.rate_limit_bytes', 'Bytes per second'],
    ['metrics_generator.storage.remote_write', 'generated metrics are sent'],
  ])('%s is explained', (path, words) => expect(explainConfigKey(path)).toContain(words));

  it.each(['some.target', 'metrics_generator.storage.remote_write.0', 'x', '', 'constructor', 'a.constructor'])(
    '%j is not',
    (path) => expect(explainConfigKey(path)).toBeUndefined()
  );
});
