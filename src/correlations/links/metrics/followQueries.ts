import type { CorrelationFinding, CorrelationInput, DataSourceSettings, SampleSpan, SampleTrace } from '../../contract';
import { buildFinding } from '../../findings/buildFinding';
import type { Inquiry, Outcome, Series } from '../../inquiry';
import { change } from '../../judged';
import { readSelectors } from '../../promql';
import { variablesOf, fillIntervals, interpolate } from '../../spans/interpolate';
import { pickTestSpans } from '../log-links/spanQueries';
import { exploreMetrics, proposeMetricTags, type MetricsExploration } from './exploreMetrics';
import type { MetricsSettings } from './metricsSettings';
import { replaceQueries } from './replaceQueries';

const KEY = 'tracesToMetrics';
const TRIED_QUERIES = 5;
const TRIED_LABELS = 6;
/** Metrics of a span come a little after it. */
const LATER_MS = 5 * 60_000;

export interface Followed {
  readonly findings: readonly CorrelationFinding[];
  readonly untested: readonly string[];
  readonly proof?: string;
}

interface Tried {
  readonly expr: string;
  readonly query: string;
  readonly outcome: Outcome<readonly Series[]>;
}

/** Asks the queries of the links, for one span after the other until one has metrics. */
export function followQueries(inquiry: Inquiry, settings: MetricsSettings, prometheus: DataSourceSettings): Followed {
  const { trace, tempo } = inquiry.input;
  if (!trace) {
    return { findings: [], untested: [] };
  }
  const timeMs = askedAt(inquiry.input);
  let tried: Tried[] = [];
  for (const span of pickTestSpans(trace)) {
    tried = tryQueries(inquiry, settings, prometheus, trace, span, timeMs);
    if (tried.some(({ outcome }) => outcome.state !== 'answered' || outcome.value.length > 0)) {
      break;
    }
  }
  const failure = tried.map(({ outcome }) => outcome).find((outcome) => outcome.state === 'failed');
  if (failure?.state === 'failed') {
    return { findings: [findFailure(tempo, settings, prometheus, tried, failure)], untested: [] };
  }
  const silent = tried.filter(({ outcome }) => outcome.state === 'answered' && outcome.value.length === 0);
  const isPending = tried.some(({ outcome }) => outcome.state === 'pending');
  const names = [...new Set(silent.flatMap(({ expr }) => readSelectors(expr).map(({ metric }) => metric)))];
  const exploration = silent.length > 0 && !isPending ? exploreMetrics(inquiry, prometheus, names, timeMs) : undefined;
  const missing = isPending ? [] : findMissingLabels(inquiry, prometheus, silent, tried);
  const causes = exploration ? explainSilence(inquiry, settings, prometheus, silent, exploration, missing) : [];
  const found = tried.length - silent.length;
  const silence =
    exploration && causes.length === 0 && found === 0
      ? [
          buildFinding('trace-to-metrics.no-series', {
            datasourceUid: prometheus.uid,
            what: 'No query has a result for the spans that were tried.',
            evidence: silent.map(({ expr }) => expr),
          }),
        ]
      : [];
  return {
    findings: [...causes, ...silence],
    untested: [],
    ...(found > 0 && !isPending
      ? { proof: `${found} of ${tried.length} queries have results for a span of the trace.` }
      : {}),
  };
}

/** When metrics of the trace are there. */
function askedAt({ trace, nowMs }: CorrelationInput): number {
  return trace ? Math.min(nowMs, Math.ceil(trace.endMs + LATER_MS)) : nowMs;
}

function tryQueries(
  inquiry: Inquiry,
  settings: MetricsSettings,
  prometheus: DataSourceSettings,
  trace: SampleTrace,
  span: SampleSpan,
  timeMs: number
): Tried[] {
  return settings.queries.slice(0, TRIED_QUERIES).map(({ name, query }) => {
    const expr = fillIntervals(interpolate(query, trace, span, settings.tags.tags).text);
    const outcome = inquiry.askSeries(
      { kind: 'prometheus-instant', datasourceUid: prometheus.uid, expr, timeMs },
      { why: `whether "${name}" has metrics for "${span.name}" (${span.service})`, asConfigured: true }
    );
    return { expr, query, outcome };
  });
}

