// @ts-check
/** What the services of the shop write into their logs while they make a trace. */

/** @typedef {import('./trace.mjs').Span} Span */
/** @typedef {'info' | 'warn' | 'error'} Level */
/**
 * @typedef {object} LogLine
 * @property {import('./services.mjs').Instance} instance
 * @property {number} timeMs since 1970
 * @property {Level} level
 * @property {string} text
 * @property {{ trace_id: string, span_id: string }} [traceIds] beside the line; without them they are in it
 */

/**
 * A line for each span that does the service's own work, and for each that fails; in the order of time.
 * @param {readonly Span[]} spans
 * @returns {LogLine[]}
 */
export function listLogLines(spans) {
  return spans
    .filter(({ kind, error }) => kind === 'server' || kind === 'consumer' || kind === 'internal' || error)
    .map(describeSpan)
    .sort((a, b) => a.timeMs - b.timeMs);
}

/**
 * @param {Span} span
 * @returns {LogLine}
 */
function describeSpan(span) {
  const { instance, traceId, spanId, endMs } = span;
  const line = { instance, timeMs: endMs, level: levelOf(span), text: '' };
  if (instance.logs === 'json') {
    return { ...line, text: renderJson(span) };
  }
  if (instance.logs === 'logfmt') {
    return { ...line, text: renderLogfmt(span) };
  }
  return {
    ...line,
    text: `${messageOf(span)} after ${durationOf(span)}`,
    traceIds: { trace_id: traceId, span_id: spanId },
  };
}

/**
 * @param {Span} span
 * @returns {Level}
 */
function levelOf({ error, attributes }) {
  const isClientMistake = Number(attributes['http.response.status_code'] ?? 0) >= 400;
  return error ? 'error' : isClientMistake ? 'warn' : 'info';
}

/** @param {Span} span */
function messageOf({ name, error, exception }) {
  return error ? `${name} failed: ${exception ? exception.join(': ') : error}` : `${name} done`;
}

/** @param {Span} span */
function durationOf({ startMs, endMs }) {
  return `${(endMs - startMs).toFixed(1)}ms`;
}

/** @param {Span} span */
function renderJson(span) {
  const { traceId, spanId } = span;
  const order = { level: levelOf(span), msg: messageOf(span), duration: durationOf(span) };
  return JSON.stringify({ ...order, trace_id: traceId, span_id: spanId });
}

/** @param {Span} span */
function renderLogfmt(span) {
  const message = JSON.stringify(messageOf(span));
  return `level=${levelOf(span)} msg=${message} duration=${durationOf(span)} traceID=${span.traceId} spanID=${span.spanId}`;
}
