/**
 * Zipkin v2 JSON into the model, as the collector's translator does it (`pkg/translator/zipkin/zipkinv2/to_translator.go`):
 * the local service becomes the resource, tags that describe a resource go there, other tags become string attributes
 * (never numbers), annotations become events.
 */
import type { Attribute, ResourceSpans, ScopeSpans, Span, SpanEvent, SpanKind, SpanLink, StatusCode } from '../model';
import { unexpectedCharacter } from './jsonComplaint';
import { Malformed } from './malformed';
import { RESOURCE_TAGS } from './zipkinResourceTags';
import { listOf, objectOf, readZipkinSpan, type ZipkinEndpoint, type ZipkinSpan } from './zipkinSpan';

const SCOPE_NAME = 'otel.library.name';
const SCOPE_VERSION = 'otel.library.version';
const SERVICE_NAME_SOURCE = 'otlp.service.name.source';

type Tags = Map<string, string>;

/** @throws Malformed in the words of Go's JSON reader and of zipkin-go */
export function decodeZipkin(text: string): ResourceSpans[] {
  const spans = listOf(parse(text), '[]*zipkinmodel.SpanModel').map((value) => readZipkinSpan(objectOf(value)));
  const batches: ResourceSpans[] = [];
  for (const ofService of runsOf(spans.sort(byServiceAndScope), serviceOf)) {
    const [first] = ofService;
    batches.push({
      resource: { attributes: first ? resourceOf(first) : [] },
      scopeSpans: runsOf(ofService, scopeNameOf).map(decodeScope),
    });
  }
  return batches;
}

function parse(text: string): unknown {
  if (text.trim() === '') {
    throw new Malformed('unexpected end of JSON input');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const character = unexpectedCharacter(error);
    throw new Malformed(
      character === null
        ? 'unexpected end of JSON input'
        : `invalid character '${character}' looking for beginning of value`
    );
  }
}

/** Neighbours with the same key, together. */
function runsOf(spans: readonly ZipkinSpan[], keyOf: (span: ZipkinSpan) => string): ZipkinSpan[][] {
  const runs: ZipkinSpan[][] = [];
  let last: string | undefined;
  for (const span of spans) {
    const key = keyOf(span);
    if (key !== last) {
      runs.push([]);
      last = key;
    }
    runs[runs.length - 1]?.push(span);
  }
  return runs;
}

