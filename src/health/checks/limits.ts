import { maxBy, select, sumBy } from '../../signals';
import { fine, found, unknown, type Check, type CheckInput, type Judgement } from '../check';
import { HEALTH_DOCS } from '../documentation';
import { increase, rateOf, unlessTenant } from '../expressions';
import { formatValue } from '../formatValue';
import { numberCheck, subjectsOf } from '../numberCheck';
import { answersTo } from '../processAnswers';
import { advice, defaultLimit, tenantLimit } from '../remedy';
import { configNumber } from '../../tempo';

const TENANT = ['tenant'];
const DISCARDED = 'tempo_discarded_spans_total';
/** All reasons of 2.6 to 3.0 that a check of its own is about. */
const KNOWN_REASONS = ['rate_limited', 'live_traces_exceeded', 'trace_too_large', 'trace_too_large_to_compact'];

/** Limits of tenants: what they throw away, and what is left of them. */
export const LIMIT_CHECKS: readonly Check[] = [
  {
    id: 'limits.rate-limited',
    title: 'Spans are refused by the rate limit',
    looksAt: 'Spans discarded as rate_limited in the last minutes, by tenant.',
    cause:
      'The tenant sends more bytes per second than it may. Clients are answered 429 and try again; what their queues cannot hold is lost.',
    severity: 'warning',
    confidence: 'certain',
    queries: (context) => ({
      refused: sumBy(TENANT, rateOf(context, DISCARDED, 'reason="rate_limited"')),
      received: sumBy(TENANT, rateOf(context, 'tempo_distributor_spans_received_total')),
    }),
    judge: judgeRateLimit,
    remedies: [
      tenantLimit('Raise the limit of the tenant, in bytes per second …', 'ingestion.rate_limit_bytes', 30_000_000),
      tenantLimit('… and what it may send at once.', 'ingestion.burst_size_bytes', 40_000_000),
      defaultLimit('Or raise it for all tenants.', 'ingestion.rate_limit_bytes', 30_000_000),
      advice('Or let collectors sample: the limit is there to protect the others.'),
    ],
    panel: 'ingestion.discarded-by-reason',
    doc: HEALTH_DOCS.ingestionLimits,
  },
  {
    id: 'limits.zero-rate',
    title: 'A tenant may send nothing: its rate limit is 0',
    looksAt: 'The rate limits of tenants with overrides of their own, in metrics and in the runtime overrides.',
    cause:
      'A block of a tenant in the overrides replaces the defaults whole. A rate limit that is left out of it is not the default but 0, and every span of the tenant is refused.',
    severity: 'critical',
    confidence: 'certain',
    queries: ({ matchers }) => ({
      zero: `min by (user) (${select('tempo_limits_overrides', matchers('limit_name="ingestion_rate_limit_bytes"'))}) == 0`,
    }),
    queriesOptional: true,
    judge: judgeZeroRate,
    remedies: [
      tenantLimit('Write the rate into the block of the tenant …', 'ingestion.rate_limit_bytes', 15_000_000),
      tenantLimit('… and the burst.', 'ingestion.burst_size_bytes', 20_000_000),
      advice(
        'Look at the other limits that the block leaves out: metrics_generator.processors (none then), max_traces_per_user and max_bytes_per_trace (no limit then).'
      ),
    ],
    panel: 'ingestion.discarded-by-tenant',
    doc: HEALTH_DOCS.overrides,
  },
  discard({
    id: 'limits.live-traces',
    reason: 'live_traces_exceeded',
    title: 'Spans are thrown away because too many traces are live',
    cause:
      'A tenant has as many unfinished traces as it may have in one ingester or live-store, and spans of new traces are dropped. Every trace that is thrown away is missing whole.',
    remedies: [
      tenantLimit('Raise the number of live traces of the tenant.', 'ingestion.max_traces_per_user', 50_000),
      advice('Add ingesters or live-stores: the limit holds for each of them.'),
      advice(
        'Are there very many tiny traces? A health check or a loop that makes one for each call is better not traced.'
      ),
    ],
    panel: 'ingestion.live-traces-limit-use',
  }),
  discard({
    id: 'limits.trace-too-large',
    reason: 'trace_too_large',
    title: 'Spans are thrown away because their trace is too large',
    cause:
      'A trace has more bytes than max_bytes_per_trace. The spans that come after that are dropped: the trace stays torn, and often lacks its root.',
    remedies: [
      tenantLimit('Raise the size of a trace.', 'global.max_bytes_per_trace', 20_000_000),
      advice(
        'Find who makes endless traces: a batch job or a consumer that never ends its trace. End it, and link the next one.'
      ),
      advice('Attributes with whole documents make traces large: drop them in the collector.'),
    ],
    panel: 'ingestion.discarded-by-reason',
  }),
  numberCheck({
    id: 'limits.discarded-otherwise',
    title: 'Spans are thrown away for another reason',
    looksAt: 'Spans discarded in the last minutes for reasons without a check of their own.',
    cause:
      'unknown_error and internal_error: an ingester failed. invalid_trace_id and invalid_span_id (3.0): a client sends identifiers that are none.',
    severity: 'warning',
    confidence: 'certain',
    expr: (context) => sumBy(['tenant', 'reason'], rateOf(context, DISCARDED, `reason!~"${KNOWN_REASONS.join('|')}"`)),
    threshold: 0,
    unit: 'per second',
    subject: ['tenant', 'reason'],
    says: (worst, subject) => `${worst} spans are thrown away (${subject}).`,
    otherwise: 'Nothing is thrown away for other reasons.',
    remedies: [
      advice('The log of the distributor has the error. Are ingesters well (see processes and rings)?'),
      advice('invalid_…_id: find the SDK that makes identifiers of a wrong length, or of zeros only.', {
        generation: '3.x',
      }),
    ],
    panel: 'ingestion.discarded-by-reason',
    doc: HEALTH_DOCS.sendingTraces,
  }),
  numberCheck({
    id: 'limits.not-compacted',
    title: 'Traces are too large to be compacted',
    looksAt: 'Spans discarded as trace_too_large_to_compact in the last hour.',
    cause:
      'Parts of one trace lie in several blocks. Put together they are larger than max_bytes_per_trace, so a part is dropped.',
    severity: 'warning',
    confidence: 'certain',
    expr: (context) => sumBy(TENANT, increase(context, DISCARDED, '1h', 'reason="trace_too_large_to_compact"')),
    threshold: 0,
    unit: 'events',
    subject: TENANT,
    says: (worst, tenant) => `About ${worst} spans of ${tenant} were dropped in compaction.`,
    otherwise: 'No trace was too large to be compacted.',
    remedies: [tenantLimit('Raise the size of a trace.', 'global.max_bytes_per_trace', 20_000_000)],
    panel: 'ingestion.discarded-by-reason',
    doc: HEALTH_DOCS.compaction,
  }),
  numberCheck({
    id: 'limits.live-traces-near',
    title: 'A tenant is close to its limit of live traces',
    looksAt: 'Live traces of each tenant in the fullest ingester or live-store against max_traces_per_user.',
    cause: 'At the limit spans of new traces are thrown away.',
    severity: 'warning',
    confidence: 'likely',
    expr: (context) =>
      // Who is over it already has a finding of its own.
      `${liveTracesShare(context.matchers())} ${unlessTenant(rateOf(context, DISCARDED, 'reason="live_traces_exceeded"'))}`,
    threshold: 0.8,
    unit: 'ratio',
    subject: TENANT,
    says: (worst, tenant) => `${tenant} uses ${worst} of its live traces.`,
    otherwise: 'All tenants have live traces left, or no limit.',
    remedies: [
      tenantLimit('Raise the number of live traces of the tenant.', 'ingestion.max_traces_per_user', 50_000),
      advice('Or add ingesters or live-stores: the limit holds for each of them.'),
    ],
    panel: 'ingestion.live-traces-limit-use',
    doc: HEALTH_DOCS.ingestionLimits,
  }),
  numberCheck({
    id: 'limits.rate-near',
    title: 'A tenant is close to its rate limit',
    looksAt: 'Bytes per second of each tenant against its rate limit, with the local strategy for each distributor.',
    cause: 'Bursts above the limit are refused. A tenant that uses 80 % of it on average is above it at times.',
    severity: 'info',
    confidence: 'possible',
    expr: (context) =>
      `${rateShare(context.matchers())} ${unlessTenant(rateOf(context, DISCARDED, 'reason="rate_limited"'))}`,
    threshold: 0.8,
    unit: 'ratio',
    subject: TENANT,
    says: (worst, tenant) => `${tenant} sends ${worst} of what it may through the busiest distributor.`,
    otherwise: 'All tenants send less than 80 % of what they may.',
    remedies: [
      tenantLimit('Raise the limit of the tenant.', 'ingestion.rate_limit_bytes', 30_000_000),
      // Only the defaults are read (IngestionRateStrategy in modules/overrides, 2.6.1 and 3.0.3).
      defaultLimit(
        'Or count over all distributors in place of each; that is the same for all tenants.',
        'ingestion.rate_strategy',
        'global'
      ),
    ],
    panel: 'ingestion.bytes-by-tenant',
    doc: HEALTH_DOCS.ingestionLimits,
  }),
  numberCheck({
    id: 'limits.attributes-cut',
    title: 'Attributes are cut',
    looksAt: 'Attributes that were longer than max_attribute_bytes (2048) in the last hour, from 2.7 on.',
    cause:
      'The rest of the value is lost, and a search for it finds nothing. Mostly statements of databases, stack traces or documents.',
    severity: 'info',
    confidence: 'certain',
    requires: { since: '2.7', metrics: ['tempo_distributor_attributes_truncated_total'] },
    expr: (context) => sumBy(TENANT, increase(context, 'tempo_distributor_attributes_truncated_total', '1h')),
    threshold: 0,
    unit: 'events',
    subject: TENANT,
    says: (worst, tenant) => `About ${worst} attributes of ${tenant} were cut within an hour.`,
    otherwise: 'No attribute was cut.',
    remedies: [
      {
        text: 'Let attributes be longer; they cost memory and storage.',
        config: {
          plain: { file: 'tempo.yaml', yaml: 'distributor:\n  max_attribute_bytes: 4096' },
          helm: 'tempo:\n  structuredConfig:\n    distributor:\n      max_attribute_bytes: 4096',
        },
      },
      advice('Or let SDKs make them shorter: OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT=2048.'),
    ],
    panel: 'ingestion.attributes-truncated',
    doc: HEALTH_DOCS.distributor,
  }),
];

