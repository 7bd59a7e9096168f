import * as v from 'valibot';
import type { TempoClient } from '../client';
import { decodeJson } from '../decode';
import { TempoRequestError } from '../failure';
import type { InstrumentationScope, SpanKind, TraceAnswer, TraceAttribute, TraceSpan } from '../queryAnswers';
import { wireAttributes } from './attributeValues';
import { rangeParameters, type SecondsRange } from './requestRange';
import { millisecondsOf, nanosecondsBetween, wireNanoseconds, wireNumber, wireText } from './wireNumbers';

interface TraceRequest {
  /** Narrows the blocks that Tempo looks into; without it all of them. */
  readonly range?: SecondsRange;
}

const TRACE_ID = /^[0-9a-f]{1,32}$/i;
const TRACE_ID_DIGITS = 32;
const SPAN_ID_DIGITS = 16;

const KINDS: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const STATUSES: ReadonlyArray<TraceSpan['status']> = ['unset', 'ok', 'error'];

/** Enums of jsonpb are names; a plain encoder would write numbers. */
const enumOf = <Name extends string>(
  prefix: string,
  names: readonly [Name, ...Name[]] | readonly Name[],
  unknown: Name
) =>
  v.pipe(
    v.nullish(v.union([v.string(), v.number()]), 0),
    v.transform((code): Name => {
      const name = names.find((known) => code === `${prefix}${known.toUpperCase()}`);
      return name ?? (typeof code === 'number' ? names[code] : undefined) ?? unknown;
    })
  );

/** Ids of OTLP in jsonpb are base64; OTLP's own JSON has them in hexadecimal digits. Left out, they are empty. */
const idOf = (digits: number) =>
  v.pipe(
    wireText,
    v.transform((text) => hexadecimalOf(text, digits)),
    v.check((id) => id !== undefined, 'no id'),
    v.transform((id) => id ?? '')
  );

const event = v.pipe(
  v.object({ name: wireText, timeUnixNano: wireNanoseconds, attributes: wireAttributes }),
  v.transform(({ name, timeUnixNano, attributes }) => ({ name, timeMs: millisecondsOf(timeUnixNano), attributes }))
);

const link = v.object({ traceId: idOf(TRACE_ID_DIGITS), spanId: idOf(SPAN_ID_DIGITS), attributes: wireAttributes });

const span = v.object({
  spanId: idOf(SPAN_ID_DIGITS),
  parentSpanId: idOf(SPAN_ID_DIGITS),
  name: wireText,
  kind: enumOf('SPAN_KIND_', KINDS, 'unspecified'),
  startTimeUnixNano: wireNanoseconds,
  endTimeUnixNano: wireNanoseconds,
  attributes: wireAttributes,
  events: v.nullish(v.array(event), []),
  links: v.nullish(v.array(link), []),
  status: v.nullish(v.object({ code: enumOf('STATUS_CODE_', STATUSES, 'unset'), message: wireText })),
});

const NO_SCOPE: InstrumentationScope = { name: '', version: '', attributes: [] };

const scopeSpans = v.object({
  scope: v.nullish(v.object({ name: wireText, version: wireText, attributes: wireAttributes }), NO_SCOPE),
  spans: v.nullish(v.array(span), []),
});

const resourceSpans = v.object({
  resource: v.nullish(v.object({ attributes: wireAttributes })),
  scopeSpans: v.nullish(v.array(scopeSpans), []),
});

const schema = v.object({
  trace: v.nullish(v.object({ resourceSpans: v.nullish(v.array(resourceSpans), []) })),
  metrics: v.nullish(v.object({ inspectedBytes: wireNumber })),
  status: v.nullish(v.unknown()),
  message: wireText,
});

/**
 * A whole trace. One that Tempo does not have is an answer without spans: v2 says `{"trace":{}}`, some releases and
 * gateways 404 without a body.
 *
 * The 30 s that 3.0 holds searches back do not apply here. From 2.7 a trace above the tenant's size limit is cut and
 * `partial` says so; 2.6 answers with an error.
 * Source: modules/frontend/traceid_handlers.go, pkg/tempopb/tempo.proto (2.6.1 to 3.0.3),
 * https://grafana.com/docs/tempo/latest/api_docs/#query-v2
 *
 * @param traceId - 1 to 32 hexadecimal digits
 * @throws TempoRequestError `bad-request`, without asking, if it is no trace ID; all kinds as the client
 */
export async function fetchTrace(
  client: TempoClient,
  traceId: string,
  { range }: TraceRequest = {},
  signal?: AbortSignal
): Promise<TraceAnswer> {
  const id = traceId.trim().toLowerCase();
  const path = `/api/v2/traces/${id}`;
  if (!TRACE_ID.test(id)) {
    const said = `"${traceId}" is no trace ID: 1 to 32 hexadecimal digits`;
    throw new TempoRequestError({ kind: 'bad-request', path: '/api/v2/traces', said, status: 400 });
  }
  const paddedId = id.padStart(TRACE_ID_DIGITS, '0');
  try {
    const answer = await client.get(path, { query: range ? rangeParameters(range) : {}, signal });
    const { trace, metrics, status, message } = decodeJson(path, answer, schema);
    return {
      traceId: paddedId,
      spans: (trace?.resourceSpans ?? []).flatMap(spansOf).sort((a, b) => a.startMs - b.startMs),
      partial: status === 'PARTIAL' || status === 1 ? message || 'The trace is not complete' : '',
      inspectedBytes: metrics?.inspectedBytes ?? 0,
    };
  } catch (error) {
    if (isTraceUnknown(error)) {
      return { traceId: paddedId, spans: [], partial: '', inspectedBytes: 0 };
    }
    throw error;
  }
}

/** Tempo's own "not found" has no body; a route that is not there has one. */
function isTraceUnknown(error: unknown): boolean {
  return error instanceof TempoRequestError && error.failure.kind === 'not-found' && error.failure.said === '';
}

function spansOf({ resource, scopeSpans: scopes }: v.InferOutput<typeof resourceSpans>): TraceSpan[] {
  const attributes: readonly TraceAttribute[] = resource?.attributes ?? [];
  const named = attributes.find(({ key }) => key === 'service.name')?.value;
  const shared = { resource: attributes, serviceName: typeof named === 'string' ? named : '' };
  return scopes.flatMap(({ scope, spans }) =>
    spans.map(({ startTimeUnixNano, endTimeUnixNano, status, ...rest }) => ({
      ...rest,
      ...shared,
      scope,
      startMs: millisecondsOf(startTimeUnixNano),
      durationNs: nanosecondsBetween(startTimeUnixNano, endTimeUnixNano),
      status: status?.code ?? 'unset',
      statusMessage: status?.message ?? '',
    }))
  );
}

/** Hexadecimal digits of an id; empty for none or one of zeros only; undefined if the text is no id. */
function hexadecimalOf(text: string, digits: number): string | undefined {
  const hex = text.length === digits && /^[0-9a-f]+$/i.test(text) ? text.toLowerCase() : base64ToHex(text);
  if (hex === undefined || hex.length > digits) {
    return undefined;
  }
  return /^0*$/.test(hex) ? '' : hex.padStart(digits, '0');
}

function base64ToHex(text: string): string | undefined {
  try {
    return Array.from(atob(text), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  } catch {
    return undefined;
  }
}
