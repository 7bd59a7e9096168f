import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { NO_COST } from '../../../../tempo';
import { doneRun, recordedMetrics } from '../testdata/recordedAnswers';
import { cell, element, handlers, row, setUpBrowser } from '../testdata/resultsHarness';

// Grafana's panels are not at hand; what they are given is tested beside its making.
jest.mock('./MetricsPanel', () => ({
  MetricsPanel: ({ kind, frames }: { kind: string; frames: unknown[] }) => (
    <div>
      {kind} of {frames.length}
    </div>
  ),
}));

setUpBrowser();

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
    expect(cell(/ · ≤ /)).toBeInTheDocument();
  });

  it('of a comparison are a ranking, from which one can filter', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    render(element(await metricsRun('{ nestedSetParent < 0 } | compare({ duration > 500ms }, 5)')));
    expect(screen.getByText(/Shares of 31 selected spans and of the 269 others/)).toBeInTheDocument();
    await user.click(within(row('POST /checkout')).getByRole('button'));
    await user.click(screen.getByText('Filter for this value'));
    expect(handlers.onFilter).toHaveBeenCalledWith(
      expect.objectContaining({ operator: '=', value: 'POST /checkout', type: 'string' })
    );
  });
});
