import type { DataSource } from '../grafana';
import { chooseDataSources } from './chooseDataSources';

const source = (uid: string, more: Partial<DataSource> = {}): DataSource => ({
  uid,
  name: uid,
  isDefault: false,
  sendsTenant: false,
  ...more,
});

const tempos = [source('tempo-a', { serviceMapUid: 'prom-map' }), source('tempo-b')];
const prometheuses = [source('prom-a'), source('prom-default', { isDefault: true }), source('prom-map')];
const choose = (input: Partial<Parameters<typeof chooseDataSources>[0]>) => {
  const { tempo, metrics } = chooseDataSources({ tempos, prometheuses, requested: {}, settings: {}, ...input });
  return [tempo?.uid, metrics?.uid];
};

it.each([
  [
    'the URL wins',
    { requested: { tempo: 'tempo-b', metrics: 'prom-a' }, settings: { tempoUid: 'tempo-a' } },
    ['tempo-b', 'prom-a'],
  ],
  ['then the configuration page', { settings: { tempoUid: 'tempo-b', metricsUid: 'prom-a' } }, ['tempo-b', 'prom-a']],
  ['then the service map of that Tempo', {}, ['tempo-a', 'prom-map']],
  ['then the default of Grafana', { settings: { tempoUid: 'tempo-b' } }, ['tempo-b', 'prom-default']],
  ['then the first', { tempos: [], prometheuses: [source('x'), source('y')] }, [undefined, 'x']],
  ['an unknown uid counts as none', { requested: { tempo: 'gone', metrics: 'gone' } }, ['tempo-a', 'prom-map']],
  ['a service map that points nowhere too', { prometheuses: [source('z')] }, ['tempo-a', 'z']],
  ['none at all', { tempos: [], prometheuses: [] }, [undefined, undefined]],
])('%s', (_, input, expected) => {
  expect(choose(input)).toEqual(expected);
});
