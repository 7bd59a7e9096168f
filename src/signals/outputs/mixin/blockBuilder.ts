import type { CoveredPanels } from './coveredPanels';

/** The dashboard tempo-block-builder of the tempo-mixin. */
export const BLOCK_BUILDER: CoveredPanels[] = [
  {
    row: 'Fetched records',
    panels: [
      'Kafka fetched records / sec',
      'Per pod Kafka fetched records / sec',
      'Per partition Kafka fetched records / sec',
    ],
    releases: ['3.0.3'],
    signals: ['ingestion.block-builder-records', 'ingestion.block-failures'],
  },
  {
    row: 'Read bytes',
    panels: ['Kafka read bytes / sec', 'Per pod Kafka read bytes / sec', 'Per partition Kafka read bytes / sec'],
    releases: ['3.0.3'],
    signals: ['ingestion.block-builder-records'],
    note: 'Records say the same as bytes.',
  },
  {
    row: 'Flushed blocks',
    panels: ['Flushed blocks / sec', 'Per pod flushed blocks / sec'],
    releases: ['3.0.3'],
    signals: ['ingestion.blocks-written'],
  },
  {
    row: 'Partitions',
    panels: ['Lag of records by partition'],
    releases: ['3.0.3'],
    signals: ['ingestion.lag-records'],
  },
  { row: 'Partitions', panels: ['Lag by partition (sec)'], releases: ['3.0.3'], signals: ['ingestion.lag-seconds'] },
  {
    row: 'Consumption time',
    panels: ['Partition section duration (sec)', 'Partition cycle duration (sec)'],
    releases: ['3.0.3'],
    signals: ['ingestion.block-builder-cycle'],
    note: 'Native histograms only, which the mixin asks without a quantile; the average works everywhere.',
  },
  { row: 'Resources', panels: ['CPU'], releases: ['3.0.3'], signals: ['ingestion.cpu'] },
  { row: 'Resources', panels: ['Memory (workingset)'], releases: ['3.0.3'], signals: ['ingestion.memory'] },
];
