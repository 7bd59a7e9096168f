/** Reads spans of Zipkin's v2 JSON (`openzipkin/zipkin-go/model/span.go`). */
import { Malformed } from './malformed';

export interface ZipkinEndpoint {
  readonly serviceName: string;
  readonly ipv4?: string;
  readonly ipv6?: string;
  readonly port: number;
}

export interface ZipkinSpan {
  /** 32 and 16 hexadecimal digits. */
  readonly traceId: string;
  readonly id: string;
  /** Empty without a parent. */
  readonly parentId: string;
  readonly name: string;
  readonly kind: string;
  readonly timestampNs: bigint;
  readonly durationNs: bigint;
  readonly local: ZipkinEndpoint | null;
  readonly remote: ZipkinEndpoint | null;
  readonly annotations: ReadonlyArray<{ readonly timestampNs: bigint; readonly value: string }>;
  readonly tags: ReadonlyMap<string, string>;
}

type JsonObject = Readonly<Record<string, unknown>>;

const MICROSECOND = BigInt(1000);

/** @throws Malformed in the words of zipkin-go */
export function readZipkinSpan(from: JsonObject): ZipkinSpan {
  const id = hexOf(from.id, 16, 'valid span id required');
  if (/^0+$/.test(id)) {
    throw new Malformed('valid span id required');
  }
  const parentId = from.parentId === undefined || from.parentId === null ? '' : hexOf(from.parentId, 16, 'parentId');
  return {
    traceId: hexOf(from.traceId, 32, 'valid traceId required'),
    id,
    // A span that names itself as its parent is a root.
    parentId: parentId === id ? '' : parentId,
    name: textOf(from.name, 'name'),
    kind: textOf(from.kind, 'kind'),
    timestampNs: microsecondsOf(from.timestamp, 'timestamp'),
    durationNs: microsecondsOf(from.duration, 'duration'),
    local: endpointOf(from.localEndpoint),
    remote: endpointOf(from.remoteEndpoint),
    annotations: listOf(from.annotations ?? [], 'annotations').map((value) => {
      const annotation = objectOf(value, 'annotations');
      return {
        timestampNs: microsecondsOf(annotation.timestamp, 'timestamp'),
        value: textOf(annotation.value, 'value'),
      };
    }),
    tags: tagsOf(from.tags),
  };
}

export function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new Malformed(`json: cannot unmarshal ${kindOf(value)} into Go value of type ${what}`);
  }
  return value;
}

export function objectOf(value: unknown, what = 'zipkinmodel.SpanModel'): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed(`json: cannot unmarshal ${kindOf(value)} into Go value of type ${what}`);
  }
  return value as JsonObject;
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
}

function hexOf(value: unknown, digits: number, complaint: string): string {
  if (typeof value !== 'string' || value === '') {
    throw new Malformed(complaint);
  }
  if (value.length > digits || !/^[0-9a-fA-F]+$/.test(value)) {
    throw new Malformed(`strconv.ParseUint: parsing "${value}": invalid syntax`);
  }
  return value.toLowerCase().padStart(digits, '0');
}

function textOf(value: unknown, what: string): string {
  if (value !== undefined && value !== null && typeof value !== 'string') {
    throw new Malformed(`json: cannot unmarshal ${kindOf(value)} into Go struct field .${what} of type string`);
  }
  return value ?? '';
}

/** Zipkin counts in microseconds. */
function microsecondsOf(value: unknown, what: string): bigint {
  if (value === undefined || value === null) {
    return BigInt(0);
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    const kind = typeof value === 'number' ? `number ${value}` : kindOf(value);
    throw new Malformed(`json: cannot unmarshal ${kind} into Go struct field .${what} of type uint64`);
  }
  return BigInt(value) * MICROSECOND;
}

function endpointOf(value: unknown): ZipkinEndpoint | null {
  if (value === undefined || value === null) {
    return null;
  }
  const from = objectOf(value, 'zipkinmodel.Endpoint');
  const ipv4 = textOf(from.ipv4, 'ipv4');
  const ipv6 = textOf(from.ipv6, 'ipv6');
  return {
    serviceName: textOf(from.serviceName, 'serviceName'),
    ...(ipv4 === '' ? {} : { ipv4 }),
    ...(ipv6 === '' ? {} : { ipv6 }),
    port: typeof from.port === 'number' ? from.port : 0,
  };
}

function tagsOf(value: unknown): Map<string, string> {
  const tags = new Map<string, string>();
  if (value !== undefined && value !== null) {
    for (const [key, text] of Object.entries(objectOf(value, 'map[string]string'))) {
      tags.set(key, textOf(text, 'tags'));
    }
  }
  return tags;
}
