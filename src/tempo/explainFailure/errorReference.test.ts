import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { queryLimitsOf } from '../queryLimits';
import { ERROR_CHAPTERS } from './errorCatalogue';
import type { EntryRemedy, ErrorEntry } from './errorEntry';
import type { QuestionKind } from './explanation';

const FILE = join(__dirname, '../../../docs/errors.md');
const RELEASES = ['2.6', '2.7', '2.8', '2.9', '2.10', '3.0'];

const QUESTIONS: Record<QuestionKind, string> = {
  search: 'searches',
  metrics: 'metrics queries',
  tags: 'names and values',
  trace: 'traces by ID',
};

const INTRODUCTION = `# Errors of queries, and what to do

What Tempo 2.6 to 3.0, Grafana and proxies between them answer to searches, metrics queries, traces by ID, names and
values when something is wrong. The Query page shows the same words beside the original text.

This page is made from \`src/tempo/explainFailure\`; a test fails if it is out of date. To write it anew:
\`UPDATE_DOCS=1 npx jest errorReference --selectProjects pure\`.
`;

function renderReference(): string {
  const chapters = ERROR_CHAPTERS.map(({ title, entries }) =>
    [`## ${title}`, ...entries.map(renderEntry)].join('\n\n')
  );
  return `${[INTRODUCTION.trim(), renderLimits(), ...chapters].join('\n\n')}\n`;
}

function renderEntry({ id, title, cause, samples, remedies, links = [] }: ErrorEntry): string {
  const said = samples.filter((sample) => sample !== '');
  const more = links.map(({ text, url }) => `[${text}](${url})`).join(' · ');
  return [
    `### ${escapeText(title)}`,
    `\`${id}\``,
    ...(said.length > 0 ? [fence('text', said.join('\n'))] : []),
    escapeText(cause),
    ...remedies.map(renderRemedy),
    ...(more ? [`More: ${more}`] : []),
  ].join('\n\n');
}

function renderRemedy({ text, config, generation, questions }: EntryRemedy): string {
  const asked = questions?.map((question) => QUESTIONS[question]).join(', ');
  const only = [asked, generation && `Tempo ${generation}`].filter((part) => part !== undefined).join(' in ');
  const head = `- ${escapeText(text)}${only ? ` (Only for ${only}.)` : ''}`;
  if (!config) {
    return head;
  }
  const { key, example, releases } = config;
  const language = example.startsWith('[') ? 'ini' : 'yaml';
  return `${head} \`${key}\` (${releases}):\n\n${indent(fence(language, example))}`;
}

function renderLimits(): string {
  const limits = RELEASES.map((release) => queryLimitsOf(release));
  const row = (name: string, cells: string[]) => `| ${[name, ...cells].join(' | ')} |`;
  const none = (value: number | undefined) => (value === undefined ? 'none' : String(value));
  return [
    '## Limits by release',
    'Unless the operator set others:',
    fence(
      'text',
      alignTable([
        row('limit', RELEASES),
        row(
          'range of searches (h)',
          limits.map(({ searchRangeSeconds }) => String(searchRangeSeconds / 3600))
        ),
        row(
          'range of metrics queries (h)',
          limits.map(({ metricsRangeSeconds }) => String(metricsRangeSeconds / 3600))
        ),
        row(
          'traces of a search',
          limits.map(({ traces }) => none(traces))
        ),
        row(
          'spans of a spanset',
          limits.map(({ spansPerSpanset }) => none(spansPerSpanset))
        ),
        row(
          'bytes of a query',
          limits.map(({ queryBytes }) => none(queryBytes))
        ),
        row(
          'steps of a metrics query',
          limits.map(({ steps }) => none(steps))
        ),
        row(
          'newest data left out (s)',
          limits.map(({ endCutoffSeconds }) => String(endCutoffSeconds))
        ),
      ])
    ),
  ].join('\n\n');
}

function alignTable(rows: string[]): string {
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  );
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
    .join('\n');
}

function fence(language: string, body: string): string {
  return `\`\`\`${language}\n${body}\n\`\`\``;
}

function indent(block: string): string {
  return block
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
}

/** So that Markdown shows the signs of queries as they are. */
function escapeText(text: string): string {
  return text.replace(/[\\`*<]/g, '\\$&');
}

it('docs/errors.md says what the catalogue says', () => {
  const reference = renderReference();
  if (process.env.UPDATE_DOCS) {
    writeFileSync(FILE, reference);
  }
  expect(readFileSync(FILE, 'utf8')).toBe(reference);
});
