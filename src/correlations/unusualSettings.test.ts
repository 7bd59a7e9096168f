import { applyCorrections, correct, diagnose, type CorrelationInput, type DataSourceSettings } from '.';
import { deriveValue, readDerivedFields } from './links/log-links/derivedFields';
import { set } from './testdata/brokenCase';
import { buildGoodSettings } from './testdata/goodSettings';
import { askWorld, buildWorld, NOW_MS, TRACE, TRACE_ID, type World } from './testdata/world';

const LOGS = 'tracesToLogsV2';

function systemOf(all: readonly DataSourceSettings[], trace = TRACE) {
  const tempo = all.find(({ uid }) => uid === 'tempo');
  if (!tempo) {
    throw new Error('There is no Tempo.');
  }
  return { tempo, all, trace, nowMs: NOW_MS };
}

const idsOf = (input: CorrelationInput) => diagnose(input).flatMap(({ findings }) => findings.map(({ id }) => id));
const test = (all: readonly DataSourceSettings[]) => askWorld(buildWorld(), systemOf(all));
const linkOf = (input: CorrelationInput, link: string) => diagnose(input).find((one) => one.link === link);

const OWN_QUERY =
  '{service_name="${__span.tags["service.name"]}"}' +
  ' | label_format in_line=`{{ contains "${__span.traceId}" __line__ }}` | in_line="true" or trace_id="${__span.traceId}"';
const OWN_LOGS = {
  datasourceUid: 'loki',
  spanStartTimeShift: '-10m',
  spanEndTimeShift: '10m',
  customQuery: true,
  query: OWN_QUERY,
};
const ownMetrics = (query: string, more = {}) => ({
  datasourceUid: 'prometheus',
  tags: [
    { key: 'service.name', value: 'service' },
    { key: 'name', value: 'span_name' },
  ],
  queries: [{ name: 'Own', query }],
  ...more,
});

