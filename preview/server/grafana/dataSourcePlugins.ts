export interface DataSourcePlugin {
  id: string;
  name: string;
  type: 'datasource';
  category: string;
  module: string;
  baseUrl: string;
  metrics: boolean;
  tracing: boolean;
  logs: boolean;
  alerting: boolean;
  annotations: boolean;
  streaming: boolean;
  backend: true;
  info: {
    author: { name: string; url: string };
    description: string;
    links: Array<{ name: string; url: string }>;
    logos: { small: string; large: string };
    screenshots: never[];
    updated: string;
    version: string;
  };
  queryOptions?: { minInterval: boolean };
  multiValueFilterOperators?: boolean;
}

function describe(
  plugin: Pick<DataSourcePlugin, 'id' | 'name' | 'category'> & Partial<DataSourcePlugin>,
  description: string
): DataSourcePlugin {
  const baseUrl = `public/app/plugins/datasource/${plugin.id}`;
  const logo = `/${baseUrl}/img/${plugin.id}_logo.svg`;
  return {
    type: 'datasource',
    module: `core:plugin/${plugin.id}`,
    baseUrl,
    metrics: true,
    tracing: false,
    logs: false,
    alerting: true,
    annotations: false,
    streaming: false,
    backend: true,
    info: {
      author: { name: 'Grafana Labs', url: 'https://grafana.com' },
      description,
      links: [],
      logos: { small: logo, large: logo },
      screenshots: [],
      updated: '',
      version: '',
    },
    ...plugin,
  };
}

/** The types of data source that the preview has, with the abilities that their plugin.json declares in 12.3. */
export const dataSourcePlugins: Record<string, DataSourcePlugin | undefined> = {
  loki: describe(
    { id: 'loki', name: 'Loki', category: 'logging', logs: true, annotations: true, streaming: true },
    'Like Prometheus but for logs. OSS logging solution from Grafana Labs'
  ),
  prometheus: describe(
    {
      id: 'prometheus',
      name: 'Prometheus',
      category: 'tsdb',
      annotations: true,
      queryOptions: { minInterval: true },
      multiValueFilterOperators: true,
    },
    'Open source time series database & alerting'
  ),
  tempo: describe(
    { id: 'tempo', name: 'Tempo', category: 'tracing', tracing: true },
    'High volume, minimal dependency trace storage. OSS tracing solution from Grafana Labs.'
  ),
};
