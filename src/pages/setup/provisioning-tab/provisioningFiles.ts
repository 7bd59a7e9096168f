import { renderProvisioning, type DataSourceSettings } from '../../../correlations';
import { provisioningFileName } from '../provisioningFileName';
import { lokiSettings, prometheusSettings, tempoSettings, type LinkedUids } from './recommendedSettings';

/** A file for Grafana's folder `provisioning/datasources`. */
export interface ProvisioningFile {
  readonly kind: 'tempo' | 'loki' | 'prometheus';
  readonly fileName: string;
  readonly text: string;
}

/** The data sources that are to lead to each other; undefined where this Grafana has none of the kind. */
export interface LinkedDataSources {
  readonly tempo: DataSourceSettings | undefined;
  readonly logs: DataSourceSettings | undefined;
  readonly metrics: DataSourceSettings | undefined;
}

/** What the files say where there is no data source yet: as in the provisioning of this project. */
const NEW: Readonly<Record<ProvisioningFile['kind'], DataSourceSettings>> = {
  tempo: { uid: 'tempo', name: 'Tempo', type: 'tempo', jsonData: {}, readOnly: true },
  loki: { uid: 'loki', name: 'Loki', type: 'loki', jsonData: {}, readOnly: true },
  prometheus: { uid: 'prometheus', name: 'Prometheus', type: 'prometheus', jsonData: {}, readOnly: true },
};
/** Nobody needs it beside its successor, and Grafana would read only one of the two. */
const SUPERSEDED = 'tracesToLogs';

/**
 * Files that link three data sources with each other. Of a data source that is there they keep its uid, its name and all
 * settings but those of the links.
 */
export function listProvisioningFiles(linked: LinkedDataSources): ProvisioningFile[] {
  const { tempo = NEW.tempo, logs = NEW.loki, metrics = NEW.prometheus } = linked;
  const uids: LinkedUids = { tempo: tempo.uid, logs: logs.uid, metrics: metrics.uid };
  return [
    fileOf('tempo', tempo, tempoSettings(uids)),
    fileOf('loki', logs, lokiSettings(uids)),
    fileOf('prometheus', metrics, prometheusSettings(uids)),
  ];
}

function fileOf(
  kind: ProvisioningFile['kind'],
  dataSource: DataSourceSettings,
  settings: DataSourceSettings['jsonData']
): ProvisioningFile {
  const kept = Object.entries(dataSource.jsonData).filter(([key]) => key !== SUPERSEDED);
  const jsonData = { ...Object.fromEntries(kept), ...settings };
  return { kind, fileName: provisioningFileName(dataSource.uid), text: renderProvisioning(dataSource, jsonData) };
}
