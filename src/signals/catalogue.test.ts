import { parseVersion, readMetricsInventory, type MetricsInventory } from '../tempo';
import { CHAPTERS } from './catalogue';
import { listAlerts } from './outputs/listAlerts';
import { SELECTOR_VARIABLES, signalContext } from './context';
import type { Signal, SignalContext, SignalQuery, Threshold, Visualization } from './signal';

const SIGNALS = CHAPTERS.flatMap((chapter) => chapter.sections.flatMap((section) => section.signals));

const NATIVE_NAMES = ['tempo_distributor_push_duration_seconds', 'tempo_distributor_traces_per_batch'];

const HELM = contextOf('2.6.1', 'microservices', helm(['distributor', 'ingester'], '2.6.1'));
const SINGLE_BINARY = contextOf('3.0.3', 'single-binary', plain('3.0.3', ['tempo_live_store_live_traces']));
const NATIVE = contextOf('3.0.3', 'microservices', plain('3.0.3', NATIVE_NAMES));

/** Surroundings that differ in everything that queries look at. */
const CONTEXTS: Array<{ name: string; context: SignalContext }> = [
  { name: '2.x microservices', context: HELM },
  {
    name: '3.x microservices',
    context: contextOf('3.0.3', 'microservices', helm(['distributor', 'live-store'], '3.0.3')),
  },
  { name: '3.x single binary', context: SINGLE_BINARY },
  {
    name: '2.x single binary',
    context: contextOf('2.6.1', 'single-binary', plain('2.6.1', ['tempo_ingester_live_traces'])),
  },
  {
    name: 'nothing known',
    context: signalContext({ generation: undefined, topology: undefined, inventory: plain('', []) }),
  },
  { name: 'native histograms', context: NATIVE },
];

