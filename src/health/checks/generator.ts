import { maxBy, select, sumBy } from '../../signals';
import { configAt, configTexts, isConfigList } from '../../tempo';
import { fine, found, unknown, type Check, type CheckInput, type Judgement } from '../check';
import { HEALTH_DOCS } from '../documentation';
import { increase, rateOf, unlessTenant } from '../expressions';
import { formatCount, formatValue } from '../formatValue';
import { numberCheck, subjectsOf } from '../numberCheck';
import { answersTo, whyUnanswered } from '../processAnswers';
import { advice, defaultLimit, replicas, setting, tenantLimit } from '../remedy';

const TENANT = ['tenant'];
const GENERATOR = 'tempo_metrics_generator';
const REGISTRY = `${GENERATOR}_registry`;
const REMOTE = 'prometheus_remote_storage';
/** Prometheus' own remote write has the same names, but no tenant. */
const OF_GENERATOR = 'tenant!=""';

const PROCESSORS_2 = '[service-graphs, span-metrics, local-blocks]';
const PROCESSORS_3 = '[service-graphs, span-metrics]';

/** Whether metrics are made of spans, all of them, and arrive. */
export const GENERATOR_CHECKS: readonly Check[] = [
  {
    id: 'generator.no-processors',
    title: 'The metrics-generator makes nothing',
    looksAt: 'Active processors of each tenant that sends spans.',
    cause:
      'Without processors no span metrics and no service graph are made. They are off until the overrides name them, and a block of overrides of a tenant that leaves them out switches them off for it.',
    severity: 'warning',
    confidence: 'likely',
    requires: { components: ['metrics-generator'] },
    queries: (context) => ({
      active: maxBy(TENANT, select(`${GENERATOR}_active_processors`, context.matchers())),
      sending: `${sumBy(TENANT, rateOf(context, 'tempo_distributor_spans_received_total'))} > 0`,
    }),
    judge: ({ numbers }) => {
      const active = new Set(
        (numbers.active ?? []).filter(({ value }) => value > 0).map(({ labels }) => labels.tenant)
      );
      const sending = numbers.sending ?? [];
      const without = sending.filter(({ labels }) => !active.has(labels.tenant));
      if (sending.length === 0) {
        return unknown('No tenant sends spans: there is nothing to make metrics of.');
      }
      return without.length === 0
        ? fine('All tenants have processors.')
        : found(`${without.length} of ${sending.length} tenants have no processor.`, {
            subjects: without.map(({ labels }) => ({ name: labels.tenant ?? '', detail: 'no processor' })),
          });
    },
    remedies: [
      defaultLimit('Switch them on for all tenants …', 'metrics_generator.processors', PROCESSORS_2, {
        generation: '2.x',
      }),
      defaultLimit('Switch them on for all tenants …', 'metrics_generator.processors', PROCESSORS_3, {
        generation: '3.x',
      }),
      tenantLimit('… or for one.', 'metrics_generator.processors', PROCESSORS_3),
    ],
    panel: 'ingestion.generator-processors',
    doc: HEALTH_DOCS.generatorTrouble,
  },
  {
    id: 'generator.local-blocks-missing',
    title: 'TraceQL metrics are off: the local-blocks processor is missing',
    looksAt: 'What a TraceQL metrics query answers, and active processors by name.',
    cause:
      'In 2.x recent spans for TraceQL metrics come from the processor local-blocks of the metrics-generator. Without it such queries fail with "localblocks processor not found".',
    severity: 'warning',
    confidence: 'certain',
    requires: { generation: '2.x' },
    queries: ({ matchers }) => ({
      local: `${GENERATOR}_active_processors{${matchers('processor="local-blocks"')}} > 0`,
    }),
    queriesOptional: true,
    judge: judgeLocalBlocks,
    remedies: [
      defaultLimit('Switch it on for all tenants …', 'metrics_generator.processors', PROCESSORS_2),
      tenantLimit('… or for one whose overrides name processors.', 'metrics_generator.processors', PROCESSORS_2),
      setting(
        'It needs a folder of its own (the chart sets one), or it does not start: "requires traces wal".',
        'metrics_generator.traces_storage.path',
        '/var/tempo/generator/traces'
      ),
      setting(
        'For queries over more than the last minutes let it write blocks, too.',
        'metrics_generator.processor.local_blocks.flush_to_storage',
        'true'
      ),
      replicas('Is there a metrics-generator at all?', 'metrics-generator', 1),
    ],
    panel: 'ingestion.generator-processors',
    doc: HEALTH_DOCS.localBlocks,
  },
  numberCheck({
    id: 'generator.series-limit',
    title: 'The metrics-generator leaves series out',
    looksAt: 'Series refused because of max_active_series in the last minutes.',
    cause:
      'New combinations of labels get no series: metrics of new services, operations or pods are missing or count too little, silently. From 2.10 they are counted together under metric_overflow="true".',
    severity: 'warning',
    confidence: 'certain',
    expr: (context) => sumBy(TENANT, rateOf(context, `${REGISTRY}_series_limited_total`)),
    threshold: 0,
    unit: 'per second',
    subject: TENANT,
    says: (worst, tenant) => `${worst} series of ${tenant} are refused.`,
    otherwise: 'No series is refused.',
    remedies: [
      tenantLimit('Raise the limit: it holds for each generator.', 'metrics_generator.max_active_series', 200_000),
      advice(
        'Or drop dimensions with many values (metrics_generator.processor.span_metrics.dimensions): see "Labels with the most values" (3.0).'
      ),
      advice('Span names with identifiers in them make a series each: let the SDK or collector name spans by route.'),
    ],
    panel: 'ingestion.generator-active-series',
    doc: HEALTH_DOCS.generatorTrouble,
  }),
  numberCheck({
    id: 'generator.series-near-limit',
    title: 'A tenant is close to its limit of series',
    looksAt: 'Active series of each tenant in the fullest generator against max_active_series.',
    cause: 'At the limit new series are left out.',
    severity: 'info',
    confidence: 'likely',
    expr: (context) => {
      const use = maxBy(TENANT, select(`${REGISTRY}_active_series`, context.matchers()));
      const limit = maxBy(TENANT, select(`${REGISTRY}_max_active_series`, context.matchers()));
      // Who is over it already has a finding of its own.
      return `${use} / (${limit} > 0) ${unlessTenant(rateOf(context, `${REGISTRY}_series_limited_total`))}`;
    },
    threshold: 0.8,
    unit: 'ratio',
    subject: TENANT,
    says: (worst, tenant) => `${tenant} uses ${worst} of its series.`,
    otherwise: 'All tenants have series left, or no limit.',
    remedies: [tenantLimit('Raise the limit.', 'metrics_generator.max_active_series', 200_000)],
    panel: 'ingestion.generator-limit-use',
    doc: HEALTH_DOCS.generatorTrouble,
  }),
  {
    id: 'generator.late-spans',
    title: 'Spans come too late for metrics',
    looksAt: 'Spans discarded as outside_metrics_ingestion_slack as a share of those that the generator got.',
    cause:
      'Spans that ended more than metrics_ingestion_time_range_slack (30 s) ago are not counted: span metrics and service graph are too low. Long traces, tail sampling and queues in collectors delay spans.',
    severity: 'warning',
    confidence: 'certain',
    queries: (context) => ({
      late: sumBy(
        TENANT,
        rateOf(context, `${GENERATOR}_spans_discarded_total`, 'reason="outside_metrics_ingestion_slack"')
      ),
      received: sumBy(TENANT, rateOf(context, `${GENERATOR}_spans_received_total`)),
    }),
    judge: ({ numbers }) => {
      const received = new Map((numbers.received ?? []).map(({ labels, value }) => [labels.tenant, value]));
      const shares = (numbers.late ?? [])
        .map(({ labels, value }) => ({ labels, value: value / (received.get(labels.tenant) ?? value) }))
        .filter(({ value }) => value > 0.01)
        .sort((a, b) => b.value - a.value);
      const [worst] = shares;
      return worst
        ? found(`${formatValue(worst.value, 'ratio')} of the spans of ${worst.labels.tenant} come too late.`, {
            subjects: subjectsOf(shares, TENANT, 'ratio'),
          })
        : fine('Less than 1 % of the spans come too late.');
    },
    remedies: [
      setting(
        'Wait longer; samples are then written with the time they come in.',
        'metrics_generator.metrics_ingestion_time_range_slack',
        '2m'
      ),
      advice('Shorten the delay: decision_wait of tail sampling, timeout and queues of the collector.'),
    ],
    panel: 'ingestion.generator-discarded',
    doc: HEALTH_DOCS.generatorTrouble,
  },
  numberCheck({
    id: 'generator.collections-failing',
    title: 'The metrics-generator cannot write its samples',
    looksAt: 'Failed collections in the last hour, as long as they still fail.',
    cause: 'Samples are made and lost: the write-ahead log on disk does not take them.',
    severity: 'critical',
    confidence: 'certain',
    expr: (context) =>
      `${sumBy(TENANT, increase(context, `${REGISTRY}_collections_failed_total`, '1h'))} and on (tenant) ${sumBy(TENANT, increase(context, `${REGISTRY}_collections_failed_total`))} > 0`,
    threshold: 0,
    unit: 'events',
    subject: TENANT,
    says: (worst, tenant) => `${formatCount(worst, 'collection', 'collections')} of ${tenant} failed within an hour.`,
    otherwise: 'All collections succeed.',
    remedies: [advice('The log of the metrics-generator says "collecting metrics failed" and why. Is its disk full?')],
    panel: 'ingestion.generator-collections-failed',
    doc: HEALTH_DOCS.generatorTrouble,
  }),
  {
    id: 'generator.remote-write-missing',
    title: 'The metrics-generator writes nowhere',
    looksAt: 'metrics_generator.storage.remote_write in the configuration.',
    cause: 'Metrics are made and nobody gets them: no address is configured to send them to.',
    severity: 'warning',
    confidence: 'certain',
    judge: judgeRemoteWrite,
    remedies: [
      {
        text: 'Name the Prometheus that takes remote write (--web.enable-remote-write-receiver).',
        config: {
          plain: {
            file: 'tempo.yaml',
            yaml: 'metrics_generator:\n  storage:\n    remote_write:\n      - url: http://prometheus:9090/api/v1/write\n        send_exemplars: true',
          },
          helm: 'metricsGenerator:\n  config:\n    storage:\n      remote_write:\n        - url: http://prometheus:9090/api/v1/write\n          send_exemplars: true',
        },
      },
    ],
    panel: 'ingestion.remote-write-samples',
    doc: HEALTH_DOCS.generator,
  },
  numberCheck({
    id: 'generator.remote-write-failing',
    title: 'Prometheus does not take the generated metrics',
    looksAt: 'Samples that the generator could not send as a share of those sent.',
    cause:
      'The receiver refuses for good (401, 404, 400: wrong address, credentials, or remote write is not switched on). Those samples are lost.',
    severity: 'critical',
    confidence: 'certain',
    expr: (context) =>
      `${sumBy(TENANT, rateOf(context, `${REMOTE}_samples_failed_total`, OF_GENERATOR))} / ${sumBy(TENANT, rateOf(context, `${REMOTE}_samples_total`, OF_GENERATOR))}`,
    threshold: 0.01,
    unit: 'ratio',
    subject: TENANT,
    says: (worst, tenant) => `${worst} of the samples of ${tenant} are refused.`,
    otherwise: 'All samples are taken.',
    remedies: [
      advice('The log of the metrics-generator has the answer of Prometheus ("non-recoverable error").'),
      advice('Prometheus takes remote write only with --web.enable-remote-write-receiver.'),
      advice(
        'out of order: two generators send the same series. Set external_labels so that they differ, or the out-of-order window of Prometheus.'
      ),
    ],
    panel: 'ingestion.remote-write-samples',
    doc: HEALTH_DOCS.generatorTrouble,
  }),
  numberCheck({
    id: 'generator.remote-write-behind',
    title: 'Generated metrics arrive late',
    looksAt: 'How far remote write is behind what was made.',
    cause:
      'Prometheus takes samples more slowly than they are made, or does not answer. Dashboards and alerts lag as far.',
    severity: 'warning',
    confidence: 'likely',
    expr: ({ matchers }) =>
      `max by (tenant) (${select(`${REMOTE}_highest_timestamp_in_seconds`, matchers(OF_GENERATOR))}) - on (tenant) min by (tenant) (${select(`${REMOTE}_queue_highest_sent_timestamp_seconds`, matchers(OF_GENERATOR))} > 0)`,
    threshold: 120,
    unit: 'seconds',
    subject: TENANT,
    says: (worst, tenant) => `Metrics of ${tenant} are ${worst} late.`,
    otherwise: 'Metrics arrive within two minutes.',
    remedies: [
      advice('Is Prometheus short of CPU or disk? See "Remote write: shards" for what the generator wants.'),
      advice('Raise queue_config.max_shards of the remote write.'),
    ],
    panel: 'ingestion.remote-write-delay',
    doc: HEALTH_DOCS.generatorTrouble,
  }),
  numberCheck({
    id: 'generator.service-graph-drops',
    title: 'The service graph misses edges',
    looksAt: 'Spans that the service graph dropped because its store was full.',
    cause:
      'An edge needs the span of the client and that of the server. The store that waits for the other half is full.',
    severity: 'warning',
    confidence: 'certain',
    expr: (context) =>
      `${sumBy(TENANT, rateOf(context, `${GENERATOR}_processor_service_graphs_dropped_spans`))} / ${sumBy(TENANT, rateOf(context, `${GENERATOR}_spans_received_total`))}`,
    threshold: 0.005,
    unit: 'ratio',
    subject: TENANT,
    says: (worst, tenant) => `${worst} of the spans of ${tenant} are not in the graph.`,
    otherwise: 'The store of the service graph has room.',
    remedies: [
      setting('Let more edges wait …', 'metrics_generator.processor.service_graphs.max_items', 50_000),
      setting('… or wait less long.', 'metrics_generator.processor.service_graphs.wait', '5s'),
    ],
    panel: 'ingestion.service-graph-edges',
    doc: HEALTH_DOCS.generator,
  }),
  numberCheck({
    id: 'generator.half-edges',
    title: 'Half of many edges never comes',
    looksAt: 'Edges of the service graph that expired with one half only.',
    cause:
      'Spans of the other side are not sent or sampled differently, come later than "wait" (10 s), or the service is not traced at all (databases, other teams).',
    severity: 'info',
    confidence: 'possible',
    expr: (context) =>
      `${sumBy(TENANT, rateOf(context, `${GENERATOR}_processor_service_graphs_expired_edges`))} / ${sumBy(TENANT, rateOf(context, `${GENERATOR}_processor_service_graphs_edges`))}`,
    threshold: 0.5,
    unit: 'ratio',
    subject: TENANT,
    says: (worst, tenant) => `${worst} of the edges of ${tenant} have one half only.`,
    otherwise: 'Most edges have both halves.',
    remedies: [
      setting('Wait longer for the other half.', 'metrics_generator.processor.service_graphs.wait', '30s'),
      advice('Instrument the services at the other end, or let them share a sampling decision.'),
    ],
    panel: 'ingestion.service-graph-edges',
    doc: HEALTH_DOCS.generator,
  }),
];

