import {
  InstrumentationScope,
  Resource,
  ResourceSpans,
  ScopeSpans,
  ServiceStats,
  Span,
  StoredSpan,
  Trace,
  TraceSummary,
} from '../model';
import { keyOfAttributes } from './attributeKey';
import { numberSpans } from './nestedSet';
import { sizeOfSpan } from './spanSize';

const ERROR = 2;

/** A trace that grows; what queries need of it is worked out when it is first asked for after a change. */
export class StoredTrace implements Trace {
  private readonly parts: ResourceSpans[] = [];
  private readonly seen = new Set<string>();
  private built: { batches: ResourceSpans[]; spans: StoredSpan[]; summary: TraceSummary } | null = null;
  private bytes = 0;
  private firstStartNs: bigint | null = null;

  constructor(
    readonly traceId: string,
    readonly pinned: boolean,
    /** Traces of one block are found together; later blocks first. */
    readonly block: number,
    /** Merge batches of one resource, as Tempo does since 2.7 (`vparquet4/rebatch_trace.go`). */
    private readonly mergesBatches: boolean
  ) {}

  /** Adds what is new of a batch; says how many spans that was. */
  add(batch: ResourceSpans): number {
    let added = 0;
    const scopeSpans: ScopeSpans[] = [];
    for (const scope of batch.scopeSpans) {
      const fresh = scope.spans.filter((span) => this.remember(span));
      added += fresh.length;
      if (fresh.length > 0) {
        scopeSpans.push(fresh.length === scope.spans.length ? scope : { ...scope, spans: fresh });
      }
    }
    if (added > 0) {
      this.parts.push({ ...batch, scopeSpans });
      this.built = null;
    }
    return added;
  }

  private remember(span: Span): boolean {
    const key = `${span.spanId}/${span.kind}/${span.startNs}/${span.endNs}`;
    if (this.seen.has(key)) {
      return false;
    }
    this.seen.add(key);
    this.bytes += sizeOfSpan(span);
    if (this.firstStartNs === null || span.startNs < this.firstStartNs) {
      this.firstStartNs = span.startNs;
    }
    return true;
  }

  get startNs(): bigint {
    return this.firstStartNs ?? BigInt(0);
  }

  get spanCount(): number {
    return this.seen.size;
  }

  get sizeBytes(): number {
    return this.bytes;
  }

  get batches(): readonly ResourceSpans[] {
    return this.build().batches;
  }

  get spans(): readonly StoredSpan[] {
    return this.build().spans;
  }

  get summary(): TraceSummary {
    return this.build().summary;
  }

  private build(): NonNullable<StoredTrace['built']> {
    if (!this.built) {
      const batches = this.mergesBatches ? mergeBatches(this.parts) : [...this.parts];
      const spans = flatten(batches);
      numberSpans(spans);
      this.built = { batches, spans, summary: summarise(spans) };
    }
    return this.built;
  }
}

function flatten(batches: readonly ResourceSpans[]): StoredSpan[] {
  const spans: StoredSpan[] = [];
  for (const { resource, scopeSpans } of batches) {
    for (const { scope, spans: inScope } of scopeSpans) {
      for (const span of inScope) {
        spans.push({ span, resource, scope, nestedSetLeft: 0, nestedSetRight: 0, nestedSetParent: 0 });
      }
    }
  }
  return spans;
}

/** Joins batches of equal resources, and in them the spans of equal scopes; the first one gives the place. */
function mergeBatches(parts: readonly ResourceSpans[]): ResourceSpans[] {
  const byResource = new Map<string, { batch: ResourceSpans; scopes: ScopeSpans[] }>();
  for (const batch of parts) {
    const key = keyOfResource(batch.resource);
    const known = byResource.get(key);
    if (known) {
      known.scopes.push(...batch.scopeSpans);
    } else {
      byResource.set(key, { batch, scopes: [...batch.scopeSpans] });
    }
  }
  return [...byResource.values()].map(({ batch, scopes }) => ({ ...batch, scopeSpans: mergeScopes(scopes) }));
}

function mergeScopes(scopes: readonly ScopeSpans[]): ScopeSpans[] {
  if (scopes.length < 2) {
    return [...scopes];
  }
  const byScope = new Map<string, { first: ScopeSpans; spans: Span[] }>();
  for (const part of scopes) {
    const key = keyOfScope(part.scope);
    const known = byScope.get(key);
    if (known) {
      known.spans.push(...part.spans);
    } else {
      byScope.set(key, { first: part, spans: [...part.spans] });
    }
  }
  return [...byScope.values()].map(({ first, spans }) => ({ ...first, spans }));
}

function keyOfResource(resource: Resource): string {
  return keyOfAttributes(resource.attributes);
}

function keyOfScope(scope: InstrumentationScope): string {
  return `${JSON.stringify([scope.name, scope.version])}${keyOfAttributes(scope.attributes)}`;
}

/** The value of `service.name` where it is a string, else empty: the rule of Tempo's dedicated column. */
export function serviceNameOf(resource: Resource): string {
  let name = '';
  for (const { key, value } of resource.attributes) {
    if (key === 'service.name' && typeof value === 'string') {
      name = value;
    }
  }
  return name;
}

function summarise(spans: readonly StoredSpan[]): TraceSummary {
  let startNs = BigInt(0);
  let endNs = BigInt(0);
  let root: StoredSpan | null = null;
  const services = new Map<string, ServiceStats>();
  for (const stored of spans) {
    const { span } = stored;
    startNs = startNs === BigInt(0) || span.startNs < startNs ? span.startNs : startNs;
    endNs = span.endNs > endNs ? span.endNs : endNs;
    // The last one wins, as in Tempo's traceToParquet.
    root = span.parentSpanId === '' && !isChildByLink(span) ? stored : root;
    const service = serviceNameOf(stored.resource);
    const stats = services.get(service) ?? { spanCount: 0, errorCount: 0 };
    stats.spanCount++;
    stats.errorCount += span.statusCode === ERROR ? 1 : 0;
    services.set(service, stats);
  }
  return {
    startNs,
    endNs,
    rootServiceName: root ? serviceNameOf(root.resource) : '',
    rootSpanName: root ? root.span.name : '',
    services,
  };
}

/** The OpenTracing bridge marks children by a link instead of a parent ID. */
function isChildByLink(span: Span): boolean {
  return span.links.some(
    (link) =>
      link.traceId === span.traceId &&
      link.attributes.some(({ key, value }) => key === 'opentracing.ref_type' && value === 'child_of')
  );
}
