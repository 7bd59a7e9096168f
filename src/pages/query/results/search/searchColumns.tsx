import { t } from '@grafana/i18n';
import { Text, Tooltip } from '@grafana/ui';
import React from 'react';
import { formatCount, formatDurationNs, formatTimeMs } from '../formatValues';
import type { RowTree, TableColumn } from '../../../../components/virtual-table';
import { columnValues, type AttributeColumn } from './attributeColumns';
import { AttributeCell } from './AttributeCell';
import { DurationBar } from './DurationBar';
import { ExpandButton } from './ExpandButton';
import { ErrorMark } from './ErrorMark';
import { attributeText, type SearchRow } from './searchRows';
import { ServiceChips } from './ServiceChips';
import { ServiceDot } from './ServiceDot';
import { TraceLink } from './TraceLink';
import { ValueButton } from './ValueButton';

export interface SearchColumnOptions {
  readonly mode: 'traces' | 'spans';
  readonly attributes: readonly AttributeColumn[];
  readonly longestNs: number;
  readonly tree: RowTree<SearchRow> | undefined;
  onOpen(row: SearchRow): void;
}

type Column = TableColumn<SearchRow>;

/** The columns of a search. Spans below their trace stand in the same columns. */
export function searchColumns(options: SearchColumnOptions): Column[] {
  const { mode, attributes, longestNs } = options;
  return [
    idColumn(options),
    startColumn(),
    durationColumn(longestNs),
    serviceColumn(),
    nameColumn(),
    errorColumn(),
    ...(mode === 'traces' ? [matchedColumn(), servicesColumn()] : []),
    ...attributes.map(attributeColumn),
  ];
}

function idColumn({ mode, tree, onOpen }: SearchColumnOptions): Column {
  const copyLabel = t('query.results.copy-id', 'Copy ID');
  const expandLabel = t('query.results.expand', 'Matching spans of this trace');
  return {
    key: 'id',
    title: mode === 'traces' ? t('query.results.trace-id', 'Trace ID') : t('query.results.span-id', 'Span ID'),
    widthPx: mode === 'traces' ? 165 : 175,
    isSortable: true,
    textOf: ({ spanId, traceId }) => spanId ?? traceId,
    renderCell: (row) => {
      const isExpanded = tree?.isExpanded(row);
      return (
        <>
          {tree && isExpanded !== undefined && (
            <ExpandButton isExpanded={isExpanded} label={expandLabel} onToggle={() => tree.onToggle(row)} />
          )}
          <TraceLink
            traceId={row.traceId}
            spanId={row.spanId ?? undefined}
            copyLabel={copyLabel}
            onOpen={() => onOpen(row)}
          />
        </>
      );
    },
  };
}

function startColumn(): Column {
  return {
    key: 'start',
    title: t('query.results.start', 'Start'),
    widthPx: 185,
    isSortable: true,
    textOf: ({ startMs }) => formatTimeMs(startMs),
    renderCell: ({ startMs }) => formatTimeMs(startMs),
  };
}

function serviceColumn(): Column {
  return {
    key: 'service',
    title: t('query.results.service', 'Service'),
    widthPx: 150,
    isSortable: true,
    description: t(
      'query.results.service-help',
      'Of a trace the service of its root span. The service of a span is known only if the query asks for it, for example with select(resource.service.name).'
    ),
    textOf: ({ service }) => service,
    renderCell: (row) =>
      row.service === '' ? (
        <Unknown />
      ) : (
        <ValueButton
          target={{
            text: row.service,
            filter: {
              field: row.kind === 'trace' ? 'rootServiceName' : 'resource.service.name',
              value: row.service,
              type: 'string',
            },
          }}
        >
          <ServiceDot service={row.service} />
          {row.service}
        </ValueButton>
      ),
  };
}

function nameColumn(): Column {
  return {
    key: 'name',
    title: t('query.results.name', 'Name'),
    widthPx: 180,
    grows: true,
    isSortable: true,
    textOf: ({ name }) => name,
    renderCell: (row) => {
      if (row.name === '') {
        return row.kind === 'trace' ? <RootMissing /> : <Unknown />;
      }
      const field = row.kind === 'trace' ? 'rootName' : 'name';
      return <ValueButton target={{ text: row.name, filter: { field, value: row.name, type: 'string' } }} />;
    },
  };
}

function durationColumn(longestNs: number): Column {
  return {
    key: 'duration',
    title: t('query.results.duration', 'Duration'),
    widthPx: 160,
    isSortable: true,
    textOf: ({ durationNs }) => formatDurationNs(durationNs),
    renderCell: ({ durationNs }) => <DurationBar durationNs={durationNs} longestNs={longestNs} />,
  };
}

function errorColumn(): Column {
  return {
    key: 'errors',
    title: t('query.results.errors', 'Errors'),
    widthPx: 100,
    isSortable: true,
    description: t(
      'query.results.errors-help',
      'Of a trace all its spans with status error. Of a span its status, if the query asks for it, for example with select(status).'
    ),
    textOf: (row) => (row.kind === 'trace' ? String(row.errorCount) : row.isError ? 'error' : ''),
    renderCell: (row) => {
      if (!row.isError) {
        return null;
      }
      return row.kind === 'trace' && row.errorCount > 0 ? <ErrorMark count={row.errorCount} /> : <ErrorMark />;
    },
  };
}

function matchedColumn(): Column {
  return {
    key: 'matched',
    title: t('query.results.matched', 'Matches'),
    widthPx: 90,
    isSortable: true,
    alignsRight: true,
    textOf: (row) => (row.kind === 'trace' ? String(row.matchedCount) : ''),
    renderCell: (row) => (row.kind === 'trace' ? formatCount(row.matchedCount) : null),
  };
}

function servicesColumn(): Column {
  return {
    key: 'services',
    title: t('query.results.services', 'Spans by service'),
    widthPx: 290,
    isSortable: false,
    textOf: (row) =>
      row.kind === 'trace' ? row.services.map(({ name, spanCount }) => `${name} ${spanCount}`).join(', ') : '',
    renderCell: (row) => (row.kind === 'trace' ? <ServiceChips services={row.services} /> : null),
  };
}

function attributeColumn(column: AttributeColumn): Column {
  return {
    key: column.key,
    title: column.attribute,
    widthPx: 150,
    isSortable: true,
    textOf: (row) =>
      columnValues(row, column)
        .map(({ value }) => attributeText(value))
        .join(', '),
    renderCell: (row) => <AttributeCell row={row} column={column} />,
  };
}

function Unknown() {
  return <>{t('query.results.unknown', '–')}</>;
}

function RootMissing() {
  return (
    <Tooltip
      content={t(
        'query.results.root-missing-help',
        'Tempo has spans of this trace but not the one without a parent. It may still be on its way (long requests end last), may have been sent to another tenant or dropped, or the caller is not traced.'
      )}
    >
      <span>
        <Text italic color="secondary">
          {t('query.results.root-missing', 'root span not yet received')}
        </Text>
      </span>
    </Tooltip>
  );
}
