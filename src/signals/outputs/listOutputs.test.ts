import { readFileSync } from 'fs';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { CHAPTERS, INGESTION } from '../catalogue';
import { buildDashboard, panelIdOf } from './buildDashboard';
import { buildGrafanaRules, buildPrometheusRules } from './buildRules';
import { listAlerts } from './listAlerts';
import { listOutputs, renderOutput } from './listOutputs';

const ROOT = join(__dirname, '../../..');
const SIGNALS = CHAPTERS.flatMap((chapter) => chapter.sections.flatMap((section) => section.signals));
const ALERTS = listAlerts();
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

it.each(listOutputs().map((output) => [output.path, output] as const))('%s is up to date', (path, output) => {
  const expected = renderOutput(output, (value) => stringify(value, { lineWidth: 0 }));
  // Not toBe: a difference of a hundred kilobytes says nothing.
  expect(read(path) === expected ? 'up to date' : 'stale: npm run outputs').toBe('up to date');
});

/** Panels of the tabs about the traced services, as the pages name them. */
const SERVICE_PANELS = ['errors.services.share', 'latency.services.quantiles'];

describe('alerts', () => {
  it('have names of their own that fit a uid of Grafana', () => {
    const names = ALERTS.map(({ alert }) => alert.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(/^(Tempo|TracedService)[A-Za-z]+$/);
      expect(name.length).toBeLessThanOrEqual(40);
    }
  });

  it.each(ALERTS.map(({ alert }) => [alert.name, alert] as const))(
    '%s says what is wrong and what to do',
    (_, alert) => {
      expect(alert.for).toMatch(/^\d+[mh]$/);
      expect(alert.description).toMatch(/\.$/);
      expect(alert.summary).not.toMatch(/\.$/);
      expect(alert.steps.length).toBeGreaterThan(0);
      // Labels that the expression keeps: any other would be empty.
      const labels = [...`${alert.summary} ${alert.description}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
      for (const label of labels.filter((name) => name !== 'value')) {
        expect(alert.expr).toMatch(new RegExp(`by \\([^)]*\\b${label}\\b`));
      }
      expect(alert.expr).not.toMatch(/\$/);
    }
  );

  it('have the steps with them, and link to a panel', () => {
    const rules = rulesOf(parse(read('deploy/prometheus/rules.yaml')));
    expect(rules).toHaveLength(ALERTS.length);
    for (const [i, { annotations }] of rules.entries()) {
      const steps = ALERTS[i]?.alert.steps ?? [];
      expect(annotations.runbook?.split('\n').map((line) => line.replace(/^\d+\. /, ''))).toEqual(steps);
      expect(annotations).not.toHaveProperty('runbook_url');
      const { pathname, searchParams } = new URL(annotations.panel ?? '', 'http://grafana');
      expect([...SIGNALS.map(({ id }) => id), ...SERVICE_PANELS]).toContain(searchParams.get('panel'));
      expect(searchParams.get('panel')?.split('.')[0]).toBe(pathname.split('/').at(-1));
    }
  });

  it('link to their heading in the runbooks where these are published', () => {
    for (const build of [buildPrometheusRules, buildGrafanaRules]) {
      for (const { annotations } of rulesOf(build({ runbooksUrl: 'https://docs.example/runbooks' }))) {
        const [, file = '', anchor = ''] =
          /^https:\/\/docs\.example\/runbooks\/([\w-]+\.md)#(\w+)$/.exec(annotations.runbook_url ?? '') ?? [];
        const headings = read(`docs/runbooks/${file}`).match(/^## \w+$/gm) ?? [];
        expect(headings.map((heading) => heading.slice(3).toLowerCase())).toContain(anchor);
      }
    }
  });

  it('link to a panel by an address that can be opened from anywhere, where it is known', () => {
    const prometheus = rulesOf(buildPrometheusRules({ grafanaUrl: 'https://grafana.example/sub' }));
    const grafana = rulesOf(buildGrafanaRules());
    const linked = prometheus.filter(({ annotations }) => annotations.panel);
    expect(linked.length).toBeGreaterThan(0);
    for (const { annotations } of linked) {
      expect(annotations.panel).toMatch(/^https:\/\/grafana\.example\/sub\/a\/tempo-companion-app\/\w+\?panel=/);
    }
    for (const { annotations } of grafana.filter((rule) => rule.annotations.panel)) {
      expect(annotations.panel).toMatch(/^\{\{ externalURL \}\}a\/tempo-companion-app\/\w+\?panel=/);
    }
  });

  it('have a $ where Grafana takes the text as it is written, and nowhere else', () => {
    const grafana = rulesOf(buildGrafanaRules());
    const templates = grafana.flatMap(({ annotations }) => Object.values(annotations));
    expect(templates.some((text) => text.includes('{{ $labels.'))).toBe(true);
    // In a template "$$" is a bad character, and the annotation stays empty.
    expect(templates.filter((text) => text.includes('$$'))).toEqual([]);
    // A query without series has no value, and a function of nothing is an error.
    expect(templates.filter((text) => /\$values\.A\.Value/.test(text))).toEqual([]);
    // "annotations" and the "model" of queries are taken as written; labels and all else are expanded.
    const expanded = JSON.stringify(grafana, (key, value) => (['annotations', 'model'].includes(key) ? '' : value));
    expect(expanded).not.toContain('$');
  });
});

describe('dashboards', () => {
  const dashboards = CHAPTERS.flatMap((chapter) =>
    (['app', 'provisioning'] as const).map((kind) => ({
      chapter,
      kind,
      dashboard: buildDashboard(chapter, { for: kind }),
    }))
  );

  it('have uids of their own, and a panel for each signal', () => {
    expect(new Set(dashboards.map(({ dashboard }) => dashboard.uid)).size).toBe(dashboards.length);
    for (const { chapter, dashboard } of dashboards) {
      const panels = panelsOf(dashboard);
      const signals = chapter.sections.flatMap((section) => section.signals);
      expect(panels.filter(({ type }) => type !== 'row').map(({ title }) => title)).toEqual(
        signals.map(({ title }) => title)
      );
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      for (const signal of signals) {
        expect(panels.find(({ id }) => id === panelIdOf(chapter, signal.id))?.title).toBe(signal.title);
      }
    }
  });

  it('need nothing filled in, and know their data source by a variable only', () => {
    for (const { dashboard } of dashboards) {
      const text = JSON.stringify(dashboard);
      expect(text).not.toContain('__inputs');
      expect(text).not.toMatch(/"uid":"(?!\$\{datasource\}|tempo-)/);
      const variables = [...text.matchAll(/[^$]\$\{?([a-z_]\w*)/g)].map(([, name]) => name);
      const known = [
        'datasource',
        'cluster',
        'namespace',
        'tenant',
        '__rate_interval',
        '__range',
        '__url_time_range',
        '__all',
      ];
      expect(variables.filter((name) => !known.includes(name ?? ''))).toEqual([]);
    }
  });

  it('do not lay panels on each other', () => {
    for (const { dashboard } of dashboards) {
      const taken = new Set<string>();
      for (const { gridPos } of dashboard.panels as Panel[]) {
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
            expect(taken.has(`${x},${y}`)).toBe(false);
            taken.add(`${x},${y}`);
          }
        }
      }
    }
  });

  it('are shipped with the app and for provisioning, links only with the app', () => {
    expect(JSON.stringify(buildDashboard(INGESTION, { for: 'provisioning' }))).not.toContain('/a/tempo-companion-app');
    expect(JSON.stringify(buildDashboard(INGESTION, { for: 'app' }))).toContain('/a/tempo-companion-app');
  });
});

function rulesOf({
  groups,
}: {
  groups: Array<{ rules: Array<{ annotations: Record<string, string> }> }>;
}): Array<{ annotations: Record<string, string> }> {
  return groups.flatMap(({ rules }) => rules);
}

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  panels?: Panel[];
}

function panelsOf(dashboard: { panels: unknown[] }): Panel[] {
  return (dashboard.panels as Panel[]).flatMap((panel) => [panel, ...(panel.panels ?? [])]);
}
