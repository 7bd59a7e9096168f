type JsonData = Readonly<Record<string, unknown>>;

/** The uids of the data sources that lead to each other. */
export interface LinkedUids {
  readonly tempo: string;
  readonly logs: string;
  readonly metrics: string;
}

/** Finds the trace ID in the line and in structured metadata: LogQL has no "or" between the two, so both become labels. */
const LOGS_QUERY = [
  '{${__tags}}',
  '| label_format trace_id_in_line=`{{ contains "${__span.traceId}" __line__ }}`',
  '| trace_id_in_line="true" or trace_id="${__span.traceId}" or traceid="${__span.traceId}" or traceID="${__span.traceId}"',
  '| drop trace_id_in_line',
].join(' ');

const CALLS = 'traces_spanmetrics_calls_total';
const RED_QUERIES: readonly JsonData[] = [
  { name: 'Requests per second', query: `sum(rate(${CALLS}{$__tags}[$__rate_interval]))` },
  {
    name: 'Share of requests that fail',
    query: `sum(rate(${CALLS}{status_code="STATUS_CODE_ERROR",$__tags}[$__rate_interval])) / sum(rate(${CALLS}{$__tags}[$__rate_interval]))`,
  },
  {
    name: 'Duration of 9 in 10 requests',
    query: 'histogram_quantile(0.9, sum by (le) (rate(traces_spanmetrics_latency_bucket{$__tags}[$__rate_interval])))',
  },
];

/**
 * `jsonData` of a Tempo data source with all links: what `provisioning/datasources/tempo.yaml` of this project has, for other
 * uids. Keys as Grafana 12.3 reads them (public/app/plugins/datasource/tempo/types.ts).
 */
export function tempoSettings({ logs, metrics }: LinkedUids): JsonData {
  return {
    tracesToLogsV2: {
      datasourceUid: logs,
      spanStartTimeShift: '-15m',
      spanEndTimeShift: '15m',
      tags: [{ key: 'service.name', value: 'service_name' }],
      customQuery: true,
      query: LOGS_QUERY,
    },
    tracesToMetrics: {
      datasourceUid: metrics,
      spanStartTimeShift: '-30m',
      spanEndTimeShift: '30m',
      tags: [
        { key: 'service.name', value: 'service' },
        { key: 'name', value: 'span_name' },
      ],
      queries: RED_QUERIES,
    },
    serviceMap: { datasourceUid: metrics },
    nodeGraph: { enabled: true },
    search: {
      filters: [
        { id: 'service-name', tag: 'service.name', operator: '=', scope: 'resource' },
        { id: 'span-name', tag: 'name', operator: '=', scope: 'span' },
        { id: 'http-route', tag: 'http.route', operator: '=', scope: 'span' },
      ],
    },
    traceQuery: { timeShiftEnabled: false, spanStartTimeShift: '1h', spanEndTimeShift: '1h' },
    spanBar: { type: 'Tag', tag: 'http.route' },
  };
}

/** The same of a Loki data source: trace IDs in labels and structured metadata, in lines, and in W3C headers. */
export function lokiSettings({ tempo }: LinkedUids): JsonData {
  const link = { url: '${__value.raw}', datasourceUid: tempo, urlDisplayLabel: 'Trace in Tempo' };
  return {
    maxLines: 1000,
    derivedFields: [
      { name: 'Trace', matcherType: 'label', matcherRegex: '^trace_?[iI][dD]$', ...link },
      {
        name: 'Trace in line',
        matcherType: 'regex',
        matcherRegex: '[tT]race[_-]?[iI][dD]\\\\?"?\\s*[=:]\\s*\\\\?"?([0-9a-fA-F]{16,32})\\b',
        ...link,
      },
      {
        name: 'Trace in traceparent',
        matcherType: 'regex',
        matcherRegex: '\\b00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}\\b',
        ...link,
      },
    ],
  };
}

/** The same of a Prometheus data source: the two names under which exemplars carry the trace ID. */
export function prometheusSettings({ tempo }: LinkedUids): JsonData {
  const destination = (name: string) => ({ name, datasourceUid: tempo, urlDisplayLabel: 'Trace in Tempo' });
  return {
    httpMethod: 'POST',
    timeInterval: '15s',
    exemplarTraceIdDestinations: [destination('trace_id'), destination('traceID')],
  };
}
