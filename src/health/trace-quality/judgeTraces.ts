import type { TraceAnswer } from '../../tempo';
import { DEFECT_TEXTS, type DefectText } from './defectTexts';
import { findDefects, TRACE_DEFECTS, type TraceDefect } from './traceDefects';

/** How often a defect was found with the spans of a service. */
export interface ServiceDefect extends DefectText {
  readonly defect: TraceDefect;
  readonly spanCount: number;
  /** Part of the looked-at traces of the service that have it, from 0 to 1. */
  readonly traceShare: number;
  /** Up to three, 32 hexadecimal digits each. */
  readonly exampleTraceIds: readonly string[];
}

export interface ServiceQuality {
  /** Empty where spans have no `service.name`. */
  readonly service: string;
  readonly traceCount: number;
  readonly spanCount: number;
  /** The most frequent first. */
  readonly defects: readonly ServiceDefect[];
}

export interface TraceQuality {
  readonly traceCount: number;
  readonly spanCount: number;
  /** Traces with at least one defect. */
  readonly defectiveTraceCount: number;
  /** Those with the most defective traces first. */
  readonly services: readonly ServiceQuality[];
}

const MAX_EXAMPLES = 3;

/** Judges a sample of traces, by service. Traces without spans are passed over. */
export function judgeTraces(traces: readonly TraceAnswer[]): TraceQuality {
  const services = new Map<string, ServiceTally>();
  const tallyOf = (service: string) => {
    const tally = services.get(service) ?? new ServiceTally();
    services.set(service, tally);
    return tally;
  };
  const known = traces.filter(({ spans }) => spans.length > 0);
  let defectiveTraceCount = 0;
  for (const trace of known) {
    for (const { serviceName } of trace.spans) {
      tallyOf(serviceName).addSpan(trace.traceId);
    }
    const defects = findDefects(trace);
    defects.forEach(({ service, defect }) => tallyOf(service).addDefect(trace.traceId, defect));
    defectiveTraceCount += defects.length > 0 ? 1 : 0;
  }
  return {
    traceCount: known.length,
    spanCount: known.reduce((sum, { spans }) => sum + spans.length, 0),
    defectiveTraceCount,
    services: [...services].map(([service, tally]) => tally.summary(service)).sort(byDefects),
  };
}

class ServiceTally {
  private spanCount = 0;
  private readonly traceIds = new Set<string>();
  private readonly defects = new Map<TraceDefect, { spanCount: number; traceIds: Set<string> }>();

  addSpan(traceId: string): void {
    this.spanCount++;
    this.traceIds.add(traceId);
  }

  addDefect(traceId: string, defect: TraceDefect): void {
    const found = this.defects.get(defect) ?? { spanCount: 0, traceIds: new Set<string>() };
    found.spanCount++;
    found.traceIds.add(traceId);
    this.defects.set(defect, found);
  }

  summary(service: string): ServiceQuality {
    const defects = TRACE_DEFECTS.flatMap((defect): ServiceDefect[] => {
      const found = this.defects.get(defect);
      return found
        ? [
            {
              ...DEFECT_TEXTS[defect],
              defect,
              spanCount: found.spanCount,
              traceShare: found.traceIds.size / this.traceIds.size,
              exampleTraceIds: [...found.traceIds].slice(0, MAX_EXAMPLES),
            },
          ]
        : [];
    });
    return {
      service,
      traceCount: this.traceIds.size,
      spanCount: this.spanCount,
      defects: defects.sort((a, b) => b.traceShare - a.traceShare),
    };
  }
}

function byDefects(a: ServiceQuality, b: ServiceQuality): number {
  const worst = ({ defects, traceCount }: ServiceQuality) => (defects[0]?.traceShare ?? 0) * traceCount;
  return worst(b) - worst(a) || a.service.localeCompare(b.service);
}
