import type { AttributeValue, TraceAnswer, TraceSpan } from '../../tempo';

/** What can be wrong with a trace or with spans in it. */
export const TRACE_DEFECTS = [
  'no-root',
  'several-roots',
  'orphan',
  'clock-skew',
  'too-large',
  'partial',
  'no-status',
  'unnamed-service',
  'unnamed-span',
  'id-in-name',
] as const;
export type TraceDefect = (typeof TRACE_DEFECTS)[number];

/** A defect of one span; of the whole trace it is blamed on the service that it begins with. */
export interface FoundDefect {
  readonly defect: TraceDefect;
  readonly service: string;
  readonly spanId: string;
}

/** More spans than anybody can read; Tempo's own limit is in bytes (5 MB by default). */
const LARGE_SPANS = 5000;
/** Clocks of hosts that keep time differ by less. */
const SKEW_MS = 5;
/** What SDKs call a service that has no name. */
const UNNAMED = /^$|^unknown_service(:|$)|^(undefined|null|OTLPResourceNoServiceName)$/;
/** A number of four digits or more, a UUID, or a long hexadecimal: there is one such name for each call. */
const ID_IN_NAME = /\b\d{4,}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-|\b(?=[0-9a-f]*\d)[0-9a-f]{16,}\b/i;
const HTTP_STATUS = ['http.response.status_code', 'http.status_code'];
const SERVER_ERROR = 500;

/**
 * What is wrong with a trace. Spans that point at a parent in another trace, or at one that was never sent, are orphans; a
 * trace that begins with such a span lacks its root ("root span not yet received"). The spans below the missing root are not
 * blamed once more: one span is missing, not several.
 */
export function findDefects({ spans, partial }: TraceAnswer): FoundDefect[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const [first] = spans;
  if (!first) {
    return [];
  }
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === '');
  const top = roots.length === 0 ? topOf(spans, byId) : undefined;
  const isOrphan = ({ parentSpanId }: TraceSpan) =>
    parentSpanId !== '' && !byId.has(parentSpanId) && parentSpanId !== top?.parentSpanId;
  const ofTrace = (defect: TraceDefect, span: TraceSpan = first): FoundDefect => ({
    defect,
    service: span.serviceName,
    spanId: span.spanId,
  });
  return [
    ...(roots.length === 0 ? [ofTrace('no-root', top)] : []),
    ...(roots.length > 1 ? roots.slice(1).map((root) => ofTrace('several-roots', root)) : []),
    ...(spans.length > LARGE_SPANS ? [ofTrace('too-large')] : []),
    ...(partial !== '' ? [ofTrace('partial')] : []),
    ...spans.filter(isOrphan).map((span) => ofTrace('orphan', span)),
    ...spans.flatMap((span) => defectsOfSpan(span, byId).map((defect) => ofTrace(defect, span))),
  ];
}

/** The earliest span whose parent is not there: what a trace without a root begins with. Undefined where parents go round. */
function topOf(spans: readonly TraceSpan[], byId: ReadonlyMap<string, TraceSpan>): TraceSpan | undefined {
  return spans
    .filter(({ parentSpanId }) => !byId.has(parentSpanId))
    .reduce<TraceSpan | undefined>((first, span) => (first && first.startMs <= span.startMs ? first : span), undefined);
}

function defectsOfSpan(span: TraceSpan, byId: ReadonlyMap<string, TraceSpan>): TraceDefect[] {
  const parent = byId.get(span.parentSpanId);
  const checks: Array<[TraceDefect, boolean]> = [
    ['clock-skew', parent !== undefined && isSkewed(span, parent)],
    ['no-status', lacksStatus(span)],
    ['unnamed-service', UNNAMED.test(span.serviceName)],
    ['unnamed-span', span.name.trim() === ''],
    ['id-in-name', ID_IN_NAME.test(span.name)],
  ];
  return checks.flatMap(([defect, holds]) => (holds ? [defect] : []));
}

/**
 * A span cannot begin before what caused it. Only between hosts: within one clocks agree. What goes on after its parent ended
 * is no fault, for it may be asynchronous.
 */
function isSkewed(span: TraceSpan, parent: TraceSpan): boolean {
  return span.serviceName !== parent.serviceName && span.startMs < parent.startMs - SKEW_MS;
}

/** A server that answered 5xx or noted an exception, and does not say that it failed. */
function lacksStatus({ status, attributes, events, kind }: TraceSpan): boolean {
  if (status !== 'unset') {
    return false;
  }
  const code = attributes.find(({ key }) => HTTP_STATUS.includes(key))?.value;
  return (kind === 'server' && asNumber(code) >= SERVER_ERROR) || events.some(({ name }) => name === 'exception');
}

function asNumber(value: AttributeValue | undefined): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
}
