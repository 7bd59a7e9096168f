/**
 * Takes what the receivers have read: checks the limits of the tenant, then keeps the spans and hands them to the
 * metrics-generator. Follows `modules/distributor/distributor.go` (`PushTraces`, `checkForRateLimits`,
 * `requestsByTraceID`) of 2.6.1 and 3.0.3.
 */
import type { Behaviour } from '../behaviour';
import type { ResourceSpans, Span, TraceStore } from '../model';
import { encodedSize } from './encodedSize';
import { IngestCounters } from './ingestCounters';
import { type Limits, RateLimiter } from './limits';
import { LiveTraces } from './liveTraces';
import { GRPC, PushRefused } from './pushRefused';
import { countSpans, spansOf } from './spansOf';
import { complaintAboutTenant } from './tenantHeader';

export interface DistributorOptions {
  readonly behaviour: Behaviour;
  readonly store: TraceStore;
  /** Asked for every push: faults change them while running. */
  readonly limits: () => Limits;
  readonly now: () => number;
  /** The metrics-generator. */
  readonly onSpans?: (tenant: string, batches: readonly ResourceSpans[]) => void;
}

interface TenantState {
  readonly rate: RateLimiter;
  readonly live: LiveTraces;
}

export class Distributor {
  readonly counters = new IngestCounters();
  private readonly tenants = new Map<string, TenantState>();

  constructor(private readonly options: DistributorOptions) {}

  /** @throws PushRefused where the whole batch is refused; parts that are discarded are only counted */
  push(tenant: string, batches: readonly ResourceSpans[]): void {
    const started = performance.now();
    try {
      this.accept(tenant, batches);
    } finally {
      this.counters.pushes++;
      this.counters.pushSeconds += (performance.now() - started) / 1000;
    }
  }

  liveTraces(tenant: string): { readonly traces: number; readonly bytes: number } {
    const nowMs = this.options.now();
    const live = this.tenants.get(tenant)?.live;
    return { traces: live?.count(nowMs) ?? 0, bytes: live?.bytes(nowMs) ?? 0 };
  }

  /** Who has sent something since the start. */
  activeTenants(): readonly string[] {
    return [...this.tenants.keys()].sort();
  }

  private accept(tenantId: string, batches: readonly ResourceSpans[]): void {
    const { behaviour } = this.options;
    if (behaviour.generation !== '2.6') {
      const complaint = complaintAboutTenant(tenantId);
      if (complaint !== null) {
        throw new PushRefused(GRPC.invalidArgument, complaint);
      }
    }
    const spans = countSpans(batches);
    const bytes = encodedSize(batches);
    this.counters.ingressBytes.add([tenantId], bytes);
    if (spans === 0) {
      return;
    }
    const tenant = this.tenant(tenantId);
    this.checkRate(tenantId, tenant, bytes, spans);
    this.counters.bytesReceived.add([tenantId], bytes);
    this.counters.spansReceived.add([tenantId], spans);
    this.checkIds(tenantId, batches, spans);
    this.options.store.append(tenantId, this.withinLimits(tenantId, tenant, batches));
    this.options.onSpans?.(tenantId, batches);
  }

  private tenant(id: string): TenantState {
    let tenant = this.tenants.get(id);
    if (!tenant) {
      tenant = { rate: new RateLimiter(), live: new LiveTraces(this.options.behaviour.generation) };
      this.tenants.set(id, tenant);
    }
    return tenant;
  }

  private checkRate(tenantId: string, { rate }: TenantState, bytes: number, spans: number): void {
    const limits = this.options.limits();
    if (rate.allows(bytes, limits, this.options.now())) {
      return;
    }
    this.counters.discarded.add(['rate_limited', tenantId], spans);
    throw new PushRefused(GRPC.resourceExhausted, this.rateText(tenantId, bytes, limits));
  }

