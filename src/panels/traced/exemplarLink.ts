import { DataTopic, type DataFrame, type DataLink } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { CustomTransformerDefinition } from '@grafana/scenes';
import { map } from 'rxjs';
import { queryPageUrl } from './queryPageUrl';

/** What holds the trace ID: Tempo's generator writes `traceID` (`trace_id_label_name` from 2.8), OpenTelemetry `trace_id`. */
const TRACE_ID_FIELD = /^trace_?id$/i;

/** Opens the trace of an exemplar on our Query page, beside the search that it belongs to. */
export function exemplarLink(query: string, tempoUid: string): DataLink {
  return {
    title: t('traced.open-trace', 'Open the trace'),
    url: queryPageUrl({ query, tempoUid, traceId: '${__value.raw}' }),
  };
}

/** A transformation that gives the exemplars of Prometheus that link, before those that its data source may have. */
export function linkExemplars(query: string, tempoUid: string): CustomTransformerDefinition {
  const link = exemplarLink(query, tempoUid);
  return {
    topic: DataTopic.Annotations,
    operator: () => (source) => source.pipe(map((frames) => frames.map((frame) => withLink(frame, link)))),
  };
}

function withLink(frame: DataFrame, link: DataLink): DataFrame {
  return {
    ...frame,
    fields: frame.fields.map((field) =>
      TRACE_ID_FIELD.test(field.name)
        ? { ...field, config: { ...field.config, links: [link, ...(field.config.links ?? [])] } }
        : field
    ),
  };
}
