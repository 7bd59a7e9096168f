import type { CorrelationFinding, CorrelationInput, DataSourceSettings, Exemplar } from '../../contract';
import { buildFinding } from '../../findings/buildFinding';
import { Inquiry, type Outcome } from '../../inquiry';
import { change, conclude, type Judged } from '../../judged';
import { findDataSource, METRICS_TYPES, nameOf } from '../../settings/dataSourceTypes';
import { asList, asObject, asText } from '../../settings/readJson';
import { exemplarsLeadTo, otherDataSources, proposeMetrics, usedForMetrics } from '../chooseDataSource';

const KEY = 'exemplarTraceIdDestinations';
const HOUR_MS = 3_600_000;
const TRIED_TRACES = 3;
/** `query_exemplars` answers for every selector of an expression. */
const USUAL_METRICS = [
  'traces_spanmetrics_latency_bucket',
  'traces_span_metrics_duration_seconds_bucket',
  'traces_service_graph_request_server_seconds_bucket',
].join(' or ');
const ALL_METRICS = '{__name__=~".+"}';
/** What is written where nothing is known: the names of OpenTelemetry and of Tempo's metrics-generator. */
const USUAL_NAMES = ['trace_id', 'traceID'];
const ID = /^[0-9a-f]{16,32}$/i;

interface Destination {
  readonly index: number;
  readonly name: string;
  readonly datasourceUid: string;
  readonly url: string;
}

/** From exemplars to their traces: one judgement for each Prometheus that has to do with this Tempo. */
export function judgeMetricsToTrace(input: CorrelationInput): Judged[] {
  const metrics = otherDataSources(input).filter(({ type }) => METRICS_TYPES.has(type));
  const used = usedForMetrics(input);
  const related = metrics.filter((one) => used.includes(one.uid) || exemplarsLeadTo(one, input));
  const proposed = proposeMetrics(input);
  const judged = related.length > 0 || !proposed ? related : [proposed];
  const isLinked = judged.some((one) => exemplarsLeadTo(one, input));
  return judged.map((prometheus) => judgePrometheus(input, prometheus, isLinked));
}

/** @param isLinked - another one leads to this Tempo: then nothing is missing where there are no exemplars */
function judgePrometheus(input: CorrelationInput, prometheus: DataSourceSettings, isLinked: boolean): Judged {
  const inquiry = new Inquiry(input, 'metrics-to-trace');
  const destinations = readDestinations(prometheus);
  const own = destinations.filter(
    ({ datasourceUid }) => findDataSource(input.all, datasourceUid)?.uid === input.tempo.uid
  );
  const exemplars = askExemplars(inquiry, prometheus);
  const mistakes = destinations.flatMap((one) => findMistake(input, prometheus, one, own.length > 0));
  const isOff = own.length === 0 && mistakes.length === 0 && !destinations.some((one) => leadsToTempo(input, one));
  const context = { inquiry, prometheus, destinations, own };
  const isNeeded = !isLinked || (exemplars.state === 'answered' && namesOfIds(exemplars.value).length > 0);
  const missing = isNeeded ? [findMissing(context, exemplars)] : [];
  const followed = isOff ? { findings: missing } : follow(context, exemplars);
  return conclude(inquiry, {
    from: nameOf(prometheus),
    to: own.length > 0 ? nameOf(input.tempo) : undefined,
    findings: [...mistakes, ...followed.findings],
    proof: followed.proof,
    isOff,
    offSummary: `${prometheus.name} has no exemplars to follow.`,
  });
}

function readDestinations({ jsonData }: DataSourceSettings): Destination[] {
  return asList(jsonData[KEY]).flatMap((entry, index) => {
    const raw = asObject(entry);
    return raw
      ? [{ index, name: asText(raw['name']), datasourceUid: asText(raw['datasourceUid']), url: asText(raw['url']) }]
      : [];
  });
}

function leadsToTempo({ all }: CorrelationInput, { datasourceUid }: Destination): boolean {
  return findDataSource(all, datasourceUid)?.type === 'tempo';
}

/** Those of the last hour: of the metrics that Tempo makes, else of all. */
function askExemplars(inquiry: Inquiry, prometheus: DataSourceSettings): Outcome<readonly Exemplar[]> {
  const { nowMs } = inquiry.input;
  const question = {
    kind: 'prometheus-exemplars',
    datasourceUid: prometheus.uid,
    startMs: nowMs - HOUR_MS,
    endMs: nowMs,
  } as const;
  const usual = inquiry.askExemplars(
    { ...question, expr: USUAL_METRICS },
    { why: 'which exemplars span metrics have' }
  );
  return usual.state === 'answered' && usual.value.length === 0
    ? inquiry.askExemplars({ ...question, expr: ALL_METRICS }, { why: 'whether any metric has exemplars' })
    : usual;
}

