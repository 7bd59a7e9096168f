import { parse } from '../../../../traceql';

/** Nanoseconds of a duration as TraceQL writes it (`1.5s`, `250ms`, `1h30m`), or undefined where it is none. */
export function parseDurationNs(text: string): number | undefined {
  const compact = text.replace(/\s+/g, '').replace('µ', 'u');
  const { query, diagnostics } = parse(`{ duration > ${compact} }`);
  const [stage] = query.stages;
  const comparison = stage?.kind === 'filter' ? stage.expression : null;
  if (diagnostics.length > 0 || comparison?.kind !== 'binary' || comparison.right.kind !== 'duration') {
    return undefined;
  }
  return comparison.right.nanoseconds;
}
