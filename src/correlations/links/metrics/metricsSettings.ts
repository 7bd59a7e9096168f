import { asList, asObject, asText, type JsonObject } from '../../settings/readJson';
import { readTagList, type TagList } from '../../settings/tagMapping';
import { readTimeShift, type TimeShift } from '../../settings/timeShift';

/** `tracesToMetrics` of a Tempo data source. */
export interface MetricsSettings {
  readonly datasourceUid: string;
  readonly tags: TagList;
  readonly rawTags: unknown;
  readonly startShift: TimeShift;
  readonly endShift: TimeShift;
  /** With their places in the list. */
  readonly queries: ReadonlyArray<{ readonly index: number; readonly name: string; readonly query: string }>;
}

/** What Grafana asks where a query has a name and no text. Source: Grafana 12.3, createSpanLink.tsx. */
const DEFAULT_QUERY =
  'histogram_quantile(0.5, sum(rate(traces_spanmetrics_latency_bucket{service="${__span.tags["service.name"]}"}[5m])) by (le))';

/** @returns undefined where nothing is set up */
export function readMetricsSettings(jsonData: JsonObject): MetricsSettings | undefined {
  const raw = asObject(jsonData['tracesToMetrics']);
  return (
    raw && {
      datasourceUid: asText(raw['datasourceUid']),
      tags: readTagList(raw['tags']),
      rawTags: raw['tags'],
      startShift: readTimeShift(raw['spanStartTimeShift']),
      endShift: readTimeShift(raw['spanEndTimeShift']),
      queries: asList(raw['queries']).flatMap((entry, index) => {
        const object = asObject(entry);
        return object ? [{ index, name: asText(object['name']), query: asText(object['query']) || DEFAULT_QUERY }] : [];
      }),
    }
  );
}
