import type { CorrelationFinding, CorrelationInput, DataSourceSettings } from '../contract';
import { buildFinding } from '../findings/buildFinding';
import { Inquiry, type Outcome, type Series } from '../inquiry';
import { change, conclude, type Judged } from '../judged';
import { findDataSource, METRICS_TYPES, nameOf, nextHeaderKey, sendsTenant } from '../settings/dataSourceTypes';
import { asObject, asText } from '../settings/readJson';
import { listMetricsCandidates, proposeMetrics } from './chooseDataSource';

const PATH = 'serviceMap.datasourceUid';
/** An hour back, for systems where little happens. */
const EXPR = 'count(last_over_time(traces_service_graph_request_total[1h]))';
const TRIED_OTHERS = 3;

/** The service graph: metrics of Tempo's metrics-generator in a Prometheus. */
export function judgeServiceMap(input: CorrelationInput): Judged {
  const inquiry = new Inquiry(input, 'service-map');
  const { tempo, all } = input;
  const uid = asText(asObject(tempo.jsonData['serviceMap'])?.['datasourceUid']);
  const target = findDataSource(all, uid);
  const isUsable = target !== undefined && METRICS_TYPES.has(target.type);
  const asked = isUsable ? askGraph(inquiry, target, true) : undefined;
  const edges = asked?.state === 'answered' ? (asked.value[0]?.value ?? 0) : undefined;
  const findings = isUsable ? judgeMetrics(inquiry, target, asked, edges) : [findTargetMistake(inquiry, uid, target)];
  return conclude(inquiry, {
    from: nameOf(tempo),
    to: target && nameOf(target),
    findings,
    proof: edges ? `${target?.name ?? ''} has ${edges} series of the service graph.` : undefined,
    isOff: uid === '',
  });
}

function askGraph(inquiry: Inquiry, prometheus: DataSourceSettings, asConfigured: boolean): Outcome<readonly Series[]> {
  return inquiry.askSeries(
    { kind: 'prometheus-instant', datasourceUid: prometheus.uid, expr: EXPR, timeMs: inquiry.input.nowMs },
    { why: `whether ${prometheus.name} has metrics of the service graph`, asConfigured }
  );
}

function findTargetMistake(inquiry: Inquiry, uid: string, target: DataSourceSettings | undefined): CorrelationFinding {
  const { tempo } = inquiry.input;
  const proposed = findElsewhere(inquiry, '') ?? proposeMetrics(inquiry.input);
  const about = {
    datasourceUid: tempo.uid,
    paths: [PATH],
    fixes: proposed ? [change(tempo.uid, PATH, proposed.uid, `${proposed.name} has the metrics.`)] : [],
  };
  if (uid === '') {
    return buildFinding('service-map.not-configured', { ...about, what: 'There is no serviceMap.datasourceUid.' });
  }
  return target
    ? buildFinding('service-map.wrong-type', {
        ...about,
        what: `${uid} is ${target.name}, a data source of the type ${target.type}.`,
      })
    : buildFinding('service-map.unknown-uid', {
        ...about,
        what: `No data source that you may query has the uid ${uid}.`,
      });
}

function judgeMetrics(
  inquiry: Inquiry,
  target: DataSourceSettings,
  asked: Outcome<readonly Series[]> | undefined,
  edges: number | undefined
): CorrelationFinding[] {
  const { tempo } = inquiry.input;
  if (asked?.state === 'failed') {
    const isTenant = /no org id|authentication to data source failed/i.test(asked.message);
    return isTenant && sendsTenant(tempo) && !sendsTenant(target)
      ? [findTenant(target, `${target.name} refuses: ${asked.message}`, 'critical')]
      : [
          buildFinding('service-map.prometheus-fails', {
            datasourceUid: target.uid,
            what: `${target.name} says: ${asked.message}`,
          }),
        ];
  }
  if (edges !== 0) {
    return [];
  }
  const elsewhere = findElsewhere(inquiry, target.uid);
  if (!elsewhere && sendsTenant(tempo) && !sendsTenant(target)) {
    return [
      findTenant(target, `Tempo is asked for a tenant, ${target.name} is not, and has no service graph.`, 'warning'),
    ];
  }
  return [
    buildFinding('service-map.no-metrics', {
      datasourceUid: tempo.uid,
      what: `${target.name} has no traces_service_graph_request_total within the last hour.`,
      evidence: elsewhere ? [`${elsewhere.name} has it.`] : [],
      paths: [PATH],
      fixes: elsewhere ? [change(tempo.uid, PATH, elsewhere.uid, `${elsewhere.name} has the metrics.`)] : [],
    }),
  ];
}

function findTenant(target: DataSourceSettings, what: string, severity: 'critical' | 'warning'): CorrelationFinding {
  const key = nextHeaderKey(target);
  return buildFinding('service-map.tenant-header', {
    datasourceUid: target.uid,
    what,
    paths: [key],
    fixes: [change(target.uid, key, 'X-Scope-OrgID', 'The tenant is sent with this header; its value is a secret.')],
    severity,
  });
}

/** Another Prometheus that has the metrics. */
function findElsewhere(inquiry: Inquiry, notUid: string): DataSourceSettings | undefined {
  return listMetricsCandidates(inquiry.input)
    .filter(({ uid }) => uid !== notUid)
    .slice(0, TRIED_OTHERS)
    .map((candidate) => ({ candidate, outcome: askGraph(inquiry, candidate, false) }))
    .find(({ outcome }) => outcome.state === 'answered' && (outcome.value[0]?.value ?? 0) > 0)?.candidate;
}
