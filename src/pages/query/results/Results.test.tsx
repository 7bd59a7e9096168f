import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NO_COST, type TempoFailure } from '../../../tempo';
import { DEFAULT_RESULTS_VIEW } from './resultsView';
import { doneRun, manyTraces, questionOf, recordedMetrics } from './testdata/recordedAnswers';
import { button, cell, element, handlers, resultsOf, searchRun, setUpBrowser } from './testdata/resultsHarness';

jest.mock('./metrics/MetricsPanel', () => ({ MetricsPanel: () => null }));

setUpBrowser();

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

it('is not rendered again because the page is, as it is with every letter typed', async () => {
  const run = await searchRun();
  const view = { ...DEFAULT_RESULTS_VIEW };
  const page = () => resultsOf(run, view, { onFilter: jest.fn(), onBrush: jest.fn() });
  const { rerender } = render(page());
  const describeCost = jest.spyOn(Number.prototype, 'toLocaleString');
  rerender(page());
  expect(describeCost).not.toHaveBeenCalled();
});
