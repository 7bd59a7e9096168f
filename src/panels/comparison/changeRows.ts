import { FieldType, type DataFrame } from '@grafana/data';
import { isEarlier } from './earlierFrame';

/** The reference IDs of the queries that a table of changes is made of: instant values by the same labels. */
export const VALUE_REF = 'value';
export const RATE_REF = 'rate';

/** What a group of spans was measured to be, now and earlier. */
export interface ChangeRow {
  /** Of the labels: the same in every answer. */
  readonly key: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Undefined where there is none: no requests, or none that counts. */
  readonly now: number | undefined;
  readonly earlier: number | undefined;
  /** Requests per second. */
  readonly rate: number | undefined;
  /** Difference to the earlier value; undefined where one of the two is missing. */
  readonly difference: number | undefined;
  /** The difference as a share of the earlier value; undefined where that is zero. */
  readonly change: number | undefined;
}

type Draft = Record<'now' | 'earlier' | 'rate', number | undefined> & { labels: Record<string, string> };

/**
 * Rows from frames with one value a group.
 *
 * @param labelNames - of the groups, in the order of the columns; series that lack all of them are left out
 */
export function changeRows(frames: readonly DataFrame[], labelNames: readonly string[]): ChangeRow[] {
  const drafts = new Map<string, Draft>();
  for (const frame of frames) {
    const measure = measureOf(frame);
    for (const field of measure ? frame.fields.filter(({ type }) => type === FieldType.number) : []) {
      const labels = Object.fromEntries(labelNames.map((name) => [name, field.labels?.[name] ?? '']));
      const key = JSON.stringify(Object.values(labels));
      const draft = drafts.get(key) ?? { labels, now: undefined, earlier: undefined, rate: undefined };
      drafts.set(key, draft);
      if (measure) {
        draft[measure] = lastNumber(field.values);
      }
    }
  }
  return [...drafts].filter(([, { labels }]) => Object.values(labels).some((text) => text !== '')).map(toRow);
}

function measureOf(frame: DataFrame): 'now' | 'earlier' | 'rate' | undefined {
  if (frame.refId === VALUE_REF) {
    return isEarlier(frame) ? 'earlier' : 'now';
  }
  return frame.refId === RATE_REF && !isEarlier(frame) ? 'rate' : undefined;
}

function lastNumber(values: readonly unknown[]): number | undefined {
  const last = values.at(-1);
  return typeof last === 'number' && Number.isFinite(last) ? last : undefined;
}

function toRow([key, { labels, now, earlier, rate }]: [string, Draft]): ChangeRow {
  const difference = now === undefined || earlier === undefined ? undefined : now - earlier;
  const change = difference === undefined || !earlier ? undefined : difference / earlier;
  return { key, labels, now, earlier, rate, difference, change };
}

/** Those that got worse the most come first (in the unit of the value), those that cannot be compared last. */
export function compareByDifference(a: ChangeRow, b: ChangeRow): number {
  return falling(a.difference, b.difference) || compareByValue(a, b);
}

/** The highest value first. */
export function compareByValue(a: ChangeRow, b: ChangeRow): number {
  return falling(a.now, b.now);
}

/** For sorting; what is missing comes last. */
function falling(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) {
    return Number(a === undefined) - Number(b === undefined);
  }
  return b - a;
}
