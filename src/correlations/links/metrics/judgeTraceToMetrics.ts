import type { CorrelationFinding, CorrelationInput, DataSourceSettings, SettingChange } from '../../contract';
import { buildFinding } from '../../findings/buildFinding';
import { Inquiry } from '../../inquiry';
import { change, conclude, type Judged } from '../../judged';
import { renderRedQueries, TEMPO_SPAN_METRICS } from '../../promql';
import { findDataSource, METRICS_TYPES, nameOf } from '../../settings/dataSourceTypes';
import { variablesOf } from '../../spans/interpolate';
import { proposeMetrics } from '../chooseDataSource';
import { pickTestSpans } from '../log-links/spanQueries';
import { findQueryMistake, repairQuery } from '../queryMistakes';
import { findShiftMistakes, findTagMistakes } from '../settingFindings';
import { exploreMetrics, proposeMetricTags } from './exploreMetrics';
import { followQueries } from './followQueries';
import { readMetricsSettings, type MetricsSettings } from './metricsSettings';
import { replaceQueries } from './replaceQueries';

const KEY = 'tracesToMetrics';

/** From a span to the metrics of its service. */
export function judgeTraceToMetrics(input: CorrelationInput): Judged {
  const inquiry = new Inquiry(input, 'trace-to-metrics');
  const { tempo, all } = input;
  const settings = readMetricsSettings(tempo.jsonData);
  const target = findDataSource(all, settings?.datasourceUid ?? '');
  const isUsable = target !== undefined && METRICS_TYPES.has(target.type);
  const prometheus = isUsable ? target : proposeMetrics(input);
  const targetFindings = isUsable ? [] : [findTargetMistake(inquiry, settings, target, prometheus)];
  const mistakes = settings ? findMistakes(tempo, settings) : [];
  const isBroken = mistakes.some(({ severity }) => severity === 'critical');
  const followed =
    settings && prometheus && !isBroken ? followQueries(inquiry, settings, prometheus) : { findings: [], untested: [] };
  return conclude(inquiry, {
    from: nameOf(tempo),
    to: target && nameOf(target),
    findings: [...targetFindings, ...mistakes, ...followed.findings],
    untested: input.trace ? followed.untested : ['There is no trace to follow the link with.'],
    proof: isUsable ? followed.proof : undefined,
    isOff: !settings || settings.datasourceUid === '',
  });
}

function findTargetMistake(
  inquiry: Inquiry,
  settings: MetricsSettings | undefined,
  target: DataSourceSettings | undefined,
  prometheus: DataSourceSettings | undefined
): CorrelationFinding {
  const { tempo } = inquiry.input;
  const path = `${KEY}.datasourceUid`;
  const uid = settings?.datasourceUid ?? '';
  const fixes = prometheus ? [change(tempo.uid, path, prometheus.uid, `${prometheus.name} has the metrics.`)] : [];
  const about = { datasourceUid: tempo.uid, paths: [path], fixes };
  if (uid === '') {
    return buildFinding('trace-to-metrics.not-configured', {
      ...about,
      what: settings ? `${KEY} has no datasourceUid.` : `There is no ${KEY}.`,
      ...(prometheus && !settings
        ? { fixes: [change(tempo.uid, KEY, wholeSetting(inquiry, prometheus), 'Spans lead to their metrics.')] }
        : {}),
    });
  }
  return target
    ? buildFinding('trace-to-metrics.wrong-type', {
        ...about,
        what: `${uid} is ${target.name}, a data source of the type ${target.type}.`,
      })
    : buildFinding('trace-to-metrics.unknown-uid', {
        ...about,
        what: `No data source that you may query has the uid ${uid}.`,
        evidence: prometheus ? [`There is ${prometheus.name} with the uid ${prometheus.uid}.`] : [],
      });
}

function wholeSetting(inquiry: Inquiry, prometheus: DataSourceSettings) {
  const { trace, nowMs } = inquiry.input;
  const exploration = exploreMetrics(inquiry, prometheus, [], nowMs);
  return {
    datasourceUid: prometheus.uid,
    spanStartTimeShift: '-30m',
    spanEndTimeShift: '30m',
    tags: proposeMetricTags(exploration, trace && pickTestSpans(trace)[0]),
    queries: renderRedQueries(exploration?.spanMetrics ?? TEMPO_SPAN_METRICS),
  };
}

/** What is wrong whatever the metrics are. */
function findMistakes(tempo: DataSourceSettings, settings: MetricsSettings): CorrelationFinding[] {
  return [
    ...findShiftMistakes({ link: 'trace-to-metrics', dataSource: tempo, key: KEY, fallback: '30m' }, [
      { key: 'spanStartTimeShift', shift: settings.startShift, sign: -1 },
      { key: 'spanEndTimeShift', shift: settings.endShift, sign: 1 },
    ]),
    ...(settings.queries.some(({ query }) => variablesOf(query).includes('__tags'))
      ? findTagMistakes({ link: 'trace-to-metrics', dataSource: tempo, key: KEY }, settings.tags, settings.rawTags)
      : []),
    ...findQueryMistakes(tempo, settings),
  ];
}

function findQueryMistakes(tempo: DataSourceSettings, settings: MetricsSettings): CorrelationFinding[] {
  const { queries } = settings;
  const path = `${KEY}.queries`;
  if (queries.length === 0) {
    return [
      buildFinding('trace-to-metrics.no-queries', {
        datasourceUid: tempo.uid,
        what: `${KEY} has no queries.`,
        paths: [path],
        fixes: replaceQueries(tempo, settings, undefined, 'Without queries there is no link.'),
      }),
    ];
  }
  const seen = queries.map(({ query }) => findQueryMistake(query, 'promql'));
  if (seen.includes('lost-dollar')) {
    return [
      buildFinding('trace-to-metrics.lost-dollar', {
        datasourceUid: tempo.uid,
        what: `${seen.filter((one) => one === 'lost-dollar').length} of ${queries.length} queries have empty places where variables were.`,
        evidence: queries.map(({ query }) => query),
        paths: [path],
        fixes: replaceQueries(tempo, settings, undefined, 'The variables of the queries were lost.'),
      }),
    ];
  }
  return (['double-dollar', 'variable-without-braces'] as const).flatMap((mistake) => {
    const fixes = queries.flatMap(({ query, index }, at): SettingChange[] =>
      seen[at] === mistake
        ? [change(tempo.uid, `${path}.${index}.query`, repairQuery(query, mistake), 'Variables are written ${…}.')]
        : []
    );
    return fixes.length > 0
      ? [
          buildFinding(`trace-to-metrics.${mistake}`, {
            datasourceUid: tempo.uid,
            what: `${fixes.length} of ${queries.length} queries are concerned.`,
            evidence: queries.filter((_, at) => seen[at] === mistake).map(({ query }) => query),
            paths: [path],
            fixes,
          }),
        ]
      : [];
  });
}
