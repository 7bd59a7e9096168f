import { declareFindings } from './findingKind';

/** Exemplar -> trace. */
export const METRICS_TO_TRACE = declareFindings({
  'metrics-to-trace.not-configured': {
    title: 'Exemplars lead to no trace',
    severity: 'info',
    confidence: 'certain',
    cause: 'exemplarTraceIdDestinations of this data source do not have the Tempo data source.',
    remedies: ['Add a destination for each label that exemplars carry the trace ID in: trace_id, traceID.'],
  },
  'metrics-to-trace.unknown-uid': {
    title: 'Exemplars lead to a data source that does not exist',
    severity: 'critical',
    confidence: 'likely',
    cause:
      'Grafana shows no link to a user who does not know the uid: nobody has it, or this user may not query that data source.',
    remedies: ['Give the Tempo data source a uid in its provisioning file, and use it here.'],
  },
  'metrics-to-trace.wrong-type': {
    title: 'Exemplars lead to a data source that has no traces',
    severity: 'critical',
    confidence: 'certain',
    cause: 'The uid belongs to another kind of data source.',
    remedies: ['Use the uid of the Tempo data source.'],
  },
  'metrics-to-trace.other-tempo': {
    title: 'Exemplars lead to another Tempo, which does not have their traces',
    severity: 'critical',
    confidence: 'certain',
    cause: 'The destination has the uid of another Tempo data source.',
    remedies: ['Use the uid of the Tempo that has the traces.'],
  },
  'metrics-to-trace.label-differs': {
    title: 'Exemplars carry the trace ID under another name',
    severity: 'critical',
    confidence: 'certain',
    cause:
      'The name of a destination is the label of the exemplar. Tempo’s metrics-generator writes traceID unless told otherwise, most OpenTelemetry libraries trace_id.',
    remedies: ['Add a destination for the name that the exemplars have.'],
  },
  'metrics-to-trace.lost-dollar': {
    title: 'The address for exemplars has lost the trace ID',
    severity: 'critical',
    confidence: 'likely',
    cause: 'In provisioning files $ begins a variable of the environment, and ${__value.raw} is none.',
    remedies: ['Write $${__value.raw} in provisioning files.'],
  },
  'metrics-to-trace.no-exemplars': {
    title: 'There are no exemplars',
    severity: 'info',
    confidence: 'possible',
    cause:
      'Prometheus keeps them only with --enable-feature=exemplar-storage, and Tempo’s metrics-generator sends them only with send_exemplars: true in remote_write.',
    remedies: [
      'Start Prometheus with --enable-feature=exemplar-storage.',
      'Set metrics_generator.storage.remote_write[].send_exemplars: true in Tempo.',
    ],
  },
  'metrics-to-trace.trace-not-found': {
    title: 'Tempo does not have the traces of exemplars',
    severity: 'warning',
    confidence: 'possible',
    cause: 'The traces were dropped by sampling, went elsewhere, or are of another tenant.',
    remedies: [
      'Make metrics after sampling, or of sampled spans only.',
      'Look at the page Health: "Why is my trace missing?"',
    ],
  },
  'metrics-to-trace.prometheus-fails': {
    title: 'The data source cannot be asked for exemplars',
    severity: 'warning',
    confidence: 'certain',
    cause: 'It does not answer, does not let Grafana in, or keeps no exemplars.',
    remedies: ['Open the settings of the data source and press "Save & test"; look at its URL and credentials.'],
  },
});