interface DiscardCheck extends Pick<Check, 'id' | 'title' | 'cause' | 'remedies' | 'panel'> {
  reason: string;
}

function discard({ reason, ...check }: DiscardCheck): Check {
  return numberCheck({
    ...check,
    looksAt: `Spans discarded as ${reason} in the last minutes, by tenant.`,
    severity: 'critical',
    confidence: 'certain',
    expr: (context) => sumBy(TENANT, rateOf(context, DISCARDED, `reason="${reason}"`)),
    threshold: 0,
    unit: 'per second',
    subject: TENANT,
    says: (worst, tenant) => `${worst} spans of ${tenant} are thrown away.`,
    otherwise: 'Nothing is thrown away for this reason.',
    doc: HEALTH_DOCS.ingestionLimits,
  });
}

function judgeRateLimit({ numbers }: CheckInput): Judgement {
  const refused = (numbers.refused ?? []).filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
  const [worst] = refused;
  if (!worst) {
    return fine('No span was refused for its rate.');
  }
  const received = (numbers.received ?? []).find(({ labels }) => labels.tenant === worst.labels.tenant)?.value ?? 0;
  // Received are only those that passed.
  const share = worst.value / (worst.value + received);
  return found(`${worst.labels.tenant}: ${formatValue(share, 'ratio')} of the spans are refused.`, {
    subjects: subjectsOf(refused, TENANT, 'per second'),
    severity: share > 0.1 ? 'critical' : 'warning',
  });
}

