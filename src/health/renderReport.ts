import type { HealthFinding, HealthReport, QuietCheck } from './evaluateChecks';
import { formatCount } from './formatValue';

/** A report as JSON for an incident or another program: the same fields, times in milliseconds since 1970. */
export function renderReportJson(report: HealthReport): string {
  return JSON.stringify(report, null, 2);
}

/** A report as Markdown for an incident. Everything that came from Tempo is escaped: it is shown as text. */
export function renderReportMarkdown(report: HealthReport): string {
  const { system, findings } = report;
  const about = [
    `Tempo ${system.version || 'of unknown release'}`,
    ...(system.topology === '' ? [] : [system.topology]),
    new Date(report.atMs).toISOString(),
  ];
  const counts = `${formatCount(findings.length, 'finding', 'findings')}, ${formatCount(report.unknown.length, 'check', 'checks')} without evidence, ${report.fine.length} fine, ${report.notApplicable.length} without meaning here.`;
  return `${[
    '# Health of Tempo',
    about.map(escapeMarkdown).join(' · '),
    counts,
    ...findings.map(renderFinding),
    ...renderQuiet('Could not be judged', report.unknown),
    ...renderQuiet('Fine', report.fine),
  ].join('\n\n')}\n`;
}

function renderFinding(finding: HealthFinding): string {
  const { severity, title, what, cause, confidence, checkId, subjects, remedies, doc } = finding;
  return [
    `## ${severity.toUpperCase()}: ${escapeMarkdown(title)}`,
    `${escapeMarkdown(what)} (${confidence}, \`${checkId}\`)`,
    ...(subjects.length > 0
      ? [subjects.map(({ name, detail }) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(detail)}`).join('\n')]
      : []),
    escapeMarkdown(cause),
    ...remedies.map(({ text, config }) => {
      const yaml = config?.plain?.yaml ?? config?.helm;
      return yaml === undefined ? `- ${escapeMarkdown(text)}` : `- ${escapeMarkdown(text)}\n\n${fence(yaml)}`;
    }),
    `More: <${doc.url}>`,
  ].join('\n\n');
}

function renderQuiet(title: string, checks: readonly QuietCheck[]): string[] {
  return checks.length === 0
    ? []
    : [
        `## ${title}`,
        checks
          .map(({ title: about, reasons }) => `- ${escapeMarkdown(about)}: ${escapeMarkdown(reasons.join(' '))}`)
          .join('\n'),
      ];
}

function fence(yaml: string): string {
  return ['```yaml', ...yaml.split('\n'), '```'].map((line) => `  ${line}`).join('\n');
}

/** Signs that Markdown or HTML would read as something else; a line break would end a list. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]#|~!]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
