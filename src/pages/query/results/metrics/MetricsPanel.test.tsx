import { dateTime, FieldType, PanelPlugin, toDataFrame } from '@grafana/data';
import { setPluginImportUtils } from '@grafana/runtime';
import { act, render } from '@testing-library/react';
import React from 'react';
import { buildMetricsPanel, type MetricsPanelScene } from './buildMetricsPanel';
import { MetricsPanel } from './MetricsPanel';

jest.mock('./buildMetricsPanel', () => {
  const actual: { buildMetricsPanel: typeof buildMetricsPanel } = jest.requireActual('./buildMetricsPanel');
  return { ...actual, buildMetricsPanel: jest.fn(actual.buildMetricsPanel) };
});

beforeAll(() => {
  const plugin = Object.assign(new PanelPlugin(() => null), { meta: { id: 'timeseries', info: { version: '1' } } });
  setPluginImportUtils({ importPanelPlugin: async () => plugin, getPanelPluginFromCache: () => plugin });
  global.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});

const frame = toDataFrame({
  fields: [
    { name: 'Time', type: FieldType.time, values: [1000] },
    { name: 'Value', type: FieldType.number, values: [1] },
  ],
});

it('hands frames, exemplars and times to one and the same panel, and a selected range back', () => {
  const build = jest.mocked(buildMetricsPanel);
  const onZoom = jest.fn();
  const panel = (fromMs: number, frames = [frame]) => (
    <MetricsPanel
      kind="timeseries"
      title="Over time"
      frames={frames}
      exemplars={frame}
      hasLegend
      fromMs={fromMs}
      toMs={9000}
      heightPx={300}
      onZoom={onZoom}
    />
  );
  const { rerender } = render(panel(1000));
  const scene: MetricsPanelScene = build.mock.results[0]?.value;
  expect(scene.panel.state.pluginId).toBe('timeseries');
  expect(scene.data.state.data).toMatchObject({ series: [frame], annotations: [frame] });
  expect(scene.timeRange.state.value.from.valueOf()).toBe(1000);

  rerender(panel(2000, [frame, frame]));
  expect(scene.data.state.data.series).toHaveLength(2);
  expect(scene.timeRange.state.value.from.valueOf()).toBe(2000);
  expect(onZoom).not.toHaveBeenCalled();

  const [from, to] = [dateTime(3000), dateTime(4000)];
  act(() => scene.timeRange.onTimeRangeChange({ from, to, raw: { from, to } }));
  expect(onZoom).toHaveBeenCalledWith(3000, 4000);
  expect(build).toHaveBeenCalledTimes(1);
});
