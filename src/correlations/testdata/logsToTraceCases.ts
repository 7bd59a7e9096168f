import { type BrokenCase, set, file } from './brokenCase';

export const LOGS_TO_TRACE_CASES: readonly BrokenCase[] = [
  {
    name: 'no derived field',
    source: 'g#26087',
    system: set('loki', 'derivedFields', undefined),
    finds: ['logs-to-trace.not-configured'],
  },
  {
    name: 'a derived field to a uid from another Grafana',
    source: 'helm-charts#5868',
    system: set('loki', 'derivedFields.0.datasourceUid', 'P214B5B846CF3925F'),
    finds: ['logs-to-trace.unknown-uid'],
  },
  {
    name: 'derived fields to a Prometheus',
    source: 'helm-charts#5868',
    system: set('loki', 'derivedFields', [
      { name: 'T', matcherRegex: 'trace_id=(\\w+)', url: '${__value.raw}', datasourceUid: 'prometheus' },
    ]),
    finds: ['logs-to-trace.wrong-type'],
  },
  {
    name: 'an expression without a group',
    source: 'g#26087',
    system: set('loki', 'derivedFields.0.matcherRegex', 'trace_id=\\w+'),
    finds: ['logs-to-trace.regex-no-group'],
  },
  {
    name: 'an expression of Go',
    source: 'helm-charts#5868',
    system: set('loki', 'derivedFields.0.matcherRegex', '(?i)trace_id=(\\w+)'),
    finds: ['logs-to-trace.regex-invalid'],
  },
  {
    name: 'an expression for other logs',
    source: 'g#26087',
    system: set('loki', 'derivedFields', [
      { name: 'T', matcherRegex: '"traceID":"(\\w+)"', url: '${__value.raw}', datasourceUid: 'tempo' },
    ]),
    finds: ['logs-to-trace.no-match'],
  },
  {
    name: 'only the line, and IDs beside it',
    source: 'g#90335',
    system: set('loki', 'derivedFields', [
      { name: 'T', matcherRegex: 'trace_id=(\\w+)', url: '${__value.raw}', datasourceUid: 'tempo' },
    ]),
    finds: ['logs-to-trace.some-lines'],
  },
  {
    name: 'a group around too much',
    source: 'g#26087',
    system: set('loki', 'derivedFields.0.matcherRegex', '(trace_id=\\w+)'),
    finds: ['logs-to-trace.wrong-value', 'logs-to-trace.some-lines'],
  },
  {
    name: 'a kind of matcher that there is not',
    source: 'facts: matcherType',
    system: set('loki', 'derivedFields.1.matcherType', 'structuredMetadata'),
    finds: ['logs-to-trace.matcher-type'],
  },
  {
    name: 'a kind of matcher that is empty',
    source: 'facts: matcherType',
    system: set('loki', 'derivedFields.0.matcherType', ''),
    finds: ['logs-to-trace.matcher-type'],
  },
  {
    name: 'a single $ before the value of a derived field',
    source: 't#2214',
    system: file('url: $${__value.raw}', 'url: ${__value.raw}'),
    finds: ['logs-to-trace.lost-dollar'],
  },
  {
    name: 'two $ before the value, by the API',
    source: 't#2214',
    system: set('loki', 'derivedFields.0.url', '$${__value.raw}'),
    finds: ['logs-to-trace.double-dollar'],
  },
  {
    name: 'an address where the query belongs',
    source: 'g#26087',
    system: set('loki', 'derivedFields.0.url', 'http://tempo:3200/api/traces/${__value.raw}'),
    finds: ['logs-to-trace.url-not-query'],
  },
  {
    name: 'two fields of one name',
    source: 'facts: derivedFields',
    system: set('loki', 'derivedFields.1.name', 'TraceID'),
    finds: ['logs-to-trace.same-name', 'logs-to-trace.some-lines'],
  },
];
