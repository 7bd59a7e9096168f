import { readdirSync, readFileSync } from 'fs';
import fc from 'fast-check';
import { join } from 'path';
import {
  applyCorrections,
  correct,
  CORRELATION_LINKS,
  diagnose,
  listProbes,
  renderProvisioning,
  type CorrelationInput,
  type DataSourceSettings,
  type ProbeAnswer,
} from '.';
import { FINDINGS } from './findings/catalogue';
import type { BrokenCase } from './testdata/brokenCase';
import { BROKEN_CASES } from './testdata/brokenCases';
import { buildGoodSettings } from './testdata/goodSettings';
import { readProvisioning } from './testdata/readProvisioning';
import { askWorld, buildWorld, NOW_MS, TRACE, type World } from './testdata/world';
import { assertProperty } from '../traceql/testdata/assertProperty';

function systemOf(all: readonly DataSourceSettings[]) {
  const tempo = all.find(({ uid }) => uid === 'tempo');
  if (!tempo) {
    throw new Error('There is no Tempo.');
  }
  return { tempo, all, trace: TRACE, nowMs: NOW_MS };
}

function worldOf({ world }: Pick<BrokenCase, 'world'>): World {
  const built = buildWorld();
  world?.(built);
  return built;
}

const findingsOf = (input: CorrelationInput) => diagnose(input).flatMap(({ findings }) => findings);
const idsOf = (input: CorrelationInput) => findingsOf(input).map(({ id }) => id);

/** What Grafana would have after the corrected files were put into its provisioning folder. */
function provision(input: CorrelationInput): DataSourceSettings[] {
  const corrected = correct(input);
  return input.all.map((dataSource) => {
    const found = corrected.find((one) => one.dataSource.uid === dataSource.uid);
    if (!found) {
      return dataSource;
    }
    const [read] = readProvisioning(renderProvisioning(found.dataSource, found.jsonData, { changes: found.changes }));
    expect(read?.jsonData).toEqual(found.jsonData);
    return read ?? dataSource;
  });
}

describe('a set that works', () => {
  it('has no finding, and every link is proved', () => {
    const input = askWorld(buildWorld(), systemOf(buildGoodSettings()));
    expect(diagnose(input).map(({ link, status, findings }) => [link, status, findings])).toEqual(
      [
        'trace-to-logs',
        'logs-to-trace',
        'trace-to-metrics',
        'metrics-to-trace',
        'service-map',
        'node-graph',
        'search',
        'trace-query',
        'streaming',
      ].map((link) => [link, 'works', []])
    );
    expect(correct(input)).toEqual([]);
  });

  it('says what was asked, and of when', () => {
    const input = askWorld(buildWorld(), systemOf(buildGoodSettings()));
    const asked = diagnose(input).find(({ link }) => link === 'trace-to-metrics')?.tests[0];
    expect(asked?.startMs).toBe(TRACE.endMs + 300_000);
    expect(asked?.endMs).toBe(asked?.startMs);
  });

  it('is asked few questions', () => {
    const input = askWorld(buildWorld(), systemOf(buildGoodSettings()));
    expect(input.rounds).toBeLessThanOrEqual(3);
    expect(input.answers.size).toBeLessThanOrEqual(12);
  });

  it('is what the project ships', () => {
    const folder = join(__dirname, '../../provisioning/datasources');
    const shipped = readdirSync(folder).flatMap((file) => readProvisioning(readFileSync(join(folder, file), 'utf8')));
    const input = askWorld(buildWorld(), systemOf(shipped));
    expect(findingsOf(input)).toEqual([]);
  });
});

describe.each(BROKEN_CASES.map((one): [string, BrokenCase] => [`${one.name} (${one.source})`, one]))(
  '%s',
  (_, broken) => {
    const input = askWorld(worldOf(broken), systemOf(broken.system()));

    it('is found', () => {
      expect(idsOf(input)).toEqual(broken.finds);
      const said = JSON.stringify(findingsOf(input));
      expect(said).toMatch(broken.says ?? /./);
      expect(said).not.toMatch(/undefined|NaN|\[object Object\](?!\.)/);
    });

    it('works when the corrected files are provisioned', () => {
      const repaired = askWorld(worldOf(broken), systemOf(provision(input)));
      expect(findingsOf(repaired)).toEqual([]);
      expect(diagnose(repaired).filter(({ status }) => status === 'broken' || status === 'doubtful')).toEqual([]);
    });
  }
);

