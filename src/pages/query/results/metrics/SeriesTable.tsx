import { css } from '@emotion/css';
import { formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { TraceLink } from '../search/TraceLink';
import {
  type SortOrder,
  sortRows,
  type SortValue,
  type TableColumn,
  VirtualTable,
} from '../../../../components/virtual-table';
import type { SeriesSummary } from './seriesSummary';

interface SeriesTableProps {
  summaries: readonly SeriesSummary[];
  colors: ReadonlyMap<string, string>;
  unit: string;
  heightPx: number;
  onOpenTrace(traceId: string): void;
}

type FigureKey = 'last' | 'mean' | 'max';
type Column = TableColumn<SeriesSummary>;

const FIGURES: readonly FigureKey[] = ['last', 'mean', 'max'];

/** All series in figures: also those that the chart leaves out. */
export function SeriesTable({ summaries, colors, unit, heightPx, onOpenTrace }: SeriesTableProps) {
  const styles = useStyles2(getStyles);
  const [sort, setSort] = useState<SortOrder>({ key: 'max', descending: true });
  const rows = useMemo(
    () => sortRows(summaries, (summary) => sortValueOf(summary, sort.key), sort.descending),
    [summaries, sort]
  );
  const columns = useMemo(
    (): Column[] => [
      {
        key: 'name',
        title: t('query.results.series', 'Series'),
        widthPx: 240,
        grows: true,
        isSortable: true,
        textOf: ({ name }) => name,
        renderCell: ({ key, name }) => (
          <>
            <span aria-hidden className={styles.swatch} style={{ background: colors.get(key) }} />
            <span className={styles.name} title={name}>
              {name}
            </span>
          </>
        ),
      },
      ...FIGURES.map((key) => figureColumn(key, unit)),
      exampleColumn(onOpenTrace),
    ],
    [colors, unit, onOpenTrace, styles]
  );
  return (
    <VirtualTable
      label={t('query.results.series-table', 'Series in figures')}
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      sort={sort}
      onSort={setSort}
      heightPx={heightPx}
    />
  );
}

const keyOf = ({ key }: SeriesSummary) => key;

function figureColumn(key: FigureKey, unit: string): Column {
  const titles: Record<FigureKey, string> = {
    last: t('query.results.last', 'Last'),
    mean: t('query.results.mean', 'Mean'),
    max: t('query.results.max', 'Max'),
  };
  const textOf = (summary: SeriesSummary) => {
    const value = summary[key];
    return value === null ? '' : formattedValueToString(getValueFormat(unit)(value));
  };
  return { key, title: titles[key], widthPx: 110, isSortable: true, alignsRight: true, textOf, renderCell: textOf };
}

/** The exemplar with the highest value: what one wants to look at first. */
function exampleColumn(onOpenTrace: SeriesTableProps['onOpenTrace']): Column {
  const copyLabel = t('query.results.copy-id', 'Copy ID');
  return {
    key: 'example',
    title: t('query.results.example', 'Example trace'),
    widthPx: 190,
    isSortable: false,
    textOf: (summary) => exampleOf(summary) ?? '',
    renderCell: (summary) => {
      const traceId = exampleOf(summary);
      return traceId === undefined ? null : (
        <TraceLink traceId={traceId} copyLabel={copyLabel} onOpen={() => onOpenTrace(traceId)} />
      );
    },
  };
}

function exampleOf({ series }: SeriesSummary): string | undefined {
  const named = series.exemplars.filter(({ traceId }) => traceId !== '');
  return sortRows(named, ({ value }) => value, true)[0]?.traceId;
}

function sortValueOf(summary: SeriesSummary, key: string): SortValue {
  const figure = FIGURES.find((each) => each === key);
  return figure ? summary[figure] : summary.name;
}

const getStyles = (theme: GrafanaTheme2) => ({
  swatch: css({ flex: 'none', width: 14, height: 4, borderRadius: theme.shape.radius.default }),
  name: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
});
