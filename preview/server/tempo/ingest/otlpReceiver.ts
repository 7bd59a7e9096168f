/**
 * OTLP over HTTP: `POST /v1/traces`, as the collector's `otlpreceiver` in 2.6.1 and 3.0.3 answers it (`otlphttp.go`,
 * `internal/errors`, `confighttp`). Where it is not what OTLP says, Tempo comes first: a body that is too large is a 400.
 */
import { type Answer, NOT_FOUND } from '../api/answer';
import type { Behaviour } from '../behaviour';
import { decodeOtlpBody, type OtlpEncoding } from './decodeOtlpBody';
import type { Distributor } from './distributor';
import { type IngestRequest, readContent } from './ingestRequest';
import { Malformed } from './malformed';
import { encodeStatus } from './otlpMessages';
import { GRPC, PushRefused } from './pushRefused';
import { countSpans } from './spansOf';
import { tenantOf } from './tenantHeader';

export interface ReceiverOptions {
  readonly behaviour: Behaviour;
  readonly multitenant: boolean;
  readonly distributor: Distributor;
}

const TYPES: Readonly<Record<OtlpEncoding, string>> = {
  json: 'application/json',
  protobuf: 'application/x-protobuf',
};

/** An `ExportTraceServiceResponse` with an empty partial success: everything was taken. */
const ACCEPTED: Readonly<Record<OtlpEncoding, string | Uint8Array>> = {
  json: '{"partialSuccess":{}}',
  protobuf: new Uint8Array([0x0a, 0x00]),
};

export async function receiveOtlp(request: IngestRequest, options: ReceiverOptions): Promise<Answer> {
  if (request.path !== '/v1/traces') {
    return NOT_FOUND;
  }
  if (request.method !== 'POST') {
    return { status: 405, type: 'text/plain', body: '405 method not allowed, supported: [POST]' };
  }
  const encoding = encodingOf(request.headers['content-type']);
  if (!encoding) {
    const supported = `[${TYPES.json}, ${TYPES.protobuf}]`;
    return { status: 415, type: 'text/plain', body: `415 unsupported media type, supported: ${supported}` };
  }
  try {
    const batches = decodeOtlpBody(await readContent(request), encoding);
    push(batches, request, options);
    return { status: 200, type: TYPES[encoding], body: ACCEPTED[encoding] };
  } catch (error) {
    return refusal(error, encoding, options.behaviour);
  }
}

function push(
  batches: ReturnType<typeof decodeOtlpBody>,
  request: IngestRequest,
  { behaviour, distributor, multitenant }: ReceiverOptions
): void {
  const labels = [receiverName('otlp', behaviour), 'http'];
  const spans = countSpans(batches);
  if (spans === 0) {
    return;
  }
  try {
    distributor.push(tenantOf(request.headers['x-scope-orgid'], multitenant), batches);
    distributor.counters.accepted.add(labels, spans);
  } catch (error) {
    distributor.counters.refused.add(labels, spans);
    throw error;
  }
}

/** The label `receiver` of Tempo's counters; it was renamed in 2.8. */
export function receiverName(kind: 'otlp' | 'zipkin', { generation }: Behaviour): string {
  return `${generation === '2.6' ? 'tempo' : kind}/${kind}_receiver`;
}

function encodingOf(contentType: string | undefined): OtlpEncoding | null {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  return type === TYPES.json ? 'json' : type === TYPES.protobuf ? 'protobuf' : null;
}

function refusal(error: unknown, encoding: OtlpEncoding, behaviour: Behaviour): Answer {
  if (error instanceof Malformed) {
    return statusAnswer(400, GRPC.invalidArgument, error.message, encoding);
  }
  if (error instanceof PushRefused) {
    return statusAnswer(httpStatusOf(error.code, behaviour), error.code, error.message, encoding);
  }
  const message = error instanceof Error ? error.message : String(error);
  return statusAnswer(500, GRPC.unknown, message, encoding);
}

/** 2.6 knows only what may be tried again, all else is its own fault (`GetHTTPStatusCodeFromStatus`). */
function httpStatusOf(code: number, { generation }: Behaviour): number {
  switch (code) {
    case GRPC.resourceExhausted:
      return 429;
    case GRPC.unavailable:
      return 503;
    case GRPC.invalidArgument:
      return generation === '2.6' ? 500 : 400;
    default:
      return 500;
  }
}

/** An error as OTLP wants it: `google.rpc.Status` in the encoding of the request. */
export function statusAnswer(status: number, code: number, message: string, encoding: OtlpEncoding): Answer {
  const body = encoding === 'json' ? statusJson(code, message) : encodeStatus(code, message);
  return { status, type: TYPES[encoding], body };
}

/** `protojson` escapes what HTML would read. */
function statusJson(code: number, message: string): string {
  return JSON.stringify({ code, message }).replace(
    /[<>&]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}