describe('a correction', () => {
  it('is proved by what was asked before it is applied', () => {
    // What is sent along with a question cannot be tried without the setting.
    for (const broken of BROKEN_CASES.filter(({ finds }) => !finds.some((id) => id.endsWith('tenant-header')))) {
      const input = askWorld(worldOf(broken), systemOf(broken.system()));
      const proved = applyCorrections(input, correct(input));
      expect([broken.name, idsOf(proved), listProbes(proved)]).toEqual([broken.name, [], []]);
    }
  });

  it('changes nothing that no finding calls for', () => {
    const [one] = correct(
      askWorld(
        buildWorld(),
        systemOf(withSetting('loki', { ...settingsOf('loki'), maxLines: 50, extra: [1] }, 'derivedFields'))
      )
    );
    expect(one?.jsonData).toMatchObject({ maxLines: 50, extra: [1] });
    expect(one?.changes.map(({ path }) => path.join('.'))).toEqual(['derivedFields']);
  });
});

describe('without everything', () => {
  const links = (input: CorrelationInput) =>
    Object.fromEntries(diagnose(input).map(({ link, status }) => [link, status]));

  it('answers: settings are judged, the rest is untested', () => {
    const input = { ...systemOf(buildGoodSettings()), answers: new Map<string, ProbeAnswer>() };
    expect(links(input)).toMatchObject({
      'trace-to-logs': 'untested',
      'metrics-to-trace': 'untested',
      'node-graph': 'works',
    });
    expect(idsOf(input)).toEqual([]);
    expect(diagnose(input).every(({ status, untested }) => status !== 'untested' || untested.length > 0)).toBe(true);
  });

  it('a trace: says so', () => {
    const { trace: _trace, ...rest } = systemOf(buildGoodSettings());
    const input = askWorld(buildWorld(), rest);
    expect(links(input)).toMatchObject({
      'trace-to-logs': 'untested',
      'logs-to-trace': 'untested',
      'metrics-to-trace': 'works',
    });
    expect(idsOf(input)).toEqual([]);
  });

  it('other data sources: what is missing is said, and nothing is proposed', () => {
    const input = askWorld(buildWorld(), systemOf(buildGoodSettings().filter(({ uid }) => uid === 'tempo')));
    expect(idsOf(input)).toEqual([
      'trace-to-logs.unknown-uid',
      'trace-to-metrics.unknown-uid',
      'service-map.unknown-uid',
    ]);
    expect(correct(input)).toEqual([]);
  });

  it('logs: the settings are not blamed', () => {
    const world = { ...buildWorld(), lokis: { loki: [] } };
    const input = askWorld(world, systemOf(buildGoodSettings()));
    expect(idsOf(input)).toEqual(['trace-to-logs.no-lines']);
    expect(correct(input)).toEqual([]);
  });

  it('exemplars, or their traces', () => {
    const none = buildWorld();
    none.prometheis['prometheus']?.exemplars.splice(0);
    expect(idsOf(askWorld(none, systemOf(buildGoodSettings())))).toEqual(['metrics-to-trace.no-exemplars']);
    const lost = { ...buildWorld(), tempos: {} };
    expect(idsOf(askWorld(lost, systemOf(buildGoodSettings())))).toEqual(['metrics-to-trace.trace-not-found']);
  });

  it('metrics of this trace, or of any', () => {
    const other = { ...TRACE, spans: TRACE.spans.map((span) => ({ ...span, name: 'new' })) };
    const input = askWorld(buildWorld(), { ...systemOf(buildGoodSettings()), trace: other });
    expect(idsOf(input)).toEqual(['trace-to-metrics.no-series']);
    const empty = { ...buildWorld(), prometheis: { prometheus: { series: [], exemplars: [] } } };
    expect(idsOf(askWorld(empty, systemOf(buildGoodSettings())))).toEqual([
      'trace-to-metrics.metric-missing',
      'metrics-to-trace.no-exemplars',
      'service-map.no-metrics',
    ]);
  });

  it('any answer but failures: each is said where it belongs', () => {
    const world = { ...buildWorld(), lokis: {}, prometheis: {}, streams: false };
    const input = askWorld(world, systemOf(buildGoodSettings()));
    expect(idsOf(input)).toEqual([
      'trace-to-logs.loki-fails',
      'trace-to-metrics.prometheus-fails',
      'metrics-to-trace.prometheus-fails',
      'service-map.prometheus-fails',
      'streaming.unreachable',
    ]);
  });
});

