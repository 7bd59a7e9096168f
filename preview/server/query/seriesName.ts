import type { PrometheusQuery } from './prometheusQuery';

/**
 * The name a series is shown by; empty when the frontend shall make one.
 * Source: Grafana 12.3, pkg/promlib/querydata/response.go, getName.
 */
export function renderSeriesName(
  labels: Record<string, string>,
  { legendFormat, expr }: Pick<PrometheusQuery, 'legendFormat' | 'expr'>
): string {
  const name = findName(labels, legendFormat);
  return name === '{}' ? expr : name;
}

function findName(labels: Record<string, string>, legendFormat: string): string {
  if (legendFormat === '__auto') {
    return Object.keys(labels).length > 0 ? '' : renderMetric(labels);
  }
  if (legendFormat !== '') {
    return legendFormat.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) => labels[label] ?? '');
  }
  return renderMetric(labels);
}

function renderMetric({ __name__: name, ...labels }: Record<string, string>): string {
  const pairs = Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .sort();
  if (pairs.length === 0) {
    return name ?? '{}';
  }
  return `${name ?? ''}{${pairs.join(', ')}}`;
}
