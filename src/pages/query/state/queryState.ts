import { DEFAULT_RESULTS_VIEW, type ChartKind, type ResultsView } from '../results';
import { translateFilters } from './translateFilters';

export type EditorKind = 'build' | 'code';

/** All that a link to the page says. What is not in the URL has its default. */
export interface QueryState {
  /** TraceQL as written, correct or not. */
  readonly text: string;
  /** Grafana's raw times: `now-1h`, epoch milliseconds or ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** Most traces, a positive integer. */
  readonly limit: number;
  /** Most spans of each spanset, a positive integer. */
  readonly spansPerSpanset: number;
  /** Seconds between the points of a metrics query; undefined lets Tempo choose. */
  readonly stepSeconds: number | undefined;
  /** How often the query is asked again by itself (`10s`); empty for never. */
  readonly refresh: string;
  readonly editor: EditorKind;
  readonly view: ResultsView;
}

/** Tempo's own default for both (`search.default_result_limit`, `spss`), 2.6 to 3.0. */
export const DEFAULT_LIMIT = 20;
export const DEFAULT_SPANS_PER_SPANSET = 3;
const DEFAULT_FROM = 'now-1h';
const DEFAULT_TO = 'now';

/** Reads a link. Whatever makes no sense has its default: an old or hand-made link must open. */
export function readQueryState(search: string): QueryState {
  const parameters = new URLSearchParams(search);
  const limit = readPositive(parameters.get('limit'));
  return {
    text: parameters.get('q') ?? translateFilters(parameters.get('filters') ?? ''),
    from: parameters.get('from') || DEFAULT_FROM,
    to: parameters.get('to') || DEFAULT_TO,
    limit: limit ?? DEFAULT_LIMIT,
    spansPerSpanset: readPositive(parameters.get('spss')) ?? DEFAULT_SPANS_PER_SPANSET,
    stepSeconds: readPositive(parameters.get('step')),
    refresh: /^\d+[smhd]$/.test(parameters.get('refresh') ?? '') ? (parameters.get('refresh') ?? '') : '',
    editor: parameters.get('editor') === 'code' ? 'code' : 'build',
    view: readView(parameters),
  };
}

function readView(parameters: URLSearchParams): ResultsView {
  const sort = parameters.get('sort');
  return {
    mode: parameters.get('table') === 'spans' ? 'spans' : 'traces',
    columns: parameters.getAll('column').filter((column) => column !== ''),
    sort: sort ? readSort(sort) : DEFAULT_RESULTS_VIEW.sort,
    traceId: parameters.get('trace'),
    spanId: parameters.get('span'),
    chart: readChart(parameters.get('chart')),
  };
}

function readSort(text: string): ResultsView['sort'] {
  return text.startsWith('-') ? { key: text.slice(1), descending: true } : { key: text, descending: false };
}

const CHARTS: readonly ChartKind[] = ['none', 'scatter', 'histogram', 'heatmap'];

function readChart(text: string | null): ChartKind {
  return CHARTS.find((chart) => chart === text) ?? DEFAULT_RESULTS_VIEW.chart;
}

function readPositive(text: string | null): number | undefined {
  const number = Number(text);
  return text !== null && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** Values of query parameters as `locationService.partial` takes them; null takes the parameter away. */
export type QueryParameters = Record<string, string | string[] | null>;

/** What to write into the URL for a change. Defaults are left out, so that links stay short. */
export function renderQueryState(change: Partial<Omit<QueryState, 'view'>>): QueryParameters {
  const parameters: QueryParameters = {};
  const write = (name: string, key: keyof typeof change, defaultValue?: string | number) => {
    // A key that is present with undefined (`stepSeconds`) is a change too: it clears the parameter.
    if (key in change) {
      const value = change[key];
      parameters[name] = value === undefined || value === defaultValue ? null : String(value);
    }
  };
  write('q', 'text', '');
  if ('text' in change) {
    // The form in which Explore's search filters come in; from now on there is a text.
    parameters.filters = null;
  }
  // Always written: they show what a link without them would leave to the default of the day.
  write('from', 'from');
  write('to', 'to');
  write('limit', 'limit', DEFAULT_LIMIT);
  write('spss', 'spansPerSpanset', DEFAULT_SPANS_PER_SPANSET);
  write('step', 'stepSeconds');
  write('refresh', 'refresh', '');
  write('editor', 'editor', 'build');
  return parameters;
}

/** The same for how the results are shown. */
export function renderResultsView(change: Partial<ResultsView>): QueryParameters {
  const { mode, columns, sort, traceId, spanId, chart } = change;
  const texts: { [Name in string]: string | string[] | null | undefined } = {
    table: mode,
    column: columns && (columns.length > 0 ? [...columns] : null),
    sort: sort && `${sort.descending ? '-' : ''}${sort.key}`,
    trace: traceId,
    span: spanId,
    chart,
  };
  const isDefault = (text: unknown) => DEFAULT_VIEW_TEXTS.some((each) => each === text);
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, isDefault(text) ? null : text]]))
  );
}

/** The texts of `DEFAULT_RESULTS_VIEW`. They differ from each other, and none of them can be an ID. */
const DEFAULT_VIEW_TEXTS = [
  DEFAULT_RESULTS_VIEW.mode,
  `${DEFAULT_RESULTS_VIEW.sort.descending ? '-' : ''}${DEFAULT_RESULTS_VIEW.sort.key}`,
  DEFAULT_RESULTS_VIEW.chart,
];
