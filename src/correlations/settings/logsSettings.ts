import { asList, asObject, asText, type JsonObject } from './readJson';
import { readTagList, toLabelName, type TagList } from './tagMapping';
import { readTimeShift, type TimeShift } from './timeShift';

/** Where logs of spans are looked for, as Grafana reads it. */
export interface LogsSettings {
  /** The key in force. Grafana converts the old one where the new one is missing. */
  readonly key: 'tracesToLogsV2' | 'tracesToLogs';
  /** Both keys are there, and the old one means nothing. */
  readonly hasBothKeys: boolean;
  readonly raw: JsonObject;
  readonly datasourceUid: string;
  readonly tags: TagList;
  readonly startShift: TimeShift;
  readonly endShift: TimeShift;
  readonly filterByTraceId: boolean;
  readonly filterBySpanId: boolean;
  /** Empty where the switch is off or there is no text: then Grafana makes the query of the tags. */
  readonly customQuery: string;
  /** There is a text, but the switch is off. */
  readonly unusedQuery: string;
}

/**
 * Reads `tracesToLogsV2`, or `tracesToLogs` the way Grafana converts it: its tags are names, its query is dropped.
 * Source: Grafana 12.3, packages/grafana-o11y-ds-frontend/src/TraceToLogs/TraceToLogsSettings.tsx,
 * `getTraceToLogsOptions`.
 *
 * @returns undefined where nothing is set up
 */
export function readLogsSettings(jsonData: JsonObject): LogsSettings | undefined {
  const current = asObject(jsonData['tracesToLogsV2']);
  const old = asObject(jsonData['tracesToLogs']);
  if (current) {
    return readCurrent(current, old !== undefined);
  }
  return old ? readCurrent(convertOld(old), false, 'tracesToLogs') : undefined;
}

function readCurrent(
  raw: JsonObject,
  hasBothKeys: boolean,
  key: 'tracesToLogsV2' | 'tracesToLogs' = 'tracesToLogsV2'
): LogsSettings {
  const query = asText(raw['query']);
  const isCustom = Boolean(raw['customQuery']);
  return {
    key,
    hasBothKeys,
    raw,
    datasourceUid: asText(raw['datasourceUid']),
    tags: readTagList(raw['tags']),
    startShift: readTimeShift(raw['spanStartTimeShift']),
    endShift: readTimeShift(raw['spanEndTimeShift']),
    filterByTraceId: Boolean(raw['filterByTraceID']),
    filterBySpanId: Boolean(raw['filterBySpanID']),
    customQuery: isCustom ? query : '',
    unusedQuery: isCustom ? '' : query,
  };
}

function convertOld(old: JsonObject): JsonObject {
  const { datasourceUid, filterByTraceID, filterBySpanID, spanStartTimeShift, spanEndTimeShift } = old;
  const tags = old['mapTagNamesEnabled'] ? old['mappedTags'] : asList(old['tags']).map((key) => ({ key }));
  return {
    customQuery: false,
    datasourceUid,
    tags,
    filterByTraceID,
    filterBySpanID,
    spanStartTimeShift,
    spanEndTimeShift,
  };
}

/** The old key as the new one, with all that its author meant: also parts that Grafana drops. */
export function migrateOldKey(old: JsonObject): JsonObject {
  const { tags, mappedTags, mapTagNamesEnabled, lokiSearch: _gone, ...rest } = old;
  const listed = asList(mapTagNamesEnabled ? mappedTags : tags);
  return {
    ...rest,
    customQuery: Boolean(old['customQuery']) || asText(old['query']) !== '',
    ...(listed.length > 0 ? { tags: listed.map(toTagObject) } : {}),
  };
}

/** `service.name` -> `{ key: 'service.name', value: 'service_name' }`. */
function toTagObject(entry: unknown): unknown {
  if (typeof entry !== 'string') {
    return entry;
  }
  const label = toLabelName(entry);
  return label === entry ? { key: entry } : { key: entry, value: label };
}
