import { dateTime } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { queryLink, type QueryLinkContext } from './queryLink';

const target = (more: object): DataQuery => ({ refId: 'A', datasource: { type: 'tempo', uid: 'T' }, ...more });
const link = (...targets: DataQuery[]) => queryLink({ targets }, (text) => text.replace('$svc', 'cart'));
const parametersOf = (address: string | undefined) =>
  Object.fromEntries(new URL(address ?? '', 'http://x').searchParams);

it.each<[string, DataQuery, Record<string, string>]>([
  [
    'a TraceQL query',
    target({ queryType: 'traceql', query: '{ name = "a&b" }' }),
    { q: '{ name = "a&b" }', tempo: 'T' },
  ],
  ['one without a type', target({ query: '{}' }), { q: '{}', tempo: 'T' }],
  ['a trace ID', target({ queryType: 'traceId', query: 'ab12' }), { q: 'ab12', tempo: 'T' }],
  ['limits', target({ query: '{}', limit: 50, spss: 7 }), { q: '{}', tempo: 'T', limit: '50', spss: '7' }],
  ['limits that make no sense', target({ query: '{}', limit: -1, spss: '3' }), { q: '{}', tempo: 'T' }],
  [
    'variables',
    target({ query: '{ resource.service.name = "$svc" }' }),
    { q: '{ resource.service.name = "cart" }', tempo: 'T' },
  ],
  [
    'search filters, with variables',
    target({ queryType: 'traceqlSearch', filters: [{ id: 'x', tag: 'service.name', value: '$svc' }] }),
    { filters: '[{"id":"x","tag":"service.name","value":"cart"}]', tempo: 'T' },
  ],
])('leads to %s', (_, query, expected) => {
  expect(parametersOf(link(query))).toEqual(expected);
});

it.each<[string, DataQuery]>([
  ['of another data source', { ...target({ query: '{}' }), datasource: { type: 'loki', uid: 'L' } }],
  ['without a data source', { refId: 'A' }],
  ['without text', target({ query: ' ' })],
  ['that is hidden', target({ query: '{}', hide: true })],
  ['of the service graph', target({ queryType: 'serviceMap' })],
  ['with no filters', target({ queryType: 'traceqlSearch', filters: [] })],
])('is not offered for a query %s', (_, query) => {
  expect(link(query)).toBeUndefined();
});

it('is not offered without a context', () => {
  expect(queryLink(undefined, String)).toBeUndefined();
});

it('takes the first that fits, also one known only from the request', () => {
  const context: QueryLinkContext = {
    targets: [{ refId: 'A' }],
    data: { request: { targets: [target({ query: '{ .a }' })] } },
    timeRange: { from: 'now-6h', to: dateTime(1_700_000_000_000) },
  };
  expect(parametersOf(queryLink(context, (text) => text))).toEqual({
    q: '{ .a }',
    tempo: 'T',
    from: 'now-6h',
    to: '1700000000000',
  });
});
