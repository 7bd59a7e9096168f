import { ACCESS_ERRORS } from './accessErrors';
import { CAPACITY_ERRORS } from './capacityErrors';
import { CLUSTER_ERRORS } from './clusterErrors';
import type { ErrorEntry } from './errorEntry';
import { LIMIT_ERRORS } from './limitErrors';
import { QUERY_TEXT_ERRORS } from './queryTextErrors';

export interface ErrorChapter {
  readonly title: string;
  readonly entries: readonly ErrorEntry[];
}

/**
 * All known errors, by chapter. The first entry that matches explains a failure, so the order matters: what is wrong
 * with the request comes before what is wrong with Tempo, because Tempo wraps the former into the latter.
 */
export const ERROR_CHAPTERS: readonly ErrorChapter[] = [
  { title: 'The query', entries: QUERY_TEXT_ERRORS },
  { title: 'Limits and settings of the request', entries: LIMIT_ERRORS },
  { title: 'Too much to do, or too slow', entries: CAPACITY_ERRORS },
  { title: 'Components of Tempo', entries: CLUSTER_ERRORS },
  { title: 'Access', entries: ACCESS_ERRORS },
];