function judgeLocalBlocks({ evidence, numbers }: CheckInput): Judgement {
  const { metrics } = evidence.probes;
  if (metrics?.ok === false && /localblocks processor not found|empty ring/.test(metrics.failure.said)) {
    return found(`A TraceQL metrics query was answered: ${metrics.failure.said}`);
  }
  if (metrics?.ok || (numbers.local ?? []).length > 0) {
    return fine('TraceQL metrics are answered.');
  }
  return numbers.local === undefined
    ? unknown('No TraceQL metrics query was asked, and Prometheus does not tell which processors are active.')
    : found('No metrics-generator has the processor local-blocks.', { confidence: 'likely' });
}

function judgeRemoteWrite({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'config');
  const [answer] = [
    ...answers.filter(({ process }) => process === 'metrics-generator' || process === 'single-binary'),
    ...answers,
  ];
  if (!answer) {
    return unknown(whyUnanswered('config', failures, 'metrics-generator'));
  }
  const { config } = answer.value;
  const targets = configAt(config, 'metrics_generator.storage.remote_write');
  const processors = configTexts(config, 'overrides.defaults.metrics_generator.processors');
  const makesMetrics = processors.some((name) => name !== 'local-blocks');
  if (isConfigList(targets) && targets.length > 0) {
    return fine(`Metrics are sent to ${targets.length} ${targets.length === 1 ? 'address' : 'addresses'}.`);
  }
  return makesMetrics
    ? found('Processors are switched on, but no address for remote write is configured.')
    : fine('No metrics are made by default, so none have to be sent.');
}
