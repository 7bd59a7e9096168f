import {
  createDataFrame,
  type DataFrame,
  DataFrameType,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  FieldType,
  LoadingState,
  type MetricFindValue,
  type TimeRange,
} from '@grafana/data';
import { DataSourceWithBackend, getBackendSrv, getTemplateSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { forkJoin, map, type Observable, of } from 'rxjs';

export interface LokiQuery extends DataQuery {
  expr?: string;
  maxLines?: number;
}

interface LokiOptions extends DataSourceJsonData {
  maxLines?: string | number;
}

type Labels = Record<string, string>;

interface LokiAnswer {
  data?: { result?: Array<{ stream: Labels; values: Array<[string, string]> }> };
}

const DEFAULT_MAX_LINES = 1000;

/**
 * Log lines with the frames of Grafana's data source. Where Grafana asks its backend, the data source proxy is asked here,
 * and all labels are of one kind. Queries of metrics are not part of the preview.
 */
export class LokiDataSource extends DataSourceWithBackend<LokiQuery, LokiOptions> {
  constructor(private readonly settings: DataSourceInstanceSettings<LokiOptions>) {
    super(settings);
  }

  query({ targets, range, scopedVars }: DataQueryRequest<LokiQuery>): Observable<DataQueryResponse> {
    const answers = targets
      .filter(({ expr, hide }) => Boolean(expr) && !hide)
      .map((target) =>
        this.ask({ ...target, expr: getTemplateSrv().replace(target.expr, scopedVars) }, range).pipe(
          map((answer) => buildLogFrame(target.refId, answer))
        )
      );
    return answers.length === 0
      ? of({ data: [], state: LoadingState.Done })
      : forkJoin(answers).pipe(map((data) => ({ data, state: LoadingState.Done })));
  }

  getQueryDisplayText({ expr = '' }: LokiQuery): string {
    return expr;
  }

  async getTagKeys(): Promise<MetricFindValue[]> {
    const { data = [] } = await this.getResource('labels');
    return data.map((text: string) => ({ text }));
  }

  async getTagValues({ key }: { key: string }): Promise<MetricFindValue[]> {
    const { data = [] } = await this.getResource(`label/${encodeURIComponent(key)}/values`);
    return data.map((text: string) => ({ text }));
  }

  private ask({ expr, maxLines }: LokiQuery, { from, to }: TimeRange): Observable<LokiAnswer> {
    const limit = maxLines ?? (Number(this.settings.jsonData.maxLines) || DEFAULT_MAX_LINES);
    const params = { query: expr, limit, start: `${from.valueOf()}000000`, end: `${to.valueOf()}000000` };
    const url = `${this.settings.url ?? ''}/loki/api/v1/query_range`;
    return getBackendSrv()
      .fetch<LokiAnswer>({ url, params, showErrorAlert: false })
      .pipe(map(({ data }) => data));
  }
}

/** The newest line first. Source: Grafana 12.3, pkg/tsdb/loki/frame.go. */
function buildLogFrame(refId: string, { data }: LokiAnswer): DataFrame {
  const lines = (data?.result ?? [])
    .flatMap(({ stream, values }) => values.map(([timeNs, line]) => ({ timeNs, line, labels: stream })))
    .sort((left, right) => (left.timeNs < right.timeNs ? 1 : -1));
  const values = <T>(read: (line: (typeof lines)[number], index: number) => T) => lines.map(read);
  return createDataFrame({
    refId,
    meta: { type: DataFrameType.LogLines, preferredVisualisationType: 'logs' },
    fields: [
      { name: 'labels', type: FieldType.other, values: values(({ labels }) => labels) },
      { name: 'Time', type: FieldType.time, values: values(({ timeNs }) => Number(timeNs.slice(0, -6))) },
      { name: 'Line', type: FieldType.string, values: values(({ line }) => line) },
      { name: 'tsNs', type: FieldType.string, values: values(({ timeNs }) => timeNs) },
      { name: 'id', type: FieldType.string, values: values(({ timeNs }, index) => `${timeNs}_${index}`) },
    ],
  });
}
