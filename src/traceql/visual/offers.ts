/**
 * What a form offers: functions, operators, hints and fields, with the release that brought each, and what comes nearest
 * to it before. Words and releases are those of the completion.
 */
import type { Proposal } from '../complete/proposal';
import * as words from '../complete/words';
import { intrinsicWords } from '../explain/intrinsicWords';
import { INTRINSICS } from '../intrinsics';
import { ageOf, type Release, releaseOfAge, resolveRelease } from '../releases';

export interface Offer {
  /** As written in TraceQL. */
  readonly name: string;
  readonly documentation: string;
  readonly since: Release;
  /** What to take where the release does not know it; empty where there is nothing to say. */
  readonly instead: string;
}

const INSTEAD: Readonly<Record<string, string>> = {
  min_over_time: 'quantile_over_time with the quantile 0 comes near',
  max_over_time: 'quantile_over_time with the quantile 1 comes near',
  avg_over_time: 'quantile_over_time with the quantile 0.5 gives the median',
  sum_over_time: 'count_over_time counts the spans',
  topk: 'conditions leave fewer series; the legend of the chart sorts them',
  bottomk: 'conditions leave fewer series; the legend of the chart sorts them',
  threshold: 'the chart can draw the threshold',
  'is-not-set': 'in steps: all spans, then select the attribute, then filter again by “not: is set”',
  'span:childCount': 'a child joined by “is child of” finds spans that have any',
  'span:parentID': '“is child of” joins a span with its parent',
  'instrumentation:name': 'look for an attribute otel.library.name or otel.scope.name of the span',
  'instrumentation:version': 'look for an attribute otel.library.version or otel.scope.version of the span',
  most_recent: 'a shorter time range finds the newest traces',
  sample: 'a shorter time range is quicker, too',
};

function offer(name: string, documentation: string, since: Release): Offer {
  return { name, documentation, since, instead: INSTEAD[name] ?? '' };
}

function offers(proposals: readonly Proposal[]): readonly Offer[] {
  return proposals.map(({ label, documentation, since }) => offer(label, documentation, since));
}

export const AGGREGATE_OFFERS: readonly Offer[] = offers(words.AGGREGATES);
export const METRICS_OFFERS: readonly Offer[] = offers(words.METRICS);
export const SPANSET_OPERATOR_OFFERS: readonly Offer[] = offers(words.SPANSET_OPERATORS);
export const HINT_OFFERS: readonly Offer[] = offers(words.HINTS);
export const SECOND_STAGE_OFFERS: readonly Offer[] = [
  ...offers(words.TOP_BOTTOM),
  offer('threshold', 'Keeps only the points whose value compares so.', '3.0'),
];
/** The test that an attribute is absent, `= nil`. */
export const ABSENCE_OFFER: Offer = offer('is-not-set', 'The attribute does not exist.', '2.10');

/** The built-in fields that Tempo supports, in the order of `intrinsics.ts`. */
export const INTRINSIC_OFFERS: readonly Offer[] = [...INTRINSICS]
  .filter(([, { unsupported }]) => !unsupported)
  .map(([name, { since }]) => offer(name, intrinsicWords(name)?.documentation ?? '', releaseOfAge(since)));

/** Whether the Tempo of that version knows what came with a release; yes where the version is not known. */
export function isKnownTo(since: Release, tempo: string): boolean {
  return ageOf(since) <= ageOf(resolveRelease(tempo).release);
}
