import { declareFindings } from './findingKind';

/** Line -> trace: derived fields of Loki. */
export const LOGS_TO_TRACE = declareFindings({
  'logs-to-trace.not-configured': {
    title: 'Logs lead to no trace',
    severity: 'info',
    confidence: 'certain',
    cause: 'No derived field of this Loki has the Tempo data source.',
    remedies: ['Add derived fields: one for the line, one for labels and structured metadata.'],
  },
  'logs-to-trace.unknown-uid': {
    title: 'A derived field leads to a data source that does not exist',
    severity: 'critical',
    confidence: 'likely',
    cause: 'No data source that this user may query has the uid. Grafana shows the link, and opens nothing.',
    remedies: ['Give the Tempo data source a uid in its provisioning file, and use it here.'],
  },
  'logs-to-trace.wrong-type': {
    title: 'A derived field leads to a data source that has no traces',
    severity: 'critical',
    confidence: 'certain',
    cause: 'The uid belongs to another kind of data source.',
    remedies: ['Use the uid of the Tempo data source.'],
  },
  'logs-to-trace.regex-invalid': {
    title: 'A derived field has an expression that cannot be read',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'Browsers read it as JavaScript. It throws, and the logs are shown without any derived field, or not at all.',
    remedies: ['Correct the expression; (?i) and (?P<name>…) of other languages are not known.'],
  },
  'logs-to-trace.regex-no-group': {
    title: 'The expression of a derived field has no group',
    severity: 'critical',
    confidence: 'certain',
    cause: 'The value is what the first group in parentheses matches. Without one there is none.',
    remedies: ['Put parentheses around the part that is the trace ID: trace_id=(\\w+).'],
  },
  'logs-to-trace.matcher-type': {
    title: 'A derived field has a matcherType that Grafana does not know',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Only regex and label are known. With anything else the field is empty.',
    remedies: ['Use regex for the line, and label for labels and structured metadata.'],
  },
  'logs-to-trace.lost-dollar': {
    title: 'A derived field has lost its value',
    severity: 'critical',
    confidence: 'likely',
    cause:
      'The query of the link is empty. In provisioning files $ begins a variable of the environment, and ${__value.raw} is none.',
    remedies: ['Write $${__value.raw} in provisioning files.'],
  },
  'logs-to-trace.double-dollar': {
    title: 'A derived field has a $ too many',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Only provisioning files need $$. The other $ stays before the trace ID, and Tempo finds nothing.',
    remedies: ['Write ${__value.raw} with one $.'],
  },
  'logs-to-trace.url-not-query': {
    title: 'The query of a derived field is not the trace ID',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'With a data source the URL of a derived field is the query that is sent to it: for Tempo the trace ID alone.',
    remedies: ['Use ${__value.raw}, and nothing else.'],
  },
  'logs-to-trace.same-name': {
    title: 'Derived fields with the same name do not all count',
    severity: 'warning',
    confidence: 'certain',
    cause: 'Grafana groups them by name and takes the expression of the first for all.',
    remedies: ['Give each a name of its own.'],
  },
  'logs-to-trace.no-match': {
    title: 'No derived field finds the trace ID in the logs',
    severity: 'critical',
    confidence: 'certain',
    cause: 'Logs of the trace were found, but the expressions do not match what stands in them.',
    remedies: ['Use an expression that fits the lines, and the matcher label for structured metadata.'],
  },
  'logs-to-trace.some-lines': {
    title: 'Derived fields find the trace ID in some logs only',
    severity: 'warning',
    confidence: 'certain',
    cause: 'Not all applications write the ID in the same place or the same form.',
    remedies: ['Add a derived field for the others.'],
  },
  'logs-to-trace.wrong-value': {
    title: 'A derived field takes something else for the trace ID',
    severity: 'warning',
    confidence: 'certain',
    cause: 'The expression matches more, less or another part of the line than the ID. Tempo does not find that trace.',
    remedies: ['Make the expression narrower: the name, then ([0-9a-f]{16,32}).'],
  },
});
