import type { CorrelationFinding, DataSourceSettings, LogLine, SampleTrace } from '../../contract';
import { buildFinding } from '../../findings/buildFinding';
import type { Inquiry, Outcome } from '../../inquiry';
import { change } from '../../judged';
import { nextHeaderKey, sendsTenant } from '../../settings/dataSourceTypes';
import type { LogsSettings } from '../../settings/logsSettings';
import { toTagSetting } from '../../settings/tagMapping';
import { attributeOf, formatTags } from '../../spans/spanTags';
import { explainEmptySpans, type AskedSpan } from './emptySpans';
import { exploreLoki, type Exploration } from './exploreLoki';
import { DEFAULT_PROPOSAL, proposeLogs, type LogsProposal } from './proposeLogs';
import { buildSpanQuery, lokiQuestion, pickTestSpans, type SpanQuery } from './spanQueries';
import { findLogsMistakes, replaceQuery } from './staticLogs';

const KEY = 'tracesToLogsV2';

export interface TargetVerdict {
  readonly findings: readonly CorrelationFinding[];
  readonly untested: readonly string[];
  readonly proof?: string;
}

interface TriedSpan extends AskedSpan {
  readonly outcome: Outcome<readonly LogLine[]>;
}

/** Follows the link of some spans to a Loki, and where it finds nothing, looks for the reason. */
export function judgeLokiTarget(inquiry: Inquiry, settings: LogsSettings, loki: DataSourceSettings): TargetVerdict {
  const { tempo, trace } = inquiry.input;
  if (!trace) {
    return {
      findings: findLogsMistakes(tempo, settings, 'loki', DEFAULT_PROPOSAL),
      untested: ['There is no trace to follow the link with.'],
    };
  }
  const queries = pickTestSpans(trace).map((span) => buildSpanQuery(settings, trace, span));
  const tried = trySpans(inquiry, loki, queries);
  const worked = tried.filter(({ outcome }) => outcome.state === 'answered' && outcome.value.length > 0);
  const failure = tried.map(({ outcome }) => outcome).find(isFailure);
  const isUnreachable = failure !== undefined && !isRefusal(failure);
  const isLookedFor = !isUnreachable && !isPending(tried) && worked.length < queries.length;
  const exploration = isLookedFor ? exploreLoki(inquiry, loki, trace) : undefined;
  const proposal = exploration ? proposeLogs(trace, exploration, settings.tags.tags) : DEFAULT_PROPOSAL;
  const mistakes = weighMistakes(
    findLogsMistakes(tempo, settings, 'loki', proposal),
    worked.length > 0,
    worked.length === queries.length
  );
  const live = [
    ...findHiddenLinks(tempo, settings, trace, queries, proposal),
    ...(exploration
      ? explainEmptySpans(
          { inquiry, tempo, loki, trace, settings, exploration, proposal, someWork: worked.length > 0 },
          tried.filter(({ outcome }) => outcome.state === 'answered' && outcome.value.length === 0)
        )
      : []),
    ...(failure && isUnreachable ? [findUnreachable(inquiry, loki, failure.message)] : []),
  ];
  const explained = failure && !isUnreachable ? explainRefusal(tempo, settings, proposal, mistakes, failure) : mistakes;
  const findings = dropEffects([...explained, ...live]);
  return {
    findings: [...findings, ...findSilence(inquiry, loki, exploration, tried, findings)],
    untested: [],
    ...(worked.length > 0 ? { proof: proofOf(worked, queries.length) } : {}),
  };
}

/** What works all the same is less of a mistake. */
function weighMistakes(
  mistakes: readonly CorrelationFinding[],
  someWork: boolean,
  allWork: boolean
): readonly CorrelationFinding[] {
  return (
    mistakes
      // The settings form keeps a query that was switched off: no mistake where the link works without it.
      .filter(({ id }) => id !== 'trace-to-logs.query-not-used' || !someWork)
      // The spans that were tried do not have the tag.
      .map((mistake) =>
        mistake.id === 'trace-to-logs.tag-not-a-label' && allWork ? { ...mistake, severity: 'warning' } : mistake
      )
  );
}

