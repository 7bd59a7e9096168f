import { applyChanges } from '../applyChanges';
import type { DataSourceSettings } from '../contract';
import { buildGoodSettings, GOOD_PROVISIONING } from './goodSettings';
import { readProvisioning } from './readProvisioning';
import { TRACE_ID, type World } from './world';

/** A set of data sources that does not work. */
export interface BrokenCase {
  name: string;
  /** A thread of users (g = grafana/grafana, t = grafana/tempo, d = grafana/traces-drilldown), or the code that says so. */
  source: string;
  system: () => DataSourceSettings[];
  world?: (world: World) => void;
  /** All that is found, and nothing else. */
  finds: string[];
  /** Said somewhere in the findings. */
  says?: RegExp;
}

/** The good set with one value changed; undefined removes it. */
export function set(
  uid: string,
  path: string,
  value: unknown,
  more: (all: DataSourceSettings[]) => DataSourceSettings[] = (all) => all
) {
  return () =>
    more(buildGoodSettings()).map((dataSource) =>
      dataSource.uid === uid
        ? {
            ...dataSource,
            jsonData: applyChanges(dataSource.jsonData, [
              { datasourceUid: uid, path: path.split('.'), value, reason: '' },
            ]),
          }
        : dataSource
    );
}

/** The good provisioning file, written wrong in one place. */
export function file(from: string, to: string) {
  return () => {
    if (!GOOD_PROVISIONING.includes(from)) {
      throw new Error(`not in the file: ${from}`);
    }
    return readProvisioning(GOOD_PROVISIONING.replace(from, to));
  };
}

export const LOGS = 'tracesToLogsV2';
export const customLogs = (query: string) => set('tempo', LOGS, { ...GOOD_WINDOW, customQuery: true, query });
export const GOOD_WINDOW = {
  datasourceUid: 'loki',
  spanStartTimeShift: '-10m',
  spanEndTimeShift: '10m',
  tags: [{ key: 'service.name', value: 'service_name' }],
};
export const without = (key: string) => (all: DataSourceSettings[]) =>
  all.map((one) => ({
    ...one,
    jsonData: applyChanges(one.jsonData, [{ datasourceUid: one.uid, path: [key], value: undefined, reason: '' }]),
  }));
export const inMetadata = (name: string) => (world: World) => {
  for (const { lines } of world.lokis['loki'] ?? []) {
    for (const line of lines) {
      line.line = 'a line without any ID';
      line.metadata = { [name]: TRACE_ID };
    }
  }
};
export const ELSEWHERE: DataSourceSettings = {
  uid: 'other',
  name: 'Other Prometheus',
  type: 'prometheus',
  jsonData: {},
  readOnly: true,
};
export const OTHER_TEMPO: DataSourceSettings = {
  uid: 'tempo-2',
  name: 'Other Tempo',
  type: 'tempo',
  jsonData: {},
  readOnly: false,
};
