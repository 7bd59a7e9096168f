import {
  type FieldDisplay,
  getFieldDisplayValues,
  type PanelProps,
  type ReduceDataOptions,
  type VizOrientation,
} from '@grafana/data';
import type { VizTextDisplayOptions } from '@grafana/schema';
import { useTheme2 } from '@grafana/ui';
import { useCallback } from 'react';

export interface SingleValueOptions {
  reduceOptions: ReduceDataOptions;
  orientation: VizOrientation;
  text?: VizTextDisplayOptions;
}

/** Defaults that stat, gauge and bar gauge have in common. */
export const singleValueDefaults: Record<string, unknown> = {
  'reduceOptions.values': false,
  'reduceOptions.limit': undefined,
  'reduceOptions.calcs': ['lastNotNull'],
  'reduceOptions.fields': '',
  orientation: 'auto',
};

type ReducedPanelProps = Pick<PanelProps<SingleValueOptions>, 'data' | 'options' | 'fieldConfig'> &
  Pick<PanelProps, 'replaceVariables' | 'timeZone'>;

/** Function that reduces the panel's data to the values to show, for VizRepeater. */
export function useFieldDisplayValues(
  { data, options, fieldConfig, replaceVariables, timeZone }: ReducedPanelProps,
  withSparkline = false
): () => FieldDisplay[] {
  const theme = useTheme2();
  return useCallback(
    () =>
      getFieldDisplayValues({
        fieldConfig,
        reduceOptions: options.reduceOptions,
        replaceVariables,
        theme,
        data: data.series,
        sparkline: withSparkline,
        timeZone,
      }),
    [data.series, fieldConfig, options.reduceOptions, replaceVariables, theme, timeZone, withSparkline]
  );
}
