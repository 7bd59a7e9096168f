import { listAlerts, type PlacedAlert } from './listAlerts';

export interface Document {
  name: string;
  text: string;
}

/** What to do about each alert, a document a chapter, as Markdown. */
export function renderRunbooks(): Document[] {
  const alerts = listAlerts();
  const chapters = new Map(alerts.map(({ chapter }) => [chapter.id, chapter]));
  return [...chapters.values()].map((chapter) => ({
    name: chapter.id,
    text:
      [
        `# Alerts: ${chapter.title}`,
        'Made from the catalogue of signals (`npm run outputs`). Each alert is in `deploy/prometheus/rules.yaml` for Prometheus and in `provisioning/alerting/tempo.yaml` for Grafana.',
        ...alerts.filter((one) => one.chapter.id === chapter.id).map(renderAlert),
      ].join('\n\n') + '\n',
  }));
}

function renderAlert({ alert, chapter, signal }: PlacedAlert): string {
  const { name, severity, expr, operator, threshold, steps, mixin = [] } = alert;
  const since = alert.for === '0m' ? 'at once' : `after ${alert.for}`;
  return [
    `## ${name}`,
    `${plain(alert.summary)}. **${severity}**, ${since}.`,
    plain(alert.description),
    ...steps
      .map((step, i) => `${i + 1}. ${step}`)
      .join('\n')
      .split('\n\n'),
    '```promql\n' + `${expr} ${operator} ${threshold}` + '\n```',
    chapter.id === 'traced-services'
      ? `Live: the panel "${signal.title}" of the app (\`${signal.id}\`).`
      : `Live: the panel "${signal.title}" (\`${signal.id}\`), see [signals](../signals.md).`,
    ...(mixin.length > 0 ? [`Stands for ${mixin.map((one) => `\`${one}\``).join(', ')} of the tempo-mixin.`] : []),
  ].join('\n\n');
}

/** Without the braces around names of labels. */
function plain(text: string): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => `_${name}_`);
}
