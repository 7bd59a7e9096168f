import type { CorrelationFinding, CorrelationInput, DataSourceSettings } from '../../contract';
import { applyChanges } from '../../applyChanges';
import { buildFinding } from '../../findings/buildFinding';
import { Inquiry } from '../../inquiry';
import { change, conclude, type Judged } from '../../judged';
import { findDataSource, LOG_TYPES, nameOf } from '../../settings/dataSourceTypes';
import { readLogsSettings, type LogsSettings } from '../../settings/logsSettings';
import { toTagSetting } from '../../settings/tagMapping';
import { proposeLoki } from '../chooseDataSource';
import { exploreLoki } from './exploreLoki';
import { judgeLokiTarget, type TargetVerdict } from './judgeLokiTarget';
import { DEFAULT_PROPOSAL, proposeLogs, type LogsProposal } from './proposeLogs';
import { buildSpanQuery, lokiQuestion, pickTestSpans } from './spanQueries';
import { findLogsMistakes } from './staticLogs';

const KEY = 'tracesToLogsV2';
const REST: readonly string[] = [
  'trace-to-logs.not-configured',
  'trace-to-logs.unknown-uid',
  'trace-to-logs.wrong-type',
];

/** From a span to its logs. */
export function judgeTraceToLogs(input: CorrelationInput): Judged {
  const inquiry = new Inquiry(input, 'trace-to-logs');
  const { tempo, all } = input;
  const settings = readLogsSettings(tempo.jsonData);
  const target = findDataSource(all, settings?.datasourceUid ?? '');
  const isUsable = target !== undefined && LOG_TYPES.has(target.type);
  const loki = isUsable ? target : proposeLoki(input);
  const ownFinding = isUsable ? [] : [findTargetMistake(inquiry, settings, target, loki)];
  const verdict =
    settings && loki
      ? judgeTarget(inquiry, settings, loki)
      : { findings: settings ? findLogsMistakes(tempo, settings, 'loki', DEFAULT_PROPOSAL) : [], untested: [] };
  const findings = verifyCorrection(inquiry, [...ownFinding, ...verdict.findings]);
  return conclude(inquiry, {
    from: nameOf(tempo),
    to: target && nameOf(target),
    findings,
    untested: verdict.untested,
    proof: isUsable ? verdict.proof : undefined,
    isOff: !settings || settings.datasourceUid === '',
  });
}

function judgeTarget(inquiry: Inquiry, settings: LogsSettings, target: DataSourceSettings): TargetVerdict {
  return target.type === 'loki'
    ? judgeLokiTarget(inquiry, settings, target)
    : {
        findings: findLogsMistakes(inquiry.input.tempo, settings, target.type, DEFAULT_PROPOSAL),
        untested: [`Logs in ${target.name} (${target.type}) cannot be asked from here: only the settings were judged.`],
      };
}

/** None, one that does not exist, or one of the wrong kind. */
function findTargetMistake(
  inquiry: Inquiry,
  settings: LogsSettings | undefined,
  target: DataSourceSettings | undefined,
  loki: DataSourceSettings | undefined
): CorrelationFinding {
  const { tempo } = inquiry.input;
  const path = `${KEY}.datasourceUid`;
  const about = { datasourceUid: tempo.uid, paths: [path] };
  const uid = settings?.datasourceUid ?? '';
  const fixes = loki ? [change(tempo.uid, path, loki.uid, `${loki.name} has the logs.`)] : [];
  if (uid === '') {
    const whole =
      loki && !settings ? [change(tempo.uid, KEY, wholeSetting(inquiry, loki), 'Spans lead to their logs.')] : fixes;
    return buildFinding('trace-to-logs.not-configured', {
      ...about,
      what: settings ? `${settings.key} has no datasourceUid.` : 'There is no tracesToLogsV2.',
      fixes: whole,
    });
  }
  return target
    ? buildFinding('trace-to-logs.wrong-type', {
        ...about,
        what: `${uid} is ${target.name}, a data source of the type ${target.type}.`,
        fixes,
      })
    : buildFinding('trace-to-logs.unknown-uid', {
        ...about,
        what: `No data source that you may query has the uid ${uid}.`,
        evidence: loki ? [`There is ${loki.name} with the uid ${loki.uid}.`] : [],
        fixes,
      });
}

/** All of `tracesToLogsV2`, by the logs of the trace where they are found. */
function wholeSetting(inquiry: Inquiry, loki: DataSourceSettings) {
  const { trace } = inquiry.input;
  const exploration = trace ? exploreLoki(inquiry, loki, trace) : undefined;
  const proposal: LogsProposal = trace && exploration ? proposeLogs(trace, exploration, []) : DEFAULT_PROPOSAL;
  return {
    datasourceUid: loki.uid,
    spanStartTimeShift: `-${proposal.startShift}`,
    spanEndTimeShift: proposal.endShift,
    tags: proposal.tags.map(toTagSetting),
    customQuery: true,
    query: proposal.query,
  };
}

/** Asks as it would be asked with the correction, so that nobody has to believe it. */
function verifyCorrection(inquiry: Inquiry, findings: readonly CorrelationFinding[]): readonly CorrelationFinding[] {
  const { tempo, all, trace } = inquiry.input;
  const fixes = findings.flatMap((finding) => finding.fixes).filter(({ datasourceUid }) => datasourceUid === tempo.uid);
  if (!trace || fixes.length === 0 || inquiry.isPending) {
    return findings;
  }
  const settings = readLogsSettings(applyChanges(tempo.jsonData, fixes));
  const loki = findDataSource(all, settings?.datasourceUid ?? '');
  if (!settings || loki?.type !== 'loki') {
    return findings;
  }
  let hits = 0;
  for (const span of pickTestSpans(trace)) {
    const query = buildSpanQuery(settings, trace, span);
    if (query.kind === 'query') {
      const outcome = inquiry.askLines(lokiQuestion(loki, query.expr, query.window), {
        why: `whether the corrected query of "${span.name}" finds lines`,
      });
      hits += outcome.state === 'answered' ? outcome.value.length : 0;
    }
  }
  return hits === 0 ? findings : findings.map((finding, at) => (at === 0 ? withProof(finding, hits) : finding));
}

function withProof(finding: CorrelationFinding, hits: number): CorrelationFinding {
  const what = REST.includes(finding.id) ? 'With the correction' : 'With all corrections';
  return { ...finding, evidence: [...finding.evidence, `${what} the query finds ${hits} lines.`] };
}
