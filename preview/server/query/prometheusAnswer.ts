/** What Prometheus answers to `/api/v1/query` and `/api/v1/query_range`. */
export type PrometheusAnswer =
  | { status: 'success'; data: PrometheusResult; warnings?: string[]; infos?: string[] }
  | { status: 'error'; errorType: string; error: string };

type Sample = [timeSeconds: number, value: string];

export type PrometheusResult =
  | { resultType: 'matrix'; result: Array<{ metric: Record<string, string>; values: Sample[] }> }
  | { resultType: 'vector'; result: Array<{ metric: Record<string, string>; value: Sample }> }
  | { resultType: 'scalar' | 'string'; result: Sample };
