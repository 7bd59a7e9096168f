import { AppendOptions, ResourceSpans, ScopeSpans, Span, StoreStats, Trace, TraceStore } from '../model';
import { StoredTrace } from './storedTrace';

export interface MemoryStoreOptions {
  /** How many traces a tenant may have before its oldest go. */
  readonly maxTraces: number;
  /** Merge batches of one resource within a trace (Tempo since 2.7). */
  readonly mergesBatches: boolean;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

interface Tenant {
  readonly traces: Map<string, StoredTrace>;
  /** Newest block first, then by trace ID; null after a change. */
  sorted: readonly StoredTrace[] | null;
  spans: number;
  evicted: number;
}

/** Tempo finds traces block by block, newest block first; a block of live data spans this time. */
const BLOCK_MS = 300_000;

/** Everything in memory: what `--load` and the receivers bring, the oldest traces go first. */
export class MemoryTraceStore implements TraceStore {
  private readonly byTenant = new Map<string, Tenant>();

  constructor(private readonly options: MemoryStoreOptions) {}

  append(tenantId: string, batches: readonly ResourceSpans[], options: AppendOptions = {}): void {
    const tenant = this.tenant(tenantId);
    for (const batch of batches) {
      for (const [traceId, part] of splitByTrace(batch)) {
        let trace = tenant.traces.get(traceId);
        if (!trace) {
          trace = this.create(traceId, options.pinned ?? false);
          tenant.traces.set(traceId, trace);
        }
        tenant.spans += trace.add(part);
      }
    }
    tenant.sorted = null;
    if (tenant.traces.size > this.options.maxTraces) {
      this.evictOldest(tenantId, this.options.maxTraces);
    }
  }

  private create(traceId: string, pinned: boolean): StoredTrace {
    const block = pinned ? 0 : Math.floor(this.options.now() / BLOCK_MS);
    return new StoredTrace(traceId, pinned, block, this.options.mergesBatches);
  }

  private tenant(id: string): Tenant {
    let tenant = this.byTenant.get(id);
    if (!tenant) {
      tenant = { traces: new Map(), sorted: null, spans: 0, evicted: 0 };
      this.byTenant.set(id, tenant);
    }
    return tenant;
  }

  trace(tenantId: string, traceId: string): Trace | undefined {
    return this.byTenant.get(tenantId)?.traces.get(traceId);
  }

  traces(tenantId: string, startNs?: bigint, endNs?: bigint): readonly Trace[] {
    const tenant = this.byTenant.get(tenantId);
    if (!tenant) {
      return [];
    }
    tenant.sorted ??= [...tenant.traces.values()].sort(inOrderOfDiscovery);
    return startNs === undefined || endNs === undefined
      ? tenant.sorted
      : tenant.sorted.filter(({ summary }) => summary.startNs <= endNs && summary.endNs >= startNs);
  }

  tenants(): readonly string[] {
    return [...this.byTenant.keys()].sort();
  }

  stats(tenantId?: string): StoreStats {
    const ids = tenantId === undefined ? this.tenants() : [tenantId];
    const sum = { traces: 0, spans: 0, sizeBytes: 0, evictedTraces: 0 };
    for (const id of ids) {
      const tenant = this.byTenant.get(id);
      if (tenant) {
        sum.traces += tenant.traces.size;
        sum.spans += tenant.spans;
        sum.evictedTraces += tenant.evicted;
        for (const trace of tenant.traces.values()) {
          sum.sizeBytes += trace.sizeBytes;
        }
      }
    }
    return sum;
  }

  evictOldest(tenantId: string, keep: number): number {
    const tenant = this.byTenant.get(tenantId);
    const surplus = tenant ? tenant.traces.size - keep : 0;
    if (!tenant || surplus <= 0) {
      return 0;
    }
    // A tenth more than asked for, so that not every single trace that arrives pays for the sorting.
    const goal = surplus + Math.floor(keep / 10);
    const oldest = [...tenant.traces.values()]
      .filter((trace) => !trace.pinned)
      .sort((a, b) => (a.startNs < b.startNs ? -1 : a.startNs > b.startNs ? 1 : 0))
      .slice(0, goal);
    for (const trace of oldest) {
      tenant.traces.delete(trace.traceId);
      tenant.spans -= trace.spanCount;
    }
    tenant.evicted += oldest.length;
    tenant.sorted = null;
    return oldest.length;
  }
}

function inOrderOfDiscovery(a: StoredTrace, b: StoredTrace): number {
  return a.block === b.block ? (a.traceId < b.traceId ? -1 : 1) : b.block - a.block;
}

/** The parts of a batch, one for each trace that it has spans of. */
function splitByTrace(batch: ResourceSpans): Map<string, ResourceSpans> {
  const parts = new Map<string, { scopes: Array<{ from: ScopeSpans; spans: Span[] }> }>();
  for (const from of batch.scopeSpans) {
    for (const span of from.spans) {
      let part = parts.get(span.traceId);
      if (!part) {
        part = { scopes: [] };
        parts.set(span.traceId, part);
      }
      const last = part.scopes[part.scopes.length - 1];
      if (last && last.from === from) {
        last.spans.push(span);
      } else {
        part.scopes.push({ from, spans: [span] });
      }
    }
  }
  const result = new Map<string, ResourceSpans>();
  for (const [traceId, { scopes }] of parts) {
    result.set(traceId, { ...batch, scopeSpans: scopes.map(({ from, spans }) => ({ ...from, spans })) });
  }
  return result;
}
