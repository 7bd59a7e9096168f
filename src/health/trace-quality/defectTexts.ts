import type { TraceDefect } from './traceDefects';

export interface DefectText {
  readonly title: string;
  readonly cause: string;
  readonly remedy: string;
}

/** What a defect means and what to do about it. */
export const DEFECT_TEXTS: Readonly<Record<TraceDefect, DefectText>> = {
  'no-root': {
    title: 'Trace without a root',
    cause:
      'No span of the trace is without a parent: the first service was not instrumented, its span is still to come (long requests), or it was lost.',
    remedy:
      'Is the caller (a gateway, a browser) instrumented and does it send to this Tempo? Does it sample on its own? If it comes in a minute, all is well.',
  },
  'several-roots': {
    title: 'Trace with several roots',
    cause:
      'Something begins anew in the same trace: the context was handed on without the parent, or identifiers are used twice.',
    remedy: 'Hand on traceparent whole. New work that an old trace caused is better a trace of its own, with a link.',
  },
  orphan: {
    title: 'Span whose parent is missing',
    cause:
      'The parent was not sent, was thrown away by a limit or by sampling, or belongs to a service that is not instrumented.',
    remedy:
      'Look which service called: it is missing or drops spans. Let all of them share one sampling decision (parent-based).',
  },
  'clock-skew': {
    title: 'Span that begins before its cause',
    cause: 'The clocks of two hosts differ.',
    remedy: 'Let hosts keep time (chrony, NTP). Times of browsers and phones are best set by the collector.',
  },
  'too-large': {
    title: 'Trace with more than 5,000 spans',
    cause:
      'A loop makes a span for each turn, or a batch job never ends its trace. Tempo drops what is beyond max_bytes_per_trace.',
    remedy: 'Begin a trace for each item and link it, or sample spans within.',
  },
  partial: {
    title: 'Trace that is not complete',
    cause: 'It is larger than max_bytes_per_trace, or a part of Tempo did not answer.',
    remedy: 'Raise global.max_bytes_per_trace of the tenant, or make the trace smaller.',
  },
  'no-status': {
    title: 'Error without the status "error"',
    cause:
      'The span has an exception or an answer of 5xx, but its status is not set. It is not counted as an error anywhere.',
    remedy:
      'Set the status where the exception is caught: span.setStatus(ERROR). Newer instrumentation does it by itself.',
  },
  'unnamed-service': {
    title: 'Service without a name',
    cause: 'The resource has no service.name, so the SDK takes "unknown_service". All such services look like one.',
    remedy: 'Set OTEL_SERVICE_NAME, or service.name among the resource attributes.',
  },
  'unnamed-span': {
    title: 'Span without a name',
    cause: 'The instrumentation names it after something that is empty.',
    remedy: 'Name it after the operation, such as "GET /users/{id}".',
  },
  'id-in-name': {
    title: 'Identifier in the name of a span',
    cause:
      'There is a name for each call: operations cannot be compared, and each costs series in the metrics-generator.',
    remedy:
      'Name spans after the route, not the address: "GET /users/{id}". The transform processor of the collector can do it.',
  },
};
