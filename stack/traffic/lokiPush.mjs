// @ts-check
import { groupBy } from './otlp.mjs';
import { nanosecondsOf } from './trace.mjs';

/** @typedef {import('./logLines.mjs').LogLine} LogLine */

/**
 * The body of `POST /loki/api/v1/push`: streams by their labels, lines with a third element where there is structured
 * metadata. https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs
 * @param {readonly LogLine[]} lines
 */
export function renderLokiPush(lines) {
  const streams = groupBy(lines, (line) => JSON.stringify(labelsOf(line)));
  return {
    streams: [...streams].map(([labels, own]) => ({ stream: JSON.parse(labels), values: own.map(renderLine) })),
  };
}

/** @param {LogLine} line */
function labelsOf({ instance: { resource }, level }) {
  return {
    service_name: resource['service.name'],
    service_namespace: resource['service.namespace'],
    cluster: resource['k8s.cluster.name'],
    namespace: resource['k8s.namespace.name'],
    pod: resource['k8s.pod.name'],
    level,
  };
}

/** @param {LogLine} line */
function renderLine({ timeMs, text, traceIds }) {
  const line = [nanosecondsOf(timeMs), text];
  return traceIds ? [...line, traceIds] : line;
}
