import { parseVersion, readMetricsInventory, type MetricsInventory } from '../tempo';
import { applicability, explainReason, type Inapplicability, type KnownSystem } from './applicability';
import type { Requirements } from './signal';

const ANY: KnownSystem = {
  version: undefined,
  generation: undefined,
  topology: undefined,
  inventory: inventoryOf({}),
};

interface Case {
  name: string;
  requires: Requirements;
  system: Partial<KnownSystem>;
  /** Undefined where the signal applies. */
  reason: Inapplicability | undefined;
}

const CASES: Case[] = [
  { name: 'no requirements', requires: {}, system: {}, reason: undefined },
  { name: 'generation met', requires: { generation: '2.x' }, system: { generation: '2.x' }, reason: undefined },
  {
    name: 'other generation',
    requires: { generation: '2.x' },
    system: { generation: '3.x' },
    reason: { kind: 'generation', needed: '2.x', found: '3.x' },
  },
  { name: 'unknown generation hides nothing', requires: { generation: '2.x' }, system: {}, reason: undefined },
  {
    name: 'other topology',
    requires: { topology: 'microservices' },
    system: { topology: 'single-binary' },
    reason: { kind: 'topology', needed: 'microservices', found: 'single-binary' },
  },
  { name: 'unknown topology hides nothing', requires: { topology: 'microservices' }, system: {}, reason: undefined },
  {
    name: 'older release',
    requires: { since: '2.9' },
    system: { version: parseVersion('2.6.1') },
    reason: { kind: 'version', since: '2.9', found: '2.6.1' },
  },
  {
    name: 'that very release',
    requires: { since: '2.9' },
    system: { version: parseVersion('2.9.0') },
    reason: undefined,
  },
  {
    name: 'two digits are more than one',
    requires: { since: '2.9' },
    system: { version: parseVersion('2.10.1') },
    reason: undefined,
  },
  { name: 'unknown version hides nothing', requires: { since: '2.9' }, system: {}, reason: undefined },
  {
    name: 'component among the processes',
    requires: { components: ['ingester', 'live-store'] },
    system: { inventory: inventoryOf({ containers: ['distributor', 'ingester'] }) },
    reason: undefined,
  },
  {
    name: 'a name that every process sends proves no component',
    requires: { components: ['ingester'], metrics: ['tempo_ingester_failed_flushes_total'] },
    system: { inventory: inventoryOf({ containers: ['querier'], names: ['tempo_ingester_failed_flushes_total'] }) },
    reason: { kind: 'component', anyOf: ['ingester'] },
  },
  {
    name: 'a single binary of 3.x has a live-store',
    requires: { components: ['live-store'] },
    system: { generation: '3.x', topology: 'single-binary' },
    reason: undefined,
  },
  {
    name: 'a single binary has no block-builder, though it sends its metrics',
    requires: { components: ['block-builder'], metrics: ['tempo_block_builder_consume_cycle_duration_seconds'] },
    system: {
      generation: '3.x',
      topology: 'single-binary',
      inventory: inventoryOf({ names: ['tempo_block_builder_consume_cycle_duration_seconds_count'] }),
    },
    reason: { kind: 'component', anyOf: ['block-builder'] },
  },
  {
    name: 'a single binary of 2.x has no live-store',
    requires: { components: ['live-store'] },
    system: { generation: '2.x', topology: 'single-binary' },
    reason: { kind: 'component', anyOf: ['live-store'] },
  },
  {
    name: 'a single binary of either kind may have one',
    requires: { components: ['live-store'] },
    system: { topology: 'single-binary' },
    reason: undefined,
  },
  {
    name: '3.x has no ingester, however it is scraped',
    requires: { components: ['ingester'] },
    system: { generation: '3.x' },
    reason: { kind: 'component', anyOf: ['ingester'] },
  },
  {
    name: 'components that the scrape does not tell apart may run',
    requires: { components: ['block-builder'] },
    system: { generation: '3.x', topology: 'microservices' },
    reason: undefined,
  },
  {
    name: 'metric there',
    requires: { metrics: ['tempo_a'] },
    system: { inventory: inventoryOf({ names: ['tempo_a'] }) },
    reason: undefined,
  },
  {
    name: 'classic histogram there',
    requires: { metrics: ['tempo_h'] },
    system: { inventory: inventoryOf({ names: ['tempo_h_bucket', 'tempo_h_sum', 'tempo_h_count'] }) },
    reason: undefined,
  },
  {
    name: 'one of two metrics missing',
    requires: { metrics: ['tempo_a', 'tempo_b'] },
    system: { inventory: inventoryOf({ names: ['tempo_a'] }) },
    reason: { kind: 'metric', missing: ['tempo_b'] },
  },
  {
    name: 'one of two metrics is enough',
    requires: { anyMetric: ['tempo_a', 'tempo_b'] },
    system: { inventory: inventoryOf({ names: ['tempo_b'] }) },
    reason: undefined,
  },
  {
    name: 'neither of two metrics',
    requires: { anyMetric: ['tempo_a', 'tempo_b'] },
    system: {},
    reason: { kind: 'metric', missing: ['tempo_a', 'tempo_b'] },
  },
  {
    name: 'a list that was cut proves no absence',
    requires: { metrics: ['tempo_a'], anyMetric: ['tempo_b'], components: ['live-store'] },
    system: { inventory: inventoryOf({ containers: ['distributor'], truncated: true }) },
    reason: undefined,
  },
  {
    name: 'but the generation still counts',
    requires: { components: ['live-store'] },
    system: { generation: '2.x', topology: 'single-binary', inventory: inventoryOf({ truncated: true }) },
    reason: { kind: 'component', anyOf: ['live-store'] },
  },
  {
    name: 'the generation is named before a missing metric',
    requires: { generation: '2.x', metrics: ['tempo_a'] },
    system: { generation: '3.x' },
    reason: { kind: 'generation', needed: '2.x', found: '3.x' },
  },
];

it.each(CASES)('$name', ({ requires, system, reason }) => {
  expect(applicability({ requires }, { ...ANY, ...system })).toEqual(
    reason ? { applies: false, reason } : { applies: true }
  );
});

it.each<[Inapplicability, string]>([
  [{ kind: 'generation', needed: '2.x', found: '3.x' }, 'Only Tempo 2.x has this; this is Tempo 3.x.'],
  [
    { kind: 'topology', needed: 'microservices', found: 'single-binary' },
    'Only a Tempo in microservices mode has this; this one runs in a single binary.',
  ],
  [{ kind: 'version', since: '2.9', found: '2.6.1' }, 'Tempo measures this from 2.9 on; this is 2.6.1.'],
  [
    { kind: 'component', anyOf: ['ingester', 'live-store', 'block-builder'] },
    'It is measured by the ingester, live-store or block-builder, and none is among the processes of this Tempo that Prometheus scrapes.',
  ],
  [
    { kind: 'metric', missing: ['tempo_a', 'tempo_b'] },
    'Prometheus does not have tempo_a and tempo_b: it was never sent, or is not scraped.',
  ],
])('explains %j', (reason, sentence) => {
  expect(explainReason(reason)).toBe(sentence);
});

function inventoryOf(given: { names?: string[]; containers?: string[]; truncated?: boolean }): MetricsInventory {
  const processes = (given.containers ?? []).map((container) => ({ container, job: 'tempo', instance: container }));
  return readMetricsInventory(given.names ?? [], processes, given.truncated);
}