function findFailure(
  tempo: DataSourceSettings,
  settings: MetricsSettings,
  prometheus: DataSourceSettings,
  tried: readonly Tried[],
  { message, status }: { readonly message: string; readonly status?: number }
): CorrelationFinding {
  const isRefusal = (status === 400 || status === 422) && !/authentication/i.test(message);
  return isRefusal
    ? buildFinding('trace-to-metrics.query-refused', {
        datasourceUid: tempo.uid,
        what: `Prometheus says: ${message}`,
        evidence: tried.filter(({ outcome }) => outcome.state === 'failed').map(({ expr }) => expr),
        paths: [`${KEY}.queries`],
        fixes: replaceQueries(tempo, settings, undefined, 'Prometheus refuses the query that is there.'),
      })
    : buildFinding('trace-to-metrics.prometheus-fails', {
        datasourceUid: prometheus.uid,
        what: `${prometheus.name} says: ${message}`,
      });
}

/** Metrics or labels that are not there. */
function explainSilence(
  inquiry: Inquiry,
  settings: MetricsSettings,
  prometheus: DataSourceSettings,
  silent: readonly Tried[],
  exploration: MetricsExploration,
  missing: readonly string[]
): CorrelationFinding[] {
  const { tempo } = inquiry.input;
  const selectors = silent.flatMap(({ expr }) => readSelectors(expr));
  const absent = [...new Set(selectors.map(({ metric }) => metric))].filter(
    (name) => !exploration.present.includes(name)
  );
  if (absent.length > 0) {
    const { spanMetrics } = exploration;
    return [
      buildFinding('trace-to-metrics.metric-missing', {
        datasourceUid: tempo.uid,
        what: `${prometheus.name} does not have ${absent.join(', ')}.`,
        evidence: [`There are: ${exploration.present.join(', ') || 'no metrics of spans that are known here'}`],
        paths: [`${KEY}.queries`],
        fixes: spanMetrics ? replaceQueries(tempo, settings, exploration, 'Metrics that are there.') : [],
      }),
    ];
  }
  return missing.length > 0 ? [explainLabels(inquiry, settings, silent, exploration, missing)] : [];
}

function explainLabels(
  { input }: Inquiry,
  settings: MetricsSettings,
  silent: readonly Tried[],
  exploration: MetricsExploration,
  missing: readonly string[]
): CorrelationFinding {
  const usesTags = silent.every(({ query }) => variablesOf(query).includes('__tags'));
  const span = input.trace && pickTestSpans(input.trace)[0];
  const tags = proposeMetricTags(exploration, span);
  const uid = input.tempo.uid;
  return buildFinding('trace-to-metrics.label-missing', {
    datasourceUid: uid,
    what: `The metrics do not have the label ${missing.join(', ')}.`,
    evidence: [
      `Labels there: ${Object.keys(exploration.labels[0] ?? {}).join(', ')}`,
      ...silent.map(({ expr }) => expr),
    ],
    paths: [`${KEY}.tags`],
    fixes: usesTags
      ? [change(uid, `${KEY}.tags`, tags, 'Labels that the metrics have.')]
      : replaceQueries(input.tempo, settings, exploration, 'Labels that the metrics have.'),
  });
}

/**
 * Labels that no series has of a metric that is asked for with them. Some series are no proof: Prometheus has no label where
 * its value is empty.
 */
function findMissingLabels(
  inquiry: Inquiry,
  prometheus: DataSourceSettings,
  silent: readonly Tried[],
  tried: readonly Tried[]
): string[] {
  // What another query has found something with is there.
  const seen = new Set(listLabelQuestions(tried.filter((one) => !silent.includes(one))).keys());
  const questions = [...listLabelQuestions(silent)].filter(([expr]) => !seen.has(expr));
  const asked = questions.slice(0, TRIED_LABELS).map(([expr, label]) => ({
    label,
    outcome: inquiry.askSeries(
      { kind: 'prometheus-instant', datasourceUid: prometheus.uid, expr, timeMs: askedAt(inquiry.input) },
      { why: `whether any series has the label ${label}` }
    ),
  }));
  const missing = asked.filter(({ outcome }) => outcome.state === 'answered' && outcome.value.length === 0);
  return [...new Set(missing.map(({ label }) => label))];
}

/** Whether a metric has a label at all: the label, by the question for it. */
function listLabelQuestions(tried: readonly Tried[]): Map<string, string> {
  return new Map(
    tried
      .flatMap(({ expr }) => readSelectors(expr))
      .flatMap(({ metric, matchers }) =>
        matchers
          .filter(({ value }) => value !== '')
          .map(({ label }): [string, string] => [`count(${metric}{${label}!=""})`, label])
      )
  );
}
