/** @jest-environment jsdom */
import type { DataSourceInstanceSettings, ScopedVars } from '@grafana/data';
import type { SpanRow } from '../../dataSources/tempo/buildTraceFrame.ts';
import { buildSpanLinks } from './buildSpanLinks.ts';

jest.mock('@grafana/runtime', () => ({
  getDataSourceSrv: () => ({
    getInstanceSettings: (uid: string) =>
      ({ loki: { uid: 'loki', name: 'Loki', type: 'loki' }, prom: { uid: 'prom', name: 'Prom', type: 'prometheus' } })[
        uid
      ],
  }),
  getTemplateSrv: () => ({
    replace: (text: string, vars: ScopedVars = {}) =>
      text
        .replace(/\$\{__tags\}/g, vars.__tags?.value)
        .replace(/\$\{__span\.(traceId|spanId)\}/g, (_, name) => vars.__span?.value[name])
        .replace(/\$\{__span\.tags\["(.+?)"\]\}/g, (match, key) => vars.__span?.value.tags[key] ?? match),
  }),
}));

const span = {
  traceID: 'abc',
  spanID: 'def',
  serviceName: 'cart',
  operationName: 'GET',
  startTime: 1_000_000.4,
  duration: 0.1,
  serviceTags: [{ key: 'service.name', value: 'cart' }],
  tags: [{ key: 'pod', value: 'cart-1' }],
} as unknown as SpanRow;

function links(jsonData: object) {
  const found = buildSpanLinks(span, { jsonData } as DataSourceInstanceSettings);
  return found.map(({ title, href }) => {
    const left = JSON.parse(new URL(href, 'http://grafana').searchParams.get('left') ?? '{}');
    return { title, uid: left.datasource, expr: left.queries[0].expr, range: left.range };
  });
}

it('leads to logs by the tags of the data source or the default ones', () => {
  const [link] = links({ tracesToLogsV2: { datasourceUid: 'loki', filterByTraceID: true } });
  expect(link).toMatchObject({ title: 'Related logs', uid: 'loki', range: { from: '1000000', to: '1000001' } });
  expect(link?.expr).toContain('{service_name="cart", pod="cart-1"} | label_format');
  expect(link?.expr).toContain('trace_id="abc"');
  const tags = [{ key: 'service.name', value: 'app' }];
  expect(links({ tracesToLogsV2: { datasourceUid: 'loki', tags } })[0]?.expr).toBe('{app="cart"}');
});

it('leads to metrics by each query, two minutes around the span', () => {
  const queries = [{ name: 'Rate', query: 'rate(x{${__tags}}[1m])' }, { name: 'p50' }];
  expect(links({ tracesToMetrics: { datasourceUid: 'prom', tags: [{ key: 'pod' }], queries } })).toEqual([
    { title: 'Rate', uid: 'prom', expr: 'rate(x{pod="cart-1"}[1m])', range: { from: '880000', to: '1120000' } },
    expect.objectContaining({ title: 'p50', expr: expect.stringContaining('service="cart"') }),
  ]);
});

test.each([
  ['nothing is configured', {}],
  ['the data source does not exist', { tracesToLogsV2: { datasourceUid: 'gone' } }],
  ['it is not Loki', { tracesToLogsV2: { datasourceUid: 'prom' } }],
  ['no tag of the span is wanted', { tracesToLogsV2: { datasourceUid: 'loki', tags: [{ key: 'other' }] } }],
  [
    'a variable has no value',
    { tracesToLogsV2: { datasourceUid: 'loki', customQuery: true, query: '{a="${__span.tags["no"]}"}' } },
  ],
  ['there are no queries', { tracesToMetrics: { datasourceUid: 'prom' } }],
])('gives no link where %s', (_, jsonData) => {
  expect(links(jsonData)).toEqual([]);
});
