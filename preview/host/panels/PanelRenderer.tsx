import {
  applyFieldOverrides,
  type FieldConfigSource,
  getPanelOptionsWithDefaults,
  type GrafanaTheme2,
  LoadingState,
  type PanelData,
  type PanelPlugin,
} from '@grafana/data';
import { getAppEvents, getTemplateSrv, type PanelRendererProps } from '@grafana/runtime';
import { ErrorBoundaryAlert, useTheme2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { getCachedPanelPlugin } from './panelPlugins.ts';

/** `<PanelRenderer>` of @grafana/runtime: a panel plugin outside of a dashboard or scene. */
export function PanelRenderer(props: PanelRendererProps) {
  const { pluginId, data, title, width, height, timeZone = 'browser' } = props;
  const theme = useTheme2();
  const [chosenOptions, setChosenOptions] = useState<object>();
  const plugin = getCachedPanelPlugin(pluginId);
  const withDefaults = useMemo(
    () =>
      plugin &&
      getPanelOptionsWithDefaults({
        plugin,
        currentOptions: { ...props.options, ...chosenOptions },
        currentFieldConfig: (props.fieldConfig ?? { defaults: {}, overrides: [] }) as FieldConfigSource,
        isAfterPluginChange: false,
      }),
    [plugin, props.options, props.fieldConfig, chosenOptions]
  );
  const panelData = useMemo(
    () => data && plugin && withDefaults && applyFieldConfig(data, plugin, withDefaults.fieldConfig, theme, timeZone),
    [data, plugin, withDefaults, theme, timeZone]
  );
  const Panel = plugin?.panel;
  if (!Panel || !withDefaults || !panelData || panelData.state === LoadingState.NotStarted) {
    return null;
  }
  return (
    <ErrorBoundaryAlert dependencies={[plugin, panelData]}>
      <Panel
        id={1}
        data={panelData}
        title={title}
        timeRange={panelData.timeRange}
        timeZone={timeZone}
        options={withDefaults.options}
        fieldConfig={withDefaults.fieldConfig}
        transparent={false}
        width={width}
        height={height}
        renderCounter={0}
        replaceVariables={(text) => getTemplateSrv().replace(text)}
        onOptionsChange={props.onOptionsChange ?? setChosenOptions}
        onFieldConfigChange={props.onFieldConfigChange ?? (() => undefined)}
        onChangeTimeRange={props.onChangeTimeRange ?? (() => undefined)}
        eventBus={getAppEvents()}
      />
    </ErrorBoundaryAlert>
  );
}

function applyFieldConfig(
  data: PanelData,
  plugin: PanelPlugin,
  fieldConfig: FieldConfigSource,
  theme: GrafanaTheme2,
  timeZone: string
): PanelData {
  const series = applyFieldOverrides({
    data: data.series,
    fieldConfig,
    fieldConfigRegistry: plugin.fieldConfigRegistry,
    replaceVariables: (text) => getTemplateSrv().replace(text),
    theme,
    timeZone,
  });
  return { ...data, series };
}
