import type { DataSource } from './dataSource';
import { expandVariables } from './expandVariables';

/**
 * What is wrong with the way from traces to logs and metrics, or back: the mistakes that people make in the settings of
 * their data sources.
 */
export const CORRELATION_FAULTS = [
  'correlation-old-key',
  'correlation-string-tags',
  'correlation-unknown-uid',
  'correlation-wrong-type',
  'correlation-narrow-window',
  'correlation-missing-tags',
  'correlation-lost-dollar',
  'correlation-no-metrics-queries',
  'correlation-derived-field',
  'correlation-exemplar-label',
  'correlation-no-service-map',
  'correlation-node-graph-off',
  'correlation-streaming',
] as const;

export type CorrelationFault = (typeof CORRELATION_FAULTS)[number];

type JsonData = Record<string, unknown>;

interface Mistake {
  /** The type of data source that has it. */
  type: 'tempo' | 'loki' | 'prometheus';
  change(jsonData: JsonData): JsonData;
  /** See {@link DataSource.streamingFailure}. */
  streamingFailure?: string;
}

/** What the client of gRPC says to a server or a proxy that speaks HTTP/1 only. */
const NO_GRPC =
  'rpc error: code = Unavailable desc = connection error: desc = "error reading server preface: http2: frame too large"';

const MISTAKES: Record<CorrelationFault, Mistake> = {
  'correlation-old-key': { type: 'tempo', change: writeOldKey },
  'correlation-string-tags': logs((options) => ({ ...options, tags: listTagKeys(options) })),
  'correlation-unknown-uid': logs((options) => ({ ...options, datasourceUid: 'loki-production' })),
  'correlation-wrong-type': logs((options) => ({ ...options, datasourceUid: 'prometheus' })),
  // The times of log lines are those of their arrival, a second or more after the span has ended.
  'correlation-narrow-window': logs((options) => ({ ...options, spanStartTimeShift: '0s', spanEndTimeShift: '0s' })),
  'correlation-missing-tags': logs((options) => ({
    ...options,
    tags: [{ key: 'app.kubernetes.io/name', value: 'app' }],
  })),
  'correlation-lost-dollar': { type: 'tempo', change: loseDollars },
  'correlation-no-metrics-queries': {
    type: 'tempo',
    change: ({ tracesToMetrics, ...rest }) => ({
      ...rest,
      tracesToMetrics: omit(readObject(tracesToMetrics), 'queries'),
    }),
  },
  'correlation-derived-field': {
    type: 'loki',
    // Jaeger's clients wrote it so; the lines here say trace_id.
    change: (jsonData) => ({
      ...jsonData,
      derivedFields: [
        { name: 'TraceID', matcherRegex: '"?traceID"?[=:]"?(\\w+)', url: '${__value.raw}', datasourceUid: 'tempo' },
      ],
    }),
  },
  'correlation-exemplar-label': {
    type: 'prometheus',
    change: (jsonData) => ({ ...jsonData, exemplarTraceIdDestinations: [{ name: 'TraceId', datasourceUid: 'tempo' }] }),
  },
  'correlation-no-service-map': { type: 'tempo', change: (jsonData) => omit(jsonData, 'serviceMap') },
  'correlation-node-graph-off': {
    type: 'tempo',
    change: (jsonData) => ({ ...jsonData, nodeGraph: { enabled: false } }),
  },
  'correlation-streaming': {
    type: 'tempo',
    change: (jsonData) => ({ ...jsonData, streamingEnabled: { search: true, metrics: true } }),
    streamingFailure: NO_GRPC,
  },
};

/** The data source with the mistake, if it is of the type that can have it. */
export function makeMistake(dataSource: DataSource, fault: CorrelationFault): DataSource {
  const { type, change, streamingFailure } = MISTAKES[fault];
  if (dataSource.type !== type) {
    return dataSource;
  }
  return { ...dataSource, jsonData: change(dataSource.jsonData), ...(streamingFailure ? { streamingFailure } : {}) };
}

/** A mistake in the link from spans to logs. */
function logs(change: (options: JsonData) => JsonData): Mistake {
  return {
    type: 'tempo',
    change: (jsonData) => ({ ...jsonData, tracesToLogsV2: change(readObject(jsonData.tracesToLogsV2)) }),
  };
}

/** As provisioning was written for Grafana before 9.4. */
function writeOldKey({ tracesToLogsV2, ...rest }: JsonData): JsonData {
  const { datasourceUid, spanStartTimeShift, spanEndTimeShift, ...options } = readObject(tracesToLogsV2);
  const tracesToLogs = {
    datasourceUid,
    tags: listTagKeys(options),
    spanStartTimeShift,
    spanEndTimeShift,
    filterByTraceID: true,
    filterBySpanID: false,
    lokiSearch: true,
  };
  return { ...rest, tracesToLogs };
}

/** As if every `$$` of the file had been written as a single one: its provisioning takes all variables for Grafana's own. */
function loseDollars(jsonData: JsonData): JsonData {
  const lost = Object.fromEntries(
    ['tracesToLogsV2', 'tracesToMetrics']
      .filter((key) => key in jsonData)
      .map((key) => [key, expandVariables(jsonData[key], {})])
  );
  return { ...jsonData, ...lost };
}

function listTagKeys({ tags }: JsonData): string[] {
  return Array.isArray(tags) ? tags.map((tag) => String(readObject(tag).key)) : [];
}

function omit(object: JsonData, key: string): JsonData {
  return Object.fromEntries(Object.entries(object).filter(([other]) => other !== key));
}

function readObject(value: unknown): JsonData {
  return typeof value === 'object' && value !== null ? (value as JsonData) : {};
}
