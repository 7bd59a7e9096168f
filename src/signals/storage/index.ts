import type { Component } from '../../tempo';
import { processesUp, resourcesOf } from '../processes';
import type { Chapter, Section } from '../signal';
import { BLOCKLIST, COMPACTION, RETENTION, SCHEDULING } from './maintenance';
import { SIZE, SUMMARY } from './size';

/** The components that work on stored blocks. */
const MAINTENANCE: Component[] = ['compactor', 'backend-scheduler', 'backend-worker'];

const RESOURCES: Section = {
  id: 'storage-resources',
  title: 'Resources of compaction',
  question: 'Do the processes that compact run, and have what they need?',
  collapsed: true,
  signals: [processesUp('storage', MAINTENANCE), ...resourcesOf('storage', MAINTENANCE, 'compaction')],
};

/** What is stored, and how it is kept in order. */
export const STORAGE: Chapter = {
  id: 'storage',
  title: 'Storage',
  sections: [SUMMARY, SIZE, BLOCKLIST, COMPACTION, SCHEDULING, RETENTION, RESOURCES],
};
