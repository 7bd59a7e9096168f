import { formattedValueToString, getValueFormat, LoadingState, type TimeRange } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  sceneGraph,
  SceneObjectBase,
  SceneQueryRunner,
  type SceneComponentProps,
  type SceneDataProvider,
  type SceneObjectState,
} from '@grafana/scenes';
import { Button, Icon, InteractiveTable, LoadingBar, Stack, Text, TextLink, type Column } from '@grafana/ui';
import React, { useMemo } from 'react';
import { Problem } from '../../components/Problem';
import { changeRows, compareByDifference, compareByValue, type ChangeRow } from './changeRows';
import { labelOfOffset, type TimeOffset } from './timeOffset';

export interface ChangesTableState extends SceneObjectState {
  $data: SceneDataProvider;
  /** What the table holds, for screen readers. */
  label: string;
  /** The label by which the answers tell groups apart, and its title. */
  groupLabel: string;
  groupTitle: string;
  valueTitle: string;
  /** Grafana's unit of the value. */
  unit: string;
  offset: TimeOffset | undefined;
  /** What to say where there are no groups. */
  emptyText: string;
  /** A group was picked. */
  onPick(group: string): void;
  /** Address of the traces of a group; undefined where no Tempo can be asked. */
  tracesUrl?(row: ChangeRow, group: string, range: TimeRange): string;
  tracesTitle: string;
}

const PAGE_ROWS = 15;
const REQUESTS_UNIT = 'reqps';

/** Groups of spans by one value, now and at an earlier time, those first that got worse the most. */
export class ChangesTable extends SceneObjectBase<ChangesTableState> {
  static Component = ChangesTableRenderer;
}

function ChangesTableRenderer({ model }: SceneComponentProps<ChangesTable>) {
  const state = model.useState();
  const { data } = sceneGraph.getData(model).useState();
  const { groupLabel, offset, emptyText, label } = state;
  const rows = useMemo(
    () => changeRows(data?.series ?? [], [groupLabel]).sort(offset ? compareByDifference : compareByValue),
    [data?.series, groupLabel, offset]
  );
  const { value: range } = sceneGraph.getTimeRange(model).useState();
  const isLoading = data === undefined || data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  // Where nothing at all is known of the earlier time, that a group was not there would be a guess.
  const knowsEarlier = rows.some(({ earlier }) => earlier !== undefined);
  const columns = useMemo(() => buildColumns(state, range, knowsEarlier), [state, range, knowsEarlier]);
  const errors = data?.errors ?? [];
  return (
    <section aria-label={label} aria-busy={isLoading}>
      <Stack direction="column" gap={1}>
        {isLoading && <LoadingBar width={400} />}
        <div role="status">
          {isLoading && rows.length === 0 && (
            <Text color="secondary">{t('comparison.loading', 'Asking for the numbers of each group…')}</Text>
          )}
        </div>
        {errors.length > 0 && (
          <Problem
            severity={rows.length > 0 ? 'warning' : 'error'}
            title={t('comparison.failed', 'Not all numbers could be had')}
            said={errors[0]?.message}
            onRetry={() => rerun(state.$data)}
          />
        )}
        {rows.length > 0 && (
          <InteractiveTable columns={columns} data={rows} getRowId={({ key }) => key} pageSize={PAGE_ROWS} />
        )}
        {offset && rows.length > 0 && !knowsEarlier && !isLoading && errors.length === 0 && (
          <Text color="secondary">
            {t(
              'comparison.nothing-earlier',
              'Nothing is known of the earlier time, so there is nothing to compare with.'
            )}
          </Text>
        )}
        {rows.length === 0 && !isLoading && errors.length === 0 && <Text color="secondary">{emptyText}</Text>}
      </Stack>
    </section>
  );
}

function rerun(data: SceneDataProvider): void {
  if (data instanceof SceneQueryRunner) {
    data.runQueries();
  }
}

function buildColumns(state: ChangesTableState, range: TimeRange, knowsEarlier: boolean): Array<Column<ChangeRow>> {
  const { groupLabel, groupTitle, valueTitle, unit, offset, onPick, tracesUrl, tracesTitle } = state;
  const format = formatter(unit);
  const formatRate = formatter(REQUESTS_UNIT);
  const groupOf = ({ labels }: ChangeRow) => labels[groupLabel] ?? '';
  const earlier = offset ? earlierColumns(offset, format, knowsEarlier) : [];
  const traces: Array<Column<ChangeRow>> = tracesUrl
    ? [
        {
          id: 'traces',
          header: t('comparison.traces', 'Traces'),
          cell: ({ row }) => (
            <TextLink href={tracesUrl(row.original, groupOf(row.original), range)} inline={false}>
              {tracesTitle}
            </TextLink>
          ),
        },
      ]
    : [];
  return [
    {
      id: 'group',
      header: groupTitle,
      sortType: (a, b) => groupOf(a.original).localeCompare(groupOf(b.original)),
      cell: ({ row }) => (
        <Button fill="text" size="sm" variant="secondary" onClick={() => onPick(groupOf(row.original))}>
          {groupOf(row.original)}
        </Button>
      ),
    },
    {
      id: 'rate',
      header: t('comparison.requests', 'Requests per second'),
      sortType: byNumber(({ rate }) => rate),
      cell: ({ row }) => formatRate(row.original.rate),
    },
    {
      id: 'now',
      header: valueTitle,
      sortType: byNumber(({ now }) => now),
      cell: ({ row }) => format(row.original.now),
    },
    ...earlier,
    ...traces,
  ];
}

function earlierColumns(
  offset: TimeOffset,
  format: (value: number | undefined) => string,
  knowsEarlier: boolean
): Array<Column<ChangeRow>> {
  return [
    {
      id: 'earlier',
      header: labelOfOffset(offset),
      sortType: byNumber((row) => row.earlier),
      cell: ({ row }) => format(row.original.earlier),
    },
    {
      id: 'difference',
      header: t('comparison.change', 'Change'),
      sortType: byNumber((row) => row.difference),
      cell: ({ row }) => (knowsEarlier ? <Change row={row.original} format={format} /> : '–'),
    },
  ];
}

function formatter(unit: string): (value: number | undefined) => string {
  const format = getValueFormat(unit);
  return (value) => (value === undefined ? '–' : formattedValueToString(format(value)));
}

function byNumber(read: (row: ChangeRow) => number | undefined) {
  return (a: { original: ChangeRow }, b: { original: ChangeRow }) =>
    (read(a.original) ?? -Infinity) - (read(b.original) ?? -Infinity) || 0;
}

/** Up or down is told by an arrow and a sign, not by colour alone. */
function Change({ row, format }: { row: ChangeRow; format(value: number | undefined): string }) {
  const { difference, change, earlier, now } = row;
  if (difference === undefined) {
    return <>{explainMissing(now, earlier)}</>;
  }
  if (difference === 0) {
    return <>{t('comparison.same', 'the same')}</>;
  }
  const isUp = difference > 0;
  const share = change === undefined ? '' : ` (${isUp ? '+' : '−'}${Math.abs(change * 100).toFixed(0)} %)`;
  return (
    <Text color={isUp ? 'warning' : 'success'}>
      <Icon name={isUp ? 'arrow-up' : 'arrow-down'} aria-hidden />
      {`${isUp ? '+' : '−'}${format(Math.abs(difference))}${share}`}
    </Text>
  );
}

function explainMissing(now: number | undefined, earlier: number | undefined): string {
  if (now === undefined && earlier === undefined) {
    return '–';
  }
  return earlier === undefined ? t('comparison.new', 'not there before') : t('comparison.gone', 'not there any more');
}
