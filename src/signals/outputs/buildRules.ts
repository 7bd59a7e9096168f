import type { AlertRule } from '../alertRule';
import { CHAPTERS } from '../catalogue';
import { panelIdOf } from './buildDashboard';
import { listAlerts, type PlacedAlert } from './listAlerts';
import { panelPath, type Places } from './paths';

const INTERVAL = '1m';

/** The uid of the data source that Grafana's rules ask: the one of provisioning/datasources/prometheus.yaml. */
const DATASOURCE_UID = 'prometheus';

/** Rules in the format of Prometheus (and Mimir): `groups` of a rule file. */
export function buildPrometheusRules(places: Places = {}) {
  const words: TemplateWords = {
    label: (name) => `{{ $labels.${name} }}`,
    value: (pipe) => `{{ $value | ${pipe} }}`,
    // `externalURL` would be Prometheus' own.
    root: `${places.grafanaUrl ?? ''}/`,
  };
  return {
    groups: byChapter((placed) => {
      const { alert } = placed;
      return {
        alert: alert.name,
        expr: `(${alert.expr}) ${alert.operator} ${alert.threshold}`,
        for: alert.for,
        labels: { severity: alert.severity },
        annotations: annotate(placed, words, places),
      };
    }).map(({ id, rules }) => ({ name: `tempo-${id}`, interval: INTERVAL, rules })),
  };
}

/**
 * Rules that Grafana evaluates itself, as a provisioning file. Unlike everywhere else in provisioning a `$` stands for itself:
 * Grafana takes annotations and queries as they are written, and fills in variables of its environment only elsewhere
 * (pkg/services/provisioning/alerting/rules_types.go, 12.3).
 */
export function buildGrafanaRules(places: Places = {}) {
  const words: TemplateWords = {
    label: (name) => `{{ $labels.${name} }}`,
    // Where a query has no series there is no A, and a function of nothing would be an error in Grafana's log.
    value: (pipe) => `{{ with $values.A }}{{ .Value | ${pipe} }}{{ end }}`,
    // Ends with a slash: pkg/setting/setting.go, parseAppUrlAndSubUrl, 12.3.
    root: '{{ externalURL }}',
  };
  return {
    apiVersion: 1,
    groups: byChapter((placed) => {
      const { alert } = placed;
      return {
        uid: alert.name,
        title: alert.name,
        condition: 'B',
        data: [queryOf(alert), conditionOf(alert)],
        for: alert.for,
        // No series: nothing to compare, as in Prometheus.
        noDataState: 'OK',
        execErrState: 'Error',
        labels: { severity: alert.severity },
        annotations: {
          ...annotate(placed, words, places),
          ...dashboardOf(placed),
        },
      };
    }).map(({ id, rules }) => ({ orgId: 1, name: `tempo-${id}`, folder: 'Tempo', interval: INTERVAL, rules })),
  };
}

function byChapter<Rule>(build: (placed: PlacedAlert) => Rule): Array<{ id: string; rules: Rule[] }> {
  const groups = new Map<string, Rule[]>();
  for (const placed of listAlerts()) {
    const rules = groups.get(placed.chapter.id) ?? [];
    rules.push(build(placed));
    groups.set(placed.chapter.id, rules);
  }
  return [...groups].map(([id, rules]) => ({ id, rules }));
}

interface TemplateWords {
  label(name: string): string;
  /** The value that passed the threshold, through a function of templates that Prometheus and Grafana share. */
  value: (pipe: string) => string;
  /** Grafana's root, with the slash at its end. */
  root: string;
}

function annotate(
  { alert, chapter, signal }: PlacedAlert,
  words: TemplateWords,
  { runbooksUrl }: Places
): Record<string, string> {
  return {
    summary: fillIn(alert.summary, alert, words),
    description: fillIn(alert.description, alert, words),
    // Whoever is called at night has the steps at hand, whatever can be reached from there.
    runbook: alert.steps.map((step, i) => `${i + 1}. ${step}`).join('\n'),
    ...(runbooksUrl ? { runbook_url: `${runbooksUrl}/${chapter.id}.md#${alert.name.toLowerCase()}` } : {}),
    panel: `${words.root}${panelPath(signal.id).slice(1)}`,
  };
}

function fillIn(text: string, { format }: AlertRule, { label, value }: TemplateWords): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'value' ? humanize(format, value) : label(name)));
}

function humanize(format: AlertRule['format'], value: TemplateWords['value']): string {
  switch (format) {
    case 'number':
      return value('humanize');
    case 'percentage':
      return value('humanizePercentage');
    case 'duration':
      return value('humanizeDuration');
    case 'bytes':
      return `${value('humanize1024')}B`;
  }
}

const RANGE = { from: 600, to: 0 };

function queryOf({ expr }: AlertRule) {
  return {
    refId: 'A',
    relativeTimeRange: RANGE,
    datasourceUid: DATASOURCE_UID,
    model: { refId: 'A', editorMode: 'code', expr, instant: true, range: false },
  };
}

function conditionOf({ operator, threshold }: AlertRule) {
  return {
    refId: 'B',
    relativeTimeRange: RANGE,
    datasourceUid: '__expr__',
    model: {
      refId: 'B',
      type: 'threshold',
      expression: 'A',
      conditions: [{ evaluator: { type: operator === '>' ? 'gt' : 'lt', params: [threshold] } }],
    },
  };
}

/** The panel in the dashboards of provisioning/dashboards, which Grafana shows beside the rule. */
function dashboardOf({ chapter, signal }: PlacedAlert): Record<string, string> {
  const known = CHAPTERS.find(({ id }) => id === chapter.id);
  const panelId = known && panelIdOf(known, signal.id);
  return panelId ? { __dashboardUid__: `tempo-${chapter.id}`, __panelId__: String(panelId) } : {};
}
