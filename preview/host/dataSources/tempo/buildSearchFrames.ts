import {
  createTheme,
  type DataFrame,
  type DataLink,
  type DataSourceInstanceSettings,
  type Field,
  type FieldConfig,
  FieldType,
  getDisplayProcessor,
} from '@grafana/data';
import { type KeyValue, nanosToMs, type SearchSpan, type SearchSpanset, type SearchTrace } from './tempoAnswers.ts';

type Settings = Pick<DataSourceInstanceSettings, 'uid' | 'name'>;
type TableType = 'traces' | 'spans' | 'raw';

/** Tables of found traces as Grafana makes them. Source: 12.3, tempo/resultTransformer.ts, `formatTraceQLResponse`. */
export function buildSearchFrames(traces: SearchTrace[], settings: Settings, tableType?: TableType): DataFrame[] {
  const newestFirst = [...traces].sort((a, b) => nanosToMs(b.startTimeUnixNano) - nanosToMs(a.startTimeUnixNano));
  switch (tableType) {
    case 'spans':
      return [buildSpansFrame(newestFirst, settings)];
    case 'raw':
      return [buildRawFrame(traces)];
    default:
      return [buildTracesFrame(newestFirst, settings)];
  }
}

function buildRawFrame(traces: SearchTrace[]): DataFrame {
  const fields = [buildField('response', FieldType.string, {}, [JSON.stringify(traces, null, 2)])];
  return { name: 'Raw response', refId: 'raw', fields, length: 1 };
}

function buildTracesFrame(traces: SearchTrace[], settings: Settings): DataFrame {
  const of = (read: (trace: SearchTrace) => unknown) => traces.map(read);
  const link = buildLink('Trace: ${__value.raw}', '${__value.raw}', settings);
  return {
    name: 'Traces',
    refId: 'traces',
    length: traces.length,
    meta: { preferredVisualisationType: 'table', uniqueRowIdFields: [0] },
    fields: [
      buildField(
        'traceID',
        FieldType.string,
        { unit: 'string', displayNameFromDS: 'Trace ID', custom: { width: 200 }, links: [link] },
        of(({ traceID }) => traceID)
      ),
      buildField(
        'startTime',
        FieldType.time,
        { displayNameFromDS: 'Start time', custom: { width: 200 } },
        of(({ startTimeUnixNano }) => nanosToMs(startTimeUnixNano))
      ),
      buildField(
        'traceService',
        FieldType.string,
        { displayNameFromDS: 'Service' },
        of(({ rootServiceName = '' }) => rootServiceName)
      ),
      buildField(
        'traceName',
        FieldType.string,
        { displayNameFromDS: 'Name' },
        of(({ rootTraceName = '' }) => rootTraceName)
      ),
      buildField(
        'traceDuration',
        FieldType.number,
        { displayNameFromDS: 'Duration', unit: 'ms', custom: { width: 120 } },
        // Tempo leaves a duration below a millisecond out.
        of(({ durationMs }) => durationMs || '<1ms')
      ),
      buildField(
        'nested',
        FieldType.nestedFrames,
        {},
        of((trace) => listSpansets(trace).map((spanset) => buildNestedFrame(trace, spanset, settings)))
      ),
    ],
  };
}

function buildSpansFrame(traces: SearchTrace[], settings: Settings): DataFrame {
  const rows = traces.flatMap((trace) => listSpansets(trace).flatMap((spanset) => buildRows(trace, spanset)));
  return {
    name: 'Spans',
    refId: 'traces',
    length: rows.length,
    meta: { preferredVisualisationType: 'table' },
    fields: buildSpanFields(rows, settings, [
      ['traceService', { displayNameFromDS: 'Trace Service', custom: { width: 200 } }],
      ['traceName', { displayNameFromDS: 'Trace Name', custom: { width: 200 } }],
    ]),
  };
}

function buildNestedFrame(trace: SearchTrace, spanset: SearchSpanset, settings: Settings): DataFrame {
  const rows = buildRows(trace, spanset);
  const fields = buildSpanFields(rows, settings, []);
  // Panels apply field options to the outer frame only.
  const theme = createTheme();
  fields.forEach((field) => (field.display = getDisplayProcessor({ field, theme })));
  return { fields, length: rows.length, meta: { preferredVisualisationType: 'table' } };
}

interface Row {
  fixed: Record<string, unknown>;
  attributes: Map<string, unknown>;
}

function buildRows(trace: SearchTrace, { spans = [], attributes = [] }: SearchSpanset): Row[] {
  return spans.map((span) => ({
    fixed: readFixed(trace, span),
    attributes: new Map([...attributes, ...(span.attributes ?? [])].map((one) => [one.key, readAttribute(one)])),
  }));
}

function readFixed(trace: SearchTrace, span: SearchSpan): Record<string, unknown> {
  return {
    traceIdHidden: trace.traceID,
    traceService: trace.rootServiceName ?? '',
    traceName: trace.rootTraceName ?? '',
    spanID: span.spanID,
    time: nanosToMs(span.startTimeUnixNano),
    name: span.name,
    duration: Number(span.durationNanos ?? 0),
  };
}

/** Grafana shows an empty cell for what is false, zero or empty. */
function readAttribute({ value = {} }: KeyValue): unknown {
  return value.stringValue || value.intValue || value.doubleValue || value.boolValue || undefined;
}

function buildSpanFields(rows: Row[], settings: Settings, ofTrace: Array<[name: string, config: FieldConfig]>) {
  const spanLink = buildLink('Span: ${__value.raw}', '${__data.fields.traceIdHidden}', settings, '${__value.raw}');
  const fixed = (name: string, type: FieldType, config: FieldConfig) =>
    buildField(
      name,
      type,
      config,
      rows.map((row) => row.fixed[name])
    );
  const keys = [...new Set(rows.flatMap((row) => [...row.attributes.keys()]))].sort((a, b) => a.localeCompare(b));
  const hasNames = rows.some((row) => row.fixed.name);
  return [
    fixed('traceIdHidden', FieldType.string, { custom: { hidden: true } }),
    ...ofTrace.map(([name, config]) => fixed(name, FieldType.string, config)),
    fixed('spanID', FieldType.string, {
      unit: 'string',
      displayNameFromDS: 'Span ID',
      custom: { width: 200 },
      links: [spanLink],
    }),
    fixed('time', FieldType.time, { displayNameFromDS: 'Start time', custom: { width: 200 } }),
    fixed('name', FieldType.string, { displayNameFromDS: 'Name', custom: { hidden: !hasNames } }),
    ...keys.map((key) =>
      buildField(
        key,
        FieldType.string,
        { displayNameFromDS: key },
        rows.map((row) => row.attributes.get(key))
      )
    ),
    fixed('duration', FieldType.number, { displayNameFromDS: 'Duration', unit: 'ns', custom: { width: 120 } }),
  ];
}

function listSpansets({ spanSets, spanSet }: SearchTrace): SearchSpanset[] {
  return spanSets ?? (spanSet ? [spanSet] : []);
}

function buildLink(title: string, query: string, settings: Settings, spanId?: string): DataLink {
  return {
    title,
    url: '',
    internal: {
      datasourceUid: settings.uid,
      datasourceName: settings.name,
      query: { query, queryType: 'traceql' },
      ...(spanId ? { panelsState: { trace: { spanId } } } : {}),
    },
  };
}

function buildField(name: string, type: FieldType, config: FieldConfig, values: unknown[]): Field {
  return { name, type, config, values };
}
