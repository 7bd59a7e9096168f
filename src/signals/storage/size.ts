import { maxBy, select, sumBy, sumOfTempos } from '../promql';
import type { Section, Signal, SignalContext } from '../signal';
import { BLOCKLIST_RISING } from './alerts';
import { outstandingPerWorker } from './outstanding';

const BYTES = 'tempodb_backend_bytes_total';
const OBJECTS = 'tempodb_backend_objects_total';
const BLOCKS = 'tempodb_blocklist_length';
const RETENTION = 'block_retention';

/** Every poller reports the same gauges; the largest is the newest there is, for storage grows. */
export function storedBytes(context: SignalContext, by: readonly string[] = ['tenant'], status = 'live'): string {
  return sumOfTempos(by, ['tenant'], select(BYTES, context.matchers(context.tenant, `status="${status}"`)));
}

/** The same for the number of blocks. */
export function storedBlocks({ matchers, tenant }: SignalContext, by: readonly string[] = ['tenant']): string {
  return sumOfTempos(by, ['tenant'], select(BLOCKS, matchers(tenant)));
}

/** The numbers that say at a glance how much is stored, and whether it is kept in order. */
export const SUMMARY: Section = {
  id: 'storage-summary',
  title: 'At a glance',
  question: 'How much is stored, and is it kept in order?',
  signals: [
    stat('storage.bytes-now', 'Stored', 'bytes', 'Bytes of the blocks in object storage that queries read.', {
      requires: [BYTES],
      queries: (context) => [{ refId: 'A', expr: storedBytes(context, []), legend: 'Stored' }],
    }),
    stat('storage.blocks-now', 'Blocks', 'short', 'Blocks in object storage that queries read, of all tenants.', {
      requires: [BLOCKS],
      queries: (context) => [{ refId: 'A', expr: storedBlocks(context, []), legend: 'Blocks' }],
    }),
    {
      id: 'storage.growth-now',
      title: 'Growth in a day',
      description: {
        shows: 'How much more is stored than a day ago.',
        good: 'Close to 0 once Tempo runs for longer than its retention. No value before there is a day of history.',
        remedy: 'When it grows on and on, more is sent, or retention does not delete: see both.',
      },
      unit: 'bytes',
      visualization: { kind: 'stat' },
      requires: { metrics: [BYTES] },
      queries: (context) => {
        const dayAgo = sumOfTempos(
          [],
          ['tenant'],
          `${select(BYTES, context.matchers(context.tenant, 'status="live"'))} offset 1d`
        );
        return [{ refId: 'A', expr: `${storedBytes(context, [])} - ${dayAgo}`, legend: 'Growth' }];
      },
    },
    {
      id: 'storage.outstanding-now',
      title: 'Blocks to compact per worker',
      description: {
        shows:
          'Blocks that wait to be compacted, divided by the compactors (2.x) or backend-workers (3.x), for the tenant that has most of them.',
        good: 'Below 100.',
        remedy: 'Add compactors or backend-workers, or give them more CPU: see the row "Compaction".',
      },
      unit: 'short',
      visualization: {
        kind: 'stat',
        thresholds: [{ level: 'ok' }, { from: 100, level: 'warning' }, { from: 250, level: 'critical' }],
      },
      requires: { metrics: ['tempodb_compaction_outstanding_blocks'] },
      queries: (context) => [{ refId: 'A', expr: `max(${outstandingPerWorker(context)})`, legend: 'Per worker' }],
    },
    {
      id: 'storage.index-age-now',
      title: 'Age of the index',
      description: {
        shows:
          'How old the oldest index of a tenant is, by which processes know the blocks without listing the bucket.',
        good: 'Below "blocklist_poll" (5 minutes unless set) and a bit.',
        remedy: 'See the row "Blocklist".',
      },
      unit: 's',
      visualization: {
        kind: 'stat',
        thresholds: [{ level: 'ok' }, { from: 600, level: 'warning' }, { from: 1800, level: 'critical' }],
      },
      requires: { metrics: ['tempodb_blocklist_tenant_index_age_seconds'] },
      queries: ({ matchers, tenant }) => [
        {
          refId: 'A',
          expr: maxBy([], select('tempodb_blocklist_tenant_index_age_seconds', matchers(tenant))),
          legend: 'Age',
        },
      ],
    },
  ],
};

