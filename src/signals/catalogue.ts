import { ERRORS } from './errors';
import { INGESTION } from './ingestion';
import { LATENCY } from './latency';
import type { Chapter } from './signal';
import { STORAGE } from './storage';

/** All that is measured, a chapter for each page. */
export const CHAPTERS: Chapter[] = [INGESTION, LATENCY, ERRORS, STORAGE];

export { ERRORS, INGESTION, LATENCY, STORAGE };