describe('settings that are unusual, and right', () => {
  it.each<[string, () => DataSourceSettings[], string]>([
    ['a shift that is the number 0', set('tempo', `${LOGS}.spanStartTimeShift`, 0), 'trace-to-logs'],
    [
      'shifts of trace queries that are the number 0: Grafana takes its default',
      set('tempo', 'traceQuery', { timeShiftEnabled: true, spanStartTimeShift: 0, spanEndTimeShift: 0 }),
      'trace-query',
    ],
    [
      'a tag without a value beside a query that has no tags',
      set('tempo', LOGS, { ...OWN_LOGS, tags: [{ key: 'service.name', value: '' }] }),
      'trace-to-logs',
    ],
    [
      'tags as names beside a query that has no tags',
      set('tempo', LOGS, { ...OWN_LOGS, tags: ['service.name'] }),
      'trace-to-logs',
    ],
    ['the name of the data source in place of its uid', set('tempo', `${LOGS}.datasourceUid`, 'Loki'), 'trace-to-logs'],
    ['the default data source', set('tempo', 'tracesToMetrics.datasourceUid', 'default'), 'trace-to-metrics'],
    [
      'tags as names beside queries that have no tags',
      set(
        'tempo',
        'tracesToMetrics',
        ownMetrics('rate(traces_spanmetrics_calls_total{service="${__span.tags["service.name"]}"}[5m])', {
          tags: ['service.name'],
        })
      ),
      'trace-to-metrics',
    ],
    [
      'the range in seconds',
      set(
        'tempo',
        'tracesToMetrics',
        ownMetrics('sum(increase(traces_spanmetrics_calls_total{$__tags}[${__range_s}s])) / $__range_s')
      ),
      'trace-to-metrics',
    ],
    [
      'a label with dots, as Prometheus 3 has it',
      set(
        'tempo',
        'tracesToMetrics',
        ownMetrics('rate(traces_spanmetrics_calls_total{$__tags}[5m])', {
          tags: [{ key: 'service.name', value: '"service.name"' }],
        })
      ),
      'trace-to-metrics',
    ],
    [
      'a derived field that searches for the ID by TraceQL',
      set('loki', 'derivedFields.0.url', '{ trace:id = "${__value.raw}" }'),
      'logs-to-trace',
    ],
  ])('%s', (_, system, link) => {
    const input = test(system());
    expect(idsOf(input)).toEqual([]);
    expect(linkOf(input, link)?.status).toBe('works');
    expect(correct(input)).toEqual([]);
  });

  it('streaming of metrics alone is not tried, and not blamed', () => {
    const input = askWorld(
      { ...buildWorld(), streams: false },
      systemOf(set('tempo', 'streamingEnabled', { metrics: true })())
    );
    expect(idsOf(input)).toEqual([]);
    expect(linkOf(input, 'streaming')).toMatchObject({ status: 'untested', tests: [] });
  });

  it('streaming that could not be tried is not blamed', () => {
    const input = test(buildGoodSettings());
    const answers = new Map(input.answers);
    const [id] = [...answers].find(([, answer]) => answer.kind === 'streaming') ?? [''];
    answers.set(id, { kind: 'failed', message: 'Grafana Live is off' });
    expect(linkOf({ ...input, answers }, 'streaming')).toMatchObject({
      status: 'untested',
      findings: [],
      summary: 'It was not tried: Grafana Live is off.',
    });
  });

  it('streams are selected in VictoriaLogs as in Loki', () => {
    const victoria = {
      uid: 'vl',
      name: 'VictoriaLogs',
      type: 'victoriametrics-logs-datasource',
      jsonData: {},
      readOnly: false,
    };
    const query = '{app="shop"} AND trace_id:="${__span.traceId}"';
    const input = test([...set('tempo', LOGS, { ...OWN_LOGS, datasourceUid: 'vl', query })(), victoria]);
    expect(idsOf(input)).toEqual([]);
  });

  it('a tag that would be no label, but that no span has, breaks nothing', () => {
    const input = test(
      set('tempo', `${LOGS}.tags`, [{ key: 'service.name', value: 'service_name' }, { key: 'cloud.region' }])()
    );
    expect(idsOf(input)).toEqual(['trace-to-logs.tag-not-a-label']);
    expect(linkOf(input, 'trace-to-logs')?.status).toBe('doubtful');
  });

  it('labels that only some series have are not missing', () => {
    const world = buildWorld();
    const other = { __name__: 'traces_service_graph_request_total', client: 'other', server: 'else' };
    world.prometheis['prometheus']?.series.push(other);
    const queries = [
      { name: 'Rate', query: 'rate(traces_spanmetrics_calls_total{$__tags}[5m])' },
      { name: 'Calls', query: 'rate(traces_service_graph_request_total{client="${__span.tags["service.name"]}"}[5m])' },
    ];
    const renamed = (name: string) => `new-${name}`;
    const trace = {
      ...TRACE,
      spans: TRACE.spans.map((span) => ({
        ...span,
        service: renamed(span.service),
        resource: { ...span.resource, 'service.name': renamed(span.service) },
      })),
    };
    const all = set('tempo', 'tracesToMetrics.queries', queries)();
    const found = idsOf(askWorld(world, systemOf(all, trace))).filter((id) => id.startsWith('trace-to-metrics'));
    expect(found).toEqual(['trace-to-metrics.no-series']);
  });

  it('a derived field takes labels that a stage of the query made of the line', () => {
    const fields = readDerivedFields({ derivedFields: [{ name: 'T', matcherType: 'label', matcherRegex: 'traceid' }] });
    const line = { line: '{}', labels: {}, structuredMetadata: {}, parsed: { traceid: TRACE_ID }, timeMs: 0 };
    expect(fields.map((field) => deriveValue(field, fields, line))).toEqual([TRACE_ID]);
  });
});

describe('a trace with an ID of 64 bits, which Grafana shows without its zeros', () => {
  const SHORT = '463ac35c9f6413ad';
  const PADDED = SHORT.padStart(32, '0');
  const trace = { ...TRACE, traceId: PADDED };

  function worldWith(inLine: string, beside: string): World {
    const text = JSON.stringify(buildWorld());
    const world: World = JSON.parse(text.replaceAll(TRACE_ID, PADDED));
    for (const { lines } of world.lokis['loki'] ?? []) {
      for (const one of lines) {
        one.line = one.line.replace(PADDED, inLine);
        if (one.metadata?.['trace_id'] === PADDED) {
          one.metadata = { trace_id: beside };
        }
      }
    }
    return world;
  }

  it('leads to its logs and back', () => {
    const input = askWorld(worldWith(SHORT, SHORT), systemOf(buildGoodSettings(), trace));
    expect(idsOf(input)).toEqual([]);
    expect(linkOf(input, 'trace-to-logs')?.tests[0]?.query).toContain(`"${SHORT}"`);
    expect(linkOf(input, 'logs-to-trace')?.status).toBe('works');
  });

  it('is found in logs that have the zeros, once the query asks for both', () => {
    const world = worldWith(PADDED, PADDED);
    const input = askWorld(world, systemOf(buildGoodSettings(), trace));
    expect(idsOf(input)).toEqual(['trace-to-logs.id-in-metadata']);
    const { tempo, all } = applyCorrections(input, correct(input));
    expect(tempo.jsonData[LOGS]).toMatchObject({
      query: expect.stringContaining('trace_id=~"0*${__span.traceId}"'),
    });
    expect(idsOf(askWorld(world, { tempo, all, trace, nowMs: NOW_MS }))).toEqual([]);
  });
});
