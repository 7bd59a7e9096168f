import { type ConfigMap } from '../../tempo';
import { parseYaml } from '../../tempo/configuration/parseYaml';
import { effectiveLimits, limitsOfTenant } from './effectiveLimits';
import { TENANT_LIMITS } from './limitCatalogue';
import { renderOverride } from './renderOverride';

const yaml = (text: string) => parseYaml(text) as ConfigMap;
const DEFAULTS = yaml('ingestion:\n  rate_limit_bytes: 15000000\n  max_traces_per_user: 10000');
const limitOf = (path: string) => {
  const limit = TENANT_LIMITS.find((one) => one.path === path);
  if (!limit) {
    throw new Error(path);
  }
  return limit;
};

describe('effective limits', () => {
  const rate = 'ingestion.rate_limit_bytes';
  const live = 'ingestion.max_traces_per_user';
  it.each([
    ['the defaults', { defaults: DEFAULTS }, rate, 15_000_000, 'defaults'],
    ['the code where the page leaves it out', { defaults: DEFAULTS }, 'global.max_bytes_per_trace', 5_000_000, 'code'],
    ['the block *', { defaults: DEFAULTS, wildcard: yaml('ingestion:\n  rate_limit_bytes: 7') }, rate, 7, 'wildcard'],
    [
      'the block of the tenant, not *',
      {
        defaults: DEFAULTS,
        wildcard: yaml('ingestion:\n  rate_limit_bytes: 7'),
        tenant: yaml('ingestion:\n  rate_limit_bytes: 8'),
      },
      rate,
      8,
      'tenant',
    ],
    [
      '0 where the block leaves it out',
      { defaults: DEFAULTS, tenant: yaml('global:\n  max_bytes_per_trace: 9') },
      rate,
      0,
      'absent',
    ],
    ['0 where * leaves it out', { defaults: DEFAULTS, wildcard: yaml('global: {}') }, live, 0, 'absent'],
    [
      'what the tenant has set itself, key by key',
      {
        defaults: DEFAULTS,
        tenant: yaml('ingestion:\n  rate_limit_bytes: 8'),
        userConfigurable: yaml('metrics_generator:\n  max_active_series: 5'),
      },
      'metrics_generator.max_active_series',
      5,
      'user-configurable',
    ],
    ['the flat format', { defaults: DEFAULTS, tenant: yaml('ingestion_rate_limit_bytes: 12') }, rate, 12, 'tenant'],
    [
      'durations',
      { defaults: yaml('compaction:\n  block_retention: 2w') },
      'compaction.block_retention',
      1_209_600,
      'defaults',
    ],
  ] as const)('come from %s', (_, blocks, path, value, source) => {
    const found = effectiveLimits(blocks, '2.x').find(({ limit }) => limit.path === path);
    expect(found).toMatchObject({ value, source });
  });

  it.each([
    [3_750_000, 0.75],
    [30_000_000, 0],
    [undefined, undefined],
  ])('with a use of %p the headroom is %p', (use, headroom) => {
    const [limit] = effectiveLimits({ defaults: DEFAULTS }, '2.x', use === undefined ? {} : { [rate]: use });
    expect(limit).toMatchObject({ use, headroom });
  });

  it('has no headroom where there is no limit', () => {
    const limits = effectiveLimits({ defaults: DEFAULTS, tenant: yaml('a: {}') }, '2.x', { [rate]: 5, [live]: 5 });
    expect(limits.map(({ headroom }) => headroom)).toEqual(limits.map(() => undefined));
  });

  it('reads a runtime configuration', () => {
    const config = {
      defaults: DEFAULTS,
      tenants: new Map([['*', yaml('ingestion:\n  rate_limit_bytes: 7')]]),
      userConfigurable: new Map(),
      exposed: [],
    };
    expect(limitsOfTenant(config, 'a')[0]).toMatchObject({ value: 7, source: 'wildcard' });
  });
});

describe('override', () => {
  const values = [
    [limitOf('ingestion.rate_limit_bytes'), 30_000_000],
    [limitOf('ingestion.burst_size_bytes'), 40_000_000],
    [limitOf('compaction.block_retention'), 2_592_000],
  ] as const;

  it('is rendered in all formats', () => {
    expect(renderOverride('team-a', values, '2.x')).toEqual({
      scoped:
        'overrides:\n  team-a:\n    compaction:\n      block_retention: 720h\n    ingestion:\n      burst_size_bytes: 40000000\n      rate_limit_bytes: 30000000',
      legacy:
        'overrides:\n  team-a:\n    ingestion_rate_limit_bytes: 30000000\n    ingestion_burst_size_bytes: 40000000\n    block_retention: 720h',
      helm: 'per_tenant_overrides:\n  team-a:\n    compaction:\n      block_retention: 720h\n    ingestion:\n      burst_size_bytes: 40000000\n      rate_limit_bytes: 30000000',
      defaults:
        'overrides:\n  defaults:\n    compaction:\n      block_retention: 720h\n    ingestion:\n      burst_size_bytes: 40000000\n      rate_limit_bytes: 30000000',
    });
    expect(renderOverride('a', values, '3.x').legacy).toBeUndefined();
  });

  it.each(['*', '1', 'a: b', 'true', 'ü', '"x"'])('quotes the tenant %p', (tenant) => {
    const { scoped } = renderOverride(tenant, values);
    expect(scoped.split('\n')[1]).toBe(`  ${JSON.stringify(tenant)}:`);
  });

  it('is read back as it was meant', () => {
    const read = parseYaml(renderOverride('team-a', values).scoped) as ReadonlyMap<
      string,
      ReadonlyMap<string, ConfigMap>
    >;
    const block = read.get('overrides')?.get('team-a');
    const limits = effectiveLimits({ defaults: DEFAULTS, tenant: block }, '2.x');
    expect(limits.filter(({ source }) => source === 'tenant').map(({ value }) => value)).toEqual([
      30_000_000, 40_000_000, 2_592_000,
    ]);
  });
});
