/** Traces in OTLP's messages as Tempo's JSON has them: IDs in base64, enumerations by name. */
import { Behaviour } from '../behaviour';
import {
  genericResourceAttributes,
  genericSpanAttributes,
  RESOURCE_COLUMN_ORDER,
  spanColumns,
} from '../evaluate/columns';
import { Attribute, ResourceSpans, ScopeSpans, Span, SpanEvent, SpanLink } from '../model';
import { attributeJson, int64Field, JsonObject, listField, numberField, textField } from './protoJson';

export function traceBatchesJson(batches: readonly ResourceSpans[], behaviour: Behaviour): JsonObject[] {
  return sortBatches(batches).map(({ resource, scopeSpans }) => ({
    resource: {
      ...attributesField(orderedResourceAttributes(resource.attributes, behaviour)),
      ...numberField('droppedAttributesCount', resource.droppedAttributesCount ?? 0),
    },
    ...listField(
      'scopeSpans',
      scopeSpans.map((part) => scopeSpansJson(part, behaviour))
    ),
  }));
}

/** By the start of spans, then by their ID (`pkg/model/trace/sort.go`). */
export function sortBatches(batches: readonly ResourceSpans[]): ResourceSpans[] {
  const sorted = batches.map((batch) => ({
    ...batch,
    scopeSpans: batch.scopeSpans
      .map((part) => ({ ...part, spans: [...part.spans].sort(compareSpans) }))
      .sort((a, b) => compareFirst(a.spans, b.spans)),
  }));
  return sorted.sort((a, b) => compareFirst(a.scopeSpans[0]?.spans ?? [], b.scopeSpans[0]?.spans ?? []));
}

function compareFirst([a]: readonly Span[], [b]: readonly Span[]): number {
  return a && b ? compareSpans(a, b) : 0;
}

function compareSpans(a: Span, b: Span): number {
  if (a.startNs !== b.startNs) {
    return a.startNs < b.startNs ? -1 : 1;
  }
  return a.spanId < b.spanId ? -1 : a.spanId > b.spanId ? 1 : 0;
}

/** Attributes with a column come last; the others are sorted where batches are merged. */
export function orderedResourceAttributes(attributes: readonly Attribute[], behaviour: Behaviour): Attribute[] {
  const generic = [...genericResourceAttributes(attributes)];
  if (behaviour.mergesBatches) {
    generic.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }
  const columns = attributes.filter((attribute) => !generic.includes(attribute) && attribute.value !== '');
  const place = ({ key }: Attribute) => RESOURCE_COLUMN_ORDER.indexOf(key);
  return [...generic, ...columns.sort((a, b) => place(a) - place(b))];
}

export function orderedSpanAttributes(attributes: readonly Attribute[], behaviour: Behaviour): Attribute[] {
  const generic = genericSpanAttributes(attributes, behaviour);
  const order = [...spanColumns(behaviour).keys()];
  const columns = attributes.filter((attribute) => !generic.includes(attribute));
  return [...generic, ...columns.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))];
}

function attributesField(attributes: readonly Attribute[]): JsonObject {
  return listField(
    'attributes',
    attributes.map(({ key, value }) => ({ ...textField('key', key), value: attributeJson(value) }))
  );
}

function scopeSpansJson({ scope, spans }: ScopeSpans, behaviour: Behaviour): JsonObject {
  return {
    scope: {
      ...textField('name', scope.name),
      ...textField('version', scope.version),
      ...attributesField(scope.attributes),
      ...numberField('droppedAttributesCount', scope.droppedAttributesCount ?? 0),
    },
    ...listField(
      'spans',
      spans.map((span) => spanJson(span, behaviour))
    ),
  };
}

const KINDS = ['', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const CODES = ['', 'OK', 'ERROR'];

function spanJson(span: Span, behaviour: Behaviour): JsonObject {
  const kind = KINDS[span.kind];
  const code = CODES[span.statusCode];
  return {
    ...idField('traceId', span.traceId),
    ...idField('spanId', span.spanId),
    ...textField('traceState', span.traceState),
    ...idField('parentSpanId', span.parentSpanId),
    ...textField('name', span.name),
    ...(kind ? { kind: `SPAN_KIND_${kind}` } : {}),
    ...int64Field('startTimeUnixNano', span.startNs),
    ...int64Field('endTimeUnixNano', span.endNs),
    ...attributesField(orderedSpanAttributes(span.attributes, behaviour)),
    ...numberField('droppedAttributesCount', span.droppedAttributesCount ?? 0),
    ...listField('events', [...span.events].map(eventJson)),
    ...numberField('droppedEventsCount', span.droppedEventsCount ?? 0),
    ...listField('links', span.links.map(linkJson)),
    ...numberField('droppedLinksCount', span.droppedLinksCount ?? 0),
    status: { ...textField('message', span.statusMessage), ...(code ? { code: `STATUS_CODE_${code}` } : {}) },
  };
}

function eventJson(event: SpanEvent): JsonObject {
  return {
    ...int64Field('timeUnixNano', event.timeNs),
    ...textField('name', event.name),
    ...attributesField(event.attributes),
    ...numberField('droppedAttributesCount', event.droppedAttributesCount ?? 0),
  };
}

function linkJson(link: SpanLink): JsonObject {
  return {
    ...idField('traceId', link.traceId),
    ...idField('spanId', link.spanId),
    ...textField('traceState', link.traceState),
    ...attributesField(link.attributes),
    ...numberField('droppedAttributesCount', link.droppedAttributesCount ?? 0),
  };
}

function idField<K extends string>(key: K, id: string): { [P in K]?: string } {
  return textField(key, Buffer.from(id, 'hex').toString('base64'));
}
