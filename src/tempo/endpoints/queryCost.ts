import * as v from 'valibot';
import type { QueryCost } from '../queryAnswers';
import { wireNumber } from './wireNumbers';

/** What a query cost, in the answers of searches and metrics queries (`SearchMetrics` of pkg/tempopb/tempo.proto). */
export const queryCost = v.nullish(
  v.object({
    inspectedTraces: wireNumber,
    inspectedSpans: wireNumber,
    inspectedBytes: wireNumber,
    totalBlocks: wireNumber,
    totalBlockBytes: wireNumber,
    completedJobs: wireNumber,
    totalJobs: wireNumber,
  }),
  {}
);

/** The cost of an answer that does not say what it cost. */
export const NO_COST: QueryCost = v.parse(queryCost, undefined);
