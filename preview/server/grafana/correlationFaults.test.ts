import { projectPath } from '../projectPaths';
import { CORRELATION_FAULTS, makeMistake, type CorrelationFault } from './correlationFaults';
import type { DataSource } from './dataSource';
import { readDataSources } from './readProvisioning';
import { buildDataSource } from './testdata/buildDataSource';

const dataSources: DataSource[] = [
  buildDataSource({
    uid: 'tempo',
    jsonData: {
      tracesToLogsV2: {
        datasourceUid: 'loki',
        tags: [{ key: 'service.name', value: 'service_name' }, { key: 'pod' }],
        spanStartTimeShift: '-5m',
        spanEndTimeShift: '5m',
        customQuery: true,
        query: '{${__tags}} |= "${__span.traceId}"',
      },
      tracesToMetrics: { datasourceUid: 'prometheus', queries: [{ name: 'Rate', query: 'x{$__tags}' }] },
      serviceMap: { datasourceUid: 'prometheus' },
      nodeGraph: { enabled: true },
    },
  }),
  buildDataSource({ uid: 'loki', jsonData: { derivedFields: [{ matcherRegex: 'trace_id=(\\w+)' }] } }),
  buildDataSource({ uid: 'prometheus', jsonData: { exemplarTraceIdDestinations: [{ name: 'trace_id' }] } }),
];

function breakAll(fault: CorrelationFault): Record<string, Record<string, unknown>> {
  return Object.fromEntries(dataSources.map((one) => [one.uid, makeMistake(one, fault).jsonData]));
}

test.each<[CorrelationFault, object]>([
  [
    'correlation-old-key',
    {
      tempo: expect.objectContaining({
        tracesToLogs: expect.objectContaining({ tags: ['service.name', 'pod'], spanStartTimeShift: '-5m' }),
      }),
    },
  ],
  ['correlation-string-tags', { tempo: { tracesToLogsV2: { tags: ['service.name', 'pod'] } } }],
  ['correlation-unknown-uid', { tempo: { tracesToLogsV2: { datasourceUid: 'loki-production' } } }],
  ['correlation-wrong-type', { tempo: { tracesToLogsV2: { datasourceUid: 'prometheus' } } }],
  ['correlation-narrow-window', { tempo: { tracesToLogsV2: { spanStartTimeShift: '0s', spanEndTimeShift: '0s' } } }],
  ['correlation-missing-tags', { tempo: { tracesToLogsV2: { tags: [{ key: 'app.kubernetes.io/name' }] } } }],
  [
    'correlation-lost-dollar',
    {
      tempo: {
        tracesToLogsV2: { query: '{} |= ""', tags: [{ key: 'service.name' }, { key: 'pod' }] },
        tracesToMetrics: { queries: [{ query: 'x{}' }] },
      },
    },
  ],
  ['correlation-no-metrics-queries', { tempo: { tracesToMetrics: { datasourceUid: 'prometheus' } } }],
  ['correlation-derived-field', { loki: { derivedFields: [{ name: 'TraceID', url: '${__value.raw}' }] } }],
  ['correlation-exemplar-label', { prometheus: { exemplarTraceIdDestinations: [{ name: 'TraceId' }] } }],
  ['correlation-node-graph-off', { tempo: { nodeGraph: { enabled: false } } }],
  ['correlation-streaming', { tempo: { streamingEnabled: { search: true } } }],
])('%s', (fault, broken) => {
  expect(breakAll(fault)).toMatchObject(broken);
});

test.each<[CorrelationFault, string]>([
  ['correlation-old-key', 'tracesToLogsV2'],
  ['correlation-no-metrics-queries', 'tracesToMetrics.queries'],
  ['correlation-no-service-map', 'serviceMap'],
])('%s takes %s away', (fault, path) => {
  expect(dataSources[0]?.jsonData).toHaveProperty(path);
  expect(breakAll(fault).tempo).not.toHaveProperty(path);
});

it('tells the backend of Tempo alone that streaming fails', () => {
  const failures = dataSources.map((one) => makeMistake(one, 'correlation-streaming').streamingFailure);
  expect(failures).toEqual([expect.stringContaining('rpc error'), undefined, undefined]);
});

// What is provisioned today decides whether a scenario shows anything at all.
const env = { TEMPO_URL: 'http://tempo', LOKI_URL: 'http://loki', PROMETHEUS_URL: 'http://prometheus' };

test.each(CORRELATION_FAULTS)('%s changes what the project provisions', (fault) => {
  const provisioned = readDataSources(projectPath('provisioning/datasources'), env);
  expect(provisioned.map((one) => makeMistake(one, fault))).not.toEqual(provisioned);
});
