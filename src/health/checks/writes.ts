import { select, sumBy } from '../../signals';
import { configAt, configText, isConfigMap } from '../../tempo';
import { fine, found, unknown, type Check, type CheckInput, type Judgement } from '../check';
import { HEALTH_DOCS } from '../documentation';
import { formatCount, formatValue } from '../formatValue';
import { numberCheck, subjectsOf } from '../numberCheck';
import { answersTo, nameOfProcess, whyUnanswered } from '../processAnswers';
import { increase, rateOf, recentAverage, recentQuantile, stillIncreasing } from '../expressions';
import { advice, replicas, setting } from '../remedy';

const BY_TENANT = ['tenant'];
const LOCAL_HOST = /^(127\.|localhost|\[?::1\]?)/;

/** Whether spans come in and are kept, apart from limits. */
export const WRITE_CHECKS: readonly Check[] = [
  {
    id: 'writes.no-spans',
    title: 'No spans arrive',
    looksAt: 'Spans that receivers accepted or refused in the last 10 minutes, and in the day before.',
    cause:
      'Nobody sends, or what is sent does not arrive: a collector is down, the address or port of the receiver is wrong, or a network policy is in between. Tempo itself cannot know of spans that never came.',
    severity: 'warning',
    confidence: 'likely',
    queries: ({ matchers }) => ({
      now: `sum(increase(${select('tempo_receiver_accepted_spans', matchers())}[10m])) + (sum(increase(${select('tempo_receiver_refused_spans', matchers())}[10m])) or vector(0))`,
      before: `sum(increase(${select('tempo_receiver_accepted_spans', matchers())}[1d] offset 10m))`,
    }),
    judge: ({ numbers }) => {
      const now = numbers.now?.[0]?.value;
      const before = numbers.before?.[0]?.value ?? 0;
      if (now !== undefined && now > 0) {
        return fine(`About ${formatValue(now, 'count')} spans came in the last 10 minutes.`);
      }
      return before > 0
        ? found('Spans came until some minutes ago, and now none do.', { severity: 'critical' })
        : found('No receiver has accepted a span for a day.', { confidence: 'possible' });
    },
    remedies: [
      advice(
        'Send one by hand: curl -i http://DISTRIBUTOR:4318/v1/traces -H "Content-Type: application/json" -d "{}" answers 200.'
      ),
      advice('Look into the collector: its log and otelcol_exporter_send_failed_spans tell what it was answered.'),
      advice(
        'Is OTLP switched on? With helm all receivers are off by default: traces.otlp.grpc.enabled, traces.otlp.http.enabled.'
      ),
    ],
    panel: 'ingestion.accepted-by-receiver',
    doc: HEALTH_DOCS.sendingTraces,
  },
  {
    id: 'writes.no-otlp-receiver',
    title: 'No OTLP receiver is configured',
    looksAt: 'distributor.receivers in the configuration of the distributor.',
    cause: 'OpenTelemetry SDKs and collectors speak OTLP. Without the receiver nothing listens on 4317 and 4318.',
    severity: 'warning',
    confidence: 'certain',
    judge: judgeOtlp,
    remedies: [
      {
        text: 'Switch it on.',
        config: {
          plain: {
            file: 'tempo.yaml',
            yaml: 'distributor:\n  receivers:\n    otlp:\n      protocols:\n        grpc:\n          endpoint: 0.0.0.0:4317\n        http:\n          endpoint: 0.0.0.0:4318',
          },
          helm: 'traces:\n  otlp:\n    grpc:\n      enabled: true\n    http:\n      enabled: true',
        },
      },
    ],
    panel: 'ingestion.accepted-by-receiver',
    doc: HEALTH_DOCS.distributor,
  },
  {
    id: 'writes.receiver-on-localhost',
    title: 'A receiver listens on localhost only',
    looksAt: 'Endpoints of the OTLP receivers; from 2.7 on they are on localhost unless one is given.',
    cause:
      'Nobody outside of the host or pod can send spans: the port is open, but not to them. 2.6 listened on all addresses by default, so an upgrade alone can bring this about.',
    severity: 'warning',
    confidence: 'likely',
    judge: judgeLocalReceivers,
    remedies: [
      setting(
        'Listen on all addresses, for gRPC …',
        'distributor.receivers.otlp.protocols.grpc.endpoint',
        '0.0.0.0:4317'
      ),
      setting('… and for HTTP.', 'distributor.receivers.otlp.protocols.http.endpoint', '0.0.0.0:4318'),
      advice('If collectors run on the same host or in the same pod, all is well.'),
    ],
    panel: 'ingestion.accepted-by-receiver',
    doc: HEALTH_DOCS.distributor,
  },
  numberCheck({
    id: 'writes.refused',
    title: 'Receivers refuse spans',
    looksAt: 'Spans refused by receivers as a share of all that came in the last minutes.',
    cause:
      'The client is told that its spans were not taken. Collectors try again for some time; then the spans are lost. The reason is a limit, or that nobody takes the writes behind the distributor.',
    severity: 'warning',
    confidence: 'certain',
    expr: (context) => {
      const refused = `sum(${rateOf(context, 'tempo_receiver_refused_spans')})`;
      const accepted = `sum(${rateOf(context, 'tempo_receiver_accepted_spans')})`;
      return `${refused} / (${refused} + (${accepted} or vector(0)) > 0)`;
    },
    threshold: 0.001,
    critical: 0.1,
    unit: 'ratio',
    says: (worst) => `${worst} of the spans that come are refused.`,
    otherwise: 'Receivers refuse nothing.',
    remedies: [
      advice('If the rate limit is found, too, it is the reason: raise it, or sample.'),
      advice('If not: ingesters do not take the writes. See the findings on rings and processes.', {
        generation: '2.x',
      }),
      advice('If not: Kafka does not take the writes. See the findings on Kafka.', { generation: '3.x' }),
    ],
    panel: 'ingestion.refused-by-receiver',
    doc: HEALTH_DOCS.sendingTraces,
  }),
  numberCheck({
    id: 'writes.slow',
    title: 'Taking spans in is slow',
    looksAt: 'The time in which 99 of 100 batches are taken in.',
    cause:
      'Collectors give up after 5 seconds by default and send again, which makes it worse. Behind the distributor something is slow: ingesters (2.x) or Kafka (3.x).',
    severity: 'warning',
    confidence: 'likely',
    expr: (context) => recentQuantile(context, 0.99, 'tempo_distributor_push_duration_seconds'),
    threshold: 2,
    critical: 5,
    unit: 'seconds',
    says: (worst) => `One of a hundred batches takes longer than ${worst}.`,
    otherwise: 'Batches are taken in within 2 seconds.',
    remedies: [
      replicas('Add ingesters if they are short of CPU or disk.', 'ingester', 5, { generation: '2.x' }),
      advice('Look at the write latency of Kafka ("Kafka: write latency").', { generation: '3.x' }),
      replicas('Add distributors if they are short of CPU.', 'distributor', 3),
      advice('Give the process more CPU and a faster disk, or divide Tempo into microservices.', {
        topology: 'single-binary',
      }),
    ],
    panel: 'ingestion.push-latency',
    doc: HEALTH_DOCS.sizing,
  }),
  numberCheck({
    id: 'writes.ingester-append-failures',
    title: 'Writes to ingesters fail',
    looksAt: 'Pushes of distributors to each ingester that failed in the last minutes.',
    cause:
      'An ingester does not take spans: it is down, hangs, or is full. With a replication factor of 3 one may be missing; with 1, spans of its part are refused.',
    severity: 'critical',
    confidence: 'certain',
    requires: { generation: '2.x' },
    expr: (context) =>
      `sum by (ingester) (${rateOf(context, 'tempo_distributor_ingester_append_failures_total')}) / sum by (ingester) (${rateOf(context, 'tempo_distributor_ingester_appends_total')})`,
    threshold: 0.01,
    unit: 'ratio',
    subject: ['ingester'],
    says: (worst, ingester) => `${worst} of the writes to ${ingester} fail.`,
    otherwise: 'Ingesters take all writes.',
    remedies: [
      advice('Is the ingester there and ready? If it hangs, restart it: what it holds is in its write-ahead log.'),
      setting(
        'With three ingesters or more keep every span three times.',
        'ingester.lifecycler.ring.replication_factor',
        3
      ),
    ],
    panel: 'ingestion.ingester-append-failures',
    doc: HEALTH_DOCS.ingester,
  }),
  numberCheck({
    id: 'writes.flush-failures',
    title: 'Ingesters cannot write blocks',
    looksAt: 'Flushes that failed in the last hour, and still do.',
    cause:
      'Blocks stay on the disks of the ingesters. Nothing is lost yet, but when the disk is full the ingester stops. Mostly object storage refuses: credentials, quota, network.',
    severity: 'critical',
    confidence: 'certain',
    requires: { generation: '2.x', metrics: ['tempo_ingester_failed_flushes_total'] },
    expr: (context) => stillIncreasing(context, 'tempo_ingester_failed_flushes_total'),
    threshold: 0,
    unit: 'events',
    says: (worst) => `${formatCount(worst, 'flush', 'flushes')} failed within an hour.`,
    otherwise: 'All flushes succeed.',
    remedies: [
      advice('The log of the ingester names the error: access denied, no such bucket, time-out.'),
      advice('Always the same block: move it out of the wal folder, so that the others can be written.'),
    ],
    panel: 'ingestion.block-failures',
    doc: HEALTH_DOCS.ingester,
  }),
  numberCheck({
    id: 'writes.block-completion-failures',
    title: 'Live-stores cannot complete blocks',
    looksAt: 'Block completions and flushes of live-stores that failed in the last hour, and still do.',
    cause:
      'Recent traces stay in the write-ahead log. In a single binary they do not get into storage either. Mostly the disk is full, or object storage refuses.',
    severity: 'critical',
    confidence: 'certain',
    requires: { generation: '3.x' },
    expr: (context) =>
      `${stillIncreasing(context, 'tempo_live_store_failed_completions_total')} or ${stillIncreasing(context, 'tempo_live_store_local_failed_flushes_total')}`,
    threshold: 0,
    unit: 'events',
    says: (worst) => `${formatCount(worst, 'block', 'blocks')} failed within an hour.`,
    otherwise: 'All blocks are completed.',
    remedies: [advice('The log of the live-store names the error. Is its volume full (kubectl exec … df -h)?')],
    panel: 'ingestion.block-failures',
    doc: HEALTH_DOCS.architecture,
  }),
  numberCheck({
    id: 'writes.blocks-waiting',
    title: 'Blocks wait to be written',
    looksAt: 'The queue of blocks to flush (ingester) or to complete (live-store).',
    cause: 'Blocks are cut faster than they are written: storage is slow, or the process is short of CPU.',
    severity: 'warning',
    confidence: 'likely',
    expr: ({ matchers }) =>
      `max(min_over_time(${select('tempo_ingester_flush_queue_length', matchers())}[10m])) or max(min_over_time(${select('tempo_live_store_complete_queue_length', matchers())}[10m]))`,
    threshold: 50,
    critical: 500,
    unit: 'count',
    says: (worst) => `For 10 minutes at least ${worst} blocks have waited.`,
    otherwise: 'No queue of blocks.',
    remedies: [
      setting('Write more of them at a time.', 'ingester.concurrent_flushes', 8, { generation: '2.x' }),
      replicas('Add ingesters.', 'ingester', 5, { generation: '2.x' }),
      replicas('Add live-stores.', 'live-store', 4, { generation: '3.x' }),
      advice('Give the process more CPU and a faster disk.', { topology: 'single-binary' }),
    ],
    panel: 'ingestion.blocks-waiting',
    doc: HEALTH_DOCS.storage,
  }),
  numberCheck({
    id: 'writes.replay-errors',
    title: 'An ingester could not read back its log',
    looksAt: 'Errors while blocks of the write-ahead log were read at start, in the last hour.',
    cause:
      'A block on the disk of the ingester is damaged, most often after it was killed. Its spans are not found until it is mended.',
    severity: 'warning',
    confidence: 'certain',
    requires: { generation: '2.x' },
    expr: (context) => sumBy(BY_TENANT, increase(context, 'tempo_ingester_replay_errors_total', '1h')),
    threshold: 0,
    unit: 'events',
    subject: BY_TENANT,
    says: (worst, tenant) => `${formatCount(worst, 'block', 'blocks')} of ${tenant} could not be read.`,
    otherwise: 'All logs were read back.',
    remedies: [advice('The log of the ingester names the block. Move its folder away; then restart the ingester.')],
    panel: 'errors.replay',
    doc: HEALTH_DOCS.ingester,
  }),
  numberCheck({
    id: 'writes.too-much-per-ingester',
    title: 'Ingesters take in more than they should',
    looksAt: 'Bytes per second of each ingester over 15 minutes.',
    cause:
      'Above 30 MB/s an ingester falls behind with writing blocks, and its memory grows. That is the time to scale.',
    severity: 'warning',
    confidence: 'likely',
    requires: { generation: '2.x' },
    expr: ({ matchers }) =>
      `max(sum by (pod, instance) (rate(${select('tempo_ingester_bytes_received_total', matchers())}[15m])))`,
    threshold: 30e6,
    unit: 'bytes/s',
    says: (worst) => `The busiest ingester takes in ${worst}.`,
    otherwise: 'Each ingester takes in less than 30 MB/s.',
    remedies: [
      replicas('Add ingesters.', 'ingester', 5, { generation: '2.x' }),
      advice('This is the time to divide Tempo into microservices.', { topology: 'single-binary' }),
    ],
    panel: 'ingestion.store-bytes',
    doc: HEALTH_DOCS.sizing,
  }),
  numberCheck({
    id: 'writes.clock-skew',
    title: 'Spans come from the future',
    looksAt: 'The distance of spans ahead of the clock of the distributor (2.9 and later).',
    cause:
      'The clock of a host that makes spans is ahead. Searches that end now do not find them, and traces look torn.',
    severity: 'warning',
    confidence: 'likely',
    requires: { since: '2.9', metrics: ['tempo_spans_distance_in_future_seconds'] },
    expr: (context) => recentAverage(context, 'tempo_spans_distance_in_future_seconds', BY_TENANT),
    threshold: 60,
    unit: 'seconds',
    subject: BY_TENANT,
    says: (worst, tenant) => `Spans of ${tenant} that come from the future are ${worst} ahead on average.`,
    otherwise: 'No spans are far ahead of time.',
    remedies: [
      advice('Let hosts keep time (chrony, NTP). "Trace quality" names the services.'),
      advice('Browsers and phones have wrong clocks: let the collector correct their times, or drop such spans.'),
    ],
    panel: 'ingestion.spans-from-future',
    doc: HEALTH_DOCS.traceMissing,
  }),
  {
    id: 'writes.torn-traces',
    title: 'Traces come in pieces',
    looksAt: 'Warnings of Tempo about traces without a root or with parts that do not connect.',
    cause:
      'When a trace is written, its root span or what links its parts is not there yet: "root span not yet received" in searches. Spans come late, a service does not hand on the context, or a limit cut spans out.',
    severity: 'info',
    confidence: 'likely',
    requires: { since: '2.6', metrics: ['tempo_warnings_total'] },
    queries: (context) => ({
      torn: `sum by (tenant, reason) (${rateOf(context, 'tempo_warnings_total', 'reason=~"disconnected_trace.*|rootless_trace.*"')})`,
      made: `sum(${rateOf(context, 'tempo_ingester_traces_created_total')}) or sum(${rateOf(context, 'tempo_live_store_traces_created_total')})`,
    }),
    judge: ({ numbers }) => {
      const torn = (numbers.torn ?? []).filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
      const made = numbers.made?.[0]?.value ?? 0;
      const share = (torn[0]?.value ?? 0) / made;
      return made > 0 && share > 0.05
        ? found(
            `About ${formatValue(Math.min(1, share), 'ratio')} of the traces are not whole when they are written.`,
            {
              subjects: subjectsOf(torn, ['tenant', 'reason'], 'per second'),
            }
          )
        : fine('Nearly all traces are whole when they are written.');
    },
    remedies: [
      setting('Wait longer for late spans before a trace is written.', 'ingester.trace_idle_period', '30s', {
        generation: '2.x',
      }),
      setting('Wait longer for late spans before a trace is written.', 'live_store.max_trace_idle', '15s', {
        generation: '3.x',
      }),
      advice('"Trace quality" names the services whose spans lack a parent.'),
      advice('Tail sampling in several collectors needs the load-balancing exporter before it, by trace ID.'),
    ],
    panel: 'errors.data-warnings',
    doc: HEALTH_DOCS.traceMissing,
  },
];

