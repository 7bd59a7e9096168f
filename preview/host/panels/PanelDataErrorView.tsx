import { css } from '@emotion/css';
import { FieldType, type GrafanaTheme2, type PanelData } from '@grafana/data';
import type { PanelDataErrorViewProps } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** "No data", or which kind of field the panel misses. */
export function PanelDataErrorView(props: PanelDataErrorViewProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.wrapper} data-testid="data-testid Panel data error message">
      <div className={styles.message}>{chooseMessage(props)}</div>
    </div>
  );
}

function chooseMessage({ data, fieldConfig, message, ...needs }: PanelDataErrorViewProps): string {
  if (message) {
    return message;
  }
  if (data.series.every((frame) => frame.length === 0)) {
    return fieldConfig?.defaults.noValue ?? 'No data';
  }
  if (needs.needsStringField && !hasField(data, FieldType.string)) {
    return 'Data is missing a string field';
  }
  if (needs.needsNumberField && !hasField(data, FieldType.number)) {
    return 'Data is missing a number field';
  }
  if (needs.needsTimeField && !hasField(data, FieldType.time)) {
    return 'Data is missing a time field';
  }
  return 'Cannot visualize data';
}

function hasField(data: PanelData, type: FieldType): boolean {
  return data.series.some((frame) => frame.fields.some((field) => field.type === type));
}

const getStyles = (theme: GrafanaTheme2) => ({
  wrapper: css({ display: 'flex', alignItems: 'center', justifyContent: 'center', height: '100%', width: '100%' }),
  message: css({ textAlign: 'center', color: theme.colors.text.secondary, fontSize: theme.typography.size.lg }),
});