function judgeZeroRate({ evidence, numbers }: CheckInput): Judgement {
  const { answers } = answersTo(evidence, 'runtimeConfig');
  const byConfig = answers.flatMap(({ value }) =>
    [...value.tenants]
      .filter(([, limits]) => (configNumber(limits, 'ingestion.rate_limit_bytes') ?? 0) === 0)
      .map(([tenant]) => tenant)
  );
  const tenants = [...new Set([...byConfig, ...(numbers.zero ?? []).map(({ labels }) => labels.user ?? '')])].filter(
    (tenant) => tenant !== ''
  );
  if (tenants.length > 0) {
    return found(`${tenants.join(', ')}: the block of overrides has no rate limit.`, {
      subjects: tenants.map((name) => ({ name, detail: 'rate_limit_bytes: 0' })),
    });
  }
  return numbers.zero === undefined && answers.length === 0
    ? unknown('Limits are known neither from Prometheus (tempo_limits_overrides) nor from /status/runtime_config.')
    : fine('All tenants with overrides have a rate.');
}

/** The limit of a tenant, else that of the block `*`, else the default. Limits name the tenant in the label `user`. */
function limitOf(name: string, matchers: string): string {
  const joined = (metric: string, ...more: string[]) =>
    select(metric, [matchers, `limit_name="${name}"`, ...more].filter((part) => part !== '').join(','));
  const own = `max by (tenant) (label_replace(${joined('tempo_limits_overrides')}, "tenant", "$1", "user", "(.*)"))`;
  const received = maxBy(TENANT, select('tempo_distributor_spans_received_total', matchers));
  const ofAll = (limit: string) => `(0 * ${received} + on () group_left () max(${limit}))`;
  const wildcard = joined('tempo_limits_overrides', 'user="*"');
  return `(${own} or ${ofAll(wildcard)} or ${ofAll(joined('tempo_limits_defaults'))})`;
}

function liveTracesShare(matchers: string): string {
  const live = (name: string) => maxBy(TENANT, select(name, matchers));
  return `(${live('tempo_ingester_live_traces')} or ${live('tempo_live_store_live_traces')}) / (${limitOf('max_local_traces_per_user', matchers)} > 0)`;
}

function rateShare(matchers: string): string {
  const name = select('tempo_distributor_bytes_received_total', matchers);
  return `max by (tenant) (rate(${name}[15m])) / (${limitOf('ingestion_rate_limit_bytes', matchers)} > 0)`;
}
