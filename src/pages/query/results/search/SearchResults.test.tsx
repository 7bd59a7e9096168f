import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { doneRun, manyTraces } from '../testdata/recordedAnswers';
import {
  button,
  cell,
  element,
  fill,
  handlers,
  header,
  row,
  searchRun,
  setUpBrowser,
} from '../testdata/resultsHarness';

jest.mock('../trace/TraceDrawer', () => ({
  TraceDrawer: ({ traceId, fromMs, onClose }: { traceId: string; fromMs: number; onClose(): void }) => (
    <div role="dialog" aria-label={`${traceId} from ${fromMs}`}>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </div>
  ),
}));

setUpBrowser();

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
    act(() => button('Export').focus());
    rerender(element(run));
    await act(() => new Promise((resolve) => setTimeout(resolve, 5)));
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
    await user.click(screen.getByText('Filter for this value'));
    expect(handlers.onFilter).toHaveBeenCalledWith({
      field: 'span.messaging.system',
      operator: '=',
      value: 'kafka',
      type: 'string',
    });
    await user.click(within(cell('consumer')).getByRole('button'));
    await user.click(screen.getByText('Filter out this value'));
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
    act(() => header('Trace ID').focus());
    // The first press to the right expands the trace.
    await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{Enter}');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(handlers.onFilter).toHaveBeenCalledWith({
      field: 'rootServiceName',
      operator: '!=',
      value: 'frontend',
      type: 'string',
    });
    expect(document.activeElement).toHaveTextContent('frontend');
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toHaveAttribute('data-cell', '1:3');
  });

  it('does not offer to filter by what no query can ask for', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(await searchRun('{ } | count() > 8')));
    await user.click(within(cell('11')).getByRole('button'));
    expect(screen.queryByText(/^Filter/)).not.toBeInTheDocument();
    expect(screen.getByText('Copy value')).toBeInTheDocument();
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
    expect(screen.getByLabelText('From')).toHaveValue('2026-11-22 08:04:51');
    fill('From', '2026-11-22 08:04:00');
    fill('Shortest duration', '5 ms');
    fill('Longest duration', '');
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
    fill('From', 'yesterday');
    fill('Longest duration', '1us');
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
    await user.click(screen.getByText('JSON'));
    expect(names).toEqual(['tempo-search_2026-11-22T08-03-22Z_2026-11-22T08-04-52Z.json']);
    expect(blobs[0]?.type).toBe('application/json;charset=utf-8');
    expect(blobs[0]?.size).toBeGreaterThan(JSON.stringify(run.answer.answer).length);
  });
});
