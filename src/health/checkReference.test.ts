import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { CHECKS } from './catalogue';
import { THEMES, type Check, type Theme } from './check';
import type { CheckRemedy } from './remedy';
import { RECORDED_FINDINGS } from './testdata/recordedFindings';

const FILE = join(__dirname, '../../docs/health-checks.md');

const TITLES: Readonly<Record<Theme, string>> = {
  processes: 'Processes',
  rings: 'Rings and partitions',
  writes: 'Writes',
  limits: 'Limits of tenants',
  generator: 'Metrics-generator',
  reads: 'Reads',
  storage: 'Storage',
  configuration: 'Configuration',
  access: 'Access',
};

const INTRODUCTION = `# Checks of the Health page

What the Health page looks at, when it speaks up, and what it says to do. A check finds something, finds all well, cannot be
judged for want of evidence (which is not the same as well), or means nothing on the Tempo at hand.

This page is made from \`src/health\`; a test fails if it is out of date. To write it anew:
\`UPDATE_DOCS=1 npx jest checkReference --selectProjects pure\`.`;

const RECORDED = `## On recorded faults

Tempo 2.6.1 (microservices) and 3.0.3 (single binary) were recorded while faults were brought about. These checks speak up all
through each fault, and no others do. While limits were lowered the tenant had a block of overrides of its own, which replaces the
defaults whole: hence a rate of 0 and no processors beside the fault that was meant.`;

function renderReference(): string {
  const themes = THEMES.map((theme) =>
    [`## ${TITLES[theme]}`, ...CHECKS.filter(({ id }) => id.startsWith(`${theme}.`)).map(renderCheck)].join('\n\n')
  );
  return `${[INTRODUCTION, `There are ${CHECKS.length} checks.`, ...themes, RECORDED, ...renderRecorded()].join('\n\n')}\n`;
}

function renderCheck(check: Check): string {
  const { id, title, looksAt, cause, severity, confidence, remedies, doc } = check;
  return [
    `### ${escapeText(title)}`,
    `\`${id}\` · ${severity} · ${confidence}${renderRequirements(check)}`,
    `Looks at: ${escapeText(looksAt)}`,
    escapeText(cause),
    ...remedies.map(renderRemedy),
    `More: [${doc.text}](${doc.url})`,
  ].join('\n\n');
}

function renderRequirements({ requires }: Check): string {
  const parts = [
    requires?.generation && `Tempo ${requires.generation}`,
    requires?.since && `${requires.since} and later`,
    requires?.topology,
    requires?.components?.join(', '),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : ` · only ${parts.join(', ')}`;
}

function renderRemedy({ text, generation, topology, config }: CheckRemedy): string {
  const only = [generation && `Tempo ${generation}`, topology].filter((part) => part !== undefined).join(', ');
  const head = `- ${escapeText(text)}${only ? ` (Only ${only}.)` : ''}`;
  const yaml = config?.plain?.yaml ?? config?.helm;
  const fence = yaml && ['```yaml', ...yaml.split('\n'), '```'].map((line) => `  ${line}`).join('\n');
  return fence ? `${head}\n\n${fence}` : head;
}

function renderRecorded(): string[] {
  return Object.entries(RECORDED_FINDINGS).flatMap(([release, { always, byFault }]) => [
    `### ${release}`,
    ...[['always, by its configuration', always] as const, ...Object.entries(byFault)].map(
      ([fault, ids]) => `- ${fault}: ${ids.map((id) => `\`${id}\``).join(', ')}`
    ),
  ]);
}

/** So that Markdown shows the signs as they are. */
function escapeText(text: string): string {
  return text.replace(/[\\`*<_]/g, '\\$&');
}

it('docs/health-checks.md says what the catalogue says', () => {
  const reference = renderReference();
  if (process.env.UPDATE_DOCS) {
    writeFileSync(FILE, reference);
  }
  expect(readFileSync(FILE, 'utf8')).toBe(reference);
});

it('recorded findings are of checks that exist', () => {
  const known = new Set<string>(CHECKS.map(({ id }) => id));
  const named = Object.values(RECORDED_FINDINGS).flatMap(({ always, byFault }) => [
    ...always,
    ...Object.values(byFault).flat(),
  ]);
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});
