import { INGESTION } from './ingestion';
import type { Chapter } from './signal';

/** All that is measured, a chapter for each page. */
export const CHAPTERS: Chapter[] = [INGESTION];

export { INGESTION };
