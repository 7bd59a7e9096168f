import type { DataSourceSettings } from '../../correlations';
import { listDataSourceSettings } from '../../grafana';
import { useSurroundings } from '../SurroundingsContext';

interface LinkedDataSources {
  readonly tempo: DataSourceSettings | undefined;
  readonly logs: DataSourceSettings | undefined;
  readonly metrics: DataSourceSettings | undefined;
  /** All that can be chosen for logs. */
  readonly lokis: readonly DataSourceSettings[];
}

/**
 * The data sources that are to lead to each other: those that the page has chosen, and for logs the wanted one, else the one
 * that Tempo leads to, else the first.
 */
export function useLinkedDataSources(wantedLogsUid: string | undefined): LinkedDataSources {
  const { tempo, metrics } = useSurroundings();
  const all = listDataSourceSettings();
  const byUid = (uid: unknown) => all.find((dataSource) => dataSource.uid === uid);
  const lokis = all.filter(({ type }) => type === 'loki');
  const tempoSettings = byUid(tempo?.uid);
  const logs =
    lokis.find(({ uid }) => uid === wantedLogsUid) ??
    lokis.find(({ uid }) => uid === logsUidOf(tempoSettings)) ??
    lokis[0];
  return { tempo: tempoSettings, metrics: byUid(metrics?.uid), logs, lokis };
}

function logsUidOf(tempo: DataSourceSettings | undefined): unknown {
  const link = tempo?.jsonData.tracesToLogsV2 ?? tempo?.jsonData.tracesToLogs;
  return typeof link === 'object' && link !== null && 'datasourceUid' in link ? link.datasourceUid : undefined;
}
