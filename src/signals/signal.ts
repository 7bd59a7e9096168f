import type { Component, Generation, Topology, MetricsInventory } from '../tempo';
import type { AlertRule } from './alertRule';

/**
 * One thing that is measured, declared once as data. Panels, dashboards, alert rules, the numbers of the overview and
 * the reference in the docs are all made from it.
 */
export interface Signal {
  /** Stable, `<chapter>.<kebab-name>`: part of links, translations and dashboards. */
  id: string;
  /** What a person reads above the panel: a noun phrase without jargon. */
  title: string;
  description: SignalDescription;
  /** Grafana unit id, for example `short`, `Bps`, `s`, `percentunit`, `cps`. */
  unit: string;
  visualization: Visualization;
  /** What must be there for the signal to mean anything. Absent parts do not restrict. */
  requires: Requirements;
  /** The queries in the discovered surroundings. Called only where `requires` holds. */
  queries(context: SignalContext): SignalQuery[];
  /** Rules that watch it when nobody looks. Their live panel is the one of this signal. */
  alerts?: AlertRule[];
}

/** The words of a panel's tooltip, one sentence or two each. */
export interface SignalDescription {
  /** What it shows, and what is counted. */
  shows: string;
  /** What it looks like when all is well. */
  good: string;
  /** What to do when it does not. */
  remedy: string;
}

export type Visualization =
  TimeseriesVisualization | StatVisualization | TableVisualization | BarGaugeVisualization | HeatmapVisualization;

export interface TimeseriesVisualization {
  kind: 'timeseries';
  /** Add the series up: only for parts of a whole. */
  stack?: boolean;
  /** Ascending; the first has no `from` and is the base colour. Values in the signal's unit. */
  thresholds?: Threshold[];
  min?: number;
  max?: number;
}

export interface StatVisualization {
  kind: 'stat';
  thresholds?: Threshold[];
}

export interface BarGaugeVisualization {
  kind: 'bargauge';
  thresholds?: Threshold[];
  min?: number;
  max?: number;
}

/** How often which value was observed, as shades over time. One query, made by `buckets` of promql.ts. */
export interface HeatmapVisualization {
  kind: 'heatmap';
}

export interface TableVisualization {
  kind: 'table';
  /** In the order shown. `field` is a label name, or the refId of a query for its value. */
  columns: TableColumn[];
  /** The column to sort by at first, falling. */
  sortBy?: string;
}

export interface TableColumn {
  field: string;
  title: string;
  unit?: string;
  thresholds?: Threshold[];
}

/** From this value on (inclusive) the colour holds, until the next threshold. */
export interface Threshold {
  from?: number;
  level: 'ok' | 'warning' | 'critical';
}

export interface Requirements {
  generation?: Generation;
  topology?: Topology;
  /** First release that has it, `major.minor`. */
  since?: string;
  /** At least one of these components must run (a single binary runs them all but block-builder). */
  components?: Component[];
  /** All of these names must be known to Prometheus; for a histogram its base name, whatever its kind. */
  metrics?: string[];
  /** At least one of these names must be known. */
  anyMetric?: string[];
}

export interface SignalQuery {
  refId: string;
  /** PromQL. May contain `$__rate_interval`, `$__range` and the variables that the matchers of the context carry. */
  expr: string;
  /** Legend template as Prometheus data sources understand it: `{{tenant}}`. Empty for tables. */
  legend: string;
  /** One value at the end of the range in place of a series over it. Tables, bar gauges. */
  instant?: boolean;
  /** What the other series are measured against: drawn as a plain dashed line, and left out of sums. */
  role?: 'limit';
}

/** What a query needs to know of the system it asks. */
export interface SignalContext {
  generation: Generation | undefined;
  topology: Topology | undefined;
  inventory: MetricsInventory;
  /**
   * Label matchers for a selector, without braces, with the given ones appended; they select cluster, namespace and the
   * like by the variables of the page. Empty string where there is nothing to select by.
   *
   * `matchers('tenant=~"$tenant"')` may give `cluster=~"$cluster",namespace=~"$namespace",tenant=~"$tenant"`.
   */
  matchers(...more: string[]): string;
  /** The same, restricted to processes of these components, as far as the scrape tells components apart. */
  componentMatchers(components: Component[], ...more: string[]): string;
  /** `tenant=~"$tenant"`, for metrics that have the label. */
  tenant: string;
  /** A series that is there while the Tempo in question runs: what a line at 0 is drawn by. */
  presence: string;
  /** Labels by which processes are told apart where nothing is discovered, as in dashboards for any scrape. */
  processLabels?: readonly string[];
}

/** A row of a page: signals that answer one question together. */
export interface Section {
  id: string;
  title: string;
  /** The question, one sentence. */
  question: string;
  signals: Signal[];
  /** Folded when the page opens: for detail that few need. */
  collapsed?: boolean;
}

/** A page's worth of signals. */
export interface Chapter {
  id: string;
  title: string;
  sections: Section[];
}
