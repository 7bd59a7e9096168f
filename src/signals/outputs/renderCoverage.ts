import { BACKEND_WORK } from './mixin/backendwork';
import { BLOCK_BUILDER } from './mixin/blockBuilder';
import type { CoveredPanels } from './mixin/coveredPanels';
import { OPERATIONAL } from './mixin/operational';
import { READS } from './mixin/reads';
import { RESOURCES } from './mixin/resources';
import { ROLLOUT } from './mixin/rolloutProgress';
import { TENANTS } from './mixin/tenants';
import { WRITES } from './mixin/writes';
import { listAlerts } from './listAlerts';

/** What we have for each dashboard of the tempo-mixin (operations/tempo-mixin-compiled, 2.6.1 and 3.0.3), by its file. */
export const COVERED_DASHBOARDS: Readonly<Record<string, CoveredPanels[]>> = {
  'tempo-operational': OPERATIONAL,
  'tempo-reads': READS,
  'tempo-writes': WRITES,
  'tempo-tenants': TENANTS,
  'tempo-resources': RESOURCES,
  'tempo-rollout-progress': ROLLOUT,
  'tempo-backendwork': BACKEND_WORK,
  'tempo-block-builder': BLOCK_BUILDER,
};

/** What the alerts of the mixin got wrong, by their names. */
export const REPAIRED: Readonly<Record<string, string>> = {
  TempoRequestLatency:
    'Counted every route of every component, streams included, and needed recording rules. Ours: reads only, asked directly.',
  TempoBlockListRisingQuickly:
    'Could not work: it compared with a literal ".*" and with variables of a dashboard. Ours compares each tenant with a week ago, from 100 blocks on.',
  TempoMetricsGeneratorUnhealthy:
    'In 3.0 the metrics-generator has no ring: it can never fire. TempoProcessDown and TempoGeneratorBehind find such a generator.',
  TempoBadOverrides: 'The same, by the share of processes; one severity for both releases.',
  TempoBackendSchedulerJobsFailureRateHigh:
    'Divided by jobs made in five minutes, which may be none. Ours looks back for fifteen minutes, and not while there are none.',
  TempoBackendSchedulerRetryRateHigh: 'Used windows of a minute, too short for scrapes of 30 seconds and more.',
  TempoBackendSchedulerCompactionEmptyJobRateHigh: 'Used windows of a minute.',
  TempoBackendWorkerBadJobsRateHigh: 'Used windows of a minute.',
  TempoBackendWorkerCallRetriesHigh:
    'Fired on an idle system: a worker that finds no job tries again, too. Ours counts only while blocks wait.',
  TempoCompactorsTooManyOutstandingBlocks: 'Selected by container, which a plain scrape does not have.',
  TempoCompactionTooManyOutstandingBlocks: 'Selected by container, which a plain scrape does not have.',
  TempoBlockBuildersPartitionsMismatch:
    'Took the larger of active and inactive partitions for their sum, and counted partitions that were given up.',
  TempoLiveStoresPartitionsUnowned:
    'Took the larger of active and inactive partitions for their sum, and counted partitions that were given up.',
  TempoPollsFailing: 'Fired at once, on what the next poll mends. Ours waits for five minutes.',
  TempoTenantIndexFailures: 'Fired at once, and did not name the tenant.',
  TempoVultureHighErrorRate: 'Used windows of a minute.',
};

/** Every panel and alert of the mixins, with our signal, or why there is none. Markdown. */
export function renderCoverage(): string {
  const panels = Object.values(COVERED_DASHBOARDS).flat();
  const count = (rows: CoveredPanels[]) => rows.reduce((sum, { panels: titles }) => sum + titles.length, 0);
  return (
    [
      '# Coverage of the tempo-mixin',
      `The tempo-mixin is what the Tempo project ships to watch Tempo with. This table says for each of its ${count(panels)} panels (2.6.1 and 3.0.3) which of our [signals](signals.md) answers the same question, or why none does: ${count(panels.filter(({ signals }) => signals.length === 0))} have none. Made by \`npm run outputs\`; a test fails when a panel or a signal is missing.`,
      'The metric `tempo_ingester_blocks_per_compactor`, which some dashboards ask for, never existed in any release. What they mean is `storage.outstanding-per-worker`: blocks that wait to be compacted, for each process that compacts.',
      ...Object.entries(COVERED_DASHBOARDS).flatMap(([name, rows]) => [`## ${name}`, renderTable(rows)]),
      '## Alerts',
      renderAlerts(),
      'Our other alerts, which the mixin has none for: ' + ownAlerts() + '.',
    ].join('\n\n') + '\n'
  );
}

function renderTable(rows: CoveredPanels[]): string {
  const lines = rows.map(({ row, panels, releases, signals, note = '' }) =>
    [
      row === '' ? '–' : row,
      panels.join(', '),
      releases.join(', '),
      [signals.map(code).join(', '), note].filter((part) => part !== '').join('. '),
    ]
      .map(escapeCell)
      .join(' | ')
  );
  return [
    '| Row | Panels | Releases | Ours |',
    '| --- | --- | --- | --- |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}

function renderAlerts(): string {
  const replaced = new Map<string, string[]>();
  for (const { alert } of listAlerts()) {
    for (const name of alert.mixin ?? []) {
      replaced.set(name, [...(replaced.get(name) ?? []), alert.name]);
    }
  }
  const lines = [...replaced]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, ours]) => `| ${code(name)} | ${ours.map(code).join(', ')} | ${escapeCell(REPAIRED[name] ?? '')} |`);
  return ['| Alert of the mixin | Ours | Repaired |', '| --- | --- | --- |', ...lines].join('\n');
}

function ownAlerts(): string {
  return listAlerts()
    .filter(({ alert }) => (alert.mixin ?? []).length === 0)
    .map(({ alert }) => code(alert.name))
    .join(', ');
}

function code(text: string): string {
  return `\`${text}\``;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
