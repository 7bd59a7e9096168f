import { dateTimeFormat, type TimeRange } from '@grafana/data';
import { t } from '@grafana/i18n';
import { InteractiveTable, Stack, Text, TextLink, type Column } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { ExceptionsFound } from '../../../data/exceptions/findExceptions';
import { queryPageUrl } from '../../../panels';
import { tracesWithExceptionTraceql, type ExceptionRow, type ExceptionScope } from '../../../signals/exceptions';
import { TrendBars } from './TrendBars';

interface ExceptionsTableProps {
  found: ExceptionsFound;
  scope: ExceptionScope;
  tempoUid: string;
  range: TimeRange;
}

const PAGE_ROWS = 15;
const MOST_MESSAGES = 5;

/** Exceptions by type and service, the most frequent first; a row opens to what they say. */
export function ExceptionsTable({ found, scope, tempoUid, range }: ExceptionsTableProps) {
  const { rows, stepSeconds } = found;
  const data = useMemo(() => [...rows], [rows]);
  const columns = useMemo(
    () =>
      buildColumns(stepSeconds, ({ type, service }) =>
        queryPageUrl({
          query: tracesWithExceptionTraceql({ ...scope, service: service || scope.service }, type),
          tempoUid,
          range,
        })
      ),
    [scope, tempoUid, range, stepSeconds]
  );
  return (
    <InteractiveTable
      columns={columns}
      data={data}
      getRowId={({ key }) => key}
      pageSize={PAGE_ROWS}
      renderExpandedRow={(row) => <Messages row={row} />}
    />
  );
}

function buildColumns(stepSeconds: number, tracesUrl: (row: ExceptionRow) => string): Array<Column<ExceptionRow>> {
  return [
    {
      id: 'type',
      header: t('errors.exceptions.type', 'Type and message'),
      sortType: (a, b) => a.original.type.localeCompare(b.original.type),
      cell: ({ row }) => <TypeCell row={row.original} />,
    },
    {
      id: 'service',
      header: t('errors.exceptions.service', 'Service'),
      sortType: (a, b) => a.original.service.localeCompare(b.original.service),
      cell: ({ row }) => row.original.service || '–',
    },
    {
      id: 'count',
      header: t('errors.exceptions.count', 'Spans'),
      sortType: (a, b) => countOf(a.original) - countOf(b.original),
      cell: ({ row }) => countText(row.original),
    },
    {
      id: 'trend',
      header: t('errors.exceptions.trend', 'Over time'),
      cell: ({ row }) => <TrendBars counts={row.original.trend} />,
    },
    ...momentColumns(stepSeconds),
    {
      id: 'traces',
      header: t('errors.exceptions.traces', 'Traces'),
      cell: ({ row }) => (
        <TextLink href={tracesUrl(row.original)} inline={false}>
          {t('errors.exceptions.open', 'Failing traces')}
        </TextLink>
      ),
    },
  ];
}

function momentColumns(stepSeconds: number): Array<Column<ExceptionRow>> {
  return [
    {
      id: 'first',
      header: t('errors.exceptions.first', 'First seen'),
      sortType: (a, b) => a.original.firstMs - b.original.firstMs,
      cell: ({ row }) => momentText(row.original, row.original.firstMs, stepSeconds),
    },
    {
      id: 'last',
      header: t('errors.exceptions.last', 'Last seen'),
      sortType: (a, b) => a.original.lastMs - b.original.lastMs,
      cell: ({ row }) => momentText(row.original, row.original.lastMs, stepSeconds),
    },
  ];
}

function TypeCell({ row: { type, messages } }: { row: ExceptionRow }) {
  return (
    <Stack direction="column" gap={0}>
      <Text weight="medium">{type || t('errors.exceptions.no-type', '(no type)')}</Text>
      {messages[0] && (
        <Text variant="bodySmall" color="secondary">
          {messages[0].text}
        </Text>
      )}
    </Stack>
  );
}

/** All kinds of messages in the sample, with how many spans have each. */
function Messages({ row: { messages } }: { row: ExceptionRow }) {
  if (messages.length === 0) {
    return <Text color="secondary">{t('errors.exceptions.no-message', 'The sample has no message of it.')}</Text>;
  }
  const more = messages.length - MOST_MESSAGES;
  return (
    <ul>
      {messages.slice(0, MOST_MESSAGES).map(({ text, count }) => (
        <li key={text}>
          {text} <span>{t('errors.exceptions.message', '(in {{spans}} of the sample)', { spans: count })}</span>
        </li>
      ))}
      {more > 0 && <li>{t('errors.exceptions.more', 'and {{more}} more kinds of messages', { more })}</li>}
    </ul>
  );
}

function countOf({ count, sampled }: ExceptionRow): number {
  return count ?? sampled;
}

function countText({ count, sampled }: ExceptionRow): string {
  return count === undefined
    ? t('errors.exceptions.in-sample', '{{sampled}} in the sample', { sampled })
    : String(Math.round(count));
}

/** To the step of the count: more would be claimed than is known. */
function momentText({ count }: ExceptionRow, timeMs: number, stepSeconds: number): string {
  if (!Number.isFinite(timeMs)) {
    return '–';
  }
  const isToTheSecond = count === undefined || stepSeconds < 60;
  return dateTimeFormat(timeMs, { format: isToTheSecond ? 'YYYY-MM-DD HH:mm:ss' : 'YYYY-MM-DD HH:mm' });
}
