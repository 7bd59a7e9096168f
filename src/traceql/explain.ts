/**
 * A query in plain English.
 *
 * Follows the meaning that Tempo 2.6 to 3.0 gives to the grammar; where releases differ (anchoring of patterns, hints)
 * the text is that of the release asked for.
 */
import { Query, Range } from './ast';
import { resolveRelease } from './releases';
import { tellHints, tellMetrics, tellSecondStage } from './explain/metrics';
import { Sentence } from './explain/sentence';
import { tellStages, Telling } from './explain/spansets';

export type { Sentence };

export interface ExplainOptions {
  /** Version of Tempo, as `2.8` or `v2.8.1`; without it, and for unknown ones, the newest known. */
  readonly tempo?: string;
}

/**
 * Explains a query to people who do not know TraceQL: one sentence for each stage, with the conditions and steps below
 * it. Never throws; parts that are missing or not understood are told as such.
 */
export function explain(query: Query, options: ExplainOptions = {}): Sentence[] {
  const release = resolveRelease(options.tempo ?? '').release;
  const out: Sentence[] = [];
  const telling: Telling = { out, depth: 0, words: { release, depth: 0 } };
  if (isEmpty(query)) {
    return [{ text: 'The query is empty.', range: query.range, depth: 0 }];
  }
  tellStages(query.stages, telling);
  if (query.metrics) {
    tellMetrics(query.metrics, telling);
  }
  query.secondStages.forEach((stage) => tellSecondStage(stage, telling));
  query.hints.forEach((hints, index) => tellHints(hints, index === query.hints.length - 1, telling));
  return out.map(({ text, range, depth }) => ({ text: asSentence(text), range: ordered(range), depth }));
}

function isEmpty({ stages, metrics, secondStages, hints }: Query): boolean {
  const [first, ...others] = stages;
  const nothing = !first || (first.kind === 'invalid' && first.text === '');
  return nothing && !metrics && [...others, ...secondStages, ...hints].length === 0;
}

/** The range of what is missing may end, by a space, before it begins. */
function ordered({ start, end }: Range): Range {
  return start <= end ? { start, end } : { start: end, end: start };
}

function asSentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return capital.endsWith(':') || capital.endsWith('.') ? capital : `${capital}.`;
}

/** The most exact sentence about an offset of the text; null where none speaks of it. */
export function sentenceAt(sentences: readonly Sentence[], offset: number): Sentence | null {
  const about = sentences.filter(({ range }) => range.start <= offset && offset <= range.end);
  return about.reduce<Sentence | null>(
    (best, next) => (!best || next.range.end - next.range.start <= best.range.end - best.range.start ? next : best),
    null
  );
}
