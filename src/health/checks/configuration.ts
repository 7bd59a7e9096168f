import { select } from '../../signals';
import { configAt, configNumber, configText, isConfigMap, parseGoDuration } from '../../tempo';
import { fine, found, unknown, type Check, type CheckInput, type Judgement, type Subject } from '../check';
import { HEALTH_DOCS } from '../documentation';
import { stillIncreasing } from '../expressions';
import { formatBytes, formatCount, formatSeconds } from '../formatValue';
import { numberCheck } from '../numberCheck';
import { answersTo, configOf, nameOfProcess, whyUnanswered } from '../processAnswers';
import { advice, replicas, setting } from '../remedy';

/** Code defaults, 2.6 to 3.0. */
const DEFAULT_CONCURRENT_QUERIES = 20;
const DEFAULT_CONCURRENT_JOBS = 1000;
const DEFAULT_JOB_BYTES = 104_857_600;
const SMALL_JOB_BYTES = 10e6;
const LARGE_JOB_BYTES = 1e9;
/** Keys of the flat format of overrides, which 3.0 refuses. */
const LEGACY_OVERRIDES = [
  'ingestion_rate_limit_bytes',
  'ingestion_burst_size_bytes',
  'ingestion_rate_strategy',
  'max_traces_per_user',
  'max_bytes_per_trace',
  'metrics_generator_processors',
  'metrics_generator_max_active_series',
  'block_retention',
];
/** Blocks of the configuration that 3.0 does not know: it refuses to start with them. */
const GONE_IN_3 = ['ingester', 'ingester_client', 'compactor'];

