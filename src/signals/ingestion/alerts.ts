import { quantileByTempo, sumByTempo, stillHappening } from '../alertExpressions';
import type { AlertRule } from '../alertRule';
import { TEMPO_LABELS } from '../promql';

const BY = TEMPO_LABELS.join(', ');
const DISCARDED = 'tempo_discarded_spans_total';
const RECEIVED = 'tempo_distributor_spans_received_total';

const LET_IN = sumByTempo(`rate(${RECEIVED}[5m])`, 'tenant');
const LIMITED = sumByTempo(`rate(${DISCARDED}{reason="rate_limited"}[5m])`, 'tenant');
/**
 * Spans that were turned away by the rate limit are not among the received ones. Of a tenant that was only ever turned away
 * there are no received ones.
 */
const TRIED = `((${LET_IN} or 0 * ${LIMITED}) + (${LIMITED} or 0 * ${LET_IN}))`;

export const SPANS_DISCARDED: AlertRule = {
  name: 'TempoSpansDiscarded',
  severity: 'warning',
  for: '10m',
  expr: `${sumByTempo(`rate(${DISCARDED}[5m])`, 'tenant')} / (${TRIED} > 0)`,
  operator: '>',
  threshold: 0.01,
  format: 'percentage',
  summary: 'Tempo throws away spans of {tenant}',
  description: '{value} of the spans of {tenant} are discarded: traces are incomplete or missing.',
  steps: [
    'Which reason ("Discarded spans per second by reason")? It names the limit.',
    'rate_limited: raise "ingestion.rate_limit_bytes" and "burst_size_bytes" in the overrides of the tenant, or let it sample.',
    'live_traces_exceeded: "ingestion.max_traces_per_user". trace_too_large: "global.max_bytes_per_trace", or find who makes endless traces.',
    'Near 100 %: was an override of the tenant just added? A block of overrides replaces the defaults whole; a limit left out of it counts as 0.',
  ],
};

const REFUSED = sumByTempo('rate(tempo_receiver_refused_spans[5m])');
const ACCEPTED = sumByTempo('rate(tempo_receiver_accepted_spans[5m])');

export const SPANS_REFUSED: AlertRule = {
  name: 'TempoSpansRefused',
  severity: 'critical',
  for: '5m',
  // A counter that never counted is not there: after a start everything may be refused.
  expr: `${REFUSED} / (${REFUSED} + (${ACCEPTED} or 0 * ${REFUSED}) > 0)`,
  operator: '>',
  threshold: 0.1,
  format: 'percentage',
  summary: 'Tempo refuses spans',
  description:
    '{value} of the spans that clients send are refused. Collectors try again for a while; then they are lost.',
  steps: [
    'Is it the rate limit (TempoSpansDiscarded with reason rate_limited)? Then one tenant is to blame.',
    'If not, nobody takes the writes: ingesters (2.x, TempoIngesterWritesFailing) or Kafka (3.x, TempoKafkaWritesFailing).',
    'The log of the distributor has the reason.',
  ],
};

export const WRITES_SLOW: AlertRule = {
  name: 'TempoWritesSlow',
  severity: 'warning',
  for: '10m',
  expr: quantileByTempo(0.99, 'tempo_distributor_push_duration_seconds'),
  operator: '>',
  threshold: 5,
  format: 'duration',
  summary: 'Tempo is slow to take spans',
  description:
    'One of a hundred batches takes longer than {value}. Collectors give up after 5 seconds unless told otherwise.',
  steps: [
    'Are ingesters (2.x) or Kafka (3.x) slow, too ("Write latency")? Start there.',
    'If not: are distributors short of CPU? Add some.',
  ],
};