/** What is stored, for whom. */
export const SIZE: Section = {
  id: 'storage-size',
  title: 'Size',
  question: 'Who stores how much?',
  signals: [
    {
      id: 'storage.bytes-by-tenant',
      title: 'Stored data by tenant',
      description: {
        shows: 'Bytes of the blocks in object storage that queries read.',
        good: 'Level once data is as old as its retention.',
        remedy: 'For a tenant that grows: shorten "compaction.block_retention" in its overrides, or let it send less.',
      },
      unit: 'bytes',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [BYTES] },
      queries: (context) => [{ refId: 'A', expr: storedBytes(context), legend: '{{tenant}}' }],
    },
    {
      id: 'storage.bytes-by-status',
      title: 'Live and compacted data',
      description: {
        shows:
          'Bytes of live blocks, and of blocks that were compacted into others but are not deleted yet ("compacted_block_retention", an hour unless set).',
        good: 'Compacted is a fraction of live.',
        remedy: 'When compacted data does not go away, deleting fails: see retention.',
      },
      unit: 'bytes',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [BYTES] },
      queries: (context) => [
        { refId: 'A', expr: storedBytes(context, [], 'live'), legend: 'Live' },
        { refId: 'B', expr: storedBytes(context, [], 'compacted'), legend: 'Compacted' },
      ],
    },
    {
      id: 'storage.traces-by-tenant',
      title: 'Stored traces by tenant',
      description: {
        shows: 'Traces in live blocks, counted once for each block that has a part of it.',
        good: 'It follows the stored data.',
        remedy: 'When it grows faster than data, traces are torn into parts that are not combined: see compaction.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [OBJECTS] },
      queries: ({ matchers, tenant }) => [
        {
          refId: 'A',
          expr: sumOfTempos(['tenant'], ['tenant'], select(OBJECTS, matchers(tenant, 'status="live"'))),
          legend: '{{tenant}}',
        },
      ],
    },
    {
      id: 'storage.blocks-by-tenant',
      title: 'Blocks by tenant',
      description: {
        shows: 'Length of the blocklist: live blocks of each tenant.',
        good: 'Level. A trace lookup asks every one of them.',
        remedy: 'When it rises, compaction is behind: see "Blocks to compact per worker".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [BLOCKS] },
      queries: (context) => [{ refId: 'A', expr: storedBlocks(context), legend: '{{tenant}}' }],
      alerts: [BLOCKLIST_RISING],
    },
    {
      id: 'storage.block-size',
      title: 'Average size of blocks',
      description: {
        shows: 'Stored bytes divided by the number of blocks, by tenant.',
        good: 'Tens of megabytes and more for tenants with traffic.',
        remedy:
          'Small blocks make every query slow: compaction is behind, or its window ("compaction_window") is too short.',
      },
      unit: 'bytes',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [BYTES, BLOCKS] },
      queries: (context) => [
        { refId: 'A', expr: `${storedBytes(context)} / (${storedBlocks(context)} > 0)`, legend: '{{tenant}}' },
      ],
    },
    {
      id: 'storage.tenants',
      title: 'Tenants with the most data',
      description: {
        shows:
          'The 50 tenants that store the most, as of the end of the time range: size, blocks, blocks to compact, and the retention that overrides set. Without one that of the compactor holds, which no metric tells.',
        good: 'Few blocks to compact.',
        remedy: 'Choose a tenant above to see all of this page for it alone.',
      },
      unit: 'short',
      visualization: {
        kind: 'table',
        columns: [
          { field: 'tenant', title: 'Tenant' },
          { field: 'A', title: 'Stored', unit: 'bytes' },
          { field: 'B', title: 'Blocks', unit: 'short' },
          { field: 'C', title: 'Traces', unit: 'short' },
          { field: 'D', title: 'Blocks to compact', unit: 'short' },
          { field: 'E', title: 'Retention', unit: 's' },
        ],
        sortBy: 'A',
      },
      requires: { metrics: [BYTES, BLOCKS] },
      queries: (context) => tenantColumns(context),
    },
  ],
};

function tenantColumns(context: SignalContext) {
  const { matchers, tenant } = context;
  const top = `topk(50, ${storedBytes(context)})`;
  const column = (refId: string, expr: string) => ({
    refId,
    expr: `(${expr}) and on (tenant) ${top}`,
    legend: '',
    instant: true,
  });
  return [
    column('A', storedBytes(context)),
    column('B', storedBlocks(context)),
    column('C', sumOfTempos(['tenant'], ['tenant'], select(OBJECTS, matchers(tenant, 'status="live"')))),
    column('D', sumBy(['tenant'], select('tempodb_compaction_outstanding_blocks', matchers(tenant)))),
    column('E', retentionSeconds(context)),
  ];
}

/**
 * How long blocks are kept, by tenant, in seconds, where overrides say so. The limit is in nanoseconds, and 0 stands for
 * "compaction.block_retention" of the compactor (2.x) or backend-worker (3.x), which is in no metric (2.6.1 and 3.0.3).
 */
function retentionSeconds(context: SignalContext): string {
  const { matchers } = context;
  const blocks = storedBlocks(context);
  const own = select('tempo_limits_overrides', matchers(`limit_name="${RETENTION}"`));
  const ownByTenant = maxBy(['tenant'], `label_replace(${own}, "tenant", "$1", "user", "(.+)")`);
  const common = `max(${select('tempo_limits_defaults', matchers(`limit_name="${RETENTION}"`))})`;
  return `((${ownByTenant} > 0) or on (tenant) (0 * ${blocks} + on () group_left () ${common})) / 1e9 > 0`;
}

function stat(
  id: string,
  title: string,
  unit: string,
  shows: string,
  { requires, queries }: { requires: string[]; queries: Signal['queries'] }
): Signal {
  return {
    id,
    title,
    description: {
      shows,
      good: 'Level once data is as old as its retention.',
      remedy: 'When it only grows, see who stores more, and whether compaction and retention keep up.',
    },
    unit,
    visualization: { kind: 'stat' },
    requires: { metrics: requires },
    queries,
  };
}