/** What the configuration itself tells. */
export const CONFIGURATION_CHECKS: readonly Check[] = [
  numberCheck({
    id: 'configuration.overrides-broken',
    title: 'The overrides file cannot be read',
    looksAt: 'Whether the last reload of the runtime configuration succeeded in each process.',
    cause:
      'The file has a mistake. Processes go on with what they had; one that starts now refuses to. Changes since have no effect.',
    severity: 'critical',
    confidence: 'certain',
    expr: ({ matchers }) => `min(${select('tempo_runtime_config_last_reload_successful', matchers())})`,
    threshold: 1,
    direction: 'below',
    unit: 'count',
    says: () => 'The last reload failed.',
    noSeries: 'Prometheus has no tempo_runtime_config_last_reload_successful: no process has an overrides file.',
    otherwise: 'The last reload succeeded everywhere.',
    remedies: [
      advice(
        'The log says where: "failed to load config", with the line. A wrong indentation or an unknown key is enough.'
      ),
      advice('Check before you apply: tempo-cli migrate overrides-config, or a Tempo with -config.verify.'),
    ],
    panel: 'errors.overrides-reload',
    doc: HEALTH_DOCS.overrides,
  }),
  numberCheck({
    id: 'configuration.user-overrides-failing',
    title: 'Limits that tenants set cannot be loaded',
    looksAt: 'Failed reloads of user-configurable overrides in the last hour, as long as they still fail.',
    cause: 'They are kept in object storage, which does not answer or has something else there.',
    severity: 'warning',
    confidence: 'certain',
    requires: { metrics: ['tempo_overrides_user_configurable_overrides_reload_failed_total'] },
    expr: (context) => stillIncreasing(context, 'tempo_overrides_user_configurable_overrides_reload_failed_total'),
    threshold: 0,
    unit: 'events',
    says: (worst) => `${formatCount(worst, 'reload', 'reloads')} failed within an hour.`,
    otherwise: 'They are loaded.',
    remedies: [
      advice(
        'Look at overrides.user_configurable_overrides.client in the configuration, and at the errors of object storage.'
      ),
    ],
    panel: 'errors.overrides-reload',
    doc: HEALTH_DOCS.overrides,
  }),
  {
    id: 'configuration.legacy-overrides',
    title: 'Overrides are written in the old, flat format',
    looksAt: 'overrides in the configuration of each process.',
    cause: 'Tempo 2.x still reads it, 3.0 refuses to start with it unless enable_legacy_overrides is set.',
    severity: 'info',
    confidence: 'certain',
    judge: judgeLegacyOverrides,
    remedies: [advice('tempo-cli migrate overrides-config writes the new format.')],
    doc: HEALTH_DOCS.overrides,
  },
  {
    id: 'configuration.not-ready-for-3',
    title: 'The configuration has parts that Tempo 3.0 refuses',
    looksAt: 'Blocks for components that end with 2.10.',
    cause:
      'Tempo 3.0 knows no ingester and no compactor, and refuses to start with unknown keys. Worth knowing before an upgrade.',
    severity: 'info',
    confidence: 'certain',
    requires: { generation: '2.x' },
    judge: judgeUpgrade,
    remedies: [
      advice(
        'ingester becomes live_store and block_builder, compactor becomes backend_scheduler and backend_worker; microservices need Kafka (ingest.kafka).'
      ),
      advice('Blocks of the formats v2 and vParquet2 have to run out before.'),
    ],
    doc: HEALTH_DOCS.architecture,
  },
  {
    id: 'configuration.few-workers',
    title: 'Fewer jobs can be worked on than one search hands out',
    looksAt:
      'querier.max_concurrent_queries and the number of queriers, against query_frontend.search.concurrent_jobs.',
    cause:
      'A search sends up to concurrent_jobs at a time. With far fewer workers one long search keeps all others waiting.',
    severity: 'info',
    confidence: 'possible',
    requires: { topology: 'microservices' },
    queries: (context) => ({
      queriers: `count(${select('tempo_build_info', context.componentMatchers(['querier']))})`,
    }),
    judge: judgeWorkers,
    remedies: [
      replicas('Add queriers.', 'querier', 4),
      setting('Let each work on more jobs, if it has CPU and memory left.', 'querier.max_concurrent_queries', 40),
      setting('Or let a search hand out fewer at a time.', 'query_frontend.search.concurrent_jobs', 200),
    ],
    panel: 'latency.jobs-executed',
    doc: HEALTH_DOCS.tuneReads,
  },
  {
    id: 'configuration.job-size',
    title: 'Jobs of searches have an odd size',
    looksAt: 'query_frontend.search.target_bytes_per_job and .metrics.target_bytes_per_job.',
    cause:
      'Very small jobs (below 10 MB) flood the queue, very large ones (above 1 GB) run into the time-out of the querier and cannot be shared.',
    severity: 'info',
    confidence: 'likely',
    judge: judgeJobSize,
    remedies: [
      setting('Searches: about 100 MB.', 'query_frontend.search.target_bytes_per_job', DEFAULT_JOB_BYTES),
      setting('Metrics: about 100 MB.', 'query_frontend.metrics.target_bytes_per_job', DEFAULT_JOB_BYTES),
    ],
    panel: 'latency.jobs-per-query',
    doc: HEALTH_DOCS.tuneReads,
  },
  {
    id: 'configuration.recent-data-gap',
    title: 'There is a time that neither recent data nor blocks cover',
    looksAt: 'How long ingesters or live-stores keep blocks, against the age from which searches look into blocks.',
    cause:
      'Searches look into blocks only from query_backend_after on. If blocks leave the ingesters or live-stores earlier than that, spans in between are found by nobody.',
    severity: 'warning',
    confidence: 'likely',
    judge: judgeGap,
    remedies: [
      setting('Keep blocks longer than query_backend_after …', 'ingester.complete_block_timeout', '20m', {
        generation: '2.x',
      }),
      setting('Keep blocks longer than query_backend_after …', 'live_store.complete_block_timeout', '20m', {
        generation: '3.x',
      }),
      setting('… or look into blocks sooner.', 'query_frontend.search.query_backend_after', '5m'),
    ],
    panel: 'ingestion.freshness-now',
    doc: HEALTH_DOCS.queryFrontend,
  },
];

function judgeLegacyOverrides({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'config');
  if (answers.length === 0) {
    return unknown(whyUnanswered('config', failures));
  }
  const keys = new Set(
    answers.flatMap(({ value }) =>
      LEGACY_OVERRIDES.filter((key) => configAt(value.config, `overrides.${key}`) !== undefined)
    )
  );
  return keys.size === 0
    ? fine('Overrides are in the scoped format, or there are none.')
    : found(`Flat keys: ${[...keys].join(', ')}.`, {
        subjects: [...keys].map((key) => ({ name: `overrides.${key}`, detail: 'flat' })),
      });
}

