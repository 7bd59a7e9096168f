import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { SurroundingsContext, type QueryRun, type Surroundings } from '../../../data';
import { NO_COST, parseVersion, type TempoFailure } from '../../../tempo';
import { parse } from '../../../traceql';
import { Results, type ResultsProps } from './Results';
import { DEFAULT_RESULTS_VIEW, type ResultsView } from './resultsView';
import { doneRun, manyTraces, questionOf, recordedMetrics, recordedSearch } from './testdata/recordedAnswers';

// Grafana's panels are not at hand; what they are given is tested beside their builders.
jest.mock('./metrics/MetricsPanel', () => ({
  MetricsPanel: ({ kind, frames }: { kind: string; frames: unknown[] }) => (
    <div>
      {kind} of {frames.length}
    </div>
  ),
}));
jest.mock('./trace/TraceDrawer', () => ({
  TraceDrawer: ({ traceId, fromMs, onClose }: { traceId: string; fromMs: number; onClose(): void }) => (
    <div role="dialog" aria-label={`${traceId} from ${fromMs}`}>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </div>
  ),
}));

// Nothing here is hidden by styles, and looking that up for every cell of a table takes minutes.
beforeAll(() => {
  configure({ defaultHidden: true });
  // For the width of the list of groups.
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue({ measureText: () => ({ width: 0 }) } as unknown as null);
});
afterAll(() => configure({ defaultHidden: false }));
beforeEach(() => {
  jest.clearAllMocks();
  // jsdom lays nothing out.
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(100);
  global.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});
const SYSTEM = {
  tempo: { uid: 'tempo', name: 'Tempo' },
  capabilities: {
    version: { value: parseVersion('3.0.3'), source: '' },
    generation: { value: '3.x', source: '' },
  },
} as unknown as Surroundings;

const handlers = {
  onViewChange: jest.fn(),
  onFilter: jest.fn(),
  onBrush: jest.fn(),
  onCancel: jest.fn(),
  onRetry: jest.fn(),
};

function element(run: QueryRun, view: Partial<ResultsView> = {}, more: Partial<ResultsProps> = {}) {
  const text = run.status === 'idle' ? '{ }' : run.question.text;
  return (
    <SurroundingsContext.Provider value={SYSTEM}>
      <Results
        run={run}
        query={parse(text).query}
        view={{ ...DEFAULT_RESULTS_VIEW, ...view }}
        {...handlers}
        {...more}
      />
    </SurroundingsContext.Provider>
  );
}

const ERRORS = '{ resource.service.name = "frontend" } >> { status = error }';
const searchRun = async (text = ERRORS, system = '3.0.3') =>
  doneRun(text, { kind: 'search', answer: await recordedSearch(system, text) });
// By text and not by role and name: to work out names takes jsdom a minute for all of this.
const cell = (text: string | RegExp) => screen.getAllByText(text).at(-1)?.closest('[role=gridcell]') as HTMLElement;
const row = (text: string | RegExp) => screen.getAllByText(text)[0]?.closest('[role=row]') as HTMLElement;
const header = (text: string) => screen.getByText(text).closest('[role=columnheader]') as HTMLElement;
const button = (text: string) => screen.getByText(text).closest('button') as HTMLElement;

describe('status', () => {
  const status = () => screen.getByRole('status');

  it('says how many traces, and that the limit cut them', async () => {
    const run = await searchRun();
    const count = run.answer.kind === 'search' ? run.answer.answer.traces.length : 0;
    const { rerender } = render(element(run));
    expect(status()).toHaveTextContent(`Traces: ${count}`);
    expect(status()).not.toHaveTextContent('limit');
    expect(screen.getByText('321 ms')).toBeInTheDocument();
    expect(screen.getByText(/KiB inspected/)).toBeInTheDocument();
    rerender(element({ ...run, question: { ...run.question, limit: count } }));
    expect(status()).toHaveTextContent(`The limit of ${count} is reached`);
  });

  it('counts up, can be cancelled, and leaves the seconds out of what is read aloud', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const question = questionOf('{ }');
    render(element({ status: 'running', question, startedAtMs: Date.now() - 3500, streaming: false }));
    expect(status()).toHaveTextContent('Asking Tempo…');
    expect(status()).not.toHaveTextContent('3 s');
    expect(screen.getByText('3 s')).toBeInTheDocument();
    await user.click(button('Cancel'));
    expect(handlers.onCancel).toHaveBeenCalled();
  });

  it('shows what has been streamed so far', () => {
    const partial = {
      kind: 'search' as const,
      answer: { ...manyTraces(3), cost: { ...NO_COST, completedJobs: 2, totalJobs: 9 } },
    };
    render(element({ status: 'running', question: questionOf('{ }'), startedAtMs: 0, streaming: true, partial }));
    expect(status()).toHaveTextContent('results so far');
    expect(screen.getByText('2 of 9 jobs')).toBeInTheDocument();
    expect(cell('trace 0')).toBeInTheDocument();
  });

  it.each([
    ['what Tempo left out', 'too many series', 10, 10, 'Tempo left something out: too many series'],
    ['jobs that were not done', '', 3, 10, '3 of 10'],
  ])('warns of %s', async (_, partial, completedJobs, totalJobs, expected) => {
    const answer = await recordedMetrics('3.0.3', '{} | rate()');
    const cost = { ...NO_COST, completedJobs, totalJobs };
    render(element(doneRun('{} | rate()', { kind: 'metrics', answer: { ...answer, partial, cost } })));
    expect(status()).toHaveTextContent(expected);
    expect(screen.getByText('Incomplete')).toBeInTheDocument();
  });

  it('says why there was no streaming', async () => {
    render(element({ ...(await searchRun()), streamingProblem: 'no websocket' }));
    expect(screen.getByText(/Streaming did not work/)).toHaveAttribute('title', 'no websocket');
  });
});

