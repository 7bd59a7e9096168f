import { DOCS } from './documentation';
import type { EntryRemedy, ErrorEntry } from './errorEntry';

/** A setting that makes a limit wider. */
const raise = (
  key: string,
  example: string,
  releases: string,
  text: string,
  more: Partial<EntryRemedy> = {}
): EntryRemedy => ({
  text,
  config: { key, example, releases },
  ...more,
});

/**
 * The request asks for more than Tempo allows, or for a time or number that it cannot read.
 *
 * Sources: modules/frontend/{search_sharder,tag_sharder,metrics_query_range_sharder,metrics_query_range_handler,
 * search_handlers}.go, modules/frontend/pipeline, pkg/api/http.go, pkg/model/trace/combine.go, 2.6.1 and 3.0.3.
 */
export const LIMIT_ERRORS: readonly ErrorEntry[] = [
  {
    id: 'range-too-long',
    title: 'The time range is longer than Tempo allows',
    cause:
      'By default searches reach over at most 168 hours, metrics queries over at most 3 hours (24 hours in 3.0). Operators may have set another limit, also for single tenants; the message names the one that holds.',
    when: { said: /range specified by start and end.*exceeds|query time range exceeds the maximum allowed duration/ },
    samples: [
      'range specified by start and end exceeds 168h0m0s. received start=1795000000 end=1796000000',
      'range specified by start and end (1111111h0m0s) exceeds 3h0m0s. received start=0 end=3999999600000000000',
      'metrics query time range exceeds the maximum allowed duration of 24h0m0s',
    ],
    remedies: [
      { text: 'Choose a shorter time range, for example the last hours.' },
      raise(
        'query_frontend.metrics.max_duration',
        'query_frontend:\n  metrics:\n    max_duration: 24h',
        '2.6 and later',
        'Allow longer ranges for metrics queries. They cost in proportion.',
        { questions: ['metrics'] }
      ),
      raise(
        'overrides.defaults.read.max_metrics_duration',
        'overrides:\n  defaults:\n    read:\n      max_metrics_duration: 24h',
        '2.6 and later',
        'Or for all tenants, or one in the runtime overrides: this wins over the setting above.',
        { questions: ['metrics'] }
      ),
      raise(
        'query_frontend.search.max_duration',
        'query_frontend:\n  search:\n    max_duration: 336h',
        '2.6 and later',
        'Allow longer ranges for searches, names and values. 0 allows any.',
        { questions: ['search', 'tags'] }
      ),
      raise(
        'overrides.defaults.read.max_search_duration',
        'overrides:\n  defaults:\n    read:\n      max_search_duration: 336h',
        '2.6 and later',
        'Or for all tenants, or one in the runtime overrides: this wins over the setting above.',
        { questions: ['search', 'tags'] }
      ),
    ],
    links: [DOCS.queryFrontend, DOCS.overrides],
  },
  {
    id: 'limit-too-high',
    title: 'The search asks for more traces than Tempo gives',
    cause: 'The number of traces that one search may ask for has an upper limit, 262,144 since 2.9 unless it was set.',
    when: { said: /limit \d+ exceeds max limit/ },
    samples: ['limit 300000 exceeds max limit 262144'],
    remedies: [
      { text: 'Lower the limit and narrow the query or the time range instead.' },
      raise(
        'query_frontend.search.max_result_limit',
        'query_frontend:\n  search:\n    max_result_limit: 500000',
        '2.6 and later',
        'Allow more. 0 takes the limit away.'
      ),
    ],
    links: [DOCS.queryFrontend],
  },
  {
    id: 'too-many-spans-per-spanset',
    title: 'The search asks for more spans of each trace than Tempo gives',
    cause: 'Since 2.7 a search returns at most 100 spans of each spanset unless another limit was set.',
    when: { said: /spans per span set exceeds/ },
    samples: ['spans per span set exceeds 100. received 101'],
    remedies: [
      { text: 'Lower the number of spans; the trace itself shows all of them.' },
      raise(
        'query_frontend.search.max_spans_per_span_set',
        'query_frontend:\n  search:\n    max_spans_per_span_set: 500',
        '2.7 and later',
        'Allow more spans. 0 takes the limit away.'
      ),
    ],
    links: [DOCS.queryFrontend],
  },
  {
    id: 'query-too-large',
    title: 'The query is too long',
    cause: 'Since 2.7 Tempo refuses queries beyond a size, 128 KiB unless another one was set.',
    when: { said: /TraceQL expression exceeds the configured maximum size/ },
    samples: [
      'invalid TraceQL query: TraceQL expression exceeds the configured maximum size of 131072 bytes, reduce the query expression size or contact your system administrator',
    ],
    remedies: [
      { text: 'Shorten it: one regular expression can take the place of a long list of values.' },
      raise(
        'query_frontend.max_query_expression_size_bytes',
        'query_frontend:\n  max_query_expression_size_bytes: 262144',
        '2.7 and later',
        'Allow longer queries.'
      ),
    ],
    links: [DOCS.queryFrontend],
  },
  {
    id: 'request-too-long',
    title: 'The address of the request is too long',
    cause: 'The query travels in the address. A gateway or proxy on the way refuses addresses of that length.',
    when: {
      said: /Request-URI Too (Large|Long)|URI Too Long|Request Header Fields Too Large|request header.*too large/i,
    },
    samples: ['414 Request-URI Too Large nginx/1.27.0', '431 Request Header Fields Too Large'],
    remedies: [
      { text: 'Shorten the query: one regular expression can take the place of a long list of values.' },
      { text: 'Allow longer addresses in the gateway: large_client_header_buffers in nginx.' },
    ],
  },
  {
    id: 'step-too-small',
    title: 'The step is too small for the range',
    cause:
      'A metrics query has at most so many steps, 10,000 since 2.9 unless another number was set. The message names the smallest step.',
    when: { said: /step of \S+ is too small|step required|step must be greater than 0/ },
    samples: ['step of 1ms is too small, minimum step for given range is 360ms', 'step required'],
    remedies: [
      { text: 'Use a larger step, or leave it to Tempo.' },
      raise(
        'query_frontend.metrics.max_intervals',
        'query_frontend:\n  metrics:\n    max_intervals: 20000',
        '2.9 and later',
        'Allow more steps. 0 takes the limit away.'
      ),
    ],
    links: [DOCS.metrics],
  },
  {
    id: 'range-not-recent',
    title: 'The metrics query reaches back further than the recent data',
    cause:
      'The process that answers for recent data holds it only so long, and the part of the range that it was asked for is older.',
    when: { said: /time range must be within last/ },
    samples: [
      'error querying generators in Querier.queryRangeRecent: rpc error: code = Unknown desc = time range must be within last 1h0m0s',
    ],
    remedies: [
      { text: 'Choose a range that ends later.' },
      raise(
        'query_frontend.metrics.query_backend_after',
        'query_frontend:\n  metrics:\n    query_backend_after: 30m',
        '2.6 and later',
        'Ask the backend sooner: this must be less than the time that recent data is kept.'
      ),
      raise(
        'metrics_generator.processor.local_blocks.complete_block_timeout',
        'metrics_generator:\n  processor:\n    local_blocks:\n      complete_block_timeout: 1h',
        '2.6 to 2.10',
        'Or keep recent data longer.',
        { generation: '2.x' }
      ),
      raise(
        'live_store.complete_block_timeout',
        'live_store:\n  complete_block_timeout: 1h',
        '3.0',
        'Or keep recent data longer.',
        { generation: '3.x' }
      ),
    ],
    links: [DOCS.localBlocks],
  },
  {
    id: 'invalid-time',
    title: 'Tempo cannot use the time range',
    cause: 'The start must lie before the end, both must be given, and searches take whole seconds since 1970.',
    when: {
      said: /must be before end|end must be greater than start|invalid (start|end):|(start|end) required|error parsing date range|could not parse '(start|end|since)'/,
    },
    samples: [
      'http parameter start must be before end. received start=2 end=1',
      'invalid end: strconv.ParseInt: parsing "9999999999": value out of range',
      'start required',
    ],
    remedies: [{ text: 'Choose another time range: an end after the start, and no times before 1970.' }],
    links: [DOCS.api],
  },
  {
    id: 'invalid-parameter',
    title: 'Tempo cannot use one of the settings of the request',
    cause:
      'Limits are whole numbers above 0, steps are durations such as 30s, and scopes are those that the release knows.',
    when: { said: /invalid (limit|spss|scope|minDuration|maxDuration|tags)\b|to a valid duration|unknown scope/ },
    samples: [
      'invalid limit: must be a positive number',
      'cannot parse "abc" to a valid duration',
      'invalid scope: instrumentation',
    ],
    remedies: [{ text: 'Correct the limit, the number of spans or the step in the options of the query.' }],
    links: [DOCS.api],
  },
  {
    id: 'no-trace-id',
    title: 'That is no trace ID',
    cause: 'A trace ID has 1 to 32 hexadecimal digits: 0 to 9 and a to f.',
    when: { said: /trace IDs can('t| only)|is no trace ID|invalid trace ?id/i },
    samples: [
      "trace IDs can only contain hex characters: invalid character 'z' at position 1",
      "trace IDs can't be larger than 128 bits",
    ],
    remedies: [
      { text: 'Copy the ID again, without spaces, dashes or quotes. An ID in base64 must be converted first.' },
    ],
    links: [DOCS.api],
  },
  {
    id: 'trace-too-large',
    title: 'The trace is too large',
    cause:
      'The trace has more bytes than the tenant may have in one trace. 2.6 then refuses to return it; later releases return a part of it.',
    when: {
      said: /trace exceeds max size|TRACE_TOO_LARGE|exceeds maximum size of \d+ bytes|cannot assign unique span ID, too many spans/i,
    },
    samples: [
      'trace exceeds max size (max bytes: 5000000)',
      'TRACE_TOO_LARGE: max size of trace (5000000) exceeded while adding 128 bytes to trace 1234 for tenant single-tenant',
    ],
    remedies: [
      {
        text: 'Search for the spans of interest instead of opening the whole trace: { trace:id = "…" && status = error }.',
      },
      raise(
        'overrides.defaults.global.max_bytes_per_trace',
        'overrides:\n  defaults:\n    global:\n      max_bytes_per_trace: 20000000',
        '2.6 and later',
        'Allow larger traces, for all tenants or in the runtime overrides of one. Memory use grows with it.'
      ),
      {
        text: 'Find out why it grew: a loop, a consumer that continues the trace of its producer for hours, or a missing new root.',
      },
    ],
    links: [DOCS.overrides],
  },
  {
    id: 'message-too-large',
    title: 'An answer inside of Tempo is too large to be passed on',
    cause:
      'Components of Tempo pass answers to each other in messages of limited size, 16 MiB at the query-frontend by default.',
    when: {
      said: /(message|response)( after decompression)? larger than( the)? max|trying to send message larger than max|http: request body too large/,
    },
    samples: [
      'rpc error: code = ResourceExhausted desc = grpc: received message larger than max (18000000 vs. 16777216)',
      'response larger than the max (17000000 vs 16777216)',
    ],
    remedies: [
      {
        text: 'Ask for less: a lower limit, fewer spans of each spanset, a shorter range, fewer attributes in select(…).',
      },
      raise(
        'server.grpc_server_max_recv_msg_size',
        'server:\n  grpc_server_max_recv_msg_size: 67108864\n  grpc_server_max_send_msg_size: 67108864',
        '2.6 and later',
        'Allow larger messages in all components.'
      ),
      raise(
        'querier.frontend_worker.grpc_client_config.max_send_msg_size',
        'querier:\n  frontend_worker:\n    grpc_client_config:\n      max_send_msg_size: 67108864',
        '2.6 and later',
        'And from the queriers to the query-frontend; both must fit.'
      ),
    ],
    links: [DOCS.responseTooLarge],
  },
  {
    id: 'too-many-conditions',
    title: 'The filter for names and values has too many alternatives',
    cause: '3.0 looks at no more than 100 alternatives joined with || when it lists names and values.',
    when: { said: /maximum condition groups reached/ },
    samples: ['maximum condition groups reached (limit: 100). Reduce the number of OR conditions in the query'],
    remedies: [
      { text: 'Use a regular expression instead of many values.' },
      raise(
        'overrides.defaults.read.max_condition_groups_per_tag_query',
        'overrides:\n  defaults:\n    read:\n      max_condition_groups_per_tag_query: 500',
        '3.0',
        'Allow more.'
      ),
    ],
    links: [DOCS.overrides],
  },
  {
    id: 'denied-query',
    title: 'The operators of this Tempo have forbidden the query',
    cause: 'A list of patterns in the configuration keeps queries away that have overloaded this Tempo before.',
    when: { said: /identified as one that destabilizes our system/ },
    samples: [
      'Invalid request /api/search?q={}. This query has been identified as one that destabilizes our system. Contact your system administrator for more information',
    ],
    remedies: [
      { text: 'Change the query, usually by adding conditions, or ask the operators.' },
      raise(
        'query_frontend.url_deny_list',
        'query_frontend:\n  url_deny_list:\n    - /api/search\\?q=%7B%7D.*',
        '2.6 and later',
        'Remove or narrow the pattern.'
      ),
    ],
    links: [DOCS.queryFrontend],
  },
];
