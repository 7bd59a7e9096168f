import { CHAPTERS } from '../catalogue';
import type { Section, Signal, SignalQuery, Threshold, Visualization } from '../signal';
import { mayApply } from './portableQueries';
import { portableVariants, type Variant } from './portableContexts';
import { requirementText } from './requirementText';

/** Every signal: what it means, what to do, and its query by release. Markdown. */
export function renderReference(): string {
  const count = CHAPTERS.flatMap((chapter) => chapter.sections.flatMap((section) => section.signals)).length;
  return (
    [
      '# Signals',
      `All ${count} signals that Tempo Companion shows, made from the catalogue in \`src/signals\` (\`npm run outputs\`). Queries stand here without the matchers that choose a cluster and a namespace; where releases differ, each has its own.`,
      ...CHAPTERS.flatMap((chapter) => [`## ${chapter.title}`, ...chapter.sections.map(renderSection)]),
    ].join('\n\n') + '\n'
  );
}

function renderSection({ title, question, signals }: Section): string {
  return [`### ${title}`, `_${question}_`, ...signals.map(renderSignal)].join('\n\n');
}

function renderSignal(signal: Signal): string {
  const { id, title, description, requires, alerts = [] } = signal;
  const needs = [
    requirementText(requires),
    ...(requires.components ? [`Measured by the ${requires.components.join(', ')}.`] : []),
  ].filter((part) => part !== '');
  return [
    `#### ${title}`,
    `\`${id}\``,
    description.shows,
    `- Good: ${description.good}\n- Bad: ${description.remedy}\n- Unit: ${unitOf(signal)}${thresholdsOf(signal.visualization)}`,
    ...(needs.length > 0 ? [needs.join(' ')] : []),
    ...renderQueries(signal),
    ...(alerts.length > 0 ? [`Alerts: ${alerts.map(({ name }) => `\`${name}\``).join(', ')}.`] : []),
  ].join('\n\n');
}

function unitOf({ unit, visualization }: Signal): string {
  return visualization.kind === 'table' ? 'by column' : `\`${unit}\``;
}

function thresholdsOf(visualization: Visualization): string {
  const thresholds: Threshold[] =
    visualization.kind === 'table' || visualization.kind === 'heatmap' ? [] : (visualization.thresholds ?? []);
  const bounds = thresholds.map(({ from, level }) => (from === undefined ? level : `${level} from ${from}`));
  return bounds.length === 0 ? '' : `\n- Levels: ${bounds.join(', ')}`;
}

function renderQueries(signal: Signal): string[] {
  const variants = portableVariants([]).filter((variant) => mayApply(signal, variant));
  const rendered = variants.map(({ context }) =>
    renderExprs(signal.queries({ ...context, presence: 'tempo_build_info' }))
  );
  const distinct = [...new Set(rendered)];
  return distinct.flatMap((exprs) => {
    const of = variants.filter((_, i) => rendered[i] === exprs);
    const block = `\`\`\`promql\n${exprs}\n\`\`\``;
    return distinct.length === 1 ? [block] : [`${of.map(nameOf).join(', ')}:`, block];
  });
}

function renderExprs(queries: SignalQuery[]): string {
  return queries
    .map(({ refId, expr, legend }) => `# ${refId}${legend === '' ? '' : `: ${legend}`}\n${expr}`)
    .join('\n');
}

function nameOf({ generation, topology }: Variant): string {
  return generation === '2.x'
    ? 'Tempo 2.x'
    : `Tempo 3.x ${topology === 'microservices' ? 'microservices' : 'single binary'}`;
}