export const INGESTER_WRITES_FAILING: AlertRule = {
  name: 'TempoIngesterWritesFailing',
  severity: 'critical',
  for: '5m',
  expr: `${sumByTempo('rate(tempo_distributor_ingester_append_failures_total[5m])')} / (${sumByTempo('rate(tempo_distributor_ingester_appends_total[5m])')} > 0)`,
  operator: '>',
  threshold: 0.1,
  format: 'percentage',
  summary: 'Writes to ingesters fail',
  description:
    '{value} of the writes to ingesters fail. While a quorum is left clients notice nothing; without it spans are refused.',
  steps: [
    'One ingester or all ("Failed writes to ingesters per second")? One: does it run? Is it in the ring under its right address?',
    'All: are they short of memory or CPU, or is a limit of the tenant reached?',
  ],
};

export const KAFKA_WRITES_FAILING: AlertRule = {
  name: 'TempoKafkaWritesFailing',
  severity: 'critical',
  for: '5m',
  expr: sumByTempo('rate(tempo_distributor_produce_failures_total[5m])', 'reason'),
  operator: '>',
  threshold: 0,
  format: 'number',
  summary: 'Writes to Kafka fail: {reason}',
  description: '{value} writes per second to Kafka fail ({reason}). Their spans are refused.',
  steps: [
    'timeout, canceled: are the brokers up, reachable and fast enough? Is a partition without leader?',
    'buffer-full: Kafka does not keep up; raise "ingest.kafka.producer_max_buffered_bytes" for peaks.',
    'record-too-large: raise "max.message.bytes" of the topic and "ingest.kafka.producer_max_record_size_bytes".',
  ],
};

export const FLUSHES_FAILING: AlertRule = {
  name: 'TempoFlushesFailing',
  severity: 'warning',
  for: '5m',
  expr: stillHappening([
    'tempo_ingester_failed_flushes_total',
    'tempo_live_store_failed_completions_total',
    'tempo_live_store_local_failed_flushes_total',
  ]),
  operator: '>',
  threshold: 2,
  format: 'number',
  summary: 'Tempo has trouble writing blocks',
  description: '{value} attempts to complete or write a block failed in the last hour, and they still do.',
  steps: [
    'Does object storage refuse (TempoObjectStorageFailing)? Are the disks of ingesters or live-stores full?',
    'One block only, again and again: it is damaged. The log names it; move its folder away.',
  ],
  mixin: ['TempoIngesterFlushesUnhealthy'],
};

export const FLUSH_RETRIES_FAILING: AlertRule = {
  name: 'TempoFlushRetriesFailing',
  severity: 'critical',
  for: '5m',
  expr: stillHappening([
    'tempo_ingester_flush_failed_retries_total',
    'tempo_live_store_completion_failed_retries_total',
    'tempo_live_store_local_flush_failed_retries_total',
  ]),
  operator: '>',
  threshold: 2,
  format: 'number',
  summary: 'Tempo cannot write blocks',
  description:
    '{value} retries failed in the last hour, and they still do. Data is only on disks now; when these are full, or lost, spans are.',
  steps: [
    'Do not restart or scale down ingesters (2.x) or live-stores (3.x) before it is mended.',
    'Mend object storage: credentials, quota, reachability. The queue empties by itself then.',
    'How much room have the disks? Enlarge them in time.',
  ],
  mixin: ['TempoIngesterFlushesFailing'],
};

/** Over the processes that receive, whatever the scrape calls them; the mixin's looks for a job named ingester. */
export const TOO_MANY_WRITES: AlertRule = {
  name: 'TempoIngestersOverloaded',
  severity: 'warning',
  for: '15m',
  expr: `avg by (${BY}) (sum by (${BY}, instance) (rate(tempo_ingester_bytes_received_total[5m])))`,
  operator: '>',
  threshold: 30 * 1024 * 1024,
  format: 'bytes',
  summary: 'Ingesters get more than they should',
  description: 'An ingester receives {value} per second on average; above 30 MB/s they fall behind.',
  steps: ['Add ingesters.', 'Or let tenants send less: sample in collectors, lower rate limits.'],
  mixin: ['TempoProvisioningTooManyWrites'],
};
