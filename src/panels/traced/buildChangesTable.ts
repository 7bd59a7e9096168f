import type { TimeRange } from '@grafana/data';
import { t } from '@grafana/i18n';
import { labelOfField, narrow, spansTraceql } from '../../signals/traced';
import type { ChangeRow } from '../comparison/changeRows';
import { ChangesTable } from '../comparison/ChangesTable';
import { buildTracedRunner } from './buildTracedRunner';
import { queryPageUrl } from './queryPageUrl';
import { groupsOf, scopeOf } from './tracedSelection';
import type { TracedTabContext } from './TracedTab';

interface ChangesTableOptions {
  measure: 'slowest' | 'failing';
  label: string;
  valueTitle: string;
  unit: string;
  tracesTitle: string;
  /** TraceQL after the spans of the group: which of them to look at. */
  tracesStage(row: ChangeRow): string;
}

/** The services, or the operations of the one chosen, by one value; picking one narrows the tab. */
export function buildChangesTable(context: TracedTabContext, options: ChangesTableOptions): ChangesTable {
  const { question, offset, change } = context;
  const { source, selection, tempoUid } = question;
  const { measure, tracesStage, ...rest } = options;
  const group = groupsOf(selection);
  const url = (row: ChangeRow, value: string, range: TimeRange, uid: string) => {
    const spans = spansTraceql(narrow(scopeOf(selection), { field: group, operator: '=', value }));
    return queryPageUrl({ query: `${spans} ${tracesStage(row)}`.trim(), tempoUid: uid, range });
  };
  return new ChangesTable({
    ...rest,
    $data: buildTracedRunner(question, measure),
    groupLabel: (source.kind === 'span-metrics' && labelOfField(source, group)) || group,
    groupTitle: group === 'service' ? t('traced.service', 'Service') : t('traced.operation', 'Operation'),
    offset,
    emptyText: t('traced.no-groups', 'No requests in this range.'),
    onPick: (value) => change(group === 'service' ? { service: value } : { operation: value }),
    tracesUrl: tempoUid === undefined ? undefined : (row, value, range) => url(row, value, range, tempoUid),
  });
}
