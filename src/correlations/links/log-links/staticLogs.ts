import type { CorrelationFinding, DataSourceSettings } from '../../contract';
import { buildFinding } from '../../findings/buildFinding';
import { change } from '../../judged';
import { migrateOldKey, type LogsSettings } from '../../settings/logsSettings';
import { asObject } from '../../settings/readJson';
import { toTagSetting } from '../../settings/tagMapping';
import { variablesOf } from '../../spans/interpolate';
import { findQueryMistake, repairQuery } from '../queryMistakes';
import { findShiftMistakes, findTagMistakes } from '../settingFindings';
import type { LogsProposal } from './proposeLogs';

const KEY = 'tracesToLogsV2';
/** A filter of the line, which only Loki has, or a selector of streams, which VictoriaLogs has as well. */
const LINE_FILTER = /\|=|\|~/;
const SELECTOR = /^\s*\{.*\}/s;

function isLogql(query: string, targetType: string): boolean {
  return LINE_FILTER.test(query) || (targetType !== 'victoriametrics-logs-datasource' && SELECTOR.test(query));
}

/** What is wrong whatever the logs are. */
export function findLogsMistakes(
  tempo: DataSourceSettings,
  settings: LogsSettings,
  targetType: string,
  proposal: LogsProposal
): CorrelationFinding[] {
  const isLoki = targetType === 'loki';
  return [
    ...findKeyMistakes(tempo, settings),
    ...findShiftMistakes({ link: 'trace-to-logs', dataSource: tempo, key: KEY, fallback: '15m' }, [
      { key: 'spanStartTimeShift', shift: settings.startShift, sign: -1 },
      { key: 'spanEndTimeShift', shift: settings.endShift, sign: 1 },
    ]),
    ...(isLoki && usesTags(settings)
      ? findTagMistakes({ link: 'trace-to-logs', dataSource: tempo, key: KEY }, settings.tags, settings.raw['tags'])
      : []),
    ...findQueryMistakes(tempo, settings, targetType, proposal),
  ];
}

/** Whether tags are part of the query: one of one's own can do without them, whatever the form has left there. */
export function usesTags({ customQuery }: LogsSettings): boolean {
  return customQuery === '' || variablesOf(customQuery).includes('__tags');
}

function findKeyMistakes(tempo: DataSourceSettings, settings: LogsSettings): CorrelationFinding[] {
  const old = asObject(tempo.jsonData['tracesToLogs']);
  const removal = change(tempo.uid, 'tracesToLogs', undefined, 'Grafana reads tracesToLogsV2.');
  if (settings.hasBothKeys) {
    return [
      buildFinding('trace-to-logs.both-keys', {
        datasourceUid: tempo.uid,
        what: 'tracesToLogs is there beside tracesToLogsV2, and is not read.',
        paths: ['tracesToLogs'],
        fixes: [removal],
      }),
    ];
  }
  if (settings.key !== 'tracesToLogs' || !old) {
    return [];
  }
  const dropped = ['query', 'customQuery', 'lokiSearch', ...(old['mapTagNamesEnabled'] ? [] : ['mappedTags'])].filter(
    (key) => old[key] !== undefined
  );
  return [
    buildFinding('trace-to-logs.old-key', {
      datasourceUid: tempo.uid,
      what: `Only tracesToLogs is there.${dropped.length > 0 ? ` Grafana does not read ${dropped.join(', ')} in it.` : ''}`,
      paths: ['tracesToLogs'],
      fixes: [change(tempo.uid, KEY, migrateOldKey(old), 'The same by the key that Grafana reads.'), removal],
    }),
  ];
}

function findQueryMistakes(
  tempo: DataSourceSettings,
  settings: LogsSettings,
  targetType: string,
  proposal: LogsProposal
): CorrelationFinding[] {
  const query = settings.customQuery;
  const isLoki = targetType === 'loki';
  const about = { datasourceUid: tempo.uid, paths: [`${KEY}.query`] };
  if (settings.unusedQuery !== '' && settings.key === KEY) {
    return [findUnusedQuery(tempo, settings.unusedQuery, targetType, proposal)];
  }
  if (query === '') {
    return [];
  }
  if (!isLoki && isLogql(query, targetType)) {
    return [
      buildFinding('trace-to-logs.wrong-language', {
        ...about,
        what: 'The query looks like LogQL.',
        evidence: [query],
        fixes: removeQuery(tempo),
      }),
    ];
  }
  const mistake = isLoki ? findQueryMistake(query, 'logql') : undefined;
  if (!mistake) {
    return [];
  }
  const repaired = repairQuery(query, mistake);
  return [
    buildFinding(`trace-to-logs.${mistake}`, {
      ...about,
      what: `The query in force is: ${query}`,
      evidence: [query],
      fixes:
        repaired === undefined
          ? replaceQuery(tempo, settings, proposal, 'The variables of the query were lost.')
          : [change(tempo.uid, `${KEY}.query`, repaired, 'Variables are written ${…}.')],
    }),
  ];
}

function findUnusedQuery(
  tempo: DataSourceSettings,
  query: string,
  targetType: string,
  proposal: LogsProposal
): CorrelationFinding {
  const isLoki = targetType === 'loki';
  const isForeign = !isLoki && isLogql(query, targetType);
  const mistake = isLoki ? findQueryMistake(query, 'logql') : undefined;
  const repaired = mistake ? (repairQuery(query, mistake) ?? proposal.query) : query;
  return buildFinding('trace-to-logs.query-not-used', {
    datasourceUid: tempo.uid,
    what: 'customQuery is not true, so query is not used.',
    evidence: [query],
    paths: [`${KEY}.customQuery`, `${KEY}.query`],
    fixes: isForeign
      ? removeQuery(tempo)
      : [
          change(tempo.uid, `${KEY}.customQuery`, true, 'Otherwise query is not used.'),
          ...(repaired === query
            ? []
            : [change(tempo.uid, `${KEY}.query`, repaired, 'The query that was there is broken.')]),
        ],
  });
}

function removeQuery(tempo: DataSourceSettings) {
  const reason = 'Grafana makes a query that the data source understands.';
  return [change(tempo.uid, `${KEY}.customQuery`, false, reason), change(tempo.uid, `${KEY}.query`, undefined, reason)];
}

/** Query and, where they do not go with it, tags as proposed. */
export function replaceQuery(
  tempo: DataSourceSettings,
  settings: LogsSettings,
  proposal: LogsProposal,
  reason: string
) {
  return [
    change(tempo.uid, `${KEY}.customQuery`, true, reason),
    change(tempo.uid, `${KEY}.query`, proposal.query, reason),
    ...replaceTags(tempo, settings, proposal, 'Labels that logs have.'),
  ];
}

export function replaceTags(tempo: DataSourceSettings, settings: LogsSettings, proposal: LogsProposal, reason: string) {
  const isSame = !settings.tags.isDefault && JSON.stringify(settings.tags.tags) === JSON.stringify(proposal.tags);
  const keepsOwn = !proposal.isProved && !settings.tags.isDefault && settings.tags.tags.length > 0;
  return isSame || keepsOwn || settings.tags.strings.length > 0
    ? []
    : [change(tempo.uid, `${KEY}.tags`, proposal.tags.map(toTagSetting), reason)];
}
