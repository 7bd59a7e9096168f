import { findIdsInUrl } from './traceReferenceUrl';

/** How a trace was named. */
export type TraceReferenceForm =
  'trace-id' | 'base64' | 'traceparent' | 'b3' | 'uber-trace-id' | 'x-amzn-trace-id' | 'url';

export interface TraceReference {
  readonly ok: true;
  readonly form: TraceReferenceForm;
  /** 32 lower-case hexadecimal digits. */
  readonly traceId: string;
  /** 16 lower-case hexadecimal digits, where the text names a span of the trace too. */
  readonly spanId?: string;
}

/** Why a text names no trace. */
export type TraceReferenceProblem =
  /** Nothing but blanks. */
  | 'empty'
  /** An ID of zeros only, which the standards call invalid. */
  | 'zero'
  /** Hexadecimal, but too few digits to be an ID that anybody would have copied whole. */
  | 'too-short'
  /** Hexadecimal, but more than 32 digits. */
  | 'too-long'
  /** A URL without a trace ID. */
  | 'url-without-id'
  /** A known header that is malformed, or names no trace (`b3: 0`). */
  | 'header-without-id'
  /** TraceQL, which belongs on the Query page. */
  | 'traceql'
  /** None of the above. */
  | 'unknown';

export interface NoTraceReference {
  readonly ok: false;
  readonly problem: TraceReferenceProblem;
}

interface Ids {
  traceId: string;
  spanId?: string;
}

/** Digits of 128 bits. */
const TRACE_DIGITS = 32;
const SPAN_DIGITS = 16;
/** Tempo leaves leading zeros out, but eight of them are next to impossible: less is a part of an ID. */
const FEWEST_DIGITS = 8;

/** Names that stand before an ID in logs, JSON and headers: `trace_id=…`, `"traceId": "…"`, `X-B3-TraceId: …`. */
const LABELLED =
  /^[\s{,]*["']?(?:[\w.-]*[._-])?trace[._-]?id["']?\s*[:=]\s*(?:"([^"]*)"|'([^']*)'|([^\s,;}]+))[\s,;}]*$/i;

/** Marks of width zero and of writing direction, which chats and wikis put into what is copied from them. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

interface Header {
  form: TraceReferenceForm;
  /** The name with its colon or equals sign. */
  name: RegExp;
  /** What looks like the header's value even without the name. */
  looks: RegExp;
  read(value: string): Ids | undefined;
}

