import type { ResourceSpans, Span, SpanEvent, SpanKind, SpanLink } from '../model';
import { attributesOf, type PlainMap } from './attributes';
import type { Random } from './random';
import type { Instances, ServiceName } from './services';

export const KIND = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

export interface SpanPlan {
  readonly service: ServiceName;
  readonly name: string;
  readonly kind: keyof typeof KIND;
  /** Milliseconds since the trace began. */
  readonly at: number;
  /** Milliseconds. */
  readonly for: number;
  readonly parent?: Span;
  /** A parent that never arrives. */
  readonly lostParent?: boolean;
  readonly attributes?: PlainMap;
  readonly error?: string;
  /** Type and message of an exception, recorded as an event. */
  readonly exception?: readonly [string, string];
  readonly ok?: boolean;
  readonly events?: ReadonlyArray<{ readonly at: number; readonly name: string; readonly attributes: PlainMap }>;
  readonly links?: readonly SpanLink[];
  readonly traceState?: string;
}

interface Part {
  readonly resource: PlainMap;
  readonly spans: Span[];
}

/** Collects the spans of one trace, service by service. */
export class TraceBuilder {
  readonly traceId: string;
  private readonly parts = new Map<ServiceName, Part>();

  constructor(
    readonly startMs: number,
    readonly random: Random,
    private readonly instances: Instances
  ) {
    this.traceId = random.hex(32);
  }

  span(plan: SpanPlan): Span {
    const span: Span = {
      traceId: this.traceId,
      spanId: this.random.hex(16),
      parentSpanId: plan.parent?.spanId ?? (plan.lostParent ? this.random.hex(16) : ''),
      ...(plan.traceState ? { traceState: plan.traceState } : {}),
      flags: 257,
      name: plan.name,
      kind: KIND[plan.kind] as SpanKind,
      startNs: this.timeNs(plan.at),
      endNs: this.timeNs(plan.at + plan.for),
      attributes: attributesOf(plan.attributes ?? {}),
      events: this.eventsOf(plan),
      links: plan.links ?? [],
      statusCode: plan.error === undefined ? (plan.ok ? 1 : 0) : 2,
      statusMessage: plan.error ?? '',
    };
    this.part(plan.service).spans.push(span);
    return span;
  }

  private eventsOf({ at, for: length, service, events = [], exception }: SpanPlan): SpanEvent[] {
    const named = events.map((event) => ({
      timeNs: this.timeNs(event.at),
      name: event.name,
      attributes: attributesOf(event.attributes),
    }));
    if (!exception) {
      return named;
    }
    const [type, message] = exception;
    const stack = `${type}: ${message}\n    at ${service}.handle (${service}:${message.length * 7})\n    at run (main:12)`;
    const attributes = { 'exception.type': type, 'exception.message': message, 'exception.stacktrace': stack };
    return [...named, { timeNs: this.timeNs(at + length), name: 'exception', attributes: attributesOf(attributes) }];
  }

  private part(service: ServiceName): Part {
    let part = this.parts.get(service);
    if (!part) {
      part = { resource: this.instances.pick(service, this.startMs, this.random), spans: [] };
      this.parts.set(service, part);
    }
    return part;
  }

  private timeNs(offsetMs: number): bigint {
    const wholeMs = Math.floor(this.startMs + offsetMs);
    const rest = Math.round((this.startMs + offsetMs - wholeMs) * 1e6);
    return BigInt(wholeMs) * BigInt(1_000_000) + BigInt(rest);
  }

  build(): ResourceSpans[] {
    return [...this.parts].map(([service, { resource, spans }]) => ({
      resource: { attributes: attributesOf(resource) },
      schemaUrl: 'https://opentelemetry.io/schemas/1.27.0',
      scopeSpans: [{ scope: { name: `shop/${service}`, version: '1.4.0', attributes: [] }, spans }],
    }));
  }
}
