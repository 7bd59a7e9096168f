import { type BrokenCase, set, file, without, inMetadata, customLogs, LOGS, GOOD_WINDOW } from './brokenCase';
import { buildGoodSettings } from './goodSettings';
import { buildStreams } from './world';

export const TRACE_TO_LOGS_CASES: readonly BrokenCase[] = [
  {
    name: 'the old key, as older docs show it',
    source: 'g#88919',
    system: set(
      'tempo',
      'tracesToLogs',
      { datasourceUid: 'loki', tags: ['service.name'], spanStartTimeShift: '-5m', spanEndTimeShift: '5m' },
      without(LOGS)
    ),
    finds: ['trace-to-logs.old-key', 'trace-to-logs.tag-not-a-label'],
  },
  {
    name: 'the old key with tags and query of the new one',
    source: 'g#64659',
    system: set(
      'tempo',
      'tracesToLogs',
      { ...GOOD_WINDOW, customQuery: true, query: '{${__tags}} |= "${__span.traceId}"' },
      without(LOGS)
    ),
    finds: ['trace-to-logs.old-key', 'trace-to-logs.tags-missing'],
    says: /does not read query, customQuery/,
  },
  {
    name: 'the old key with mapped tags that are not enabled',
    source: 'g#64659',
    system: set(
      'tempo',
      'tracesToLogs',
      { ...GOOD_WINDOW, tags: undefined, mappedTags: GOOD_WINDOW.tags },
      without(LOGS)
    ),
    finds: ['trace-to-logs.old-key'],
    says: /mappedTags/,
  },
  {
    name: 'both keys',
    source: 'g#88919',
    system: set('tempo', 'tracesToLogs', { datasourceUid: 'loki', tags: ['pod'] }),
    finds: ['trace-to-logs.both-keys'],
  },
  {
    name: 'no logs set up',
    source: 'facts: tracesToLogsV2',
    system: set('tempo', LOGS, undefined),
    finds: ['trace-to-logs.not-configured'],
  },
  {
    name: 'all but the uid set up',
    source: 'facts: tracesToLogsV2',
    system: set('tempo', `${LOGS}.datasourceUid`, undefined),
    finds: ['trace-to-logs.not-configured'],
  },
  {
    name: 'a uid from another Grafana',
    source: 'helm-charts#5868',
    system: set('tempo', `${LOGS}.datasourceUid`, 'P8E80F9AEF21F6940'),
    finds: ['trace-to-logs.unknown-uid'],
    says: /There is Loki with the uid loki/,
  },
  {
    name: 'logs from a Prometheus',
    source: 'g#26087',
    system: set('tempo', `${LOGS}.datasourceUid`, 'prometheus'),
    finds: ['trace-to-logs.wrong-type'],
  },
  {
    name: 'tags as plain names',
    source: 'facts: V2 tags must be objects',
    system: set('tempo', `${LOGS}.tags`, ['service.name', 'namespace']),
    finds: ['trace-to-logs.string-tags'],
  },
  {
    name: 'a tag with a dot and no value',
    source: 't#1288',
    system: set('tempo', `${LOGS}.tags`, [{ key: 'service.name' }]),
    finds: ['trace-to-logs.tag-not-a-label'],
    says: /Loki says: parse error/,
  },
  {
    name: 'tags that no span has',
    source: 't#1288, g#70279',
    system: set('tempo', `${LOGS}.tags`, [{ key: 'cluster' }, { key: 'pod' }]),
    finds: ['trace-to-logs.tags-missing'],
    says: /4 of 4 spans have none of cluster, pod/,
  },
  {
    name: 'tags that some spans have',
    source: 'g#70279',
    system: set('tempo', `${LOGS}.tags`, [{ key: 'http.route', value: 'route' }]),
    finds: ['trace-to-logs.tags-missing', 'trace-to-logs.label-missing'],
  },
  {
    name: 'a label that logs do not have',
    source: 't#1343',
    system: set('tempo', `${LOGS}.tags`, [
      { key: 'service.name', value: 'service_name' },
      { key: 'k8s.pod.name', value: 'pod' },
    ]),
    finds: ['trace-to-logs.label-missing'],
    says: /none has the label pod/,
  },
  {
    name: 'a label that says something else',
    source: 't#1343',
    system: set('tempo', `${LOGS}.tags`, [{ key: 'host.name', value: 'container' }]),
    finds: ['trace-to-logs.label-differs'],
    says: /container is .*frontend.* there and .*node-1.* in the query/,
  },
  {
    name: 'no shifts at all',
    source: 'g#93794',
    system: set('tempo', LOGS, {
      ...GOOD_WINDOW,
      spanStartTimeShift: undefined,
      spanEndTimeShift: undefined,
      filterByTraceID: true,
    }),
    finds: ['trace-to-logs.narrow-window'],
    says: /are outside, the nearest 1 s away/,
  },
  {
    name: 'logs that come late',
    source: 'g#62134, t#1343',
    system: buildGoodSettings,
    world: (world) => (world.lokis['loki'] = buildStreams(20 * 60_000)),
    finds: ['trace-to-logs.narrow-window'],
  },
  {
    name: 'signs turned around',
    source: 'g#93794',
    system: set('tempo', LOGS, {
      ...GOOD_WINDOW,
      spanStartTimeShift: '10m',
      spanEndTimeShift: '-10m',
      filterByTraceID: true,
    }),
    finds: ['trace-to-logs.shift-sign', 'trace-to-logs.shift-sign'],
    says: /end timestamp must not be before/,
  },
  {
    name: 'a shift in words',
    source: 'facts: describeInterval',
    system: set('tempo', `${LOGS}.spanStartTimeShift`, 'five minutes'),
    finds: ['trace-to-logs.shift-invalid'],
  },
  {
    name: 'a shift in two units',
    source: 'facts: describeInterval',
    system: set('tempo', `${LOGS}.spanEndTimeShift`, '1h30m'),
    finds: ['trace-to-logs.shift-part-ignored'],
  },
  {
    name: 'a single $ before the variables of a provisioned query',
    source: 't#2214',
    system: file('customQuery: false', 'customQuery: true\n        query: \'{$__tags} |= "$__span.traceId"\''),
    finds: ['trace-to-logs.lost-dollar'],
  },
  {
    name: 'a single $ with braces',
    source: 't#2214',
    system: file('customQuery: false', 'customQuery: true\n        query: \'{${__tags}} |= "${__span.traceId}"\''),
    finds: ['trace-to-logs.lost-dollar'],
  },
  {
    name: 'a single $ in one of two places',
    source: 't#2214',
    system: file('customQuery: false', 'customQuery: true\n        query: \'{$${__tags}} |= "${__span.traceId}"\''),
    finds: ['trace-to-logs.lost-dollar'],
  },
  {
    name: 'two $ where the file is none of provisioning',
    source: 't#2214',
    system: customLogs('{$${__tags}} | trace_id="$${__span.traceId}" or span_id="$${__span.spanId}"'),
    finds: ['trace-to-logs.double-dollar'],
  },
  {
    name: 'a path without braces',
    source: 'g#85453',
    system: customLogs('{${__tags}} |= "$__span.traceId"'),
    finds: ['trace-to-logs.variable-without-braces'],
  },
  {
    name: 'an attribute with dots and no brackets',
    source: 'g#70279',
    system: customLogs('{service_name="${__span.tags.service.name}"} | trace_id="${__span.traceId}"'),
    finds: ['trace-to-logs.variable-missing'],
  },
  {
    name: 'a query that is not switched on',
    source: 'g#88919',
    system: set('tempo', LOGS, {
      ...GOOD_WINDOW,
      tags: [{ key: 'cluster' }],
      customQuery: false,
      query:
        '{container="${__span.tags["service.name"]}"} | label_format in_line=`{{ contains "${__span.traceId}" __line__ }}` | in_line="true" or trace_id="${__span.traceId}"',
    }),
    finds: ['trace-to-logs.query-not-used', 'trace-to-logs.tags-missing'],
  },
  {
    name: 'a query that asks for one thing too many',
    source: 'helm-charts#5868',
    system: customLogs('{${__tags}} |= "${__span.traceId}" |= "no such text"'),
    finds: ['trace-to-logs.query-finds-nothing', 'trace-to-logs.id-in-metadata'],
  },
  {
    name: 'a filter of the line, IDs in structured metadata',
    source: 'g#90335, d#779',
    system: customLogs('{${__tags}} |= "${__span.traceId}"'),
    world: inMetadata('trace_id'),
    finds: ['trace-to-logs.id-in-metadata'],
  },
  {
    name: 'a filter of the line, IDs of some services in structured metadata',
    source: 'g#85453',
    system: customLogs('{${__tags}} |= "${__span.traceId}"'),
    finds: ['trace-to-logs.id-in-metadata'],
  },
  {
    name: 'the filter of Grafana, IDs in metadata of another name',
    source: 'g#90335',
    system: set('loki', 'derivedFields.1.matcherRegex', '^traceid$'),
    world: inMetadata('traceid'),
    finds: ['trace-to-logs.id-in-metadata'],
  },
  {
    name: 'a filter of metadata, IDs in the line',
    source: 'g#85453',
    system: customLogs('{${__tags}} | trace_id="${__span.traceId}"'),
    finds: ['trace-to-logs.id-in-line'],
  },
  {
    name: 'a query that Loki does not understand',
    source: 'helm-charts#5868',
    system: customLogs('{${__tags}} | trace_id == ${__span.traceId}'),
    finds: ['trace-to-logs.query-refused'],
    says: /Loki says: parse error/,
  },
  {
    name: 'no tenant for Loki',
    source: 'facts: X-Scope-OrgID',
    system: set('tempo', 'httpHeaderName1', 'X-Scope-OrgID'),
    world: (world) => world.needsTenant.push('loki'),
    finds: ['trace-to-logs.tenant-header'],
  },
];
