// @ts-check
/** OTLP as JSON: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
import { nanosecondsOf } from './trace.mjs';

/** @typedef {import('./trace.mjs').Span} Span */
/** @typedef {import('./services.mjs').Instance} Instance */

const SPAN_KIND = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 };
const STATUS_ERROR = 2;
/** Numbers of https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber */
const SEVERITY = { info: 9, warn: 13, error: 17 };

/**
 * The body of `POST /v1/traces`.
 * @param {readonly Span[]} spans
 */
export function renderTraces(spans) {
  const parts = groupBy(spans, ({ instance }) => instance);
  return {
    resourceSpans: [...parts].map(([{ service, resource }, own]) => ({
      resource: { attributes: renderAttributes(resource) },
      scopeSpans: [{ scope: { name: `shop/${service}`, version: '1.0.0' }, spans: own.map(renderSpan) }],
    })),
  };
}

/**
 * The body of `POST /v1/logs`.
 * @param {readonly import('./logLines.mjs').LogLine[]} lines
 */
export function renderLogs(lines) {
  const parts = groupBy(lines, ({ instance }) => instance);
  return {
    resourceLogs: [...parts].map(([{ service, resource }, own]) => ({
      resource: { attributes: renderAttributes(resource) },
      scopeLogs: [{ scope: { name: `shop/${service}` }, logRecords: own.map(renderLogRecord) }],
    })),
  };
}

/** @param {Span} span */
function renderSpan(span) {
  const { traceId, spanId, parentSpanId, name, kind, startMs, endMs, attributes, error, exception, links } = span;
  return {
    ...{ traceId, spanId, parentSpanId, name, kind: SPAN_KIND[kind] },
    startTimeUnixNano: nanosecondsOf(startMs),
    endTimeUnixNano: nanosecondsOf(endMs),
    attributes: renderAttributes(attributes),
    status: error === undefined ? {} : { code: STATUS_ERROR, message: error },
    events: exception ? [renderException(endMs, exception)] : [],
    links,
  };
}

/** @param {number} timeMs @param {readonly [string, string]} exception */
function renderException(timeMs, [type, message]) {
  return {
    name: 'exception',
    timeUnixNano: nanosecondsOf(timeMs),
    attributes: renderAttributes({ 'exception.type': type, 'exception.message': message }),
  };
}

/** @param {import('./logLines.mjs').LogLine} line */
function renderLogRecord({ timeMs, level, text, traceIds }) {
  return {
    timeUnixNano: nanosecondsOf(timeMs),
    severityNumber: SEVERITY[level],
    severityText: level.toUpperCase(),
    body: { stringValue: text },
    // Absent where the service does not hand them over: then they stand in the text.
    ...(traceIds ? { traceId: traceIds.trace_id, spanId: traceIds.span_id } : {}),
  };
}

/** @param {import('./trace.mjs').Attributes} attributes */
function renderAttributes(attributes) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: renderValue(value) }));
}

/** @param {import('./trace.mjs').Value} value */
function renderValue(value) {
  if (typeof value === 'string') {
    return { stringValue: value };
  }
  if (typeof value === 'boolean') {
    return { boolValue: value };
  }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/**
 * @template T, K
 * @param {readonly T[]} items
 * @param {(item: T) => K} keyOf
 * @returns {Map<K, T[]>}
 */
export function groupBy(items, keyOf) {
  /** @type {Map<K, T[]>} */
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