function judgeUpgrade({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'config');
  if (answers.length === 0) {
    return unknown(whyUnanswered('config', failures));
  }
  const found3 = new Set(
    answers.flatMap(({ value }) => GONE_IN_3.filter((key) => isConfigMap(configAt(value.config, key))))
  );
  const version = configText(answers[0]?.value.config, 'storage.trace.block.version');
  const subjects: Subject[] = [...found3].map((name) => ({ name, detail: 'not known to 3.0' }));
  if (version === 'v2' || version === 'vParquet2' || version === 'vParquet3') {
    subjects.push({ name: 'storage.trace.block.version', detail: `${version} cannot be written by 3.0` });
  }
  return subjects.length === 0
    ? fine('Nothing in it stands against Tempo 3.0.')
    : found(`To be changed before an upgrade: ${subjects.map(({ name }) => name).join(', ')}.`, { subjects });
}

const WORKERS = 'querier.max_concurrent_queries';
const JOBS = 'query_frontend.search.concurrent_jobs';

function judgeWorkers({ evidence, numbers }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'config');
  const querier = configOf(answers, ['querier'], WORKERS);
  const frontend = configOf(answers, ['query-frontend'], JOBS);
  const queriers = evidence.system.inventory?.componentLabel ? numbers.queriers?.[0]?.value : undefined;
  if (!querier || !frontend) {
    return unknown(whyUnanswered('config', failures, querier ? 'query-frontend' : 'querier'));
  }
  if (queriers === undefined) {
    return unknown('The number of queriers is not known: the scrape does not tell components apart.');
  }
  const each = configNumber(querier.value.config, WORKERS) ?? DEFAULT_CONCURRENT_QUERIES;
  const jobs = configNumber(frontend.value.config, JOBS) ?? DEFAULT_CONCURRENT_JOBS;
  const workers = each * queriers;
  return workers * 10 < jobs
    ? found(
        `${formatCount(queriers, 'querier', 'queriers')} with ${formatCount(each, 'worker', 'workers')} each, and searches of up to ${jobs} jobs at a time.`
      )
    : fine(`${workers} workers for up to ${jobs} jobs of a search at a time.`);
}

function judgeJobSize({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'config');
  const answer = configOf(answers, ['query-frontend'], 'query_frontend');
  if (!answer) {
    return unknown(whyUnanswered('config', failures, 'query-frontend'));
  }
  const odd = ['search', 'metrics'].flatMap((kind): Subject[] => {
    const path = `query_frontend.${kind}.target_bytes_per_job`;
    const bytes = configNumber(answer.value.config, path) ?? DEFAULT_JOB_BYTES;
    return bytes < SMALL_JOB_BYTES || bytes > LARGE_JOB_BYTES ? [{ name: path, detail: formatBytes(bytes) }] : [];
  });
  return odd.length === 0
    ? fine('Jobs have a usual size.')
    : found(odd.map(({ name, detail }) => `${name} is ${detail}.`).join(' '), { subjects: odd });
}

/** Who holds recent blocks, and for how long: with the code default in seconds (modules/ingester, modules/livestore). */
const KEEPERS = {
  '2.x': { component: 'ingester', path: 'ingester.complete_block_timeout', defaultSeconds: 900 },
  '3.x': { component: 'live-store', path: 'live_store.complete_block_timeout', defaultSeconds: 1200 },
} as const;
/** From which age on searches look into storage, in seconds. */
const BACKEND_AFTER_PATH = 'query_frontend.search.query_backend_after';
const BACKEND_AFTER = 900;

function judgeGap({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'config');
  const { generation } = evidence.system;
  if (!generation) {
    return unknown('The release is not known.');
  }
  const keeper = KEEPERS[generation];
  const keeps = configOf(answers, [keeper.component], keeper.path);
  const frontend = configOf(answers, ['query-frontend'], BACKEND_AFTER_PATH);
  if (!keeps || !frontend) {
    return unknown(whyUnanswered('config', failures, keeps ? 'query-frontend' : keeper.component));
  }
  const seconds = ({ value }: typeof keeps, path: string, otherwise: number) =>
    parseGoDuration(configText(value.config, path) ?? '') ?? otherwise;
  const stays = seconds(keeps, keeper.path, keeper.defaultSeconds);
  const after = seconds(frontend, BACKEND_AFTER_PATH, BACKEND_AFTER);
  return stays < after
    ? found(
        `Blocks leave ${keeper.component}s ${formatSeconds(stays)} after they are written (${nameOfProcess(keeps.process)}), and searches look into storage from an age of ${formatSeconds(after)} on (${nameOfProcess(frontend.process)}).`
      )
    : fine(`Blocks stay for ${formatSeconds(stays)}, searches look into storage from ${formatSeconds(after)} on.`);
}
