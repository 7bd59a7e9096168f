import type { CorrelationInput, DataSourceSettings } from '../contract';
import { findDataSource, METRICS_TYPES } from '../settings/dataSourceTypes';
import { asList, asObject, asText, type JsonObject } from '../settings/readJson';

/** Every data source but this Tempo. */
export function otherDataSources({ tempo, all }: CorrelationInput): DataSourceSettings[] {
  return all.filter(({ uid }) => uid !== tempo.uid);
}

/** A Loki to propose: the one that leads to this Tempo, else the only one there is. */
export function proposeLoki(input: CorrelationInput): DataSourceSettings | undefined {
  const lokis = otherDataSources(input).filter(({ type }) => type === 'loki');
  const leading = lokis.filter((loki) => leadsTo(loki, input));
  return only(leading) ?? only(lokis);
}

/** Prometheus data sources in the order in which they are tried: those that this Tempo uses already come first. */
export function listMetricsCandidates(input: CorrelationInput): DataSourceSettings[] {
  const metrics = otherDataSources(input).filter(({ type }) => METRICS_TYPES.has(type));
  const used = usedForMetrics(input);
  const rank = (dataSource: DataSourceSettings) =>
    used.includes(dataSource.uid) ? 0 : dataSource.isDefault ? 1 : exemplarsLeadTo(dataSource, input) ? 2 : 3;
  return [...metrics].sort((a, b) => rank(a) - rank(b));
}

/** A Prometheus to propose without asking it: one that is used already, else the only one there is. */
export function proposeMetrics(input: CorrelationInput): DataSourceSettings | undefined {
  const candidates = listMetricsCandidates(input);
  const used = usedForMetrics(input);
  return candidates.find(({ uid }) => used.includes(uid)) ?? only(candidates);
}

/** Uids of the data sources that exist and that Tempo has its service graph or its metrics of spans from. */
export function usedForMetrics({ tempo, all }: CorrelationInput): string[] {
  return ['serviceMap', 'tracesToMetrics'].flatMap((key) => {
    const found = findDataSource(all, asText(asObject(tempo.jsonData[key])?.['datasourceUid']));
    return found && METRICS_TYPES.has(found.type) ? [found.uid] : [];
  });
}

/** Whether one of its derived fields has this Tempo. */
export function leadsTo(loki: DataSourceSettings, { tempo, all }: CorrelationInput): boolean {
  return readEntries(loki.jsonData['derivedFields']).some(
    (field) => findDataSource(all, asText(field['datasourceUid']))?.uid === tempo.uid
  );
}

export function exemplarsLeadTo(prometheus: DataSourceSettings, { tempo, all }: CorrelationInput): boolean {
  return readEntries(prometheus.jsonData['exemplarTraceIdDestinations']).some(
    (entry) => findDataSource(all, asText(entry['datasourceUid']))?.uid === tempo.uid
  );
}

/** The objects of a list of settings. */
function readEntries(value: unknown): JsonObject[] {
  return asList(value).flatMap((entry): JsonObject[] => {
    const object = asObject(entry);
    return object ? [object] : [];
  });
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
