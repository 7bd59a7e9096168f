import { declareFindings } from './findingKind';

/** Span -> logs. */
export const TRACE_TO_LOGS = declareFindings({
  'trace-to-logs.not-configured': {
    title: 'Spans lead to no logs',
    severity: 'info',
    confidence: 'certain',
    cause: 'tracesToLogsV2 is not set, or names no data source.',
    remedies: ['Set tracesToLogsV2 with the uid of the data source for logs.'],
  },
  'trace-to-logs.old-key': {
    title: 'Logs are set up with the old key tracesToLogs',
    severity: 'warning',
    confidence: 'certain',
    cause:
      'Grafana still converts the old key, but takes only part of it: tags have to be names, mappedTags count only with mapTagNamesEnabled, and a query is dropped.',
    remedies: ['Write the same as tracesToLogsV2, with tags as objects of key and value, and remove tracesToLogs.'],
  },
  'trace-to-logs.both-keys': {
    title: 'Logs are set up twice',
    severity: 'info',
    confidence: 'certain',
    cause: 'Grafana reads tracesToLogsV2 and ignores tracesToLogs. Changes to the old key have no effect.',
    remedies: ['Remove tracesToLogs.'],
  },
  'trace-to-logs.unknown-uid': {
    title: 'The data source for logs does not exist',
    severity: 'critical',
    confidence: 'likely',
    cause:
      'Grafana shows no link to a user who does not know the uid: nobody has it, or this user may not query that data source. Data sources that are provisioned without a uid get one of their own in every Grafana.',
    remedies: ['Give the data source a uid in its provisioning file, and use it here.'],
  },
  'trace-to-logs.wrong-type': {
    title: 'The data source for logs is none that Grafana can ask for logs of a span',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Grafana builds queries for some kinds of data sources, and shows no link for the others.',
    remedies: ['Use the uid of a Loki, or of another data source for logs.'],
  },
  'trace-to-logs.string-tags': {
    title: 'Tags are plain names where objects are expected',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'tracesToLogsV2 wants tags as objects of key and value. Plain names are the form of the old key: they match no attribute, and are not even replaced by the defaults.',
    remedies: ['Write every tag as an object: key is the attribute, value the label.'],
  },
  'trace-to-logs.tag-not-a-label': {
    title: 'A tag is no name that a label can have',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'Labels have letters, digits and _ only. With a dot in it the query is refused, on every span that has the tag.',
    remedies: ['Give the tag a value: the name of the label, as service_name for service.name.'],
  },
  'trace-to-logs.tags-missing': {
    title: 'Spans have none of the tags that the link needs',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Grafana puts those tags into the query that a span has. Where it has none of them, there is no link.',
    remedies: ['Use an attribute that all spans have: service.name.', 'Or add the attributes where spans are made.'],
  },
  'trace-to-logs.variable-missing': {
    title: 'The query uses a variable that spans have no value for',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'Grafana shows no link unless every variable of the query has a value. Attributes with dots need brackets: ${__span.tags["k8s.pod.name"]}.',
    remedies: ['Use an attribute that spans have, or ${__tags}, which leaves out what is missing.'],
  },
  'trace-to-logs.variable-without-braces': {
    title: 'A variable with a path has no braces',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Without braces the name ends at the dot: $__span.traceId becomes "[object Object].traceId".',
    remedies: ['Write ${__span.traceId}, in provisioning files $${__span.traceId}.'],
  },
  'trace-to-logs.lost-dollar': {
    title: 'The query has lost its variables',
    severity: 'critical',
    confidence: 'likely',
    cause:
      'In provisioning files $ begins a variable of the environment. $__tags and ${__span.traceId} are none, so nothing is left of them.',
    remedies: ['Write $$ in provisioning files: {$${__tags}} and $${__span.traceId}.'],
  },
  'trace-to-logs.double-dollar': {
    title: 'The query has a $ too many',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'Only provisioning files need $$. In the settings form, by the API and by Terraform a variable is written with one; the other stays in the query.',
    remedies: ['Write ${__tags} with one $.'],
  },
  'trace-to-logs.query-not-used': {
    title: 'A query is there but switched off',
    severity: 'warning',
    confidence: 'certain',
    cause: 'Grafana uses query only with customQuery: true, and otherwise makes one of the tags.',
    remedies: ['Set customQuery: true, or remove query.'],
  },
  'trace-to-logs.wrong-language': {
    title: 'The query is written for Loki, but asks another data source',
    severity: 'critical',
    confidence: 'likely',
    cause: 'A query of one’s own is sent as it is, whatever the data source understands.',
    remedies: ['Write the query in the language of the data source, or remove it and let Grafana make one.'],
  },
  'trace-to-logs.shift-invalid': {
    title: 'A time shift is no duration',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Grafana cannot read it and fails where it makes the links: the trace view then shows an error.',
    remedies: ['Write a number and one unit, as -15m or 1h.'],
  },
  'trace-to-logs.shift-sign': {
    title: 'A time shift has the wrong sign',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'Both shifts are added: the start needs a negative one to begin earlier, the end a positive one to end later. Otherwise the window shrinks or turns around.',
    remedies: ['Use a negative start and a positive end, as -15m and 15m.'],
  },
  'trace-to-logs.shift-part-ignored': {
    title: 'Grafana reads only part of a time shift',
    severity: 'warning',
    confidence: 'certain',
    cause: 'It takes the whole number before the first unit: 1h30m is 1h, and 1.5h is 1h.',
    remedies: ['Write it in one unit without a fraction: 90m.'],
  },
  'trace-to-logs.narrow-window': {
    title: 'The time window of spans is too narrow for their logs',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'Without shifts Grafana looks for logs only between begin and end of the span. Logs are written a little later, in batches, and by other clocks.',
    remedies: ['Widen the window by spanStartTimeShift and spanEndTimeShift.'],
  },
  'trace-to-logs.label-missing': {
    title: 'The logs do not have a label that the query asks for',
    severity: 'critical',
    confidence: 'certain',
    cause: 'A label that a stream does not have never equals a value: the query finds nothing.',
    remedies: ['Map tags to labels that the logs have, and leave out the others.'],
  },
  'trace-to-logs.label-differs': {
    title: 'A label of the logs has another value than the tag of the span',
    severity: 'critical',
    confidence: 'certain',
    cause: 'The query compares them for equality.',
    remedies: ['Map another tag, or have the collector write the same value for both.'],
  },
  'trace-to-logs.id-in-metadata': {
    title: 'The query does not find trace IDs in structured metadata',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'Logs that come by OTLP carry the ID beside the line, as structured metadata. A filter of the line does not look there, and the filter that Grafana makes knows only trace_id.',
    remedies: ['Use a query that asks both: the line, and the name of the metadata.'],
  },
  'trace-to-logs.id-in-line': {
    title: 'The query does not find trace IDs in the line',
    severity: 'critical',
    confidence: 'certain',
    cause: 'The logs have the ID in their text; the query asks for a label or for another text.',
    remedies: ['Use a query that asks both: the line, and structured metadata.'],
  },
  'trace-to-logs.query-finds-nothing': {
    title: 'The query finds nothing though the logs are there',
    severity: 'critical',
    confidence: 'likely',
    cause: 'Time, labels and the place of the trace ID fit: something else in the query excludes the lines.',
    remedies: ['Look at the lines that were found without it, and use the corrected query.'],
  },
  'trace-to-logs.query-refused': {
    title: 'Loki refuses the query',
    severity: 'critical',
    confidence: 'certain',
    cause: 'What Grafana makes of the settings is no LogQL.',
    remedies: ['Correct the query; the message says where it ends.'],
  },
  'trace-to-logs.loki-fails': {
    title: 'Loki cannot be asked',
    severity: 'critical',
    confidence: 'certain',
    cause: 'The data source points to something that does not answer, or that does not let Grafana in.',
    remedies: ['Open the settings of the data source and press "Save & test"; look at its URL and credentials.'],
  },
  'trace-to-logs.tenant-header': {
    title: 'Tempo and Loki are not asked for the same tenant',
    severity: 'warning',
    confidence: 'possible',
    cause:
      'Only one of the two data sources sends X-Scope-OrgID. Without it a Loki with tenants refuses, or answers for another one.',
    remedies: ['Add the header to the other data source, with the tenant that has the logs.'],
  },
  'trace-to-logs.no-lines': {
    title: 'No log has the ID of this trace',
    severity: 'info',
    confidence: 'possible',
    cause:
      'The applications of this trace log nothing, do not write the trace ID, or their logs go elsewhere. The settings may be all right.',
    remedies: [
      'Try a trace that is sure to have logs, such as one with an error.',
      'Have the applications write the trace ID, or send their logs by OTLP.',
    ],
  },
});
