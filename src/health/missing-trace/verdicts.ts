import type { Verdict } from './missingTraceStep';

/** Every end that an investigation can come to. */
export const VERDICTS = {
  found: {
    id: 'found',
    title: 'The trace is there',
    cause:
      'Tempo answers with it now. It was perhaps asked for before it had come: spans need some seconds to be found.',
    todo: ['Open it on the Query page.'],
  },
  rootMissing: {
    id: 'root-missing',
    title: 'The trace is there, but its root span is not',
    cause:
      'Searches show it as "root span not yet received". The root ends last: while a long request runs, it has not been sent. If it never comes, the first service is not instrumented, samples on its own, or its spans were thrown away.',
    todo: [
      'Wait for as long as the request lasts, and look again.',
      'Look at the service that called first: does it send to this Tempo, with the same tenant?',
      'Tail sampling: one collector must see all spans of a trace (load-balancing exporter by trace ID).',
    ],
    checkId: 'writes.torn-traces',
  },
  torn: {
    id: 'torn',
    title: 'The trace is there, but parts are missing',
    cause: 'Some spans name a parent that is not there: it was not sent, thrown away by a limit, or sampled away.',
    todo: [
      'The first step names the services that were called by what is missing: look at what calls them.',
      'If no other reason stands below: the missing spans were most likely never sent (sampling, a service that is not instrumented).',
      '"Trace quality" tells how many traces are torn like this one.',
    ],
    checkId: 'writes.torn-traces',
  },
  tooLarge: {
    id: 'too-large',
    title: 'The trace is there, but too large to be shown whole',
    cause: 'It is larger than max_bytes_per_trace, so Tempo cuts it.',
    todo: ['Raise global.max_bytes_per_trace of the tenant.', 'Better: end the trace, and link the next one to it.'],
    checkId: 'limits.trace-too-large',
  },
  badId: {
    id: 'bad-id',
    title: 'This is no trace ID',
    cause: 'A trace ID has 1 to 32 hexadecimal digits.',
    todo: ['Copy it again. A log may have the span ID (16 digits) beside the trace ID (32 digits).'],
  },
  tenantMissing: {
    id: 'tenant-missing',
    title: 'The data source sends no tenant',
    cause: 'Tempo has several tenants and was not told which one to look at.',
    todo: ['Add the header X-Scope-OrgID to the data source.'],
    checkId: 'access.tenant-missing',
  },
  otherTenant: {
    id: 'other-tenant',
    title: 'It may belong to another tenant',
    cause: 'Spans come with several tenants; a query looks at one of them only.',
    todo: ['Ask with the data source of the other tenant, or name several: X-Scope-OrgID: a|b.'],
    checkId: 'access.tenants-unprotected',
  },
  tooNew: {
    id: 'too-new',
    title: 'It is too new to be found by a search',
    cause:
      'Searches leave the newest data out (30 seconds in 3.0), and spans need some seconds on their way. By its ID it is found sooner.',
    todo: ['Look again in a minute.'],
  },
  inFuture: {
    id: 'in-future',
    title: 'The time is in the future',
    cause: 'Nothing was made then. Often the date is mistyped, or a time in UTC was taken for one of the browser.',
    todo: ['Correct the time, and ask again.'],
  },
  expired: {
    id: 'expired',
    title: 'It is older than Tempo keeps traces',
    cause: 'Blocks older than the retention are deleted.',
    todo: ['Keep traces for longer: block_retention. What is deleted does not come back.'],
    checkId: 'storage.retention-too-short',
  },
  nothingArrived: {
    id: 'nothing-arrived',
    title: 'No spans came to Tempo at that time',
    cause: 'Receivers took none, from anybody: what sends, or the way to Tempo, was broken.',
    todo: [
      'Look at the collectors: otelcol_exporter_send_failed_spans, and their logs.',
      'Send a span by hand to the OTLP port of the distributor.',
    ],
    checkId: 'writes.no-spans',
  },
  serviceNeverSeen: {
    id: 'service-never-seen',
    title: 'Tempo has never seen this service',
    cause:
      'Spans of others come, but none with that service.name: it is not instrumented, sends elsewhere, or has another name.',
    todo: [
      'Compare the name with the list of services: letter case counts.',
      'Is OTEL_EXPORTER_OTLP_ENDPOINT set, and OTEL_TRACES_SAMPLER not always_off?',
    ],
  },
  refused: {
    id: 'refused',
    title: 'Tempo refused spans at that time',
    cause:
      'Clients were told that their spans were not taken. Collectors try again for a while; then the spans are lost.',
    todo: ['Find the reason: a limit (next step), or nobody behind the distributor took them.'],
    checkId: 'writes.refused',
  },
  discarded: {
    id: 'discarded',
    title: 'Spans were thrown away at that time',
    cause: 'A limit of the tenant was reached.',
    todo: ['Raise the limit, or send less: "Limits" has the YAML.'],
    checkId: 'limits.rate-limited',
  },
  recentUnwell: {
    id: 'recent-unwell',
    title: 'Recent data is not complete',
    cause: 'An ingester or live-store does not answer or is behind: what only it holds is not found until it is back.',
    todo: ['See the findings on processes and rings.', 'Look again when it is back: the spans are not lost yet.'],
    checkId: 'processes.not-ready',
  },
  writesFailed: {
    id: 'writes-failed',
    title: 'Writes to ingesters failed at that time',
    cause: 'Spans of the part that the ingester is responsible for were refused, unless they are kept more than once.',
    todo: [
      'See the finding on the ingester.',
      'Keep spans three times: replication_factor 3 with three ingesters or more.',
    ],
    checkId: 'writes.ingester-append-failures',
  },
  kafkaFailed: {
    id: 'kafka-failed',
    title: 'Writes to Kafka failed at that time',
    cause:
      'A distributor that cannot write to Kafka refuses the spans. Clients try again for a while; then they are lost.',
    todo: ['Were the brokers up, and could the distributors reach them?', 'See the finding on Kafka for the reason.'],
    checkId: 'writes.kafka-failures',
  },
  notFlushed: {
    id: 'not-flushed',
    title: 'Blocks could not be written to storage',
    cause: 'They are on the disk of the ingester or live-store and are not searched there for ever.',
    todo: ['Mend the access to object storage: what waits is then written.'],
    checkId: 'writes.flush-failures',
  },
  listStale: {
    id: 'list-stale',
    title: 'Queriers do not know the newest blocks',
    cause: 'The list of blocks cannot be read or is old. The trace is in storage, but nobody looks there.',
    todo: ['See the findings on polling and the index of blocks.'],
    checkId: 'storage.index-stale',
  },
  gap: {
    id: 'gap',
    title: 'It lies between recent data and blocks',
    cause: 'Blocks leave the ingesters or live-stores before searches look for them in storage.',
    todo: ['Set complete_block_timeout to more than query_backend_after.', 'By its ID the trace is found.'],
    checkId: 'configuration.recent-data-gap',
  },
  rangeTooLong: {
    id: 'range-too-long',
    title: 'The range is longer than Tempo searches',
    cause: 'Such a search is refused.',
    todo: ['Search shorter ranges one after the other.'],
  },
  cut: {
    id: 'cut',
    title: 'The search found more than it shows',
    cause: 'Searches show the first traces they find, not the newest, and stop at their limit.',
    todo: ['Narrow the query or the range, or raise the limit.', 'From 2.8 on: with (most_recent=true).'],
  },
  cannotAsk: {
    id: 'cannot-ask',
    title: 'Tempo does not answer',
    cause: 'The question itself failed, so nothing can be said about the trace.',
    todo: ['See the findings on reads.'],
    checkId: 'reads.search-fails',
  },
  neverSent: {
    id: 'never-sent',
    title: 'It was most likely never sent',
    cause:
      'All that Tempo can tell of that time is well. Sampling is the usual reason: the trace was made, and thrown away before it was sent.',
    todo: [
      'Look at the sampler of the service (OTEL_TRACES_SAMPLER) and at sampling in collectors.',
      'Look at the log of the collector for that time: queue full, dropped.',
      'Does the service call flush before it ends (functions, jobs)?',
    ],
  },
  notEnoughKnown: {
    id: 'not-enough-known',
    title: 'Too little is known to tell',
    cause: 'No step found anything wrong, but some could not be taken.',
    todo: ['See below which steps are not known and what each needs: the time, Prometheus, routes to components.'],
  },
} as const satisfies Record<string, Verdict>;
