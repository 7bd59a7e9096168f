import type { Component } from '../../tempo';
import { BLOCKS } from '../ingestion/blocks';
import { WRITE_LATENCY } from '../ingestion/writeLatency';
import { processesUp, resourcesOf } from '../processes';
import { reuse } from '../reuse';
import type { Chapter, Section } from '../signal';
import { BACKEND } from './backend';
import { INSIDE } from './inside';
import { QUEUE } from './queue';
import { READ_HEATMAPS, READS } from './reads';
import { SUMMARY } from './summary';
import { VOLUME } from './volume';

/** The components that a query passes. */
const READ_PATH: Component[] = ['query-frontend', 'querier'];

const WRITES: Section = {
  id: 'write-path',
  title: 'Writes',
  question: 'How long do those wait who send spans?',
  collapsed: true,
  signals: reuse([WRITE_LATENCY, BLOCKS], {
    'ingestion.push-latency': 'latency.push',
    'ingestion.kafka-write-latency': 'latency.kafka-write',
    'ingestion.ingester-push-latency': 'latency.ingester-push',
    'ingestion.block-duration': 'latency.block-duration',
  }),
};

const RESOURCES: Section = {
  id: 'read-resources',
  title: 'Resources of the read path',
  question: 'Do query-frontends and queriers run, and have what they need?',
  collapsed: true,
  signals: [processesUp('latency', READ_PATH), ...resourcesOf('latency', READ_PATH, 'the read path')],
};

/** How long Tempo takes to answer, and where the time goes. */
export const LATENCY: Chapter = {
  id: 'latency',
  title: 'Latency',
  sections: [SUMMARY, READS, READ_HEATMAPS, QUEUE, VOLUME, INSIDE, BACKEND, WRITES, RESOURCES],
};
