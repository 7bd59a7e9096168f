import type { INamespace } from 'protobufjs';

/** A field of a message: its type and number. */
function field(type: string, id: number) {
  return { type, id };
}

/** A field that may occur many times. */
function repeated(type: string, id: number) {
  return { rule: 'repeated', type, id };
}

/**
 * The trace messages of OTLP 1.x (opentelemetry-proto: `collector/trace/v1/trace_service.proto`, `trace/v1/trace.proto`,
 * `resource/v1/resource.proto`, `common/v1/common.proto`) and `google.rpc.Status`, which carries errors.
 * Field names are those of the JSON encoding.
 */
export const OTLP_DESCRIPTOR: INamespace = {
  nested: {
    ExportTraceServiceRequest: { fields: { resourceSpans: repeated('ResourceSpans', 1) } },
    Status: { fields: { code: field('int32', 1), message: field('string', 2) } },
    ResourceSpans: {
      fields: {
        resource: field('Resource', 1),
        scopeSpans: repeated('ScopeSpans', 2),
        schemaUrl: field('string', 3),
      },
    },
    Resource: {
      fields: { attributes: repeated('KeyValue', 1), droppedAttributesCount: field('uint32', 2) },
    },
    ScopeSpans: {
      fields: { scope: field('Scope', 1), spans: repeated('Span', 2), schemaUrl: field('string', 3) },
    },
    Scope: {
      fields: {
        name: field('string', 1),
        version: field('string', 2),
        attributes: repeated('KeyValue', 3),
        droppedAttributesCount: field('uint32', 4),
      },
    },
    Span: {
      fields: {
        traceId: field('bytes', 1),
        spanId: field('bytes', 2),
        traceState: field('string', 3),
        parentSpanId: field('bytes', 4),
        name: field('string', 5),
        // Kinds and codes as numbers: a name would be lost for those that are not known here.
        kind: field('int32', 6),
        startTimeUnixNano: field('fixed64', 7),
        endTimeUnixNano: field('fixed64', 8),
        attributes: repeated('KeyValue', 9),
        droppedAttributesCount: field('uint32', 10),
        events: repeated('Event', 11),
        droppedEventsCount: field('uint32', 12),
        links: repeated('Link', 13),
        droppedLinksCount: field('uint32', 14),
        status: field('SpanStatus', 15),
        flags: field('fixed32', 16),
      },
    },
    SpanStatus: { fields: { message: field('string', 2), code: field('int32', 3) } },
    Event: {
      fields: {
        timeUnixNano: field('fixed64', 1),
        name: field('string', 2),
        attributes: repeated('KeyValue', 3),
        droppedAttributesCount: field('uint32', 4),
      },
    },
    Link: {
      fields: {
        traceId: field('bytes', 1),
        spanId: field('bytes', 2),
        traceState: field('string', 3),
        attributes: repeated('KeyValue', 4),
        droppedAttributesCount: field('uint32', 5),
        flags: field('fixed32', 6),
      },
    },
    KeyValue: { fields: { key: field('string', 1), value: field('AnyValue', 2) } },
    AnyValue: {
      oneofs: {
        value: {
          oneof: ['stringValue', 'boolValue', 'intValue', 'doubleValue', 'arrayValue', 'kvlistValue', 'bytesValue'],
        },
      },
      fields: {
        stringValue: field('string', 1),
        boolValue: field('bool', 2),
        intValue: field('int64', 3),
        doubleValue: field('double', 4),
        arrayValue: field('ArrayValue', 5),
        kvlistValue: field('KeyValueList', 6),
        bytesValue: field('bytes', 7),
      },
    },
    ArrayValue: { fields: { values: repeated('AnyValue', 1) } },
    KeyValueList: { fields: { values: repeated('KeyValue', 1) } },
  },
};
