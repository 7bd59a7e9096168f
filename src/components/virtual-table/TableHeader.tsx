import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import React from 'react';
import { HEADER_ROW, type SortOrder, type TableColumn } from './TableColumn';
import { getCellStyles, getTableStyles } from './tableStyles';
import { CELL_ATTRIBUTE } from './useCellFocus';

interface TableHeaderProps<Row> {
  columns: ReadonlyArray<TableColumn<Row>>;
  template: string;
  sort: SortOrder;
  onSort(sort: SortOrder): void;
  activeColumn: number | null;
}

/** The titles of the columns; pressing one sorts by it, and pressing it again turns the order around. */
export function TableHeader<Row>({ columns, template, sort, onSort, activeColumn }: TableHeaderProps<Row>) {
  const styles = useStyles2(getTableStyles);
  const cellStyles = useStyles2(getCellStyles);
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={styles.row} style={{ gridTemplateColumns: template }}>
        {columns.map((column, index) => {
          const isSorted = column.isSortable && sort.key === column.key;
          return (
            <div
              key={column.key}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={
                !column.isSortable ? undefined : isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'
              }
              tabIndex={activeColumn === index ? 0 : -1}
              className={cx(cellStyles.cell, cellStyles.headerCell, column.alignsRight && cellStyles.alignRight)}
              {...{ [CELL_ATTRIBUTE]: `${HEADER_ROW}:${index}` }}
            >
              {column.isSortable ? (
                <button
                  type="button"
                  tabIndex={-1}
                  data-cell-action
                  className={cellStyles.sortButton}
                  onClick={() => onSort(nextSort(sort, column.key))}
                >
                  <span className={cellStyles.ellipsis}>{column.title}</span>
                  {isSorted && <Icon name={sort.descending ? 'arrow-down' : 'arrow-up'} size="sm" />}
                </button>
              ) : (
                <span className={cellStyles.ellipsis}>{column.title}</span>
              )}
              {column.description && (
                <Tooltip content={column.description}>
                  <Icon
                    name="info-circle"
                    size="sm"
                    aria-label={t('query.results.column-help', 'About {{column}}', { column: column.title })}
                  />
                </Tooltip>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Figures are most wanted from the top, so a column begins in descending order. */
function nextSort(sort: SortOrder, key: string): SortOrder {
  return { key, descending: sort.key === key ? !sort.descending : true };
}
