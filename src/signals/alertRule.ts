/**
 * A rule that says when a signal is bad enough to call somebody. Declared as data, so that rules for Prometheus, rules for
 * Grafana and the runbooks are made of the same words.
 *
 * Rules know nothing of the system they will watch. They must hold for any scrape: every expression aggregates by
 * {@link TEMPO_LABELS} (absent labels are empty, which is a group as well), and none selects by component where a metric
 * exists in that component only.
 */
export interface AlertRule {
  /** `Tempo` and what is wrong, in CamelCase. Unique, and stable: silences and routes name it. */
  name: string;
  severity: 'warning' | 'critical';
  /** How long it must last, for example `10m`. */
  for: string;
  /** PromQL: what is compared. No series: nothing to compare, and no alert. */
  expr: string;
  operator: '>' | '<';
  threshold: number;
  /** How the value is written: `0.25` as `25%`, `90` as `1m 30s`, … */
  format: 'number' | 'percentage' | 'duration' | 'bytes';
  /** One line for a phone. May name labels of the expression: `{tenant}`. */
  summary: string;
  /** What it means and for whom. May name labels, and `{value}`. */
  description: string;
  /** What to look at and to do, in that order: the runbook. */
  steps: string[];
  /** Alerts of the tempo-mixin that it stands for. */
  mixin?: string[];
}
