import type { AttributeValue, ResourceSpans } from '../model';
import { decodeOtlpJson } from '../otlp/decodeOtlpJson';
import { decodeOtlpProtobuf } from './decodeOtlpProtobuf';
import { unexpectedCharacter } from './jsonComplaint';
import { Malformed, refuseDeep } from './malformed';

export type OtlpEncoding = 'json' | 'protobuf';

/** @throws Malformed where the body is no `ExportTraceServiceRequest` */
export function decodeOtlpBody(body: Buffer, encoding: OtlpEncoding): readonly ResourceSpans[] {
  return encoding === 'protobuf' ? decodeOtlpProtobuf(body) : decodeJson(body.toString('utf8'));
}

function decodeJson(text: string): readonly ResourceSpans[] {
  refuseOtherThanObject(text);
  refuseBadIds(text);
  let batches: readonly ResourceSpans[];
  try {
    batches = decodeOtlpJson(text);
  } catch (error) {
    throw new Malformed(wordingOf(error));
  }
  refuseDeepValues(batches);
  return batches;
}

/** What jsoniter, Tempo's JSON reader, says before it has seen an object. */
function refuseOtherThanObject(text: string): void {
  const first = text.trimStart();
  if (first === '') {
    throw new Malformed('EOF');
  }
  if (!first.startsWith('{')) {
    const position = text.length - first.length + 1;
    throw new Malformed(`ReadObjectCB: expect { or n, but found ${first.charAt(0)}${near(text, position)}`);
  }
}

const IDS = /"(traceId|spanId|parentSpanId)"\s*:\s*"([^"]*)"/g;

/**
 * IDs of a wrong length (`pdata/internal/data/bytesid.go`). Looked for in the text because the decoder, which also reads
 * files that Tempo wrote, pads short ones.
 */
function refuseBadIds(text: string): void {
  for (const match of text.matchAll(IDS)) {
    const [whole, field = '', id = ''] = match;
    const digits = field === 'traceId' ? 32 : 16;
    const snake = field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
    const position = match.index + whole.length;
    if (id !== '' && id.length !== digits) {
      throw new Malformed(`readSpan.${field}: parse ${snake}:invalid length for ID${near(text, position)}`);
    }
    if (!/^[0-9a-fA-F]*$/.test(id)) {
      const reason = `cannot unmarshal ID from string '${id}': ${hexComplaint(id)}`;
      throw new Malformed(`readSpan.${field}: parse ${snake}:${reason}${near(text, position)}`);
    }
  }
}

/** Go's `hex.InvalidByteError`. */
function hexComplaint(id: string): string {
  const bad = /[^0-9a-fA-F]/.exec(id)?.[0] ?? '';
  return `encoding/hex: invalid byte: U+${bad.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')} '${bad}'`;
}

/** The end of jsoniter's messages: the text around the position. */
function near(text: string, position: number): string {
  const start = Math.max(0, position - 10);
  const close = text.slice(start, position + 10);
  const wide = text.slice(Math.max(0, position - 50), position + 50);
  return `, error found in #${position - start} byte of ...|${close}|..., bigger context ...|${wide}|...`;
}

function wordingOf(error: unknown): string {
  if (error instanceof RangeError) {
    return 'exceeded max depth';
  }
  if (!(error instanceof SyntaxError)) {
    return error instanceof Error ? error.message : String(error);
  }
  const character = unexpectedCharacter(error);
  return character === null ? 'unexpected EOF' : `readObject: invalid JSON, found ${character}`;
}

function refuseDeepValues(batches: readonly ResourceSpans[]): void {
  for (const { resource, scopeSpans } of batches) {
    walkAll(resource.attributes);
    for (const { scope, spans } of scopeSpans) {
      walkAll(scope.attributes);
      for (const span of spans) {
        walkAll(span.attributes);
        span.events.forEach((event) => walkAll(event.attributes));
        span.links.forEach((link) => walkAll(link.attributes));
      }
    }
  }
}

function walkAll(attributes: ReadonlyArray<{ readonly value: AttributeValue }>, depth = 0): void {
  for (const { value } of attributes) {
    walk(value, depth);
  }
}

function walk(value: AttributeValue, depth: number): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) {
    return;
  }
  refuseDeep(depth);
  if ('entries' in value && !Array.isArray(value)) {
    walkAll((value as { entries: ReadonlyArray<{ readonly value: AttributeValue }> }).entries, depth + 1);
    return;
  }
  (value as readonly AttributeValue[]).forEach((element) => walk(element, depth + 1));
}