function trySpans(inquiry: Inquiry, loki: DataSourceSettings, queries: readonly SpanQuery[]): TriedSpan[] {
  return queries.flatMap((query) =>
    query.kind === 'query'
      ? [
          {
            ...query,
            outcome: inquiry.askLines(lokiQuestion(loki, query.expr, query.window), {
              why: `whether the query of "${query.span.name}" (${query.span.service}) finds lines`,
              asConfigured: true,
            }),
          },
        ]
      : []
  );
}

/** Spans that have no link at all. Judged over the whole trace. */
function findHiddenLinks(
  tempo: DataSourceSettings,
  settings: LogsSettings,
  trace: SampleTrace,
  queries: readonly SpanQuery[],
  proposal: LogsProposal
): CorrelationFinding[] {
  const noValue = queries.filter((query) => query.kind === 'no-value');
  if (noValue.length > 0) {
    const variables = [...new Set(noValue.flatMap((query) => query.variables))];
    return [
      buildFinding('trace-to-logs.variable-missing', {
        datasourceUid: tempo.uid,
        what: `${noValue.length} of ${queries.length} spans tried have no value for ${variables.join(', ')}.`,
        evidence: [settings.customQuery],
        paths: [`${KEY}.query`],
        fixes: replaceQuery(tempo, settings, proposal, 'Uses only what all spans have.'),
        ...(noValue.length < queries.length ? { severity: 'warning' as const } : {}),
      }),
    ];
  }
  return queries.some(({ kind }) => kind === 'no-tags') && settings.tags.strings.length === 0
    ? [findMissingTags(tempo, settings, trace, proposal)]
    : [];
}

function findMissingTags(
  tempo: DataSourceSettings,
  settings: LogsSettings,
  trace: SampleTrace,
  proposal: LogsProposal
): CorrelationFinding {
  const { tags } = settings.tags;
  const without = trace.spans.filter((span) => formatTags(span, trace.traceId, tags) === '');
  const example = without[0];
  const kept = tags.filter(({ key }) => trace.spans.some((span) => attributeOf(span, key) !== undefined));
  const proposed = proposal.isProved ? proposal.tags : [...kept, ...DEFAULT_PROPOSAL.tags];
  const isAll = without.length === trace.spans.length;
  return buildFinding('trace-to-logs.tags-missing', {
    datasourceUid: tempo.uid,
    what: `${without.length} of ${trace.spans.length} spans have none of ${tags.map(({ key }) => key).join(', ')}.`,
    evidence: example
      ? [
          `Attributes of "${example.name}": ${[...Object.keys(example.resource), ...Object.keys(example.attributes)].join(', ')}`,
        ]
      : [],
    paths: [`${KEY}.tags`],
    fixes: [change(tempo.uid, `${KEY}.tags`, proposed.map(toTagSetting), 'Every span has at least one of these tags.')],
    ...(isAll ? {} : { severity: 'warning' as const }),
  });
}

/** A refused query is the effect of a mistake that was seen already, or a finding of its own. */
function explainRefusal(
  tempo: DataSourceSettings,
  settings: LogsSettings,
  proposal: LogsProposal,
  mistakes: readonly CorrelationFinding[],
  { message }: { readonly message: string }
): CorrelationFinding[] {
  const cause = mistakes.findIndex(({ severity, id }) => severity === 'critical' && id !== 'trace-to-logs.old-key');
  const said = `Loki says: ${message}`;
  return cause >= 0
    ? mistakes.map((mistake, at) => (at === cause ? { ...mistake, evidence: [...mistake.evidence, said] } : mistake))
    : [
        ...mistakes,
        buildFinding('trace-to-logs.query-refused', {
          datasourceUid: tempo.uid,
          what: said,
          evidence: settings.customQuery === '' ? [] : [settings.customQuery],
          paths: [`${KEY}.query`, `${KEY}.tags`],
          fixes: replaceQuery(tempo, settings, proposal, 'Loki refuses the query that is there.'),
        }),
      ];
}