describe('states', () => {
  it('explains a failure, shows the answer word for word, and asks again', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const failure: TempoFailure = {
      kind: 'bad-request',
      path: '/api/search',
      said: 'a new kind of error 4711',
      status: 400,
    };
    render(element({ status: 'failed', question: questionOf('{ }'), failure, elapsedMs: 5 }));
    expect(screen.getByRole('alert')).toBeInTheDocument();
    expect(screen.getByText('a new kind of error 4711')).toBeInTheDocument();
    await user.click(button('Try again'));
    expect(handlers.onRetry).toHaveBeenCalled();
  });

  it('copes with a failure that says nothing', () => {
    const failure: TempoFailure = { kind: 'unreachable', path: '/api/search', said: '' };
    render(element({ status: 'failed', question: questionOf('{ }'), failure, elapsedMs: 5 }));
    expect(screen.getByText(/Nothing came back/)).toBeInTheDocument();
  });

  it('says what was asked where nothing is found, and what to try', () => {
    const empty = { kind: 'search' as const, answer: manyTraces(0) };
    const run = doneRun('{ span.foo = 1 }', empty, { toMs: Date.now() });
    render(element(run));
    expect(screen.getByText('{ span.foo = 1 }')).toBeInTheDocument();
    expect(screen.getByText(/Check the scope/)).toBeInTheDocument();
    expect(screen.getByText(/newest 30 seconds/)).toBeInTheDocument();
  });

  it('does not blame the scope or the newest seconds without reason', () => {
    render(element(doneRun('{ duration > 1h }', { kind: 'search', answer: manyTraces(0) })));
    expect(screen.queryByText(/Check the scope/)).not.toBeInTheDocument();
    expect(screen.queryByText(/newest 30 seconds/)).not.toBeInTheDocument();
  });

  it('keeps the answer before while the next one is on its way, and after a cancellation', async () => {
    const previous = await searchRun();
    const question = questionOf('{ } | rate()', 'metrics');
    const { rerender } = render(
      element({ status: 'running', question, startedAtMs: Date.now(), streaming: false, previous })
    );
    expect(cell('POST /checkout')).toBeInTheDocument();
    rerender(element({ status: 'cancelled', question, elapsedMs: 9, previous }));
    expect(cell('POST /checkout')).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent('results of the query before');
    rerender(element({ status: 'cancelled', question, elapsedMs: 9 }));
    expect(button('Ask again')).toBeInTheDocument();
  });

  it('says what to do before anything is asked', () => {
    render(element({ status: 'idle' }));
    expect(screen.getByText('Write or build a query and run it')).toBeInTheDocument();
  });
});

