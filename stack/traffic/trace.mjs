// @ts-check
/** The model of one trace, before it is written as OTLP or as log lines. */

/** @typedef {string | number | boolean} Value */
/** @typedef {Readonly<Record<string, Value>>} Attributes */
/** @typedef {'internal' | 'server' | 'client' | 'producer' | 'consumer'} SpanKind */
/**
 * @typedef {object} Span
 * @property {string} traceId 32 hexadecimal digits
 * @property {string} spanId 16 hexadecimal digits
 * @property {string} parentSpanId empty for a root
 * @property {import('./services.mjs').Instance} instance who did it
 * @property {string} name
 * @property {SpanKind} kind
 * @property {number} startMs since 1970, with fractions
 * @property {number} endMs
 * @property {Attributes} attributes
 * @property {string} [error] why it failed
 * @property {readonly [type: string, message: string]} [exception]
 * @property {ReadonlyArray<{ traceId: string, spanId: string }>} links
 */
/**
 * @typedef {object} SpanPlan
 * @property {import('./services.mjs').ServiceName} service
 * @property {string} name
 * @property {SpanKind} kind
 * @property {number} at milliseconds since the trace began
 * @property {number} for milliseconds
 * @property {Span} [parent]
 * @property {Attributes} [attributes]
 * @property {string} [error]
 * @property {readonly [type: string, message: string]} [exception]
 * @property {ReadonlyArray<Span>} [links]
 */

/** Collects the spans of one trace; within it each service is one instance. */
export class Trace {
  /**
   * @param {number} startMs since 1970
   * @param {import('./random.mjs').Random} random
   * @param {import('./services.mjs').Instances} instances
   */
  constructor(startMs, random, instances) {
    this.startMs = startMs;
    this.random = random;
    this.traceId = random.hex(32);
    /** @type {Span[]} */
    this.spans = [];
    this.instances = instances;
    /** @type {Map<string, import('./services.mjs').Instance>} */
    this.chosen = new Map();
  }

  /**
   * @param {SpanPlan} plan
   * @returns {Span}
   */
  span({ service, at, for: lengthMs, parent, attributes = {}, links = [], ...rest }) {
    const startMs = this.startMs + at;
    /** @type {Span} */
    const span = {
      ...rest,
      traceId: this.traceId,
      spanId: this.random.hex(16),
      parentSpanId: parent?.spanId ?? '',
      instance: this.instanceOf(service),
      startMs,
      endMs: startMs + lengthMs,
      attributes,
      links: links.map(({ traceId, spanId }) => ({ traceId, spanId })),
    };
    this.spans.push(span);
    return span;
  }

  /** @param {import('./services.mjs').ServiceName} service */
  instanceOf(service) {
    const instance = this.chosen.get(service) ?? this.instances.pick(service, this.random);
    this.chosen.set(service, instance);
    return instance;
  }
}

/**
 * Nanoseconds since 1970 as OTLP/JSON and Loki want them: in a string, because a number would lose the last digits.
 * @param {number} timeMs
 */
export function nanosecondsOf(timeMs) {
  const wholeMs = Math.floor(timeMs);
  return String(BigInt(wholeMs) * BigInt(1_000_000) + BigInt(Math.round((timeMs - wholeMs) * 1e6)));
}