function findUnreachable(inquiry: Inquiry, loki: DataSourceSettings, message: string): CorrelationFinding {
  const { tempo } = inquiry.input;
  return isTenantRefusal(message) && sendsTenant(tempo) && !sendsTenant(loki)
    ? findTenant(loki, `Loki refuses: ${message}`, 'critical')
    : buildFinding('trace-to-logs.loki-fails', {
        datasourceUid: loki.uid,
        what: `${loki.name} says: ${message}`,
      });
}

function findTenant(loki: DataSourceSettings, what: string, severity: 'critical' | 'warning'): CorrelationFinding {
  const key = nextHeaderKey(loki);
  return buildFinding('trace-to-logs.tenant-header', {
    datasourceUid: loki.uid,
    what,
    paths: [key],
    fixes: [change(loki.uid, key, 'X-Scope-OrgID', 'The tenant is sent with this header; its value is a secret.')],
    severity,
  });
}

/** Nothing anywhere: perhaps of another tenant, perhaps no logs. */
function findSilence(
  { input }: Inquiry,
  loki: DataSourceSettings,
  exploration: Exploration | undefined,
  tried: readonly TriedSpan[],
  findings: readonly CorrelationFinding[]
): CorrelationFinding[] {
  const isEmpty =
    tried.length > 0 && tried.every(({ outcome }) => outcome.state === 'answered' && outcome.value.length === 0);
  if (
    !exploration ||
    exploration.lines.length > 0 ||
    !isEmpty ||
    findings.some(({ severity }) => severity === 'critical')
  ) {
    return [];
  }
  const what = `No line in ${loki.name} has the ID of the trace within an hour around it.`;
  return sendsTenant(input.tempo) && !sendsTenant(loki)
    ? [findTenant(loki, `${what} Tempo is asked for a tenant, ${loki.name} is not.`, 'warning')]
    : [
        buildFinding('trace-to-logs.no-lines', {
          datasourceUid: loki.uid,
          what,
          evidence: [`Labels of streams at that time: ${exploration.labelNames.join(', ') || 'none'}`],
        }),
      ];
}

/** A query that is broken in itself explains why it finds nothing; what is seen of that is not another mistake. */
function dropEffects(findings: readonly CorrelationFinding[]): CorrelationFinding[] {
  const broken = ['lost-dollar', 'double-dollar', 'variable-without-braces', 'query-not-used', 'tag-not-a-label'];
  const isBroken = findings.some(({ id }) => broken.includes(id.slice('trace-to-logs.'.length)));
  const effects = ['query-finds-nothing', 'id-in-line', 'id-in-metadata', 'variable-missing'];
  return findings.filter(({ id }) => !isBroken || !effects.includes(id.slice('trace-to-logs.'.length)));
}

function proofOf(worked: readonly TriedSpan[], of: number): string {
  const lines = worked.reduce((sum, { outcome }) => sum + (outcome.state === 'answered' ? outcome.value.length : 0), 0);
  return `${lines} lines found for ${worked.length} of ${of} spans tried.`;
}

function isPending(tried: readonly TriedSpan[]): boolean {
  return tried.some(({ outcome }) => outcome.state === 'pending');
}

function isFailure<T>(outcome: Outcome<T>): outcome is Extract<Outcome<T>, { state: 'failed' }> {
  return outcome.state === 'failed';
}

/** Whether Loki understood the question and did not like it. Grafana's proxy makes a 400 of a 401. */
function isRefusal({ status, message }: { readonly status?: number; readonly message: string }): boolean {
  return status === 400 && !isTenantRefusal(message);
}

function isTenantRefusal(message: string): boolean {
  return /no org id|authentication to data source failed|unauthori[sz]ed/i.test(message);
}
