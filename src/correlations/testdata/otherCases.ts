import { type BrokenCase, set, ELSEWHERE } from './brokenCase';
import { buildGoodSettings } from './goodSettings';
import { buildMetrics } from './world';

export const OTHER_CASES: readonly BrokenCase[] = [
  {
    name: 'no service map',
    source: 'facts: serviceMap',
    system: set('tempo', 'serviceMap', undefined),
    finds: ['service-map.not-configured'],
  },
  {
    name: 'a service map from an unknown uid',
    source: 'helm-charts#5868',
    system: set('tempo', 'serviceMap.datasourceUid', 'PBFA97CFB590B2093'),
    finds: ['service-map.unknown-uid'],
  },
  {
    name: 'a service map from a Loki',
    source: 'helm-charts#5868',
    system: set('tempo', 'serviceMap.datasourceUid', 'loki'),
    finds: ['service-map.wrong-type'],
  },
  {
    name: 'a service map from a Prometheus that does not have it',
    source: 'g#79577',
    system: set('tempo', 'serviceMap.datasourceUid', 'other', (all) => [...all, ELSEWHERE]),
    world: (world) => (world.prometheis['other'] = { series: [{ __name__: 'up' }], exemplars: [] }),
    finds: ['service-map.no-metrics'],
    says: /Prometheus has it/,
  },
  {
    name: 'a service map without the tenant',
    source: 'g#79577',
    system: set('tempo', 'httpHeaderName1', 'X-Scope-OrgID', (all) =>
      [...all, { ...ELSEWHERE, uid: 'mimir', name: 'Mimir' }].map((one) =>
        one.uid === 'tempo'
          ? { ...one, jsonData: { ...one.jsonData, serviceMap: { datasourceUid: 'mimir' } } }
          : one.uid === 'mimir'
            ? { ...one, jsonData: { exemplarTraceIdDestinations: [{ name: 'traceID', datasourceUid: 'tempo' }] } }
            : one
      )
    ),
    world: (world) => {
      world.needsTenant.push('mimir');
      world.prometheis['mimir'] = buildMetrics();
    },
    finds: ['metrics-to-trace.prometheus-fails', 'service-map.tenant-header'],
  },
  {
    name: 'no node graph',
    source: 'facts: nodeGraph',
    system: set('tempo', 'nodeGraph', undefined),
    finds: ['node-graph.off'],
  },
  {
    name: 'the search hidden',
    source: 'facts: search.hide',
    system: set('tempo', 'search', { hide: true }),
    finds: ['search.hidden'],
  },
  {
    name: 'traces looked for in a minute',
    source: 'g#62134',
    system: set('tempo', 'traceQuery', { timeShiftEnabled: true, spanStartTimeShift: '1m', spanEndTimeShift: '1m' }),
    finds: ['trace-query.narrow-window'],
  },
  {
    name: 'traces looked for with a negative shift, as for logs',
    source: 'facts: makeTraceIdRequest',
    system: set('tempo', 'traceQuery', { timeShiftEnabled: true, spanStartTimeShift: '-30m', spanEndTimeShift: '30m' }),
    finds: ['trace-query.shift-sign'],
  },
  {
    name: 'a shift of trace queries in words',
    source: 'facts: describeInterval',
    system: set('tempo', 'traceQuery', { timeShiftEnabled: true, spanStartTimeShift: 'all' }),
    finds: ['trace-query.shift-invalid'],
  },
  {
    name: 'a shift of trace queries in two units',
    source: 'facts: describeInterval',
    system: set('tempo', 'traceQuery', { timeShiftEnabled: true, spanStartTimeShift: '1h30m' }),
    finds: ['trace-query.shift-part-ignored'],
  },
  {
    name: 'streaming through a proxy that does not pass it',
    source: 't#3987, g#92179, g#100545',
    system: buildGoodSettings,
    world: (world) => (world.streams = false),
    finds: ['streaming.unreachable'],
    says: /connection closed before server preface/,
  },
  {
    name: 'streaming as one switch',
    source: 'facts: streamingEnabled',
    system: set('tempo', 'streamingEnabled', true),
    finds: ['streaming.wrong-shape'],
  },
];
