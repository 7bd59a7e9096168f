/**
 * The YAML library has one form for Node and one for browsers; the latter cannot be read here.
 * @jest-environment-options {"customExportConditions": ["node"]}
 */
import { readFileSync } from 'fs';
import { join } from 'path';
import { readProvisioning } from '../../../correlations/testdata/readProvisioning';
import { lokiSettings, prometheusSettings, tempoSettings } from './recommendedSettings';

const UIDS = { tempo: 'tempo', logs: 'loki', metrics: 'prometheus' };
/** What depends on the installation: tenants, and whether gRPC gets through. */
const OF_THE_PLACE = ['httpHeaderName1', 'tenant', 'streamingEnabled'];

/** The settings of a file of this project, as Grafana reads them where no variable is set. */
function shipped(file: string): Record<string, unknown> {
  const text = readFileSync(join(__dirname, '../../../../provisioning/datasources', file), 'utf8');
  const [dataSource] = readProvisioning(text);
  const settings = Object.entries(dataSource?.jsonData ?? {});
  return Object.fromEntries(settings.filter(([key]) => !OF_THE_PLACE.includes(key)));
}

it.each([
  ['tempo.yaml', tempoSettings(UIDS)],
  ['loki.yaml', lokiSettings(UIDS)],
  ['prometheus.yaml', prometheusSettings(UIDS)],
])('%s of this project has the same', (file, settings) => expect(settings).toEqual(shipped(file)));

it('leads to the data sources that are named', () => {
  const uids = { tempo: 'T', logs: 'L', metrics: 'M' };
  expect(JSON.stringify([tempoSettings(uids), lokiSettings(uids), prometheusSettings(uids)])).not.toMatch(
    /"datasourceUid":"(tempo|loki|prometheus)"/
  );
});