  private rateText(tenantId: string, bytes: number, { rateLimitBytes, burstSizeBytes }: Limits): string {
    const exceeded = 'RATE_LIMITED: ingestion rate limit';
    const adding = `while adding ${bytes} bytes for user ${tenantId}`;
    if (this.options.behaviour.generation === '2.6') {
      return `${exceeded} (local: ${rateLimitBytes} bytes, global: 0 bytes) exceeded ${adding}`;
    }
    const limit = `(local: ${rateLimitBytes} bytes/s, global: 0 bytes/s, burst: ${burstSizeBytes} bytes)`;
    const isTooBig = bytes > rateLimitBytes && bytes > burstSizeBytes;
    return isTooBig
      ? `RATE_LIMITED: batch size (${bytes} bytes) exceeds ingestion limit ${limit} ${adding}.` +
          ' consider reducing batch size or increasing rate limit.'
      : `${exceeded} ${limit} exceeded ${adding}. consider increasing the limit or reducing ingestion rate.`;
  }

  /** One bad ID refuses the batch; 2.6 does not look at the IDs of spans. */
  private checkIds(tenantId: string, batches: readonly ResourceSpans[], spans: number): void {
    const isOld = this.options.behaviour.generation === '2.6';
    for (const span of spansOf(batches)) {
      if (span.traceId === '') {
        this.counters.discarded.add([isOld ? 'internal_error' : 'invalid_trace_id', tenantId], spans);
        const received = isOld ? '' : ', received 0 bits';
        throw new PushRefused(GRPC.invalidArgument, `trace ids must be 128 bit${received}`);
      }
      if (span.spanId === '' && !isOld) {
        this.counters.discarded.add(['invalid_span_id', tenantId], spans);
        throw new PushRefused(GRPC.invalidArgument, 'span ids must be 64 bit and not all zero, received 0 bits');
      }
    }
  }

  /** The batches without the traces that a limit refuses: the client is not told, the spans are counted. */
  private withinLimits(
    tenantId: string,
    { live }: TenantState,
    batches: readonly ResourceSpans[]
  ): readonly ResourceSpans[] {
    const limits = this.options.limits();
    const nowMs = this.options.now();
    const refused = new Set<string>();
    const parts = partsOf(batches);
    this.counters.tracesInPushes += parts.size;
    for (const [traceId, { bytes, spans }] of parts) {
      const verdict = live.add(traceId, bytes, limits, nowMs);
      if (verdict === 'created') {
        this.counters.tracesCreated.add([tenantId], 1);
      } else if (verdict !== 'added') {
        refused.add(traceId);
        this.counters.discarded.add([verdict, tenantId], spans);
      }
    }
    return refused.size === 0 ? batches : without(batches, refused);
  }
}

/** How much a push has of each trace; the resource counts for each trace that it has spans of. */
function partsOf(batches: readonly ResourceSpans[]): Map<string, { bytes: number; spans: number }> {
  const parts = new Map<string, { bytes: number; spans: number }>();
  for (const batch of batches) {
    const byTrace = new Map<string, Span[]>();
    const scope = batch.scopeSpans[0]?.scope ?? { name: '', version: '', attributes: [] };
    for (const span of spansOf([batch])) {
      const spans = byTrace.get(span.traceId);
      if (spans) {
        spans.push(span);
      } else {
        byTrace.set(span.traceId, [span]);
      }
    }
    for (const [traceId, spans] of byTrace) {
      const part = parts.get(traceId) ?? { bytes: 0, spans: 0 };
      part.bytes += encodedSize([{ resource: batch.resource, scopeSpans: [{ scope, spans }] }]);
      part.spans += spans.length;
      parts.set(traceId, part);
    }
  }
  return parts;
}

function without(batches: readonly ResourceSpans[], refused: ReadonlySet<string>): ResourceSpans[] {
  return batches.map((batch) => ({
    ...batch,
    scopeSpans: batch.scopeSpans.map((part) => ({
      ...part,
      spans: part.spans.filter(({ traceId }) => !refused.has(traceId)),
    })),
  }));
}