function judgeOtlp({ evidence }: CheckInput): Judgement {
  const { receivers, missing } = receiversOf(evidence);
  if (!receivers) {
    return unknown(missing);
  }
  const names = [...receivers.keys()];
  return names.some((name) => name === 'otlp' || name.startsWith('otlp/'))
    ? fine(`Receivers: ${names.join(', ')}.`)
    : found(`Receivers: ${names.length === 0 ? 'none' : names.join(', ')}.`);
}

function judgeLocalReceivers({ evidence }: CheckInput): Judgement {
  const { receivers, missing, process } = receiversOf(evidence);
  if (!receivers) {
    return unknown(missing);
  }
  const { version } = evidence.system;
  // Localhost is the default since 2.7. The page of 2.6 shows nothing where all addresses are meant.
  const defaultHost = version && (version.major > 2 || version.minor >= 7) ? 'localhost' : '0.0.0.0';
  const local = ['grpc', 'http'].flatMap((protocol) => {
    const path = `otlp.protocols.${protocol}`;
    if (configAt(receivers, path) === undefined) {
      return [];
    }
    const endpoint = configText(receivers, `${path}.endpoint`) || defaultHost;
    return LOCAL_HOST.test(endpoint) ? [{ name: `OTLP over ${protocol}`, detail: endpoint }] : [];
  });
  return local.length === 0
    ? fine('OTLP receivers can be reached from other hosts.')
    : found(`Only ${process} itself and what runs beside it can send spans.`, { subjects: local });
}

/** From the process that receives, if it can be asked: each process shows the whole file, but it may have another one. */
function receiversOf(evidence: CheckInput['evidence']) {
  const { answers, failures } = answersTo(evidence, 'config');
  const receiving = answers.filter(({ process }) => process === 'distributor' || process === 'single-binary');
  const [answer] = receiving.length > 0 ? receiving : answers;
  const receivers = configAt(answer?.value.config, 'distributor.receivers');
  return {
    receivers: answer && (isConfigMap(receivers) ? receivers : new Map<string, never>()),
    missing: whyUnanswered('config', failures, 'distributor'),
    process: nameOfProcess(answer?.process ?? 'distributor'),
  };
}
