import { asList, asObject, asText } from './readJson';

/** An attribute of a span, and the label that says the same. */
export interface TagMapping {
  readonly key: string;
  /** The name of the label. */
  readonly label: string;
}

export interface TagList {
  readonly tags: readonly TagMapping[];
  /** Entries that are plain text: Grafana looks for `key` in them and never finds it. */
  readonly strings: readonly string[];
  /** Whether nothing is listed, so that Grafana takes its own list. */
  readonly isDefault: boolean;
}

/**
 * What Grafana takes where no tags are listed. Mind `service.namespace`: only the first dot is replaced.
 * Source: Grafana 12.3, public/app/features/explore/TraceView/createSpanLink.tsx, `formatDefaultKeys`.
 */
export const DEFAULT_TAGS: readonly TagMapping[] = [
  'cluster',
  'hostname',
  'namespace',
  'pod',
  'service.name',
  'service.namespace',
].map((key) => ({ key, label: key.replace('.', '_') }));

/** Names that Loki and Prometheus accept in a selector. */
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export function readTagList(value: unknown): TagList {
  const entries = asList(value);
  const strings = entries.filter((entry): entry is string => typeof entry === 'string');
  const tags = entries.flatMap((entry): TagMapping[] => {
    const object = asObject(entry);
    const key = asText(object?.['key']);
    return key === '' ? [] : [{ key, label: asText(object?.['value']) || key }];
  });
  return entries.length === 0 ? { tags: DEFAULT_TAGS, strings, isDefault: true } : { tags, strings, isDefault: false };
}

export function isLabelName(name: string): boolean {
  return LABEL_NAME.test(name);
}

/** The name by which Loki and Prometheus keep an attribute that comes by OTLP: everything else becomes `_`. */
export function toLabelName(key: string): string {
  const name = key.replace(/[^a-zA-Z0-9_]/g, '_');
  return /^\d/.test(name) ? `_${name}` : name;
}

/** Labels of the metrics of Tempo's metrics-generator that are named otherwise than their attributes. */
const METRIC_LABELS: Readonly<Record<string, string>> = {
  'service.name': 'service',
  name: 'span_name',
  kind: 'span_kind',
};

/** The label that an attribute most likely has, in logs that come by OTLP and in the metrics of Tempo. */
export function labelOfTag(link: 'trace-to-logs' | 'trace-to-metrics', key: string): string {
  return (link === 'trace-to-metrics' ? METRIC_LABELS[key] : undefined) ?? toLabelName(key);
}

/** As it is written in the settings: without a value where it is the same. */
export function toTagSetting({ key, label }: TagMapping): { readonly key: string; readonly value?: string } {
  return key === label ? { key } : { key, value: label };
}
