/**
 * The ID of a trace as Grafana puts it into links: of IDs of 64 bits, as Zipkin and older Jaeger clients make them, without
 * the zeros that Tempo pads them with. Source: Grafana 12.3, pkg/tsdb/tempo/trace_transform.go, `spanToSpanRow`.
 *
 * @param traceId - 32 hexadecimal digits
 */
export function shownTraceId(traceId: string): string {
  return traceId.replace(/^0{16}/, '');
}

/** The ways in which applications write it: the longest first. */
export function writtenTraceIds(traceId: string): string[] {
  return [...new Set([traceId, shownTraceId(traceId)])];
}