describe('search', () => {
  it('marks errors in words and lists services with theirs', async () => {
    render(element(await searchRun()));
    expect(cell('6 failed')).toBeInTheDocument();
    expect(screen.getAllByText('with errors:')[0]?.closest('[role=gridcell]')).toHaveTextContent(
      'checkout3with errors:2'
    );
  });

  it('explains a root span that is missing', () => {
    const answer = manyTraces(1);
    const traces = answer.traces.map((trace) => ({ ...trace, rootTraceName: '', rootServiceName: '' }));
    render(element(doneRun('{ }', { kind: 'search', answer: { ...answer, traces } })));
    expect(screen.getByText('root span not yet received')).toBeInTheDocument();
  });

  it('opens a trace from its ID, with times around it, and gives the focus back', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const run = await searchRun();
    const { rerender } = render(element(run));
    const link = button('b89db53ad9cbe96b7969c6d2149d13c3');
    await user.click(link);
    expect(handlers.onViewChange).toHaveBeenCalledWith({
      traceId: 'b89db53ad9cbe96b7969c6d2149d13c3',
      spanId: null,
    });
    rerender(element(run, { traceId: 'b89db53ad9cbe96b7969c6d2149d13c3' }));
    const drawer = screen.getByRole('dialog', { name: 'b89db53ad9cbe96b7969c6d2149d13c3 from 1795334615100' });
    await user.click(within(drawer).getByRole('button', { name: 'Close' }));
    expect(handlers.onViewChange).toHaveBeenLastCalledWith({ traceId: null, spanId: null });
    button('Export').focus();
    rerender(element(run));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(link).toHaveFocus();
  });

  it('opens a trace of which the URL knows more than the answer', () => {
    render(element({ status: 'idle' }, { traceId: 'abc' }));
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });

  it('expands a trace to its matching spans', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(await searchRun()));
    expect(screen.queryByText('104f4b920ece0c1d')).not.toBeInTheDocument();
    await user.click(screen.getAllByLabelText('Matching spans of this trace')[0] as HTMLElement);
    expect(row('104f4b920ece0c1d')).toHaveAttribute('aria-level', '2');
  });

  it('filters by a value, with the field as the query has it', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const text = '{ span.messaging.system = "kafka" && kind = producer } > { kind = consumer }';
    render(element(await searchRun(text), { mode: 'spans' }));
    await user.click(within(cell('kafka')).getByRole('button'));
    await user.click(screen.getByRole('menuitem', { name: /Filter for this value/ }));
    expect(handlers.onFilter).toHaveBeenCalledWith({
      field: 'span.messaging.system',
      operator: '=',
      value: 'kafka',
      type: 'string',
    });
    await user.click(within(cell('consumer')).getByRole('button'));
    await user.click(screen.getByRole('menuitem', { name: /Filter out this value/ }));
    expect(handlers.onFilter).toHaveBeenLastCalledWith({
      field: 'kind',
      operator: '!=',
      value: 'consumer',
      type: 'keyword',
    });
  });

  it('does all of it by keyboard, and the focus comes back', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(await searchRun(), { chart: 'none' }));
    header('Trace ID').focus();
    // The first press to the right expands the trace.
    await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}{ArrowRight}{Enter}');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(handlers.onFilter).toHaveBeenCalledWith({
      field: 'rootServiceName',
      operator: '!=',
      value: 'frontend',
      type: 'string',
    });
    expect(document.activeElement).toHaveTextContent('frontend');
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toHaveAttribute('data-cell', '1:2');
  });

  it('does not offer to filter by what no query can ask for', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(await searchRun('{ } | count() > 8')));
    await user.click(within(cell('11')).getByRole('button'));
    expect(screen.queryByRole('menuitem', { name: /Filter/ })).not.toBeInTheDocument();
    expect(screen.getByRole('menuitem', { name: /Copy value/ })).toBeInTheDocument();
  });

  it('lets columns be chosen', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(await searchRun('{ span.messaging.system = "kafka" && kind = producer } > { kind = consumer }')));
    expect(header('messaging.system')).toBeInTheDocument();
    await user.click(button('Columns'));
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'kind', checked: true }));
    expect(handlers.onViewChange).toHaveBeenCalledWith({ columns: ['.messaging.system'] });
  });

  it('sorts through the URL', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(await searchRun()));
    await user.click(button('Duration'));
    expect(handlers.onViewChange).toHaveBeenCalledWith({ sort: { key: 'duration', descending: true } });
  });
});

describe('charts', () => {
  const manyRun = (count: number) => doneRun('{ }', { kind: 'search', answer: manyTraces(count) });

  it('narrow the query by a bar', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(manyRun(30), { chart: 'histogram' }));
    await user.click(screen.getByLabelText(/^10 ms to 12.5 ms: 3, 0 with errors/));
    expect(handlers.onBrush).toHaveBeenCalledWith({
      fromMs: 1795334602000,
      toMs: 1795334692000,
      minDurationNs: 10e6,
      maxDurationNs: 12.5e6,
    });
  });

  it('narrow the query by numbers', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(manyRun(30)));
    await user.click(button('Select by numbers'));
    const from = screen.getByLabelText('From');
    expect(from).toHaveValue('2026-11-22 08:04:51');
    await user.clear(from);
    await user.type(from, '2026-11-22 08:04:00');
    await user.clear(screen.getByLabelText('Shortest duration'));
    await user.type(screen.getByLabelText('Shortest duration'), '5 ms');
    await user.clear(screen.getByLabelText('Longest duration'));
    await user.click(button('Apply'));
    expect(handlers.onBrush).toHaveBeenCalledWith({
      fromMs: 1795334640000,
      toMs: 1795334693000,
      minDurationNs: 5e6,
      maxDurationNs: Infinity,
    });
  });

  it('say what is wrong with the numbers and keep them', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(manyRun(30)));
    await user.click(button('Select by numbers'));
    await user.clear(screen.getByLabelText('From'));
    await user.type(screen.getByLabelText('From'), 'yesterday');
    await user.clear(screen.getByLabelText('Longest duration'));
    await user.type(screen.getByLabelText('Longest duration'), '1us');
    await user.click(button('Apply'));
    expect(handlers.onBrush).not.toHaveBeenCalled();
    expect(screen.getByText(/Write a time like/)).toBeInTheDocument();
    expect(screen.getByText(/Must be at least/)).toBeInTheDocument();
    expect(screen.getByLabelText('From')).toHaveValue('yesterday');
  });

  it('offer the heatmap for many points, whose cells narrow the query', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const { rerender, container } = render(element(manyRun(2001)));
    await user.click(button('2,001 points: show as heatmap'));
    expect(handlers.onViewChange).toHaveBeenCalledWith({ chart: 'heatmap' });
    rerender(element(manyRun(2001), { chart: 'heatmap' }));
    await user.click(container.querySelector('rect') as SVGRectElement);
    expect(handlers.onBrush).toHaveBeenCalled();
    rerender(element(manyRun(2000)));
    expect(screen.queryByText(/show as heatmap/)).not.toBeInTheDocument();
  });
});

