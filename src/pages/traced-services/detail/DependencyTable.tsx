import React, { useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { t } from '@grafana/i18n';
import type { SortOrder, TableColumn } from '../../../components/virtual-table';
import type { RedRow } from '../../../signals/traced';
import { servicePath } from '../state/servicePaths';
import { NameLink } from '../table/NameLink';
import { RedTable } from '../table/RedTable';
import type { DependencyRow } from './DependencyRow';

interface DependencyTableProps {
  title: string;
  /** Where there are none. */
  none: string;
  rows: readonly DependencyRow[];
}

const TABLE_PX = 320;

/** Services beside another. Two such tables stand on a page, so their order is not in the URL. */
export function DependencyTable({ title, none, rows }: DependencyTableProps) {
  const { search } = useLocation();
  const [sort, setSort] = useState<SortOrder | null>(null);
  const byName = useMemo(() => new Map(rows.map((row) => [row.name, row])), [rows]);
  const more = useMemo(
    (): Array<TableColumn<RedRow>> => [
      {
        key: 'connection',
        title: t('services.columns.connection', 'Connection'),
        widthPx: 180,
        isSortable: false,
        renderCell: ({ name }) => byName.get(name)?.connection,
        textOf: ({ name }) => byName.get(name)?.connection ?? '',
      },
    ],
    [byName]
  );
  const renderName = useMemo(() => {
    const NameCell = ({ name }: RedRow) => {
      const other = byName.get(name)?.other ?? name;
      return <NameLink name={other} href={servicePath(other, search)} />;
    };
    return NameCell;
  }, [byName, search]);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p>{none}</p>
      ) : (
        <RedTable
          label={title}
          nameTitle={t('services.columns.service', 'Service')}
          rows={rows}
          sort={sort}
          onSort={setSort}
          renderName={renderName}
          more={more}
          hasCourses={false}
          mostHeightPx={TABLE_PX}
        />
      )}
    </section>
  );
}
