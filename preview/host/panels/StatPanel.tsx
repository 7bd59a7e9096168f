import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  type PanelProps,
} from '@grafana/data';
import { PercentChangeColorMode } from '@grafana/schema';
import {
  BigValue,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  useTheme2,
  VizRepeater,
  type VizRepeaterRenderValueProps,
} from '@grafana/ui';
import React from 'react';
import type { PanelDefinition } from './buildPanelPlugin.ts';
import { type SingleValueOptions, singleValueDefaults, useFieldDisplayValues } from './useFieldDisplayValues.ts';
import { ValueLinks } from './ValueLinks.tsx';

interface StatOptions extends SingleValueOptions {
  colorMode: BigValueColorMode;
  graphMode: BigValueGraphMode;
  justifyMode: BigValueJustifyMode;
  textMode: BigValueTextMode;
  wideLayout: boolean;
  showPercentChange: boolean;
  percentChangeColorMode: PercentChangeColorMode;
}

export const statDefinition: PanelDefinition = {
  id: 'stat',
  name: 'Stat',
  component: StatPanel as PanelDefinition['component'],
  options: {
    ...singleValueDefaults,
    textMode: BigValueTextMode.Auto,
    wideLayout: true,
    colorMode: BigValueColorMode.Value,
    graphMode: BigValueGraphMode.Area,
    justifyMode: BigValueJustifyMode.Auto,
    showPercentChange: false,
    percentChangeColorMode: PercentChangeColorMode.Standard,
  },
};

function StatPanel(props: PanelProps<StatOptions>) {
  const { data, height, width, options, renderCounter } = props;
  const getValues = useFieldDisplayValues(props, options.graphMode !== BigValueGraphMode.None);
  return (
    <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
      getValues={getValues}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={(value) => <StatValue {...value} {...{ options, timeRange: props.timeRange }} />}
      width={width}
      height={height}
      source={data}
      itemSpacing={3}
      renderCounter={renderCounter}
      autoGrid
      orientation={options.orientation}
    />
  );
}

type StatValueProps = VizRepeaterRenderValueProps<FieldDisplay, DisplayValueAlignmentFactors> &
  Pick<PanelProps<StatOptions>, 'options' | 'timeRange'>;

function StatValue({ value, alignmentFactors, width, height, count, options, timeRange }: StatValueProps) {
  const theme = useTheme2();
  const { display } = value;
  const sparkline = value.sparkline && {
    ...value.sparkline,
    timeRange,
  };
  const { percentChange, ...withoutChange } = display;
  return (
    <ValueLinks value={value}>
      {({ openMenu, targetClassName }) => (
        <BigValue
          value={options.showPercentChange && Number.isFinite(percentChange) ? display : withoutChange}
          count={count}
          sparkline={sparkline}
          colorMode={options.colorMode}
          graphMode={options.graphMode}
          justifyMode={options.justifyMode}
          textMode={options.textMode}
          alignmentFactors={alignmentFactors}
          text={options.text}
          width={width}
          height={height}
          theme={theme}
          onClick={openMenu}
          className={targetClassName}
          hasLinks={value.hasLinks}
          disableWideLayout={!options.wideLayout}
          percentChangeColorMode={options.percentChangeColorMode}
        />
      )}
    </ValueLinks>
  );
}
