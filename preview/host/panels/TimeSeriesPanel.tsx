import { FieldColorModeId, FieldConfigProperty, type PanelProps } from '@grafana/data';
import {
  LegendDisplayMode,
  type OptionsWithLegend,
  type OptionsWithTooltip,
  SortOrder,
  TooltipDisplayMode,
} from '@grafana/schema';
import { KeyboardPlugin, TimeSeries, TooltipPlugin2, usePanelContext } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { PanelDefinition } from './buildPanelPlugin.ts';
import { ExemplarsPlugin } from './ExemplarsPlugin.tsx';
import { graphFieldDefaults } from './graphFieldDefaults.ts';
import { PanelDataErrorView } from './PanelDataErrorView.tsx';
import { prepareTimeSeriesFrames } from './prepareTimeSeriesFrames.ts';
import { TimeSeriesTooltip } from './TimeSeriesTooltip.tsx';

type TimeSeriesOptions = OptionsWithLegend & OptionsWithTooltip & { timezone?: string[] };

// Constants of TooltipPlugin2 that the package declares as a `const enum` and does not export.
const HOVER_ONE_SERIES = 0;
const HOVER_ALL_SERIES = 1;

export const timeSeriesDefinition: PanelDefinition = {
  id: 'timeseries',
  name: 'Time series',
  component: TimeSeriesPanel as PanelDefinition['component'],
  fieldOptions: graphFieldDefaults,
  hasAnnotations: true,
  standardOptions: {
    [FieldConfigProperty.Color]: {
      settings: { byValueSupport: true, bySeriesSupport: true, preferThresholdsMode: false },
      defaultValue: { mode: FieldColorModeId.PaletteClassic },
    },
  },
  options: {
    'tooltip.mode': TooltipDisplayMode.Single,
    'tooltip.sort': SortOrder.None,
    'tooltip.hideZeros': false,
    'legend.showLegend': true,
    'legend.displayMode': LegendDisplayMode.List,
    'legend.placement': 'bottom',
    'legend.calcs': [],
  },
};

function TimeSeriesPanel(props: PanelProps<TimeSeriesOptions>) {
  const { data, options, width, height, timeRange, timeZone, fieldConfig, id, onChangeTimeRange } = props;
  const { sync, eventsScope } = usePanelContext();
  const frames = useMemo(() => prepareTimeSeriesFrames(data.series), [data.series]);
  if (frames.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} needsTimeField needsNumberField />;
  }
  return (
    <TimeSeries
      frames={frames}
      structureRev={data.structureRev}
      timeRange={timeRange}
      timeZone={options.timezone?.length ? options.timezone : timeZone}
      width={width}
      height={height}
      legend={options.legend}
      options={options}
    >
      {(config, alignedFrame) => (
        <>
          <KeyboardPlugin config={config} />
          {data.annotations && <ExemplarsPlugin config={config} frames={frames} exemplars={data.annotations} />}
          <TooltipPlugin2
            config={config}
            hoverMode={options.tooltip.mode === TooltipDisplayMode.Multi ? HOVER_ALL_SERIES : HOVER_ONE_SERIES}
            queryZoom={onChangeTimeRange}
            clientZoom
            syncMode={sync?.()}
            syncScope={eventsScope}
            maxWidth={options.tooltip.maxWidth}
            render={(_plot, dataIdxs, seriesIdx, isPinned) =>
              options.tooltip.mode === TooltipDisplayMode.None ? null : (
                <TimeSeriesTooltip
                  frame={alignedFrame}
                  dataIdxs={dataIdxs}
                  seriesIdx={seriesIdx}
                  isPinned={isPinned}
                  options={options.tooltip}
                />
              )
            }
          />
        </>
      )}
    </TimeSeries>
  );
}
