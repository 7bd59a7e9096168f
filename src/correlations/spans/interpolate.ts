import type { SampleSpan, SampleTrace } from '../contract';
import type { TagMapping } from '../settings/tagMapping';
import { shownTraceId } from './shownTraceId';
import { formatTags } from './spanTags';

/**
 * `$name`, `[[name]]`, `${name.path:format}`.
 * Source: Grafana 12.3, public/app/features/variables/utils.ts, `variableRegex`.
 */
const VARIABLE = /\$(\w+)|\[\[(\w+?)(?::\w+)?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::[^}]+)?\}/g;

/** Filled in later, by whoever runs the query. Source: public/app/features/explore/utils/links.ts. */
const LATER = new Set([
  '__from',
  '__to',
  '__interval',
  '__interval_ms',
  '__org',
  '__user',
  '__range',
  '__rate_interval',
  '__timeFilter',
  'timeFilter',
]);

export interface Interpolated {
  readonly text: string;
  /** Variables, as written, that a span has no value for: Grafana then shows no link. */
  readonly missing: readonly string[];
  /** `$__span.traceId` without braces: becomes `[object Object].traceId`. */
  readonly objects: readonly string[];
}

/** The names of all variables of a text, with the path: `__span.traceId`, `__tags`. */
export function variablesOf(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map((match) => {
    const { name, path } = partsOf(match);
    return path === '' ? name : `${name}.${path}`;
  });
}

/** Fills the variables of a link of a span, as Grafana does. */
export function interpolate(
  text: string,
  trace: SampleTrace,
  span: SampleSpan,
  tags: readonly TagMapping[]
): Interpolated {
  const missing: string[] = [];
  const objects: string[] = [];
  const values = variableValues(trace, span, tags);
  const filled = text.replace(VARIABLE, (...match) => {
    const { all, name, path } = partsOf(match);
    const value = valueAt(values[name], path);
    if (typeof value === 'object' && value !== null) {
      objects.push(all);
      return '[object Object]';
    }
    if (value === undefined || value === null) {
      if (!LATER.has(name)) {
        missing.push(all);
      }
      return all;
    }
    return String(value);
  });
  return { text: filled, missing, objects };
}

/** Values for an hour in steps of a minute. Source: Grafana 12.3, pkg/promlib/models/query.go. */
const INTERVALS: Readonly<Record<string, string>> = {
  __rate_interval: '5m',
  __rate_interval_ms: '300000',
  __interval: '1m',
  __interval_ms: '60000',
  __range: '1h',
  __range_s: '3600',
  __range_ms: '3600000',
};

/** For what the Prometheus data source fills in when it runs a query. */
export function fillIntervals(expr: string): string {
  return expr.replace(VARIABLE, (...match) => {
    const { all, name, path } = partsOf(match);
    return (path === '' ? INTERVALS[name] : undefined) ?? all;
  });
}

function partsOf(match: readonly unknown[]): { all: string; name: string; path: string } {
  const [all, plain, squared, braced, path] = match;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { all: text(all), name: text(plain) || text(squared) || text(braced), path: text(path) };
}

function variableValues(trace: SampleTrace, span: SampleSpan, tags: readonly TagMapping[]): Record<string, unknown> {
  const durationUs = Math.round((trace.endMs - trace.startMs) * 1000);
  const root = trace.spans.find(({ parentSpanId }) => !parentSpanId) ?? span;
  const traceId = shownTraceId(trace.traceId);
  return {
    __span: {
      spanId: span.spanId,
      traceId,
      duration: span.durationMs * 1000,
      name: span.name,
      tags: { ...span.resource, ...span.attributes },
    },
    __trace: { traceId, duration: durationUs, name: `${root.service}: ${root.name}` },
    __tags: formatTags(span, trace.traceId, tags),
  };
}

/** `tags["service.name"]`, `tags.service`: keys of an object, one after the other. */
function valueAt(value: unknown, path: string): unknown {
  let at = value;
  for (const [, quoted, bare] of path.matchAll(/\[\s*["']([^"']*)["']\s*\]|([^.[\]]+)/g)) {
    if (typeof at !== 'object' || at === null) {
      return undefined;
    }
    at = new Map(Object.entries(at)).get(quoted ?? bare ?? '');
  }
  return at;
}
