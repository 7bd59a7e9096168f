import { declareFindings } from './findingKind';

/** What hangs on Tempo itself, or needs one more data source. */
export const OTHER_LINKS = declareFindings({
  'service-map.not-configured': {
    title: 'The service graph has no data source',
    severity: 'info',
    confidence: 'certain',
    cause: 'serviceMap.datasourceUid is not set.',
    remedies: ['Set it to the Prometheus that Tempo’s metrics-generator writes to.'],
  },
  'service-map.unknown-uid': {
    title: 'The data source of the service graph does not exist',
    severity: 'critical',
    confidence: 'likely',
    cause: 'Nobody has the uid, or this user may not query the data source that has it.',
    remedies: ['Give the data source a uid in its provisioning file, and use it here.'],
  },
  'service-map.wrong-type': {
    title: 'The data source of the service graph is no Prometheus',
    severity: 'critical',
    confidence: 'certain',
    cause: 'The service graph is drawn from metrics, by PromQL.',
    remedies: ['Use the uid of a Prometheus or Mimir.'],
  },
  'service-map.no-metrics': {
    title: 'The data source has no metrics of the service graph',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'traces_service_graph_request_total is not there. The processor service-graphs is off, its remote write goes elsewhere, or this is the wrong data source.',
    remedies: [
      'Enable service-graphs in the overrides: metrics_generator.processors.',
      'Look at metrics_generator.storage.remote_write in Tempo.',
    ],
  },
  'service-map.tenant-header': {
    title: 'Tempo and its metrics are not asked for the same tenant',
    severity: 'warning',
    confidence: 'possible',
    cause:
      'Only one of the two data sources sends X-Scope-OrgID. Metrics of a tenant are in Mimir under the same tenant when remote_write_add_org_id_header is on.',
    remedies: ['Add the header to the other data source, with the tenant that has the metrics.'],
  },
  'service-map.prometheus-fails': {
    title: 'The data source of the service graph cannot be asked',
    severity: 'critical',
    confidence: 'certain',
    cause: 'It points to something that does not answer, or that does not let Grafana in.',
    remedies: ['Open the settings of the data source and press "Save & test"; look at its URL and credentials.'],
  },
  'node-graph.off': {
    title: 'The node graph of a trace is off',
    severity: 'info',
    confidence: 'certain',
    cause: 'nodeGraph.enabled is not true.',
    remedies: ['Set nodeGraph.enabled: true.'],
  },
  'search.hidden': {
    title: 'The search form is hidden',
    severity: 'warning',
    confidence: 'certain',
    cause: 'search.hide is true. It dates from Tempos that could not search; all supported ones can.',
    remedies: ['Remove search.hide.'],
  },
  'trace-query.shift-invalid': {
    title: 'A time shift of trace queries is no duration',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Grafana cannot read it, and no trace can be opened.',
    remedies: ['Write a number and one unit, as 30m or 1h.'],
  },
  'trace-query.shift-sign': {
    title: 'A time shift of trace queries is negative',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Here Grafana subtracts the first and adds the second: a negative shift makes the window smaller.',
    remedies: ['Use positive shifts for both, as 30m.'],
  },
  'trace-query.shift-part-ignored': {
    title: 'Grafana reads only part of a time shift of trace queries',
    severity: 'warning',
    confidence: 'certain',
    cause: 'It takes the whole number before the first unit: 1h30m is 1h, and 1.5h is 1h.',
    remedies: ['Write it in one unit without a fraction: 90m.'],
  },
  'trace-query.narrow-window': {
    title: 'Traces are looked for in a narrow window of time',
    severity: 'warning',
    confidence: 'possible',
    cause:
      'With timeShiftEnabled Tempo looks only into the time range of the page, made longer by the shifts. Traces outside are not found, parts of long ones are missing.',
    remedies: ['Use 30m or more for both, or switch timeShiftEnabled off.'],
  },
  'streaming.unreachable': {
    title: 'Streaming is on but does not reach Tempo',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'Results are streamed by gRPC to the address of the data source. Tempo offers it there only with stream_over_http_enabled: true, and many proxies do not pass it on.',
    remedies: [
      'Switch streaming off: searches then come in one piece.',
      'Or set stream_over_http_enabled: true in Tempo, and let gRPC (HTTP/2) through every proxy on the way.',
    ],
  },
  'streaming.wrong-shape': {
    title: 'Streaming is set up in a form that Grafana does not read',
    severity: 'info',
    confidence: 'certain',
    cause: 'streamingEnabled is an object with search and metrics. Anything else counts as off.',
    remedies: ['Write streamingEnabled.search and streamingEnabled.metrics, each true or false.'],
  },
});