function findMistake(
  { all, tempo }: CorrelationInput,
  prometheus: DataSourceSettings,
  { index, name, datasourceUid, url }: Destination,
  hasOwn: boolean
): CorrelationFinding[] {
  const path = `${KEY}.${index}.datasourceUid`;
  const target = findDataSource(all, datasourceUid);
  const about = (what: string) => ({
    datasourceUid: prometheus.uid,
    what,
    paths: [path],
    fixes: [change(prometheus.uid, path, tempo.uid, `${tempo.name} has the traces.`)],
  });
  if (datasourceUid === '') {
    return url !== '' && !/\$\{?__value/.test(url) ? [findLostAddress(prometheus, index, name, url, tempo)] : [];
  }
  if (!target) {
    return [
      buildFinding(
        'metrics-to-trace.unknown-uid',
        about(`${name} has the uid ${datasourceUid}, which no data source has that you may query.`)
      ),
    ];
  }
  const isWrong = METRICS_TYPES.has(target.type) || target.type === 'loki';
  return isWrong && !hasOwn
    ? [
        buildFinding(
          'metrics-to-trace.wrong-type',
          about(`${name} leads to ${target.name}, a data source of the type ${target.type}.`)
        ),
      ]
    : [];
}

function findLostAddress(
  prometheus: DataSourceSettings,
  index: number,
  name: string,
  url: string,
  tempo: DataSourceSettings
) {
  const path = `${KEY}.${index}`;
  return buildFinding('metrics-to-trace.lost-dollar', {
    datasourceUid: prometheus.uid,
    what: `${name} leads to ${url} whatever the exemplar is.`,
    paths: [`${path}.url`],
    fixes: [
      change(prometheus.uid, `${path}.url`, undefined, 'The address has no place for the trace ID.'),
      change(prometheus.uid, `${path}.datasourceUid`, tempo.uid, `${tempo.name} has the traces.`),
    ],
  });
}

interface Context {
  readonly inquiry: Inquiry;
  readonly prometheus: DataSourceSettings;
  readonly destinations: readonly Destination[];
  readonly own: readonly Destination[];
}

interface Followed {
  readonly findings: readonly CorrelationFinding[];
  readonly proof?: string;
}

function findMissing({ inquiry, prometheus, destinations }: Context, exemplars: Outcome<readonly Exemplar[]>) {
  const names = exemplars.state === 'answered' ? namesOfIds(exemplars.value) : [];
  return buildFinding('metrics-to-trace.not-configured', {
    datasourceUid: prometheus.uid,
    what: `${prometheus.name} has ${destinations.length} destinations for exemplars, none with ${inquiry.input.tempo.name}.`,
    evidence: names.length > 0 ? [`Exemplars carry trace IDs as ${names.join(', ')}.`] : [],
    paths: [KEY],
    fixes: addDestinations(inquiry, prometheus, [...new Set([...USUAL_NAMES, ...names])]),
  });
}

function addDestinations({ input }: Inquiry, prometheus: DataSourceSettings, names: readonly string[]) {
  const destinations = names.map((name) => ({
    name,
    datasourceUid: input.tempo.uid,
    urlDisplayLabel: 'Trace in Tempo',
  }));
  const known = prometheus.jsonData[KEY];
  return Array.isArray(known)
    ? destinations.map((one, at) =>
        change(prometheus.uid, `${KEY}.${known.length + at}`, one, `Exemplars with ${one.name} lead to their trace.`)
      )
    : [change(prometheus.uid, KEY, destinations, 'Exemplars lead to their trace.')];
}

/** Whether the exemplars that are there have a destination, and Tempo has their traces. */
function follow(context: Context, exemplars: Outcome<readonly Exemplar[]>): Followed {
  const { inquiry, prometheus, own } = context;
  if (exemplars.state === 'failed') {
    return {
      findings: [
        buildFinding('metrics-to-trace.prometheus-fails', {
          datasourceUid: prometheus.uid,
          what: `${prometheus.name} says: ${exemplars.message}`,
        }),
      ],
    };
  }
  if (exemplars.state === 'pending') {
    return { findings: [] };
  }
  const names = namesOfIds(exemplars.value);
  if (names.length === 0) {
    return {
      findings: [
        buildFinding('metrics-to-trace.no-exemplars', {
          datasourceUid: prometheus.uid,
          what: `${prometheus.name} has no exemplar with a trace ID within the last hour.`,
        }),
      ],
    };
  }
  if (own.length === 0) {
    return followElsewhere(context, exemplars.value);
  }
  const fitting = own.filter(({ name }) => names.includes(name));
  if (fitting.length === 0) {
    return {
      findings: [
        buildFinding('metrics-to-trace.label-differs', {
          datasourceUid: prometheus.uid,
          what: `Exemplars carry trace IDs as ${names.join(', ')}; destinations are named ${own.map(({ name }) => name).join(', ')}.`,
          evidence: describeExemplars(exemplars.value),
          paths: [KEY],
          fixes: addDestinations(inquiry, prometheus, names),
        }),
      ],
    };
  }
  return followTraces(
    context,
    exemplars.value,
    fitting.map(({ name }) => name)
  );
}

function followTraces(
  { inquiry, prometheus }: Context,
  exemplars: readonly Exemplar[],
  names: readonly string[]
): Followed {
  const { tempo } = inquiry.input;
  const outcomes = newestIds(exemplars, names).map((traceId) =>
    inquiry.askTrace(
      { kind: 'tempo-trace', datasourceUid: tempo.uid, traceId },
      { why: 'whether Tempo has the trace of an exemplar', asConfigured: true }
    )
  );
  const found = outcomes.filter((outcome) => outcome.state === 'answered' && outcome.value > 0).length;
  if (found > 0) {
    return { findings: [], proof: `Tempo has ${found} of ${outcomes.length} traces of exemplars that were tried.` };
  }
  return outcomes.every(({ state }) => state === 'answered')
    ? {
        findings: [
          buildFinding('metrics-to-trace.trace-not-found', {
            datasourceUid: prometheus.uid,
            what: `None of ${outcomes.length} traces of exemplars is in ${tempo.name}.`,
            evidence: newestIds(exemplars, names),
          }),
        ],
      }
    : { findings: [] };
}

/** Destinations are of another Tempo: right where that one has the traces, and wrong where this one has them. */
function followElsewhere({ inquiry, prometheus, destinations }: Context, exemplars: readonly Exemplar[]): Followed {
  const { tempo, all } = inquiry.input;
  const elsewhere = destinations.filter((one) => leadsToTempo(inquiry.input, one));
  const [traceId] = newestIds(exemplars, namesOfIds(exemplars));
  const other = findDataSource(all, elsewhere[0]?.datasourceUid ?? '');
  if (traceId === undefined || !other) {
    return { findings: [] };
  }
  const ask = (datasourceUid: string, name: string) =>
    inquiry.askTrace(
      { kind: 'tempo-trace', datasourceUid, traceId },
      { why: `whether ${name} has the trace of an exemplar` }
    );
  const here = ask(tempo.uid, tempo.name);
  const there = ask(other.uid, other.name);
  const isHere = here.state === 'answered' && here.value > 0 && there.state === 'answered' && there.value === 0;
  return {
    findings: isHere
      ? [
          buildFinding('metrics-to-trace.other-tempo', {
            datasourceUid: prometheus.uid,
            what: `Trace ${traceId} of an exemplar is in ${tempo.name}, and not in ${other.name}.`,
            paths: elsewhere.map(({ index }) => `${KEY}.${index}.datasourceUid`),
            fixes: elsewhere.map(({ index }) =>
              change(prometheus.uid, `${KEY}.${index}.datasourceUid`, tempo.uid, `${tempo.name} has the traces.`)
            ),
          }),
        ]
      : [],
  };
}

/** Labels of exemplars that look like trace IDs. */
function namesOfIds(exemplars: readonly Exemplar[]): string[] {
  const names = exemplars.flatMap(({ labels }) =>
    Object.entries(labels).flatMap(([name, value]) => (/trace/i.test(name) && ID.test(value) ? [name] : []))
  );
  return [...new Set(names)];
}

function newestIds(exemplars: readonly Exemplar[], names: readonly string[]): string[] {
  const ids = [...exemplars]
    .sort((a, b) => b.timeMs - a.timeMs)
    .flatMap(({ labels }) => names.map((name) => labels[name] ?? '').filter((id) => ID.test(id)));
  return [...new Set(ids)].slice(0, TRIED_TRACES);
}

function describeExemplars(exemplars: readonly Exemplar[]): string[] {
  return exemplars.slice(0, 2).map(({ labels }) =>
    Object.entries(labels)
      .map(([name, value]) => `${name}="${value}"`)
      .join(', ')
  );
}
