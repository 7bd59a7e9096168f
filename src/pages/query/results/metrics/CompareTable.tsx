import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Toggletip, useStyles2 } from '@grafana/ui';
import React, { useMemo, useState, type ReactNode } from 'react';
import { formatCount } from '../formatValues';
import { TOOLBAR_HEIGHT_PX } from '../resultsHeights';
import { fieldOfLabel, typeOfFieldValue } from '../search/fieldOfAttribute';
import { ValueButton } from '../search/ValueButton';
import type { FilterTarget } from '../search/ValueMenuContext';
import {
  type SortOrder,
  sortRows,
  type SortValue,
  type TableColumn,
  VirtualTable,
} from '../../../../components/virtual-table';
import type { Comparison, CompareRow } from './compareRows';
import { MetricsToolbar } from './MetricsToolbar';

interface CompareTableProps {
  comparison: Comparison;
  heightPx: number;
  actions: ReactNode;
}

type Column = TableColumn<CompareRow>;

/** What tells the selected spans from all others: the values whose share differs most come first. */
export function CompareTable({ comparison, heightPx, actions }: CompareTableProps) {
  const [sort, setSort] = useState<SortOrder>({ key: 'difference', descending: true });
  const rows = useMemo(
    () => sortRows(comparison.rows, (row) => sortValueOf(row, sort.key), sort.descending),
    [comparison.rows, sort]
  );
  const columns = useMemo(() => compareColumns(), []);
  const { selectionTotal, baselineTotal, skippedAttributes } = comparison;
  return (
    <div>
      <MetricsToolbar actions={actions}>
        <span>
          {t('query.results.compare-caption', 'Shares of {{selection}} selected spans and of the {{baseline}} others', {
            selection: formatCount(selectionTotal),
            baseline: formatCount(baselineTotal),
          })}
        </span>
        {skippedAttributes.length > 0 && <SkippedAttributes attributes={skippedAttributes} />}
      </MetricsToolbar>
      <VirtualTable
        label={t('query.results.compare-table', 'Values that differ between selection and baseline')}
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        sort={sort}
        onSort={setSort}
        heightPx={heightPx - TOOLBAR_HEIGHT_PX}
      />
    </div>
  );
}

function SkippedAttributes({ attributes }: { attributes: readonly string[] }) {
  return (
    <Toggletip
      title={t('query.results.compare-skipped-title', 'Too many different values to compare')}
      content={attributes.join(', ')}
    >
      <Button size="sm" fill="text" variant="secondary">
        {t('query.results.compare-skipped', 'Attributes not compared: {{shown}}', {
          shown: formatCount(attributes.length),
        })}
      </Button>
    </Toggletip>
  );
}

const keyOf = ({ key }: CompareRow) => key;

function compareColumns(): Column[] {
  return [
    {
      key: 'attribute',
      title: t('query.results.attribute', 'Attribute'),
      widthPx: 200,
      grows: true,
      isSortable: true,
      textOf: ({ attribute }) => attribute,
      renderCell: ({ attribute }) => attribute,
    },
    {
      key: 'value',
      title: t('query.results.value', 'Value'),
      widthPx: 200,
      grows: true,
      isSortable: true,
      textOf: ({ valueText }) => valueText,
      renderCell: (row) => <ValueButton target={{ text: row.valueText, filter: filterOf(row) }} />,
    },
    shareColumn('selection', t('query.results.selection', 'Selection'), ({ selectionShare }) => selectionShare),
    shareColumn('baseline', t('query.results.baseline', 'Baseline'), ({ baselineShare }) => baselineShare),
    {
      key: 'difference',
      title: t('query.results.difference', 'Difference'),
      widthPx: 110,
      isSortable: true,
      alignsRight: true,
      textOf: ({ difference }) => signedPercent(difference),
      renderCell: ({ difference }) => signedPercent(difference),
    },
  ];
}

function shareColumn(key: 'selection' | 'baseline', title: string, shareOf: (row: CompareRow) => number): Column {
  return {
    key,
    title,
    widthPx: 160,
    isSortable: true,
    description: t(
      'query.results.share-help',
      'Tempo counts only the most frequent values of each side, so 0 % can also mean: not among these.'
    ),
    textOf: (row) => percent(shareOf(row)),
    renderCell: (row) => <ShareBar share={shareOf(row)} isSelection={key === 'selection'} />,
  };
}

function ShareBar({ share, isSelection }: { share: number; isSelection: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.share}>
      <span className={styles.figure}>{percent(share)}</span>
      <span className={styles.track} aria-hidden>
        <span
          className={cx(styles.bar, isSelection ? styles.selection : styles.baseline)}
          style={{ width: `${100 * share}%` }}
        />
      </span>
    </span>
  );
}

/** Where spans lack the attribute, Tempo writes the text `nil`. A value that is really called so cannot be told apart. */
function filterOf({ attribute, value, type }: CompareRow): FilterTarget {
  const field = fieldOfLabel(attribute);
  return value === 'nil' ? { field, value: null, type: 'nil' } : { field, value, type: typeOfFieldValue(field, type) };
}

function sortValueOf(row: CompareRow, key: string): SortValue {
  switch (key) {
    case 'attribute':
      return row.attribute;
    case 'value':
      return row.valueText;
    case 'selection':
      return row.selectionShare;
    case 'baseline':
      return row.baselineShare;
    default:
      return Math.abs(row.difference);
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function signedPercent(share: number): string {
  return `${share > 0 ? '+' : share < 0 ? '−' : ''}${percent(Math.abs(share))}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  share: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), width: '100%' }),
  figure: css({ flex: 'none', width: 56, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }),
  track: css({ flex: 1, height: 8, background: theme.colors.background.secondary }),
  bar: css({ display: 'block', height: '100%' }),
  selection: css({ background: theme.colors.warning.main }),
  baseline: css({ background: theme.colors.primary.main }),
});