describe('the catalogue', () => {
  it('has ids that are unique and name their chapter', () => {
    const ids = SIGNALS.map((signal) => signal.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    for (const chapter of CHAPTERS) {
      const sections = chapter.sections.map((section) => section.id);
      expect(new Set(sections).size).toBe(sections.length);
      for (const { id } of chapter.sections.flatMap((section) => section.signals)) {
        expect(id).toMatch(new RegExp(`^${chapter.id}\\.[a-z0-9]+(-[a-z0-9]+)*$`));
      }
    }
  });

  it('says of every section what it answers', () => {
    const sections = CHAPTERS.flatMap((chapter) => chapter.sections);
    // Translations know a section by its id alone.
    expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
    for (const section of sections) {
      expect(section.title).toMatch(/^[A-Z]/);
      expect(section.question).toMatch(/\?$/);
      expect(section.signals.length).toBeGreaterThan(0);
    }
  });

  it('keeps the page to a size that can be read', () => {
    for (const chapter of CHAPTERS) {
      expect(chapter.sections.flatMap((section) => section.signals).length).toBeLessThanOrEqual(75);
      expect(chapter.sections.filter((section) => section.signals.length > 12)).toEqual([]);
    }
  });
});

describe.each(SIGNALS.map((signal) => [signal.id, signal] as const))('%s', (_, signal) => {
  it('is described', () => {
    const { shows, good, remedy } = signal.description;
    for (const text of [shows, good, remedy]) {
      expect(text).toMatch(/^[^\s].*\.$/);
      expect(text).not.toMatch(/ {2}|\n/);
      expect(text.split('"').length % 2).toBe(1);
    }
    expect(signal.title).toMatch(/^[A-Z][^.]*$/);
    expect(signal.unit).toMatch(/^(short|s|Bps|bytes|percentunit)$/);
  });

  it('has thresholds that rise, the first without a bound', () => {
    const { visualization } = signal;
    const sets = thresholdSets(visualization);
    for (const [first, ...rest] of sets.flatMap((set) => (set ? [set] : []))) {
      expect(first?.from).toBeUndefined();
      const bounds = rest.map(({ from }) => from ?? NaN);
      expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    }
  });

  it.each(CONTEXTS)('has sound queries: $name', ({ context }) => {
    const queries = signal.queries(context);
    expect(queries.length).toBeGreaterThan(0);
    const refIds = queries.map(({ refId }) => refId);
    expect(refIds).toEqual([...'ABCDEFGH'].slice(0, refIds.length));
    for (const query of queries) {
      expectSound(query, signal, context);
    }
  });

  it('asks for the metrics that it requires to be there', () => {
    const { metrics = [], anyMetric = [] } = signal.requires;
    for (const name of [...metrics, ...anyMetric]) {
      expect(name).toMatch(/^(tempo|tempodb|prometheus_remote_storage)_[a-z_]+$/);
      expect(name).not.toMatch(/_(bucket|sum|(?<!members_)count)$/);
    }
  });
});

describe('native histograms', () => {
  const exprs = (id: string) =>
    SIGNALS.find((signal) => signal.id === id)
      ?.queries(NATIVE)
      .map(({ expr }) => expr);

  it('are asked for by their own name, without le', () => {
    expect(exprs('ingestion.push-p99-now')).toEqual([
      'histogram_quantile(0.99, sum(rate(tempo_distributor_push_duration_seconds[$__rate_interval])))',
    ]);
    expect(exprs('ingestion.traces-per-batch')?.[0]).toBe(
      'histogram_sum(sum(rate(tempo_distributor_traces_per_batch[$__rate_interval])))' +
        ' / histogram_count(sum(rate(tempo_distributor_traces_per_batch[$__rate_interval])))'
    );
  });

  it('are never asked for by series that only classic ones have, which would draw a line at 0', () => {
    const asked = SIGNALS.flatMap((signal) => signal.queries(HELM).map(({ expr }) => expr)).join('\n');
    const histograms = new Set([...asked.matchAll(/(\w+)_(?:bucket|sum)\b/g)].map(([, name = '']) => name));
    expect(histograms).toContain('tempo_request_duration_seconds');
    const native = contextOf('3.0.3', 'microservices', plain('3.0.3', [...histograms]));
    for (const signal of SIGNALS) {
      for (const { expr } of signal.queries(native)) {
        const classic = [...expr.matchAll(/(\w+)_(?:bucket|sum|count)\b/g)].filter(([, name = '']) =>
          histograms.has(name)
        );
        expect([signal.id, classic.map(([name]) => name)]).toEqual([signal.id, []]);
      }
    }
  });

  it('are known to alerts, which cannot see how a histogram is stored', () => {
    for (const { alert } of listAlerts()) {
      for (const [, name = ''] of alert.expr.matchAll(/(\w+_(?:seconds|milliseconds|latency))_(?:bucket|count)\{?/g)) {
        expect(alert.expr).toMatch(new RegExp(`rate\\(${name}[[{]`));
      }
    }
  });
});

describe('several Tempos at once', () => {
  it('keep their pods apart, which have the same names', () => {
    const inventory = readMetricsInventory(
      [],
      ['eu', 'us'].map((namespace) => ({
        cluster: 'c',
        namespace,
        container: 'ingester',
        pod: 'tempo-ingester-0',
        instance: `${namespace}:3200`,
      }))
    );
    const context = contextOf('2.6.1', 'microservices', inventory);
    const [query] = SIGNALS.find(({ id }) => id === 'ingestion.cpu')?.queries(context) ?? [];
    expect(query?.expr).toMatch(/^sum by \(namespace, pod\) /);
    expect(query?.legend).toBe('{{namespace}} {{pod}}');
  });

  it('add up gauges that every process reports alike, each of its Tempo', () => {
    for (const id of ['storage.bytes-now', 'storage.blocks-now', 'storage.traces-by-tenant', 'errors.unhealthy-now']) {
      const [query] = SIGNALS.find((signal) => signal.id === id)?.queries(HELM) ?? [];
      expect(query?.expr).toMatch(/^sum.*\(max by \(cluster, namespace, (tenant|name)\)/);
    }
  });
});

describe('selectors', () => {
  it('restrict every metric of every query to the chosen Tempo', () => {
    for (const signal of SIGNALS) {
      for (const { expr } of signal.queries(HELM)) {
        const selectors =
          expr.match(/\b(?:tempo|tempodb|prometheus|process|go)_\w+(?:\{[^}]*\})?|\bup\{[^}]*\}/g) ?? [];
        expect(selectors.filter((one) => !one.includes('namespace=~"$namespace"'))).toEqual([]);
        expect(selectors.length).toBeGreaterThan(0);
      }
    }
  });

  it('keep other programs out of metrics that every program has', () => {
    for (const signal of SIGNALS) {
      for (const { expr } of signal.queries(SINGLE_BINARY)) {
        if (/\b(process|go)_|\bup\b/.test(expr)) {
          expect(expr).toMatch(/and on \(job, instance\) (last_over_time\()?tempo_build_info/);
        }
        for (const [name] of expr.matchAll(/prometheus_remote_storage_\w+(\{[^}]*\})?/g)) {
          expect(name).toContain('tenant!=""');
        }
      }
    }
  });
});

function thresholdSets(visualization: Visualization): Array<Threshold[] | undefined> {
  switch (visualization.kind) {
    case 'table':
      return visualization.columns.map((column) => column.thresholds);
    case 'heatmap':
      return [];
    default:
      return [visualization.thresholds];
  }
}

/** Brackets and quotes close, and only what the page defines is used. */
function expectSound({ expr, legend, instant }: SignalQuery, signal: Signal, context: SignalContext) {
  expect(unbalanced(expr)).toBe('');
  const variables = [...expr.matchAll(/\$(?!\d)\{?(\w+)/g)].map((match) => match[1]);
  const known = ['tenant', '__rate_interval', '__range', ...SELECTOR_VARIABLES];
  expect(variables.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  // What selects among Tempos comes from the context, whatever the scrape calls it.
  const fixed = expr.replaceAll(context.matchers(), '').replaceAll(/\$\w+/g, '');
  expect(fixed).not.toMatch(/\b(cluster|namespace|pod|instance)\s*(=|!=)/);
  expect(expr).not.toMatch(/undefined|NaN|\{,|,\}|,,|\{\}/);
  expect(instant ?? false).toBe(signal.visualization.kind === 'table');
  if (signal.visualization.kind !== 'table') {
    expect(legend).not.toBe('');
  }
}

function unbalanced(expr: string): string {
  const closing: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
  const open: string[] = [];
  for (const char of expr.replaceAll(/"(?:[^"\\]|\\.)*"/g, '')) {
    if (closing[char]) {
      open.push(closing[char]);
    } else if (')]}"'.includes(char) && open.pop() !== char) {
      return char;
    }
  }
  return open.join('');
}

function contextOf(version: string, topology: 'microservices' | 'single-binary', inventory: MetricsInventory) {
  const generation = (parseVersion(version)?.major ?? 0) >= 3 ? '3.x' : '2.x';
  return signalContext({ generation, topology, inventory });
}

function helm(components: string[], version: string): MetricsInventory {
  const labels = (component: string) => ({
    cluster: 'c',
    namespace: 'n',
    job: `n/${component}`,
    container: component,
    pod: `tempo-${component}-0`,
    instance: '10.0.0.1:3200',
    version,
  });
  return readMetricsInventory([], components.map(labels));
}

function plain(version: string, names: string[]): MetricsInventory {
  return readMetricsInventory(names, [{ job: 'tempo', instance: 'tempo:3200', version }]);
}
