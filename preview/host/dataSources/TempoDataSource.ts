import type { DataQueryRequest, DataQueryResponse, DataSourceInstanceSettings, MetricFindValue } from '@grafana/data';
import { DataSourceWithBackend } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { type Observable, throwError } from 'rxjs';

interface TagsAnswer {
  scopes?: Array<{ name: string; tags: string[] }>;
}

interface TagValuesAnswer {
  tagValues?: Array<{ type: string; value: string }>;
}

/** Tempo as far as the preview has it: health and the two resources of Grafana's backend, no queries. */
export class TempoDataSource extends DataSourceWithBackend {
  constructor(settings: DataSourceInstanceSettings) {
    super(settings);
  }

  query(request: DataQueryRequest<DataQuery>): Observable<DataQueryResponse> {
    void request;
    return throwError(() => new Error('Queries to Tempo through a panel are not part of the preview yet.'));
  }

  async getTagKeys(): Promise<MetricFindValue[]> {
    const { scopes = [] }: TagsAnswer = await this.getResource('tags');
    return scopes.flatMap((scope) => scope.tags.map((tag) => ({ text: `${scope.name}.${tag}` })));
  }

  async getTagValues({ key }: { key: string }): Promise<MetricFindValue[]> {
    const { tagValues = [] }: TagValuesAnswer = await this.getResource('tag-values', { tag: key });
    return tagValues.map(({ value }) => ({ text: value }));
  }
}
