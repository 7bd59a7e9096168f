/** IDs as a URL writes them; neither is checked. */
interface UrlIds {
  traceId: string;
  spanId?: string;
}

const TRACE_PARAMETERS = ['trace', 'traceId', 'traceID', 'trace_id', 'var-traceId'];
/** `uiFind` is Jaeger's. */
const SPAN_PARAMETERS = ['span', 'spanId', 'spanID', 'span_id', 'uiFind'];

/** A URL without a host, as people copy it out of links, needs one to be taken apart. */
const ANY_HOST = 'http://host';

/**
 * What may be a trace ID in a URL, the likeliest first. Knows where Grafana's Explore (`panes`, and `left` of before 10),
 * Grafana's Traces Drilldown (`traceId`), this app (`trace`), Jaeger (`/trace/<id>`), Zipkin (`/zipkin/traces/<id>`) and
 * Tempo's API (`/api/v2/traces/<id>`) have it, and takes a whole ID in a path for one.
 *
 * @param text - absolute, or beginning with a slash
 */
export function findIdsInUrl(text: string): UrlIds[] {
  const url = parseUrl(text);
  if (!url) {
    return [];
  }
  const { searchParams: parameters, pathname } = url;
  const spanId = first(SPAN_PARAMETERS.map((name) => parameters.get(name)));
  const fromParameters = TRACE_PARAMETERS.flatMap((name) => parameters.getAll(name));
  const segments = pathname.split('/').map(decode);
  const afterTraces = segments.filter((_, i) => /^traces?$/i.test(segments[i - 1] ?? ''));
  const whole = segments.filter((segment) => /^[0-9a-f]{32}$/i.test(segment));
  return [
    ...[...fromParameters, ...afterTraces].map((traceId) => ({ traceId, spanId })),
    ...exploreIds(parameters),
    ...whole.map((traceId) => ({ traceId, spanId })),
  ].filter(({ traceId }) => traceId !== '');
}

/** Explore keeps its queries as JSON; a query that is an ID is a trace that is looked at. */
function exploreIds(parameters: URLSearchParams): UrlIds[] {
  const panes = Object.values(asRecord(parseJson(parameters.get('panes'))));
  const older = [parameters.get('left'), parameters.get('right')].map(parseJson);
  return [...panes, ...older].flatMap(idsOfPane);
}

/** Panes are objects; before Grafana 9 they were lists of range, data source name and queries. */
function idsOfPane(pane: unknown): UrlIds[] {
  const { queries, panelsState } = asRecord(pane);
  const spanId = asText(asRecord(asRecord(panelsState).trace).spanId);
  const list: unknown[] = Array.isArray(queries) ? queries : Array.isArray(pane) ? pane : [];
  return list.flatMap((query) => {
    const traceId = asText(asRecord(query).query);
    return traceId === undefined ? [] : [{ traceId: traceId.trim(), spanId }];
  });
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text, ANY_HOST);
  } catch {
    return undefined;
  }
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function first(texts: Array<string | null>): string | undefined {
  return texts.find((text) => text !== null && text !== '') ?? undefined;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