describe('other targets for logs', () => {
  const elastic = { uid: 'es', name: 'Elastic', type: 'elasticsearch', jsonData: {}, readOnly: false };
  const all = (query: string) => [
    ...withSetting('tempo', {
      ...settingsOf('tempo'),
      tracesToLogsV2: {
        datasourceUid: 'es',
        customQuery: true,
        query,
        spanStartTimeShift: '-1m',
        spanEndTimeShift: '1m',
      },
    }),
    elastic,
  ];

  it('are judged by their settings, and that is said', () => {
    const [logs] = diagnose(askWorld(buildWorld(), systemOf(all('"${__span.traceId}"'))));
    expect(logs).toMatchObject({
      status: 'untested',
      findings: [],
      untested: [expect.stringContaining('elasticsearch')],
    });
  });

  it('do not understand LogQL', () => {
    const input = askWorld(buildWorld(), systemOf(all('{${__tags}} |= "${__span.traceId}"')));
    expect(idsOf(input)).toEqual(['trace-to-logs.wrong-language']);
    expect(idsOf(askWorld(buildWorld(), systemOf(provision(input))))).toEqual([]);
  });
});

it('every finding of the catalogue is made by some test, and its link exists', () => {
  const here = readFileSync(__filename, 'utf8');
  const made = new Set(BROKEN_CASES.flatMap(({ finds }) => finds));
  const unmade = Object.keys(FINDINGS).filter((id) => !made.has(id) && !here.includes(`'${id}'`));
  expect(unmade).toEqual([]);
  expect(Object.keys(FINDINGS).filter((id) => !CORRELATION_LINKS.some((link) => id.startsWith(`${link}.`)))).toEqual(
    []
  );
});

it('settings of any shape and answers of any kind do no harm', () => {
  const keys = [
    'tracesToLogsV2',
    'tracesToLogs',
    'tracesToMetrics',
    'serviceMap',
    'nodeGraph',
    'search',
    'traceQuery',
    'streamingEnabled',
    'derivedFields',
    'exemplarTraceIdDestinations',
    'httpHeaderName1',
  ];
  const inner = fc.dictionary(
    fc.constantFrom(
      'datasourceUid',
      'tags',
      'query',
      'queries',
      'customQuery',
      'spanStartTimeShift',
      'name',
      'url',
      'matcherRegex',
      'matcherType',
      'key',
      'value',
      'timeShiftEnabled',
      'search',
      'hide'
    ),
    fc.oneof(
      fc.constantFrom('tempo', 'loki', 'prometheus', '{$__tags}', '(', '$', '', '1h', 'x'),
      fc.anything({ maxDepth: 2 }),
      fc.array(fc.anything({ maxDepth: 1 }))
    )
  );
  const jsonData = fc.dictionary(fc.constantFrom(...keys), fc.oneof(inner, fc.array(inner), fc.jsonValue()));
  const answer = fc.constantFrom<ProbeAnswer>(
    { kind: 'lines', lines: [] },
    { kind: 'lines', lines: [{ line: `trace_id=${TRACE.traceId}`, labels: { a: 'frontend' }, timeMs: NOW_MS }] },
    { kind: 'names', names: ['a', 'service_name'] },
    { kind: 'names', names: [] },
    { kind: 'series', series: [] },
    { kind: 'series', series: [{ labels: { __name__: 'calls_total' }, value: Number.NaN }] },
    { kind: 'exemplars', exemplars: [{ labels: { trace: TRACE.traceId }, seriesLabels: {}, value: 1, timeMs: 1 }] },
    { kind: 'trace', found: false, spanCount: 0 },
    { kind: 'streaming', ok: false, message: '' },
    { kind: 'failed', message: 'no org id', status: 401 },
    { kind: 'failed', message: 'parse error', status: 400 }
  );
  assertProperty(
    fc.property(fc.tuple(jsonData, jsonData, jsonData), fc.infiniteStream(answer), (settings, stream) => {
      const all = buildGoodSettings().map((one, at) => ({ ...one, jsonData: settings[at] ?? {} }));
      const answers = new Map<string, ProbeAnswer>();
      let input: CorrelationInput = { ...systemOf(all), answers };
      for (let round = 0; round < 25; round++) {
        const probes = listProbes(input);
        if (probes.length === 0) {
          break;
        }
        probes.forEach(({ id }) => answers.set(id, stream.next().value));
        input = { ...input, answers };
      }
      expect(listProbes(input)).toEqual([]);
      expect(diagnose(input).length).toBeGreaterThan(5);
      for (const { dataSource, jsonData: corrected, changes } of correct(input)) {
        expect(renderProvisioning(dataSource, corrected, { changes })).toContain('jsonData:');
      }
    }),
    40
  );
});

function settingsOf(uid: string) {
  return buildGoodSettings().find((one) => one.uid === uid)?.jsonData ?? {};
}

/** The good set with other settings of one, or without one of its keys. */
function withSetting(uid: string, jsonData: Readonly<Record<string, unknown>>, without = ''): DataSourceSettings[] {
  const { [without]: _gone, ...rest } = jsonData;
  return buildGoodSettings().map((one) => (one.uid === uid ? { ...one, jsonData: rest } : one));
}
