import { evaluateChecks } from './evaluateChecks';
import { renderReportJson, renderReportMarkdown } from './renderReport';
import { emptyEvidence, systemOf, withNumbers } from './testdata/buildEvidence';

const report = evaluateChecks(
  withNumbers(
    { ...emptyEvidence(), system: systemOf('3.0.3') },
    {
      'limits.trace-too-large': { value: [[{ tenant: '<img src=x onerror=alert(1)>\n# b | `c`' }, 5]] },
      'limits.rate-near': { value: [[{ tenant: 'a' }, 0.9]] },
    }
  )
);

it('puts the worst first', () => {
  expect(report.findings.map(({ severity }) => severity)).toEqual(
    [...report.findings.map(({ severity }) => severity)].sort(
      (a, b) => ['critical', 'warning', 'info'].indexOf(a) - ['critical', 'warning', 'info'].indexOf(b)
    )
  );
  expect(report.findings.map(({ checkId }) => checkId)).toContain('limits.rate-near');
});

it('is rendered as Markdown, and names stay text', () => {
  const text = renderReportMarkdown(report);
  expect(text).toContain('# Health of Tempo');
  expect(text).toContain('## CRITICAL: Spans are thrown away because their trace is too large');
  expect(text).toContain('max\\_bytes\\_per\\_trace');
  expect(text).toContain('```yaml');
  expect(text).toContain('2026-11-22T09:00:00.000Z');
  expect(text).not.toContain('<img');
  expect(text).not.toMatch(/^# b/m);
  expect(text).toContain('## Could not be judged');
});

it('is rendered as JSON', () => {
  expect(JSON.parse(renderReportJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
});
