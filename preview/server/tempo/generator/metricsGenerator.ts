/**
 * The metrics-generator of every tenant: span metrics and service graph, rendered for a scrape. A real Tempo writes them
 * to Prometheus (remote write); names, labels and buckets are the same.
 */
import type { Behaviour } from '../behaviour';
import { encodedSize } from '../ingest/encodedSize';
import { spansOf } from '../ingest/spansOf';
import type { ResourceSpans, Span } from '../model';
import type { Family, Labels } from './exposition';
import { ServiceGraphs } from './serviceGraphs';
import { SpanMetrics } from './spanMetrics';

export interface MetricsGeneratorOptions {
  readonly behaviour: Behaviour;
  /** Attributes that become labels too, in both processors. */
  readonly dimensions?: readonly string[];
  /** With several tenants, a label says whose series it is (`registry.inject_tenant_id_as`). */
  readonly multitenant?: boolean;
  /** The label that a real generator gives the name of its host. */
  readonly instance?: string;
}

/** `metrics_ingestion_time_range_slack`: no metrics are made of spans that ended longer ago, or that far in the future. */
const SLACK_MS = 30_000;

/** What one tenant's generator has counted of itself. */
export interface GeneratorStats {
  readonly tenant: string;
  readonly spansReceived: number;
  readonly bytesReceived: number;
  readonly outsideSlack: number;
  readonly activeSeries: number;
  readonly seriesAdded: number;
  readonly seriesRemoved: number;
  readonly edges: number;
  readonly expiredEdges: number;
  readonly droppedSpans: number;
}

class TenantGenerator {
  readonly spanMetrics: SpanMetrics;
  readonly serviceGraphs: ServiceGraphs;
  spansReceived = 0;
  bytesReceived = 0;
  outsideSlack = 0;

  constructor({ behaviour, dimensions = [] }: MetricsGeneratorOptions) {
    this.spanMetrics = new SpanMetrics(dimensions);
    this.serviceGraphs = new ServiceGraphs(dimensions, behaviour.generation);
  }

  get metrics() {
    return [...this.spanMetrics.metrics, ...this.serviceGraphs.metrics];
  }

  push(batches: readonly ResourceSpans[], nowMs: number): void {
    this.bytesReceived += encodedSize(batches);
    const recent = this.withinSlack(batches, nowMs);
    this.spanMetrics.push(recent, nowMs);
    this.serviceGraphs.push(recent, nowMs);
  }

  private withinSlack(batches: readonly ResourceSpans[], nowMs: number): readonly ResourceSpans[] {
    const fromNs = BigInt(Math.floor(nowMs - SLACK_MS)) * BigInt(1_000_000);
    const toNs = BigInt(Math.floor(nowMs + SLACK_MS)) * BigInt(1_000_000);
    const isRecent = ({ endNs }: Span) => endNs >= fromNs && endNs <= toNs;
    let outside = 0;
    for (const span of spansOf(batches)) {
      this.spansReceived++;
      outside += isRecent(span) ? 0 : 1;
    }
    this.outsideSlack += outside;
    return outside === 0
      ? batches
      : batches.map((batch) => ({
          ...batch,
          scopeSpans: batch.scopeSpans.map((part) => ({ ...part, spans: part.spans.filter(isRecent) })),
        }));
  }
}

export class MetricsGenerator {
  private readonly tenants = new Map<string, TenantGenerator>();

  constructor(private readonly options: MetricsGeneratorOptions) {}

  push(tenant: string, batches: readonly ResourceSpans[], nowMs: number): void {
    let generator = this.tenants.get(tenant);
    if (!generator) {
      generator = new TenantGenerator(this.options);
      this.tenants.set(tenant, generator);
    }
    generator.push(batches, nowMs);
  }

  /** To be called every other second: gives up waiting for halves of edges, and removes series without updates. */
  tick(nowMs: number): void {
    for (const { serviceGraphs, metrics } of this.tenants.values()) {
      serviceGraphs.expire(nowMs);
      metrics.forEach((metric) => metric.removeStale(nowMs));
    }
  }

  families(): Family[] {
    const byName = new Map<string, Family>();
    for (const [tenant, { metrics }] of this.tenants) {
      for (const metric of metrics) {
        const family = metric.family(this.externalLabels(tenant));
        const known = byName.get(family.name);
        byName.set(family.name, known ? { ...known, samples: [...known.samples, ...family.samples] } : family);
      }
    }
    return [...byName.values()];
  }

  private externalLabels(tenant: string): Labels {
    const { instance = 'embedded', multitenant = false } = this.options;
    return { __metrics_gen_instance: instance, ...(multitenant ? { tenant } : {}) };
  }

  stats(): GeneratorStats[] {
    return [...this.tenants].map(([tenant, generator]) => {
      const { spansReceived, bytesReceived, outsideSlack, metrics, serviceGraphs } = generator;
      const { edges, expiredEdges, droppedSpans } = serviceGraphs;
      const sum = (value: (metric: (typeof metrics)[number]) => number) =>
        metrics.reduce((total, metric) => total + value(metric), 0);
      return {
        ...{ tenant, spansReceived, bytesReceived, outsideSlack, edges, expiredEdges, droppedSpans },
        activeSeries: sum((metric) => metric.active),
        seriesAdded: sum((metric) => metric.added),
        seriesRemoved: sum((metric) => metric.removed),
      };
    });
  }
}