describe('metrics', () => {
  const metricsRun = async (text: string) =>
    doneRun(text, { kind: 'metrics', answer: await recordedMetrics('3.0.3', text) });

  it('are lines and figures, with an example to open', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(await metricsRun('{ status = error } | rate() by (resource.service.name)')));
    expect(screen.getByText('timeseries of 4')).toBeInTheDocument();
    await user.click(within(row('checkout')).getAllByRole('button')[0] as HTMLElement);
    expect(handlers.onViewChange).toHaveBeenCalledWith({
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      spanId: null,
    });
  });

  it('say which of very many series are drawn', () => {
    const series = Array.from({ length: 1500 }, (_, index) => ({
      labels: [{ key: 'name', type: 'string' as const, value: `s${index}` }],
      samples: [{ timeMs: 1795334602000, value: index }],
      exemplars: [],
    }));
    render(
      element(doneRun('{ } | rate() by(name)', { kind: 'metrics', answer: { series, cost: NO_COST, partial: '' } }))
    );
    expect(screen.getByText('timeseries of 100')).toBeInTheDocument();
    expect(screen.getByText(/1,500 series. The chart shows the 100/)).toBeInTheDocument();
  });

  it('of a histogram are a heatmap, or lines', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(await metricsRun('{ } | histogram_over_time(duration) by (resource.service.name)')));
    expect(screen.getByText('heatmap of 1')).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'Time series' }));
    expect(screen.getByText(/timeseries of/)).toBeInTheDocument();
    expect(cell(/cart · ≤ /)).toBeInTheDocument();
  });

  it('of a comparison are a ranking, from which one can filter', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(await metricsRun('{ nestedSetParent < 0 } | compare({ duration > 500ms }, 5)')));
    expect(screen.getByText(/Shares of 31 selected spans and of the 269 others/)).toBeInTheDocument();
    await user.click(within(row('POST /checkout')).getByRole('button'));
    await user.click(screen.getByRole('menuitem', { name: /Filter for this value/ }));
    expect(handlers.onFilter).toHaveBeenCalledWith(
      expect.objectContaining({ operator: '=', value: 'POST /checkout', type: 'string' })
    );
  });
});

describe('export', () => {
  it('saves the whole answer as JSON', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const blobs: Blob[] = [];
    const names: string[] = [];
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`,
      revokeObjectURL: () => undefined,
    });
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    const run = await searchRun();
    render(element(run));
    await user.click(button('Export'));
    await user.click(screen.getByRole('menuitem', { name: /JSON/ }));
    expect(names).toEqual(['tempo-search_2026-11-22T08-03-22Z_2026-11-22T08-04-52Z.json']);
    expect(blobs[0]?.type).toBe('application/json;charset=utf-8');
    expect(blobs[0]?.size).toBeGreaterThan(JSON.stringify(run.answer.answer).length);
  });
});

it('is not rendered again because the page is, as it is with every letter typed', async () => {
  const run = await searchRun();
  const view = { ...DEFAULT_RESULTS_VIEW };
  const { query } = parse(ERRORS);
  const page = () => (
    <SurroundingsContext.Provider value={SYSTEM}>
      <Results run={run} query={query} view={view} {...handlers} onFilter={() => undefined} onBrush={() => undefined} />
    </SurroundingsContext.Provider>
  );
  const { rerender } = render(page());
  const describeCost = jest.spyOn(Number.prototype, 'toLocaleString');
  rerender(page());
  expect(describeCost).not.toHaveBeenCalled();
});
