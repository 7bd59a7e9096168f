import type { AttributeType, AttributeValue, MetricsSeries } from '../../../../tempo';
import { attributeText } from '../search/searchRows';
import { COMPARE_ERROR_LABEL, COMPARE_TYPE_LABEL, labelOf } from './metricsKind';

/** How often a value of an attribute occurs in the selection of `compare(…)` and in all the rest. */
export interface CompareRow {
  readonly key: string;
  /** As Tempo names it, with scope. */
  readonly attribute: string;
  readonly value: AttributeValue;
  readonly type: AttributeType;
  readonly valueText: string;
  /** 0 to 1: of all spans of that side. */
  readonly selectionShare: number;
  readonly baselineShare: number;
  /** Of the selection less the baseline: above 0 where the value is typical of the selection. */
  readonly difference: number;
  readonly selectionCount: number;
  readonly baselineCount: number;
}

export interface Comparison {
  /** Largest difference first. */
  readonly rows: readonly CompareRow[];
  /** Spans of each side. */
  readonly selectionTotal: number;
  readonly baselineTotal: number;
  /** Attributes with more values than Tempo compares (`__too_many_values__`). */
  readonly skippedAttributes: readonly string[];
}

type Side = 'selection' | 'baseline';

interface Counts {
  attribute: string;
  value: AttributeValue;
  type: AttributeType;
  selection: number;
  baseline: number;
}

/**
 * Ranks what `compare(…)` found. Shares are of all spans of a side, not of those that have the attribute: else a value of
 * a single span that alone has an attribute would count as 100 %. Tempo sends the totals by attribute, and some
 * attributes, such as `name`, every span has, so the largest total is that of all spans.
 */
export function compareRows(series: readonly MetricsSeries[]): Comparison {
  const byValue = new Map<string, Counts>();
  const totals: Record<Side, number> = { selection: 0, baseline: 0 };
  const skipped: string[] = [];
  for (const each of series) {
    const attribute = each.labels.find(({ key }) => key !== COMPARE_TYPE_LABEL && key !== COMPARE_ERROR_LABEL);
    if (!attribute) {
      continue;
    }
    if (labelOf(each, COMPARE_ERROR_LABEL)) {
      skipped.push(attribute.key);
      continue;
    }
    const kind = attributeText(labelOf(each, COMPARE_TYPE_LABEL)?.value ?? '');
    const count = each.samples.reduce((sum, { value }) => sum + (value ?? 0), 0);
    if (kind === 'selection_total' || kind === 'baseline_total') {
      const side = kind === 'selection_total' ? 'selection' : 'baseline';
      totals[side] = Math.max(totals[side], count);
    } else if (kind === 'selection' || kind === 'baseline') {
      const key = `${attribute.key} ${attribute.type} ${attributeText(attribute.value)}`;
      const counts = byValue.get(key) ?? {
        attribute: attribute.key,
        value: attribute.value,
        type: attribute.type,
        selection: 0,
        baseline: 0,
      };
      counts[kind] += count;
      byValue.set(key, counts);
    }
  }
  return {
    rows: [...byValue].map(([key, counts]) => compareRow(key, counts, totals)).sort(byDifference),
    selectionTotal: totals.selection,
    baselineTotal: totals.baseline,
    skippedAttributes: [...new Set(skipped)].sort(),
  };
}

function compareRow(key: string, counts: Counts, totals: Record<Side, number>): CompareRow {
  const share = (side: Side) => (totals[side] > 0 ? Math.min(1, counts[side] / totals[side]) : 0);
  const selectionShare = share('selection');
  const baselineShare = share('baseline');
  return {
    key,
    attribute: counts.attribute,
    value: counts.value,
    type: counts.type,
    valueText: attributeText(counts.value),
    selectionShare,
    baselineShare,
    difference: selectionShare - baselineShare,
    selectionCount: counts.selection,
    baselineCount: counts.baseline,
  };
}

function byDifference(a: CompareRow, b: CompareRow): number {
  return Math.abs(b.difference) - Math.abs(a.difference) || (a.key < b.key ? -1 : 1);
}
