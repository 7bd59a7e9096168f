import { type FieldDisplay, formattedValueToString, getDisplayProcessor, type PanelProps } from '@grafana/data';
import { useTheme2, VizRepeater } from '@grafana/ui';
import React, { useId } from 'react';
import type { PanelDefinition } from './buildPanelPlugin.ts';
import { describeArc, type GaugeArc } from './describeArc.ts';
import { type SingleValueOptions, singleValueDefaults, useFieldDisplayValues } from './useFieldDisplayValues.ts';

interface GaugeOptions extends SingleValueOptions {
  showThresholdMarkers: boolean;
  showThresholdLabels: boolean;
}

export const gaugeDefinition: PanelDefinition = {
  id: 'gauge',
  name: 'Gauge',
  component: GaugePanel as PanelDefinition['component'],
  options: {
    ...singleValueDefaults,
    showThresholdLabels: false,
    showThresholdMarkers: true,
    sizing: 'auto',
    minVizWidth: 75,
    minVizHeight: 75,
  },
};

function GaugePanel(props: PanelProps<GaugeOptions>) {
  const { data, height, width, options, renderCounter } = props;
  const getValues = useFieldDisplayValues(props);
  return (
    <VizRepeater<FieldDisplay>
      getValues={getValues}
      renderValue={(value) => <GaugeValue {...value} withMarkers={options.showThresholdMarkers} />}
      width={width}
      height={height}
      source={data}
      autoGrid
      renderCounter={renderCounter}
      orientation={options.orientation}
    />
  );
}

interface GaugeValueProps {
  value: FieldDisplay;
  width: number;
  height: number;
  count: number;
  withMarkers: boolean;
}

/** Grafana's gauge is not on npm: an arc with the value in the middle, drawn here. */
function GaugeValue({ value: { display, field }, width, height, count, withMarkers }: GaugeValueProps) {
  const theme = useTheme2();
  const labelId = useId();
  const hasTitle = count > 1 && Boolean(display.title);
  const size = Math.max(Math.min(width, hasTitle ? height - 24 : height), 1);
  const thickness = size * 0.12;
  const radius = size / 2 - (withMarkers ? thickness * 1.5 : thickness) / 2 - 2;
  const arc = { centre: size / 2, radius };
  const min = field.min ?? 0;
  const max = field.max ?? 100;
  const share = (number: number) => Math.min(Math.max((number - min) / (max - min || 1), 0), 1);
  return (
    <div style={{ width, height, display: 'flex', flexDirection: 'column', alignItems: 'center' }}>
      <svg width={size} height={size} role="img" aria-labelledby={labelId}>
        <title id={labelId}>{`${display.title ?? ''} ${formattedValueToString(display)}`.trim()}</title>
        <path
          d={describeArc(arc, 0, 1)}
          fill="none"
          stroke={theme.colors.background.secondary}
          strokeWidth={thickness}
        />
        <path
          d={describeArc(arc, 0, share(display.numeric))}
          fill="none"
          stroke={display.color}
          strokeWidth={thickness}
        />
        {withMarkers && (
          <ThresholdMarkers field={field} arc={{ ...arc, radius: radius + thickness * 0.65 }} share={share} />
        )}
        <text
          x="50%"
          y="52%"
          textAnchor="middle"
          dominantBaseline="middle"
          fill={display.color}
          fontSize={size * 0.17}
          fontWeight={theme.typography.fontWeightMedium}
        >
          {formattedValueToString(display)}
        </text>
      </svg>
      {hasTitle && <div>{display.title}</div>}
    </div>
  );
}

interface ThresholdMarkersProps {
  field: FieldDisplay['field'];
  arc: GaugeArc;
  share(value: number): number;
}

function ThresholdMarkers({ field, arc, share }: ThresholdMarkersProps) {
  const theme = useTheme2();
  const process = getDisplayProcessor({ theme, field: { config: field } });
  const steps = field.thresholds?.steps ?? [];
  return steps.map((step, index) => {
    const from = share(step.value);
    const to = share(steps[index + 1]?.value ?? Infinity);
    const colour = process(Math.max(step.value, field.min ?? 0)).color ?? step.color;
    return from < to && <path key={index} d={describeArc(arc, from, to)} fill="none" stroke={colour} strokeWidth={4} />;
  });
}
