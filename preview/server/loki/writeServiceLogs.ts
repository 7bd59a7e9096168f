import { findAttributeText } from '../tempo/generator/attributeText';
import type { ResourceSpans, Span } from '../tempo/model';
import type { LogLine } from './logLine';
import type { Labels } from './logql/labelSet';

/**
 * How logs of a service come to Loki: lines in logfmt or JSON that an agent reads from files, with the trace's ID in the
 * line; or by OTLP, with the ID in structured metadata alone.
 */
type Shipping = 'logfmt' | 'json' | 'otlp';

const SHIPPING: Readonly<Record<string, Shipping>> = {
  storefront: 'json',
  search: 'logfmt',
  basket: 'logfmt',
  payments: 'logfmt',
  notifier: 'json',
};

/** Labels of streams and the attributes of resources that they are made of: an agent's, and those of Loki for OTLP. */
const AGENT_LABELS = {
  service_name: 'service.name',
  namespace: 'k8s.namespace.name',
  pod: 'k8s.pod.name',
  cluster: 'k8s.cluster.name',
};
const OTLP_LABELS = {
  service_name: 'service.name',
  service_namespace: 'service.namespace',
  deployment_environment_name: 'deployment.environment.name',
  k8s_cluster_name: 'k8s.cluster.name',
  k8s_namespace_name: 'k8s.namespace.name',
  k8s_pod_name: 'k8s.pod.name',
};

const SERVER = 2;
const CONSUMER = 5;
const FAILED = 2;

const NS_PER_MS = BigInt(1_000_000);
const SHIPPING_MS = 1_200;
const SHIPPING_STEP_MS = 3;

/**
 * Lines have the time at which they arrived, as of an agent that sends in batches: a little later than the last span of the
 * service in the trace has ended. So nobody finds them in the time of a span itself.
 */
export const MAX_SHIPPING_MS = SHIPPING_MS + 0xff * SHIPPING_STEP_MS + 1_000;

/** The labels of the streams of a service, without `level`. Undefined for what has no name. */
export function listServiceLabels({ resource }: Pick<ResourceSpans, 'resource'>): Labels | undefined {
  const service = findAttributeText('service.name', resource.attributes);
  if (!service) {
    return undefined;
  }
  const names = Object.entries(shippingOf(service) === 'otlp' ? OTLP_LABELS : AGENT_LABELS);
  return Object.fromEntries(
    names.flatMap(([label, attribute]) => {
      const value = findAttributeText(attribute, resource.attributes);
      return value ? [[label, value]] : [];
    })
  );
}

/** Values of `level`, which streams of an agent have besides. */
export function listLevels(labels: Labels): string[] {
  return shippingOf(labels.service_name ?? '') === 'otlp' ? [] : ['error', 'info'];
}

/**
 * What the services of one trace have logged of it: a line for every request that they served or that failed, at least one
 * each. @param batch the spans of one service in one trace @param labels of {@link listServiceLabels}
 */
export function writeServiceLogs(batch: ResourceSpans, labels: Labels): LogLine[] {
  const spans = batch.scopeSpans.flatMap((scope) => scope.spans);
  const worthALine = spans.filter(
    ({ kind, statusCode }) => kind === SERVER || kind === CONSUMER || statusCode === FAILED
  );
  const logged = worthALine.length > 0 ? worthALine : spans.slice(0, 1);
  const lastNs = spans.reduce((latest, { endNs }) => (endNs > latest ? endNs : latest), BigInt(0));
  return logged.map((span, index) => {
    const batchMs = SHIPPING_MS + Number.parseInt(span.traceId.slice(-2), 16) * SHIPPING_STEP_MS;
    const timeNs = lastNs + BigInt(batchMs) * NS_PER_MS + BigInt(index);
    return { timeNs, ...writeLine(span, labels) };
  });
}

function writeLine(span: Span, labels: Labels): Omit<LogLine, 'timeNs'> {
  const level = span.statusCode === FAILED ? 'error' : 'info';
  const shipping = shippingOf(labels.service_name ?? '');
  if (shipping === 'otlp') {
    const ids = { trace_id: span.traceId, span_id: span.spanId };
    const structuredMetadata = { ...ids, severity_text: level.toUpperCase(), detected_level: level };
    return { line: describe(span), stream: labels, structuredMetadata };
  }
  const fields = listFields(span, level);
  const line = shipping === 'json' ? JSON.stringify(Object.fromEntries(fields)) : fields.map(renderPair).join(' ');
  return { line, stream: { ...labels, level }, structuredMetadata: { detected_level: level } };
}

function listFields(span: Span, level: string): Array<[string, string]> {
  const status = findAttributeText('http.response.status_code', span.attributes);
  const error = failureOf(span);
  return [
    ['level', level],
    ['msg', span.name],
    ...(status ? ([['status', status]] as Array<[string, string]>) : []),
    ['duration', `${durationMs(span)}ms`],
    ...(error ? ([['error', error]] as Array<[string, string]>) : []),
    ['trace_id', span.traceId],
    ['span_id', span.spanId],
  ];
}

function renderPair([key, value]: [string, string]): string {
  return `${key}=${/[\s"=]/.test(value) || value === '' ? JSON.stringify(value) : value}`;
}

function describe(span: Span): string {
  const error = failureOf(span);
  return `${span.name} ${error ? `failed after ${durationMs(span)} ms: ${error}` : `done in ${durationMs(span)} ms`}`;
}

function failureOf({ statusCode, statusMessage, events, attributes }: Span): string | undefined {
  const exception = events.find(({ name }) => name === 'exception');
  const message = exception && findAttributeText('exception.message', exception.attributes);
  const status = findAttributeText('http.response.status_code', attributes);
  return statusCode === FAILED ? message || statusMessage || `HTTP ${status ?? 'error'}` : undefined;
}

function durationMs({ startNs, endNs }: Span): string {
  return (Number(endNs - startNs) / 1e6).toFixed(1);
}

function shippingOf(service: string): Shipping {
  return SHIPPING[service] ?? 'otlp';
}
