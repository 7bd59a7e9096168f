import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayProcessor,
  getDisplayValueAlignmentFactors,
  type PanelProps,
  VizOrientation,
} from '@grafana/data';
import { BarGaugeDisplayMode, BarGaugeNamePlacement, BarGaugeValueMode } from '@grafana/schema';
import { BarGauge, useTheme2, VizRepeater, type VizRepeaterRenderValueProps } from '@grafana/ui';
import React from 'react';
import type { PanelDefinition } from './buildPanelPlugin.ts';
import { type SingleValueOptions, singleValueDefaults, useFieldDisplayValues } from './useFieldDisplayValues.ts';
import { ValueLinks } from './ValueLinks.tsx';

interface BarGaugeOptions extends SingleValueOptions {
  displayMode: BarGaugeDisplayMode;
  valueMode: BarGaugeValueMode;
  namePlacement: BarGaugeNamePlacement;
  showUnfilled: boolean;
  minVizWidth: number;
  minVizHeight: number;
  maxVizHeight: number;
}

const ITEM_SPACING_PX = 10;

export const barGaugeDefinition: PanelDefinition = {
  id: 'bargauge',
  name: 'Bar gauge',
  component: BarGaugePanel as PanelDefinition['component'],
  options: {
    ...singleValueDefaults,
    displayMode: BarGaugeDisplayMode.Gradient,
    valueMode: BarGaugeValueMode.Color,
    namePlacement: BarGaugeNamePlacement.Auto,
    showUnfilled: true,
    sizing: 'auto',
    minVizWidth: 8,
    minVizHeight: 16,
    maxVizHeight: 300,
  },
};

function BarGaugePanel(props: PanelProps<BarGaugeOptions>) {
  const { data, height, width, options, renderCounter } = props;
  const getValues = useFieldDisplayValues(props);
  return (
    <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
      source={data}
      getValues={getValues}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={(value) => <BarGaugeValue {...value} options={options} />}
      renderCounter={renderCounter}
      width={width}
      height={height}
      itemSpacing={ITEM_SPACING_PX}
      orientation={options.orientation === VizOrientation.Auto ? chooseOrientation(props) : options.orientation}
      minVizWidth={options.minVizWidth}
      minVizHeight={options.minVizHeight}
      maxVizHeight={options.maxVizHeight}
    />
  );
}

function chooseOrientation({ width, height }: PanelProps): VizOrientation {
  return width > height ? VizOrientation.Vertical : VizOrientation.Horizontal;
}

type BarGaugeValueProps = VizRepeaterRenderValueProps<FieldDisplay, DisplayValueAlignmentFactors> & {
  options: BarGaugeOptions;
};

function BarGaugeValue({ value, alignmentFactors, orientation, width, height, count, options }: BarGaugeValueProps) {
  const theme = useTheme2();
  const { field, display, view, colIndex } = value;
  const process = view?.getFieldDisplayProcessor(colIndex ?? 0);
  return (
    <ValueLinks value={value}>
      {({ openMenu, targetClassName }) => (
        <BarGauge
          value={display}
          display={process ?? getDisplayProcessor({ theme, field: { config: field } })}
          field={field}
          text={options.text}
          width={width}
          height={height}
          orientation={orientation}
          theme={theme}
          itemSpacing={ITEM_SPACING_PX}
          lcdCellWidth={chooseCellWidth(options.displayMode)}
          displayMode={options.displayMode}
          onClick={openMenu}
          className={targetClassName}
          alignmentFactors={count > 1 ? alignmentFactors : undefined}
          showUnfilled={options.showUnfilled}
          valueDisplayMode={options.valueMode}
          namePlacement={options.namePlacement}
        />
      )}
    </ValueLinks>
  );
}

function chooseCellWidth(mode: BarGaugeDisplayMode): number {
  return mode === BarGaugeDisplayMode.Lcd ? 12 : 1;
}