const HEADERS: readonly Header[] = [
  {
    // https://www.w3.org/TR/trace-context/#traceparent-header: a later version may append fields; ff is
    // forbidden. Flags that were not copied do not matter.
    form: 'traceparent',
    name: /^["']?traceparent["']?\s*[:=]\s*/i,
    looks: /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}(-|$)/i,
    read: (value) => idsOf(/^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})(?:-.*)?$/i.exec(value)),
  },
  {
    // https://github.com/openzipkin/b3-propagation#single-header: trace-span-sampled-parent, of which only the first
    // two are needed; a lone 0, 1 or d is a decision without a trace.
    form: 'b3',
    name: /^["']?b3["']?\s*[:=]\s*/i,
    looks: /^(?:[0-9a-f]{16}){1,2}-[0-9a-f]{16}(-|$)/i,
    read: (value) => idsOf(/^((?:[0-9a-f]{16}){1,2})-([0-9a-f]{16})(?:-[01d](?:-[0-9a-f]{16})?)?$/i.exec(value)),
  },
  {
    // https://www.jaegertracing.io/docs/1.76/client-libraries/#tracespan-identity: trace:span:parent:flags, leading zeros
    // may be left out, colons may be percent-encoded.
    form: 'uber-trace-id',
    name: /^["']?uber-trace-id["']?\s*[:=]\s*/i,
    looks: /^[0-9a-f]+(:|%3A)[0-9a-f]+(:|%3A)/i,
    read: (value) =>
      idsOf(/^([0-9a-f]{1,32}):([0-9a-f]{1,16}):[0-9a-f]{1,16}:[0-9a-f]{1,2}$/i.exec(value.replace(/%3A/gi, ':'))),
  },
  {
    // https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader: version, time of the
    // root in seconds, 96 random bits. The ID of OpenTelemetry is the time followed by the random part.
    form: 'x-amzn-trace-id',
    name: /^["']?x-amzn-trace-id["']?\s*[:=]\s*/i,
    looks: /^(.*;\s*)?(Root=)?1-[0-9a-f]{8}-[0-9a-f]{24}(;|$)|^(Root|Self|Parent)=/i,
    read: readXRay,
  },
];

/**
 * Finds out which trace a text names: what people copy out of logs, headers, browsers and other tools.
 *
 * - IDs of 64 or 128 bits in hexadecimal digits, in any case, with leading zeros or without, with `0x`, with the dashes of
 *   a UUID; in base64 as OTLP's protobuf JSON has them; with a name before it (`trace_id=…`)
 * - the headers traceparent, b3, X-B3-TraceId, uber-trace-id and X-Amzn-Trace-Id, with their name or without
 * - URLs of Grafana's Explore and Traces Drilldown, of Jaeger, Zipkin, Tempo's API and of this app
 *
 * Never throws. Whether Tempo has the trace is another question.
 */
export function parseTraceReference(text: string): TraceReference | NoTraceReference {
  const trimmed = unquote(text.replace(INVISIBLE, '').trim());
  if (trimmed === '') {
    return { ok: false, problem: 'empty' };
  }
  return readHeader(trimmed) ?? readUrl(trimmed) ?? readId(trimmed) ?? whyNot(trimmed);
}

function readHeader(text: string): TraceReference | NoTraceReference | undefined {
  for (const { form, name, looks, read } of HEADERS) {
    const value = unquote(withoutEnd(text.replace(name, '')));
    if (name.test(text) || looks.test(value)) {
      return reference(form, read(value)) ?? { ok: false, problem: 'header-without-id' };
    }
  }
  return undefined;
}

function readUrl(text: string): TraceReference | NoTraceReference | undefined {
  if (!/^(https?:\/\/|\/)\S+$/i.test(text)) {
    return undefined;
  }
  for (const { traceId, spanId } of findIdsInUrl(text)) {
    const named = readId(traceId);
    if (named?.ok) {
      const span = spanId === undefined ? undefined : spanIdOf(spanId);
      return { ok: true, form: 'url', traceId: named.traceId, ...(span ? { spanId: span } : {}) };
    }
  }
  return { ok: false, problem: 'url-without-id' };
}

/** Undefined where the text is no ID at all. */
function readId(text: string): TraceReference | NoTraceReference | undefined {
  const [, ...quoted] = LABELLED.exec(text) ?? [];
  const id = quoted.find((part) => part !== undefined) ?? text;
  const digits = withoutBlanks(id)
    .replace(/^0x/i, '')
    .replace(/^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i, '$1$2$3$4$5');
  if (!/^[0-9a-f]+$/i.test(digits)) {
    return reference('base64', { traceId: base64ToHex(id) ?? '' });
  }
  if (/^0+$/.test(digits)) {
    return { ok: false, problem: 'zero' };
  }
  if (digits.length > TRACE_DIGITS) {
    return { ok: false, problem: 'too-long' };
  }
  return digits.length < FEWEST_DIGITS
    ? { ok: false, problem: 'too-short' }
    : reference('trace-id', { traceId: digits });
}

/** An ID that was copied with blanks in it, as out of a table or a wrapped line: only where it is whole without them. */
function withoutBlanks(text: string): string {
  const joined = text.replace(/\s+/g, '');
  return /^(?:[0-9a-f]{16}){1,2}$/i.test(joined) ? joined : text;
}

function whyNot(text: string): NoTraceReference {
  return { ok: false, problem: /^\{|\|\s*\w+\s*\(|\}\s*(&&|\|\||>>?|<<?|~)/.test(text) ? 'traceql' : 'unknown' };
}

/** The IDs in full length; a problem where the trace's is zero; undefined where there is none. */
function reference(form: TraceReferenceForm, ids: Ids | undefined): TraceReference | NoTraceReference | undefined {
  if (!ids || ids.traceId === '') {
    return undefined;
  }
  const traceId = ids.traceId.toLowerCase().padStart(TRACE_DIGITS, '0');
  if (/^0+$/.test(traceId)) {
    return { ok: false, problem: 'zero' };
  }
  const spanId = ids.spanId === undefined ? undefined : spanIdOf(ids.spanId);
  return { ok: true, form, traceId, ...(spanId ? { spanId } : {}) };
}

function spanIdOf(text: string): string | undefined {
  return /^[0-9a-f]{1,16}$/i.test(text) && !/^0+$/.test(text)
    ? text.toLowerCase().padStart(SPAN_DIGITS, '0')
    : undefined;
}

function idsOf(match: RegExpExecArray | null): Ids | undefined {
  return match?.[1] === undefined ? undefined : { traceId: match[1], spanId: match[2] };
}

function readXRay(value: string): Ids | undefined {
  const [, time = '', random = ''] = /(?:^|;\s*)(?:Root=)?1-([0-9a-f]{8})-([0-9a-f]{24})(?=;|$)/i.exec(value) ?? [];
  const [, spanId] = /(?:^|;\s*)Parent=([0-9a-f]{16})(?=;|$)/i.exec(value) ?? [];
  return time === '' ? undefined : { traceId: `${time}${random}`, spanId };
}

/** Without blanks and commas at its end. Not by a pattern, which looks for the end anew from each blank. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (/[\s,]/.test(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}

/** 8 or 16 bytes in base64, of either alphabet, with padding or without; undefined for anything else. */
function base64ToHex(text: string): string | undefined {
  const bare = text.replace(/={1,2}$/, '');
  if (!/^[\w+/-]+$/.test(bare) || ![11, 22].includes(bare.length) || (bare === text && isWords(bare))) {
    return undefined;
  }
  try {
    const bytes = atob(bare.replace(/-/g, '+').replace(/_/g, '/'));
    return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  } catch {
    return undefined;
  }
}

/** Whether a text is a name of something, such as "hello-world", rather than random: those have letters of both cases. */
function isWords(text: string): boolean {
  return !/[A-Z]/.test(text) || !/[a-z]/.test(text) || (text.length < SPAN_DIGITS && !/\d/.test(text));
}

function unquote(text: string): string {
  const [, , inner] = /^(["'`])((?:(?!\1).)*)\1$/.exec(text) ?? [];
  return inner === undefined ? text : inner.trim();
}
