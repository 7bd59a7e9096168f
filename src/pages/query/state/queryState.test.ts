import { urlUtil } from '@grafana/data';
import { DEFAULT_RESULTS_VIEW } from '../results';
import {
  readQueryState,
  renderQueryState,
  renderResultsView,
  type QueryParameters,
  type QueryState,
} from './queryState';

const DEFAULTS: QueryState = {
  text: '',
  from: 'now-1h',
  to: 'now',
  limit: 20,
  spansPerSpanset: 3,
  stepSeconds: undefined,
  refresh: '',
  editor: 'build',
  view: DEFAULT_RESULTS_VIEW,
};

/** As Grafana's location service writes parameters. */
const asSearch = (parameters: QueryParameters) =>
  `?${urlUtil.toUrlParams(Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null)))}`;

it('has a default for everything', () => {
  expect(readQueryState('')).toEqual(DEFAULTS);
});

it.each<[string, Partial<QueryState>]>([
  ['?q=%7B%20name%20%3D%20%22a%26b%22%20%7D', { text: '{ name = "a&b" }' }],
  ['?filters=%5B%7B%22tag%22%3A%22name%22%2C%22value%22%3A%22x%22%7D%5D', { text: '{ name = "x" }' }],
  ['?q=%7B%7D&filters=%5B%7B%22tag%22%3A%22name%22%2C%22value%22%3A%22x%22%7D%5D', { text: '{}' }],
  ['?from=now-6h&to=1700000000000', { from: 'now-6h', to: '1700000000000' }],
  ['?limit=500&spss=10&step=30', { limit: 500, spansPerSpanset: 10, stepSeconds: 30 }],
  ['?limit=0&spss=-1&step=1.5', {}],
  ['?limit=many&spss=&step=1e400', {}],
  ['?editor=code&refresh=10s', { editor: 'code', refresh: '10s' }],
  ['?editor=emacs&refresh=often', {}],
  [
    '?table=spans&column=http.method&column=a%2Cb&sort=-duration&trace=abc&span=def&chart=heatmap',
    {
      view: {
        mode: 'spans',
        columns: ['http.method', 'a,b'],
        sort: { key: 'duration', descending: true },
        traceId: 'abc',
        spanId: 'def',
        chart: 'heatmap',
      },
    },
  ],
  [
    '?sort=service&chart=pie&table=',
    { view: { ...DEFAULT_RESULTS_VIEW, sort: { key: 'service', descending: false } } },
  ],
])('reads %s', (search, expected) => {
  expect(readQueryState(search)).toEqual({ ...DEFAULTS, ...expected });
});

it('writes what it reads', () => {
  const state: QueryState = {
    text: '{ span."my attr" = "ü&=+%" }',
    from: 'now-3h',
    to: 'now-5m',
    limit: 100,
    spansPerSpanset: 5,
    stepSeconds: 15,
    refresh: '1m',
    editor: 'code',
    view: {
      mode: 'spans',
      columns: ['a', 'b,c', 'd e'],
      sort: { key: 'name', descending: false },
      traceId: '0123',
      spanId: '4567',
      chart: 'none',
    },
  };
  const { view, ...rest } = state;
  expect(readQueryState(asSearch({ ...renderQueryState(rest), ...renderResultsView(view) }))).toEqual(state);
});

it('leaves defaults out, and takes away what was there', () => {
  const { view, from, to, ...rest } = DEFAULTS;
  const written = { ...renderQueryState(rest), ...renderResultsView(view) };
  expect(Object.values(written).every((value) => value === null)).toBe(true);
  expect(Object.keys(written).sort()).toEqual(
    [
      'chart',
      'column',
      'editor',
      'filters',
      'limit',
      'q',
      'refresh',
      'sort',
      'span',
      'spss',
      'step',
      'table',
      'trace',
    ].sort()
  );
  expect(renderQueryState({ from, to })).toEqual({ from: 'now-1h', to: 'now' });
});

it('touches only what changes', () => {
  expect(renderQueryState({ limit: 50 })).toEqual({ limit: '50' });
  expect(renderResultsView({ traceId: null, spanId: null })).toEqual({ trace: null, span: null });
});
