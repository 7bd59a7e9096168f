import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import {
  sortRows,
  VirtualTable,
  type SortOrder,
  type SortValue,
  type TableColumn,
} from '../../../components/virtual-table';
import type { ServiceQuality } from '../../../health';
import { nameOfService } from './nameOfService';

interface QualityTableProps {
  services: readonly ServiceQuality[];
  chosen: string | undefined;
  onChoose(service: string): void;
}

type Key = 'service' | 'traces' | 'spans' | 'worst' | 'defects';

const VALUES: Readonly<Record<Key, (row: ServiceQuality) => SortValue>> = {
  service: ({ service }) => service,
  traces: ({ traceCount }) => traceCount,
  spans: ({ spanCount }) => spanCount,
  worst: worstShare,
  defects: ({ defects }) => defects.length,
};

/** Of rows and header, as the table draws them, and its border. */
const ROW_PX = 34;
const HEADER_PX = 38;
const MOST_HEIGHT_PX = 400;

/** The services of the sample; choosing one shows what is wrong with its spans. */
export function QualityTable({ services, chosen, onChoose }: QualityTableProps) {
  const styles = useStyles2(getStyles);
  const [sort, setSort] = useState<SortOrder>();
  const rows = useMemo(
    () => (sort ? sortRows(services, VALUES[sort.key as Key], sort.descending) : services),
    [services, sort]
  );
  const columns = useMemo(() => {
    const renderName = ({ service }: ServiceQuality) => (
      <button
        type="button"
        tabIndex={-1}
        data-cell-action
        aria-pressed={service === chosen}
        className={cx(styles.name, service === chosen && styles.chosen)}
        onClick={() => onChoose(service)}
      >
        {nameOfService(service)}
      </button>
    );
    return buildColumns(renderName);
  }, [chosen, onChoose, styles]);
  return (
    <VirtualTable
      label={t('health.quality.services', 'Services of the sample')}
      columns={columns}
      rows={rows}
      keyOf={({ service }) => service}
      // As it comes: the services with the most defective traces first.
      sort={sort ?? { key: '', descending: true }}
      onSort={setSort}
      onOpen={({ service }) => onChoose(service)}
      heightPx={Math.min(MOST_HEIGHT_PX, HEADER_PX + rows.length * ROW_PX)}
    />
  );
}

function buildColumns(renderName: (row: ServiceQuality) => React.ReactNode): Array<TableColumn<ServiceQuality>> {
  const column = (key: Key, title: string, widthPx: number, textOf: (row: ServiceQuality) => string) => ({
    key,
    title,
    widthPx,
    isSortable: true,
    alignsRight: true,
    textOf,
    renderCell: textOf,
  });
  return [
    {
      ...column('service', t('health.quality.column.service', 'Service'), 180, ({ service }) => nameOfService(service)),
      alignsRight: false,
      grows: true,
      renderCell: renderName,
    },
    column('traces', t('health.quality.column.traces', 'Traces'), 90, ({ traceCount }) => String(traceCount)),
    column('spans', t('health.quality.column.spans', 'Spans'), 90, ({ spanCount }) => String(spanCount)),
    column('worst', t('health.quality.column.worst', 'Affected traces'), 140, (row) => percent(worstShare(row))),
    {
      ...column('defects', t('health.quality.column.defects', 'Defects'), 240, ({ defects }) =>
        defects.map(({ title }) => title).join(', ')
      ),
      alignsRight: false,
      grows: true,
    },
  ];
}

function worstShare({ defects }: ServiceQuality): number {
  return Math.max(0, ...defects.map(({ traceShare }) => traceShare));
}

function percent(share: number): string {
  return share === 0 ? '–' : `${share < 0.01 ? '< 1' : Math.round(share * 100)} %`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({
    border: 'none',
    background: 'none',
    padding: 0,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
  }),
  chosen: css({ fontWeight: theme.typography.fontWeightMedium }),
});
