import type { DataSourceSettings } from '../contract';
import { readProvisioning } from './readProvisioning';

/** A set that works, written by hand in the way that people do, not by what is tested. */
export const GOOD_PROVISIONING = `
apiVersion: 1
datasources:
  - name: Tempo
    uid: tempo
    type: tempo
    jsonData:
      tracesToLogsV2:
        datasourceUid: loki
        spanStartTimeShift: -10m
        spanEndTimeShift: 10m
        tags: [{ key: service.name, value: service_name }]
        filterByTraceID: true
        customQuery: false
      tracesToMetrics:
        datasourceUid: prometheus
        spanStartTimeShift: -30m
        spanEndTimeShift: 30m
        tags:
          - { key: service.name, value: service }
          - { key: name, value: span_name }
        queries:
          - name: Rate
            query: sum(rate(traces_spanmetrics_calls_total{$$__tags}[$$__rate_interval]))
          - name: Errors
            query: sum(rate(traces_spanmetrics_calls_total{$$__tags,status_code="STATUS_CODE_ERROR"}[5m]))
      serviceMap: { datasourceUid: prometheus }
      nodeGraph: { enabled: true }
      streamingEnabled: { search: true, metrics: true }
  - name: Loki
    uid: loki
    type: loki
    jsonData:
      derivedFields:
        - name: TraceID
          matcherRegex: 'trace_id=(\\w+)'
          url: $$\{__value.raw}
          datasourceUid: tempo
        - name: TraceID (metadata)
          matcherType: label
          matcherRegex: ^trace_id$
          url: $$\{__value.raw}
          datasourceUid: tempo
  - name: Prometheus
    uid: prometheus
    type: prometheus
    isDefault: true
    jsonData:
      exemplarTraceIdDestinations:
        - { name: traceID, datasourceUid: tempo }
`;

/** A copy that can be changed. */
export function buildGoodSettings(): DataSourceSettings[] {
  return readProvisioning(GOOD_PROVISIONING);
}
