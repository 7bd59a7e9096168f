import { CustomVariableSupport, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { from, map, type Observable } from 'rxjs';
import type { PrometheusDataSource, PrometheusQuery } from './PrometheusDataSource.ts';
import { runVariableQuery } from './runVariableQuery.ts';

interface PrometheusVariableQuery extends DataQuery {
  query?: string;
}

/** Query variables: `{ query: 'label_values(…)', refId }` or the plain string. */
export class PrometheusVariableSupport extends CustomVariableSupport<
  PrometheusDataSource,
  PrometheusVariableQuery,
  PrometheusQuery
> {
  editor = () => null;

  constructor(private readonly dataSource: PrometheusDataSource) {
    super();
  }

  query = (request: DataQueryRequest<PrometheusVariableQuery>): Observable<DataQueryResponse> => {
    const target = request.targets[0] as PrometheusVariableQuery | string | undefined;
    const text = typeof target === 'string' ? target : (target?.query ?? '');
    const values = runVariableQuery(this.dataSource, text, request.range, request.scopedVars);
    return from(values).pipe(map((data) => ({ data })));
  };
}
