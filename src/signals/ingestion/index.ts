import type { Chapter } from '../signal';
import { BLOCKS } from './blocks';
import { DISCARDED_SPANS } from './discarded';
import { FRESHNESS } from './freshness';
import { GENERATOR } from './generator';
import { PROCESSES, RESOURCES } from './processes';
import { RECEIVED } from './received';
import { RECENT_DATA } from './recentData';
import { REMOTE_WRITE } from './remoteWrite';
import { SERIES } from './series';
import { SUMMARY } from './summary';
import { TENANTS } from './tenants';
import { WRITE_LATENCY } from './writeLatency';

/** The way of a span from the receiver into a block, and into metrics. */
export const INGESTION: Chapter = {
  id: 'ingestion',
  title: 'Ingestion',
  sections: [
    SUMMARY,
    RECEIVED,
    DISCARDED_SPANS,
    WRITE_LATENCY,
    RECENT_DATA,
    FRESHNESS,
    BLOCKS,
    GENERATOR,
    SERIES,
    REMOTE_WRITE,
    TENANTS,
    PROCESSES,
    RESOURCES,
  ],
};
