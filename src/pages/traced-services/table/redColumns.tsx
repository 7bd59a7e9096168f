import { t } from '@grafana/i18n';
import React, { type ReactNode } from 'react';
import type { TableColumn } from '../../../components/virtual-table';
import type { RedRow } from '../../../signals/traced';
import { CourseLine } from './CourseLine';
import { formatRate, formatSeconds, formatShare } from './formatRed';
import { NumberCell } from './NumberCell';

interface RedColumnOptions {
  nameTitle: string;
  renderName(row: RedRow): ReactNode;
  hasCourses: boolean;
}

/** From this share of errors on a number is marked; what is right for a service is its owner's to say. */
const MANY_ERRORS = 0.05;

export function redColumns({ nameTitle, renderName, hasCourses }: RedColumnOptions): Array<TableColumn<RedRow>> {
  const widthPx = hasCourses ? 172 : 130;
  const number = { widthPx, isSortable: true, alignsRight: true };
  return [
    {
      key: 'name',
      title: nameTitle,
      widthPx: 180,
      grows: true,
      isSortable: true,
      renderCell: renderName,
      textOf: ({ name }) => name,
    },
    {
      ...number,
      key: 'rate',
      title: t('services.columns.rate', 'Requests'),
      description: t(
        'services.columns.rate-help',
        'Spans of the kinds server and consumer per second, the mean of the time range'
      ),
      renderCell: ({ rate, rates }) => (
        <NumberCell text={formatRate(rate)}>{hasCourses && <CourseLine course={rates} color="rate" />}</NumberCell>
      ),
      textOf: ({ rate }) => formatRate(rate),
    },
    {
      ...number,
      key: 'errors',
      title: t('services.columns.errors', 'Errors'),
      description: t('services.columns.errors-help', 'Share of these spans that have the status error'),
      renderCell: ({ errorShare, errorShares }) => (
        <NumberCell text={formatShare(errorShare)} isBad={errorShare >= MANY_ERRORS}>
          {hasCourses && <CourseLine course={errorShares} color="error" />}
        </NumberCell>
      ),
      textOf: ({ errorShare }) => formatShare(errorShare),
    },
    {
      ...number,
      key: 'p90',
      title: t('services.columns.p90', 'Duration p90'),
      description: t(
        'services.columns.p90-help',
        'Nine of ten took no longer, over the whole time range. Computed from buckets: an estimate.'
      ),
      renderCell: ({ p90Seconds, p90s }) => (
        <NumberCell text={formatSeconds(p90Seconds)}>
          {hasCourses && p90s.values.length > 0 && <CourseLine course={p90s} color="duration" />}
        </NumberCell>
      ),
      textOf: ({ p90Seconds }) => formatSeconds(p90Seconds),
    },
  ];
}