function byServiceAndScope(a: ZipkinSpan, b: ZipkinSpan): number {
  return compare(serviceOf(a), serviceOf(b)) || compare(scopeNameOf(a), scopeNameOf(b));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function serviceOf(span: ZipkinSpan): string {
  return span.local?.serviceName ?? '';
}

function scopeNameOf(span: ZipkinSpan): string {
  return span.tags.get(SCOPE_NAME) ?? '';
}

/** Of the first span of a service, as the translator does. */
function resourceOf(span: ZipkinSpan): Attribute[] {
  const service = serviceOf(span);
  if (service === '') {
    return [];
  }
  const name = { key: span.tags.get(SERVICE_NAME_SOURCE) || 'service.name', value: service };
  const described = [...span.tags].filter(([key]) => RESOURCE_TAGS.has(key)).map(([key, value]) => ({ key, value }));
  return [name, ...described.filter(({ key }) => key !== name.key)];
}

function decodeScope(spans: readonly ZipkinSpan[]): ScopeSpans {
  const tags = spans[0]?.tags;
  const name = tags?.get(SCOPE_NAME) ?? '';
  const version = name === '' ? '' : (tags?.get(SCOPE_VERSION) ?? '');
  return { scope: { name, version, attributes: [] }, spans: spans.map(decodeSpan) };
}

const KINDS: Readonly<Record<string, SpanKind>> = { SERVER: 2, CLIENT: 3, PRODUCER: 4, CONSUMER: 5 };

function decodeSpan(from: ZipkinSpan): Span {
  const tags: Tags = new Map(from.tags);
  const traceState = take(tags, 'w3c.tracestate');
  const kind = kindOf(from.kind, tags);
  const status = statusOf(tags);
  const links = linksOf(tags);
  const attributes = attributesOf(from, tags);
  const isTimeless = from.timestampNs === BigInt(0);
  return {
    traceId: /^0+$/.test(from.traceId) ? '' : from.traceId,
    spanId: from.id,
    parentSpanId: from.parentId,
    ...(traceState ? { traceState } : {}),
    name: from.name,
    kind,
    startNs: from.timestampNs,
    endNs: from.timestampNs + from.durationNs,
    attributes: isTimeless ? [...attributes, { key: 'otel.zipkin.absentField.startTime', value: true }] : attributes,
    events: from.annotations.map(({ timestampNs, value }) => eventOf(timestampNs, value)),
    links,
    statusCode: status.code,
    statusMessage: status.message,
  };
}

function take(tags: Tags, key: string): string | undefined {
  const value = tags.get(key);
  tags.delete(key);
  return value;
}

function kindOf(kind: string, tags: Tags): SpanKind {
  const known = KINDS[kind];
  if (known !== undefined) {
    return known;
  }
  return take(tags, 'span.kind') === 'internal' ? 1 : 0;
}

function statusOf(tags: Tags): { code: StatusCode; message: string } {
  const named = take(tags, 'otel.status_code');
  const message = named === undefined ? '' : (take(tags, 'otel.status_description') ?? '');
  const error = tags.get('error');
  if (error === undefined) {
    return { code: named === undefined ? 0 : codeOf(named), message };
  }
  // What says more than "true" stays as an attribute.
  if (error === 'true') {
    tags.delete('error');
  }
  return { code: 2, message };
}

function codeOf(name: string): StatusCode {
  return /^(STATUS_CODE_ERROR|Error)$/.test(name) ? 2 : /^(STATUS_CODE_OK|Ok)$/.test(name) ? 1 : 0;
}

/** `otlp.link.N` = trace|span|state|attributes as JSON|dropped, as the collector's exporter writes links. */
function linksOf(tags: Tags): SpanLink[] {
  const links: SpanLink[] = [];
  for (let index = 0; tags.has(`otlp.link.${index}`); index++) {
    const parts = (take(tags, `otlp.link.${index}`) ?? '').split('|');
    const [traceId = '', spanId = '', traceState = ''] = parts;
    if (parts.length >= 5) {
      links.push({
        traceId,
        spanId,
        ...(traceState ? { traceState } : {}),
        attributes: jsonAttributes(parts.slice(3, -1)),
      });
    }
  }
  return links;
}

/** `name|attributes as JSON|dropped`, or just a name. */
function eventOf(timeNs: bigint, value: string): SpanEvent {
  const [name = '', ...rest] = value.split('|');
  return { timeNs, name, attributes: rest.length < 2 ? [] : jsonAttributes(rest.slice(0, -1)) };
}

function jsonAttributes(parts: readonly string[]): Attribute[] {
  return Object.entries(objectOf(parse(parts.join('|')), 'map[string]interface {}')).flatMap(
    ([key, value]): Attribute[] => {
      if (typeof value === 'number') {
        return [{ key, value: Number.isInteger(value) ? BigInt(value) : value }];
      }
      return typeof value === 'string' || typeof value === 'boolean' ? [{ key, value }] : [];
    }
  );
}

function attributesOf(span: ZipkinSpan, tags: Tags): Attribute[] {
  const attributes: Attribute[] = [];
  for (const [key, value] of tags) {
    if (!RESOURCE_TAGS.has(key) && key !== SCOPE_NAME && key !== SCOPE_VERSION && key !== SERVICE_NAME_SOURCE) {
      attributes.push({ key, value });
    }
  }
  return [...attributes, ...endpointAttributes(span.local, 'net.host'), ...peerAttributes(span.remote)];
}

function peerAttributes(remote: ZipkinEndpoint | null): Attribute[] {
  const name = remote?.serviceName ? [{ key: 'peer.service', value: remote.serviceName }] : [];
  return [...name, ...endpointAttributes(remote, 'net.peer')];
}

function endpointAttributes(endpoint: ZipkinEndpoint | null, prefix: string): Attribute[] {
  const address = endpoint?.ipv6 ?? endpoint?.ipv4;
  return [
    ...(address ? [{ key: `${prefix}.ip`, value: address }] : []),
    ...(endpoint && endpoint.port > 0 ? [{ key: `${prefix}.port`, value: BigInt(endpoint.port) }] : []),
  ];
}
