import { declareFindings } from './findingKind';

/** Span -> metrics. */
export const TRACE_TO_METRICS = declareFindings({
  'trace-to-metrics.not-configured': {
    title: 'Spans lead to no metrics',
    severity: 'info',
    confidence: 'certain',
    cause: 'tracesToMetrics is not set, or names no data source.',
    remedies: ['Set tracesToMetrics with the uid of the data source for metrics, and queries.'],
  },
  'trace-to-metrics.unknown-uid': {
    title: 'The data source for metrics of spans does not exist',
    severity: 'critical',
    confidence: 'likely',
    cause:
      'Grafana shows no link to a user who does not know the uid: nobody has it, or this user may not query that data source.',
    remedies: ['Give the data source a uid in its provisioning file, and use it here.'],
  },
  'trace-to-metrics.wrong-type': {
    title: 'The data source for metrics of spans is no Prometheus',
    severity: 'critical',
    confidence: 'certain',
    cause: 'The queries are PromQL.',
    remedies: ['Use the uid of a Prometheus or Mimir.'],
  },
  'trace-to-metrics.no-queries': {
    title: 'There are no queries for metrics of spans',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Grafana makes one link for each query. Without queries there is none.',
    remedies: ['Add queries for rate, errors and duration.'],
  },
  'trace-to-metrics.string-tags': {
    title: 'Tags for metrics are plain names where objects are expected',
    severity: 'critical',
    confidence: 'certain',
    cause: 'They match no attribute: ${__tags} is always empty, and the metrics are those of all services.',
    remedies: ['Write every tag as an object: key is the attribute, value the label.'],
  },
  'trace-to-metrics.tag-not-a-label': {
    title: 'A tag for metrics is no name that a label can have',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Labels have letters, digits and _ only. With a dot in it the query is refused.',
    remedies: ['Give the tag a value: the name of the label, as service for service.name.'],
  },
  'trace-to-metrics.lost-dollar': {
    title: 'Queries for metrics have lost their variables',
    severity: 'critical',
    confidence: 'likely',
    cause:
      'In provisioning files $ begins a variable of the environment. $__tags and $__rate_interval are none, so nothing is left of them.',
    remedies: ['Write $$ in provisioning files: {$$__tags} and [$$__rate_interval].'],
  },
  'trace-to-metrics.double-dollar': {
    title: 'Queries for metrics have a $ too many',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Only provisioning files need $$. The other $ stays in the query.',
    remedies: ['Write ${__tags} with one $.'],
  },
  'trace-to-metrics.variable-without-braces': {
    title: 'A variable with a path has no braces in a query for metrics',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Without braces the name ends at the dot: $__span.name becomes "[object Object].name".',
    remedies: ['Write ${__span.name}, in provisioning files $${__span.name}.'],
  },
  'trace-to-metrics.shift-invalid': {
    title: 'A time shift for metrics is no duration',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Grafana cannot read it and fails where it makes the links: the trace view then shows an error.',
    remedies: ['Write a number and one unit, as -30m or 1h.'],
  },
  'trace-to-metrics.shift-sign': {
    title: 'A time shift for metrics has the wrong sign',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'Both shifts are added: the start needs a negative one to begin earlier, the end a positive one to end later.',
    remedies: ['Use a negative start and a positive end, as -30m and 30m.'],
  },
  'trace-to-metrics.shift-part-ignored': {
    title: 'Grafana reads only part of a time shift for metrics',
    severity: 'warning',
    confidence: 'certain',
    cause: 'It takes the whole number before the first unit: 1h30m is 1h, and 1.5h is 1h.',
    remedies: ['Write it in one unit without a fraction: 90m.'],
  },
  'trace-to-metrics.metric-missing': {
    title: 'A query asks for metrics that are not there',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'Span metrics have other names when a collector makes them than when Tempo does, and none where the processor span-metrics is off.',
    remedies: [
      'Use the names that are there.',
      'Or enable span-metrics in the overrides of the metrics-generator, and its remote write.',
    ],
  },
  'trace-to-metrics.label-missing': {
    title: 'The metrics do not have a label that a query asks for',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Attributes become labels under names of their own: service.name is service in the metrics of Tempo.',
    remedies: ['Map tags to labels that the metrics have, and leave out the others.'],
  },
  'trace-to-metrics.no-series': {
    title: 'There are metrics, but none for the spans of this trace',
    severity: 'info',
    confidence: 'possible',
    cause: 'Metrics of this service or operation do not exist at that time: it is new, filtered, or beyond a limit.',
    remedies: ['Try another trace.', 'Look at the page Health: series limits of the metrics-generator.'],
  },
  'trace-to-metrics.query-refused': {
    title: 'Prometheus refuses a query for metrics of spans',
    severity: 'critical',
    confidence: 'certain',
    cause: 'What Grafana makes of the query is no PromQL.',
    remedies: ['Correct the query; the message says where it ends.'],
  },
  'trace-to-metrics.prometheus-fails': {
    title: 'The data source for metrics of spans cannot be asked',
    severity: 'critical',
    confidence: 'certain',
    cause: 'It points to something that does not answer, or that does not let Grafana in.',
    remedies: ['Open the settings of the data source and press "Save & test"; look at its URL and credentials.'],
  },
});
