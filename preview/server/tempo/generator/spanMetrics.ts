import { encodedSpanSize } from '../ingest/encodedSize';
import type { Resource, ResourceSpans, Span } from '../model';
import { findAttributeText, labelNameOf, secondsBetween, shortTraceId } from './attributeText';
import { CounterMetric, doubling, HistogramMetric } from './seriesRegistry';

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const CODES = ['UNSET', 'OK', 'ERROR'];
const INTRINSIC = new Set(['service', 'span_name', 'span_kind', 'status_code', 'status_message']);

/** Rate, errors and duration of spans (`modules/generator/processor/spanmetrics`), the same in 2.6.1 and 3.0.3. */
export class SpanMetrics {
  private readonly calls = new CounterMetric('traces_spanmetrics_calls_total', 'Number of spans.');
  private readonly size = new CounterMetric('traces_spanmetrics_size_total', 'Bytes of spans.');
  private readonly latency = new HistogramMetric(
    'traces_spanmetrics_latency',
    'Duration of spans in seconds.',
    doubling(0.002, 14)
  );
  readonly metrics = [this.calls, this.latency, this.size];
  private readonly dimensions: ReadonlyArray<{ attribute: string; label: string }>;

  constructor(dimensions: readonly string[]) {
    this.dimensions = dimensions.map((attribute) => {
      const label = labelNameOf(attribute);
      return { attribute, label: INTRINSIC.has(label) ? `__${label}` : label };
    });
  }

  push(batches: readonly ResourceSpans[], nowMs: number): void {
    for (const { resource, scopeSpans } of batches) {
      const service = findAttributeText('service.name', resource.attributes) ?? '';
      for (const { spans } of scopeSpans) {
        for (const span of spans) {
          this.observe(span, resource, service, nowMs);
        }
      }
    }
  }

  private observe(span: Span, resource: Resource, service: string, nowMs: number): void {
    const labels: Record<string, string> = {
      service,
      span_name: span.name,
      span_kind: `SPAN_KIND_${KINDS[span.kind] ?? span.kind}`,
      status_code: `STATUS_CODE_${CODES[span.statusCode] ?? span.statusCode}`,
    };
    for (const { attribute, label } of this.dimensions) {
      labels[label] = findAttributeText(attribute, resource.attributes, span.attributes) ?? '';
    }
    const seconds = secondsBetween(span.startNs, span.endNs);
    this.calls.add(labels, 1, nowMs);
    this.latency.observe(labels, seconds, shortTraceId(span.traceId), nowMs);
    this.size.add(labels, encodedSpanSize(span), nowMs);
  }
}
