import { CHAPTERS } from '../catalogue';
import { buildDashboard } from './buildDashboard';
import { buildGrafanaRules, buildPrometheusRules } from './buildRules';
import type { Places } from './paths';
import { renderCoverage } from './renderCoverage';
import { renderReference } from './renderReference';
import { renderRunbooks } from './renderRunbooks';

/** A file that is made from the catalogue. What is no text yet is written as JSON or YAML, as its name says. */
export interface Output {
  /** From the root of the project. */
  path: string;
  content: string | object;
}

/** All files that are made from the catalogue, and never edited by hand. */
export function listOutputs(places: Places = {}): Output[] {
  return [
    ...CHAPTERS.flatMap((chapter): Output[] => [
      { path: `src/dashboards/tempo-${chapter.id}.json`, content: buildDashboard(chapter, { for: 'app' }) },
      {
        path: `provisioning/dashboards/tempo/tempo-${chapter.id}.json`,
        content: buildDashboard(chapter, { for: 'provisioning' }),
      },
    ]),
    { path: 'deploy/prometheus/rules.yaml', content: buildPrometheusRules(places) },
    { path: 'provisioning/alerting/tempo.yaml', content: buildGrafanaRules(places) },
    { path: 'docs/signals.md', content: renderReference() },
    { path: 'docs/mixin-coverage.md', content: renderCoverage() },
    ...renderRunbooks().map(({ name, text }): Output => ({ path: `docs/runbooks/${name}.md`, content: text })),
  ];
}

const YAML_HEADER = '# Made from the catalogue of signals: npm run outputs. Do not edit.\n';

/**
 * An output as the text of its file.
 *
 * @param toYaml - writes YAML; given from outside, for pure code has no packages
 */
export function renderOutput({ path, content }: Output, toYaml: (value: object) => string): string {
  if (typeof content === 'string') {
    return content;
  }
  return path.endsWith('.yaml') ? YAML_HEADER + toYaml(content) : `${JSON.stringify(content, null, 2)}\n`;
}
