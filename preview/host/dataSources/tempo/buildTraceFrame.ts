import { type DataFrame, type Field, FieldType } from '@grafana/data';
import { type AnyValue, type KeyValue, nanosToMs, type OtlpResourceSpans, type OtlpSpan } from './tempoAnswers.ts';

interface Tag {
  key: string;
  value: unknown;
}

interface TraceLog {
  /** Epoch milliseconds. */
  timestamp: number;
  name: string;
  fields: Tag[];
}

/** A row of the frame, which is a `TraceSpanRow` of @grafana/data. */
export interface SpanRow {
  traceID: string;
  spanID: string;
  parentSpanID: string;
  operationName: string;
  serviceName: string;
  kind: string;
  /** 0: unset, 1: ok, 2: error */
  statusCode: number;
  statusMessage: string;
  instrumentationLibraryName: string;
  instrumentationLibraryVersion: string;
  traceState: string;
  serviceTags: Tag[];
  /** Epoch milliseconds. */
  startTime: number;
  /** Milliseconds. */
  duration: number;
  logs: TraceLog[] | null;
  references: Array<{ traceID: string; spanID: string; tags: Tag[] }> | null;
  tags: Tag[];
}

const FIELDS: Array<[name: keyof SpanRow, type: FieldType]> = [
  ['traceID', FieldType.string],
  ['spanID', FieldType.string],
  ['parentSpanID', FieldType.string],
  ['operationName', FieldType.string],
  ['serviceName', FieldType.string],
  ['kind', FieldType.string],
  ['statusCode', FieldType.number],
  ['statusMessage', FieldType.string],
  ['instrumentationLibraryName', FieldType.string],
  ['instrumentationLibraryVersion', FieldType.string],
  ['traceState', FieldType.string],
  ['serviceTags', FieldType.other],
  ['startTime', FieldType.number],
  ['duration', FieldType.number],
  ['logs', FieldType.other],
  ['references', FieldType.other],
  ['tags', FieldType.other],
];

/**
 * The frame of a trace, a row a span, as Grafana's backend makes it; null where the trace has no spans.
 * Source: Grafana 12.3, pkg/tsdb/tempo/trace_transform.go.
 *
 * @param resourceSpans OTLP as Tempo's JSON has it: IDs in base64
 */
export function buildTraceFrame(
  resourceSpans: OtlpResourceSpans[],
  meta: { refId: string; isPartial: boolean; message: string }
): DataFrame | null {
  if (resourceSpans.length === 0) {
    return null;
  }
  const rows = resourceSpans.flatMap(buildRows);
  const fields = FIELDS.map(([name, type]): Field => ({
    name,
    type,
    config: {},
    values: rows.map((row) => row[name]),
  }));
  return {
    name: 'Trace',
    refId: meta.refId,
    fields,
    length: rows.length,
    meta: {
      preferredVisualisationType: 'trace',
      custom: { partial: meta.isPartial, message: meta.message },
    },
  };
}

function buildRows({ resource, scopeSpans = [] }: OtlpResourceSpans): SpanRow[] {
  const serviceTags = buildTags(resource?.attributes);
  if (serviceTags.length === 0) {
    return [];
  }
  const named = serviceTags.find(({ key }) => key === 'service.name');
  const serviceName = named ? String(named.value) : 'OTLPResourceNoServiceName';
  return scopeSpans.flatMap(({ scope = {}, spans = [] }) =>
    spans.map((span): SpanRow => ({
      ...buildIdentity(span),
      serviceName,
      serviceTags,
      instrumentationLibraryName: scope.name ?? '',
      instrumentationLibraryVersion: scope.version ?? '',
      tags: [...buildTags(span.attributes), ...buildTags(scope.attributes)],
      ...buildTimes(span),
    }))
  );
}

function buildIdentity(span: OtlpSpan) {
  return {
    traceID: toHex(span.traceId).replace(/^0{16}/, ''),
    spanID: toHex(span.spanId),
    parentSpanID: toHex(span.parentSpanId),
    operationName: span.name ?? '',
    kind: readKind(span.kind),
    statusCode: ['', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'].indexOf(span.status?.code ?? ''),
    statusMessage: span.status?.message ?? '',
    traceState: span.traceState ?? '',
  };
}

function buildTimes({ startTimeUnixNano = '0', endTimeUnixNano = '0', events, links }: OtlpSpan) {
  return {
    startTime: nanosToMs(startTimeUnixNano),
    duration: Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6,
    logs: events?.length
      ? events.map(({ timeUnixNano, name = '', attributes }) => ({
          timestamp: nanosToMs(timeUnixNano),
          name,
          fields: buildTags(attributes),
        }))
      : null,
    references: links?.length
      ? links.map(({ traceId, spanId, attributes }) => ({
          traceID: toHex(traceId).replace(/^0+/, ''),
          spanID: toHex(spanId),
          tags: buildTags(attributes),
        }))
      : null,
  };
}

function readKind(kind = ''): string {
  const name = kind.replace('SPAN_KIND_', '').toLowerCase();
  return name === 'unspecified' ? '' : name;
}

function buildTags(attributes: KeyValue[] = []): Tag[] {
  return attributes.map(({ key, value }) => ({ key, value: readValue(value) }));
}

/** Lists and maps are JSON texts, as from Grafana's backend. */
function readValue(value: AnyValue = {}): unknown {
  if (value.arrayValue) {
    return JSON.stringify((value.arrayValue.values ?? []).map(readValue));
  }
  if (value.kvlistValue) {
    const entries = (value.kvlistValue.values ?? []).map((one) => [one.key, readValue(one.value)]);
    return JSON.stringify(Object.fromEntries(entries));
  }
  if (value.intValue !== undefined || value.doubleValue !== undefined) {
    return Number(value.intValue ?? value.doubleValue);
  }
  return value.boolValue ?? value.stringValue ?? '';
}

function toHex(base64 = ''): string {
  return [...atob(base64)].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
