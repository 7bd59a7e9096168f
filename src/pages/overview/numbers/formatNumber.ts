import { FieldType, formattedValueToString, getDisplayProcessor, type GrafanaTheme2 } from '@grafana/data';

/** A value in a unit of Grafana's as a short text, with as many decimals as a panel would show. */
export function formatNumber(value: number, unit: string, theme: GrafanaTheme2): string {
  const process = getDisplayProcessor({ field: { type: FieldType.number, config: { unit } }, theme });
  return formattedValueToString(process(value));
}
