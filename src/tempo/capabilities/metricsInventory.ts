import { COMPONENTS, type Component } from '../components';

/** The labels that can select one of several Tempos, or one process of a Tempo, where the scrape gives them. */
export const SELECTING_LABELS = ['cluster', 'namespace', 'job', 'pod', 'container', 'instance'] as const;
export type SelectingLabel = (typeof SELECTING_LABELS)[number];

/** How a histogram is stored: by `_bucket` series, as a native histogram, or both side by side. */
export type HistogramKind = 'classic' | 'native' | 'both';

/** One series of `tempo_build_info`: one scraped Tempo process. Labels as Prometheus has them. */
export type BuildInfoSeries = Readonly<Record<string, string>>;

/** What Prometheus knows of Tempo: which metrics exist and how to select among the processes that send them. */
export interface MetricsInventory {
  /** Names of all series found, histogram suffixes included. */
  names: ReadonlySet<string>;
  /** Values of each selecting label on `tempo_build_info`, sorted; a label without values is absent. */
  labels: Readonly<Partial<Record<SelectingLabel, readonly string[]>>>;
  /** The values of `version` on `tempo_build_info`, sorted. More than one: a rollout, or several Tempos. */
  versions: readonly string[];
  /** How the component of a process can be told: by `container`, by `job` (`<namespace>/<component>`), or not at all. */
  componentLabel: 'container' | 'job' | undefined;
  /** Components seen in that label. Empty where the scrape does not tell them apart. */
  components: readonly Component[];
  /** The label that names one process: `pod` where the scrape gives it to every process, else `instance`. */
  instanceLabel: 'pod' | 'instance';
  /** Number of scraped Tempo processes. */
  processes: number;
  /** Set where Prometheus cut the list of names or series: absence then proves nothing. */
  truncated: boolean;
}

/** What is known where nothing could be asked: nothing. */
export const NO_INVENTORY: MetricsInventory = {
  names: new Set(),
  labels: {},
  versions: [],
  componentLabel: undefined,
  components: [],
  instanceLabel: 'instance',
  processes: 0,
  truncated: true,
};

/**
 * Reads the inventory out of two answers of Prometheus: the metric names, and the series of `tempo_build_info`.
 *
 * Every Tempo process registers the label-less metrics of all modules, so a name alone does not say that its component
 * runs: `tempo_ingester_failed_flushes_total` is sent (as 0) by a 2.6.1 querier too. Components are therefore read from
 * the labels of the scrape (helm chart: `container` and `job="<namespace>/<component>"`), never from metric names.
 */
export function readMetricsInventory(
  names: Iterable<string>,
  buildInfo: readonly BuildInfoSeries[],
  truncated = false
): MetricsInventory {
  const componentLabel = findComponentLabel(buildInfo);
  const components = new Set<Component>();
  for (const series of buildInfo) {
    const component = componentLabel && componentIn(componentLabel, series[componentLabel]);
    if (component) {
      components.add(component);
    }
  }
  return {
    names: new Set(names),
    labels: valuesOfLabels(buildInfo),
    versions: sorted(buildInfo.map((series) => series.version ?? '')),
    componentLabel,
    components: COMPONENTS.filter((component) => components.has(component)),
    instanceLabel: buildInfo.length > 0 && buildInfo.every((series) => series.pod) ? 'pod' : 'instance',
    processes: buildInfo.length,
    truncated,
  };
}

/**
 * How the histogram of that base name is stored, or undefined where Prometheus has none.
 *
 * A native histogram is one series under the base name; a classic one is `_bucket`, `_sum` and `_count`.
 */
export function histogramKind(inventory: MetricsInventory, name: string): HistogramKind | undefined {
  const classic = inventory.names.has(`${name}_bucket`);
  const native = inventory.names.has(name);
  if (classic) {
    return native ? 'both' : 'classic';
  }
  return native ? 'native' : undefined;
}

/** The component that a label value names, as the helm chart writes it, or undefined. */
export function componentIn(label: 'container' | 'job', value: string | undefined): Component | undefined {
  if (!value) {
    return undefined;
  }
  const last = label === 'job' ? value.slice(value.lastIndexOf('/') + 1) : value;
  const plain = last.startsWith('tempo-') ? last.slice('tempo-'.length) : last;
  return COMPONENTS.find((component) => component === plain);
}

function findComponentLabel(buildInfo: readonly BuildInfoSeries[]): 'container' | 'job' | undefined {
  const usable = (label: 'container' | 'job') =>
    buildInfo.length > 0 && buildInfo.every((series) => componentIn(label, series[label]) !== undefined);
  if (usable('container')) {
    return 'container';
  }
  return usable('job') ? 'job' : undefined;
}

function valuesOfLabels(buildInfo: readonly BuildInfoSeries[]): MetricsInventory['labels'] {
  const labels: Partial<Record<SelectingLabel, readonly string[]>> = {};
  for (const label of SELECTING_LABELS) {
    const values = sorted(buildInfo.map((series) => series[label] ?? ''));
    if (values.length > 0) {
      labels[label] = values;
    }
  }
  return labels;
}

function sorted(values: string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '').sort((a, b) => a.localeCompare(b));
}
