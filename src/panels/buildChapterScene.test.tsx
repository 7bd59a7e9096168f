import { FieldType, LoadingState, PanelPlugin, toDataFrame, type DataQueryRequest } from '@grafana/data';
import { setPluginImportUtils } from '@grafana/runtime';
import { sceneGraph, SceneQueryRunner, VizPanel, type SceneObject } from '@grafana/scenes';
import { waitFor } from '@testing-library/react';
import { of } from 'rxjs';
import { INGESTION, LATENCY, type KnownSystem } from '../signals';
import { parseVersion, readMetricsInventory } from '../tempo';
import { buildChapterScene } from './buildChapterScene';
import { PanelGrid } from './PanelGrid';
import { SectionRow } from './SectionRow';
import { panelElementId } from './panelElementId';
import { showPanel } from './showPanel';

const runRequest = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getRunRequest: () => runRequest,
  getDataSourceSrv: () => ({
    get: async () => ({ getRef: () => ({ uid: 'prom' }), interval: '15s' }),
    getInstanceSettings: () => ({ uid: 'prom', type: 'prometheus' }),
  }),
  getAppEvents: () => ({ publish: jest.fn() }),
}));
beforeAll(() => {
  const plugin = Object.assign(new PanelPlugin(() => null), { meta: { id: 'any', info: { version: '1' } } });
  setPluginImportUtils({ importPanelPlugin: async () => plugin, getPanelPluginFromCache: () => plugin });
});

const NAMES = [
  'tempo_distributor_spans_received_total',
  'tempo_distributor_bytes_received_total',
  'tempo_distributor_push_duration_seconds_bucket',
  'tempo_receiver_accepted_spans',
  'tempo_ingester_live_traces',
  'tempo_request_duration_seconds_bucket',
];
const COMPONENTS = ['distributor', 'ingester', 'querier', 'query-frontend'];

const system: KnownSystem = {
  version: parseVersion('2.6.1'),
  generation: '2.x',
  topology: 'microservices',
  inventory: readMetricsInventory(
    NAMES,
    COMPONENTS.map((container) => ({
      version: '2.6.1',
      namespace: 'tracing',
      cluster: 'eu',
      container,
      pod: `${container}-0`,
    }))
  ),
};

const build = () => buildChapterScene(INGESTION, { system, tenants: ['a', 'b,c'], metricsUid: 'prom' });
const rowsOf = (scene: SceneObject) =>
  sceneGraph.findAllObjects(scene, (object) => object instanceof SectionRow).filter((row) => row instanceof SectionRow);
const panelsOf = (scene: SceneObject) =>
  sceneGraph
    .findAllObjects(scene, (object) => object instanceof PanelGrid)
    .flatMap((grid) => (grid instanceof PanelGrid ? grid.state.panels : []));
const panelOf = (scene: SceneObject, id: string): VizPanel => {
  const panel = panelsOf(scene).find(({ state }) => state.key === id);
  if (!panel) {
    throw new Error(`no panel ${id}`);
  }
  return panel;
};

it('shows the signals that apply, and no row without any', () => {
  const keys = panelsOf(build()).map(({ state }) => state.key);
  expect(keys).toEqual(
    expect.arrayContaining(['ingestion.spans-now', 'ingestion.spans-by-tenant', 'ingestion.live-traces'])
  );
  expect(keys).not.toContain('ingestion.kafka-write-latency');
  for (const row of rowsOf(build())) {
    expect(panelsOf(row).length).toBeGreaterThan(0);
  }
});

it('gives each panel title, unit, description and menu', () => {
  for (const { state } of panelsOf(build())) {
    expect(state.title).not.toBe('');
    expect(state.description).toContain('When it is bad');
    expect(state.fieldConfig.defaults.unit).toBeTruthy();
    expect(state.menu).toBeDefined();
  }
});

it('draws shares of nothing on an axis of a few per cent, not of 10,000', () => {
  const shares = panelsOf(build()).filter(
    ({ state }) => state.pluginId === 'timeseries' && state.fieldConfig.defaults.unit === 'percentunit'
  );
  expect(shares.length).toBeGreaterThan(0);
  for (const { state } of shares) {
    const { max, custom = {} } = state.fieldConfig.defaults;
    expect(max ?? ('axisSoftMax' in custom ? custom.axisSoftMax : undefined)).toBeLessThanOrEqual(1);
  }
});

it('offers the discovered labels and tenants, all of them chosen', () => {
  const variables = sceneGraph.getVariables(build()).state.variables;
  expect(variables.map(({ state }) => state.name)).toEqual(['cluster', 'namespace', 'tenant']);
});

it('asks the metrics data source when a panel comes to life, and only then', async () => {
  runRequest.mockImplementation((_ds: unknown, request: DataQueryRequest) =>
    of({
      state: LoadingState.Done,
      series: [toDataFrame({ fields: [{ name: 'Value', type: FieldType.number, values: [1] }] })],
      timeRange: request.range,
    })
  );
  const scene = build();
  const deactivate = scene.activate();
  expect(runRequest).not.toHaveBeenCalled();

  const panel = panelOf(scene, 'ingestion.spans-by-tenant');
  const runner = panel.state.$data;
  if (!(runner instanceof SceneQueryRunner)) {
    throw new Error('the panel has no query runner');
  }
  runner.setContainerWidth(500);
  const stop = [sceneGraph.getVariables(scene).activate(), panel.activate()];
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(runRequest).toHaveBeenCalledTimes(1);
  const request: DataQueryRequest = runRequest.mock.calls[0][1];
  expect(request.targets[0]).toMatchObject({
    refId: 'A',
    range: true,
    expr: expect.stringContaining('cluster=~"$cluster",namespace=~"$namespace",tenant=~"$tenant"'),
  });
  stop.forEach((end) => end());
  deactivate();
});

it('keeps in the URL only what differs from how the page opens', () => {
  const row = rowsOf(build()).find(({ state }) => state.isOpen);
  const folded = rowsOf(build()).find(({ state }) => !state.isOpen);
  expect(row?.getUrlState()).toEqual({ [`row-${row?.state.id}`]: undefined });
  row?.onToggle(false);
  expect(row?.getUrlState()).toEqual({ [`row-${row?.state.id}`]: 'closed' });
  row?.updateFromUrl({});
  expect(row?.state.isOpen).toBe(true);
  folded?.updateFromUrl({ [`row-${folded.state.id}`]: 'open' });
  expect(folded?.state.isOpen).toBe(folded ? true : undefined);
});

describe('a heatmap', () => {
  const panel = () => {
    const scene = buildChapterScene(LATENCY, { system, tenants: [], metricsUid: 'prom' });
    return panelOf(scene, 'latency.search-heatmap');
  };

  it('asks for buckets in the format that the data source takes apart', () => {
    const runner = panel().state.$data;
    expect(panel().state.pluginId).toBe('heatmap');
    expect(runner instanceof SceneQueryRunner && runner.state.queries).toEqual([
      expect.objectContaining({
        format: 'heatmap',
        legendFormat: '{{le}}',
        expr: expect.stringContaining('sum by (le)'),
      }),
    ]);
  });

  it('has the unit of the signal at its axis, and counts in the cells', () => {
    expect(panel().state.options).toMatchObject({ yAxis: { unit: 's' } });
    expect(panel().state.fieldConfig.defaults.unit).toBe('cps');
  });
});

describe('a link to a panel', () => {
  it('opens its row, brings it into view and moves the focus there', async () => {
    const scene = build();
    const folded = rowsOf(scene).find(({ state }) => !state.isOpen);
    const [panel] = folded ? panelsOf(folded) : [];
    const element = document.body.appendChild(document.createElement('div'));
    element.id = panelElementId(panel?.state.key ?? '');
    element.tabIndex = -1;
    element.scrollIntoView = jest.fn();
    showPanel(scene, panel?.state.key ?? '');
    await waitFor(() => expect(element.scrollIntoView).toHaveBeenCalled());
    expect(folded?.state.isOpen).toBe(true);
    expect(document.activeElement).toBe(element);
    element.remove();
  });

  it('waits for the panel to be there, until it is told to end', async () => {
    const scene = build();
    const key = panelsOf(scene)[0]?.state.key ?? '';
    const end = showPanel(scene, key);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    end();
    const element = document.body.appendChild(document.createElement('div'));
    element.id = panelElementId(key);
    element.scrollIntoView = jest.fn();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(element.scrollIntoView).not.toHaveBeenCalled();
    element.remove();
  });

  it('does nothing where the page has no such panel', async () => {
    const scene = build();
    const open = rowsOf(scene).map(({ state }) => state.isOpen);
    showPanel(scene, 'ingestion.no-such-panel');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(rowsOf(scene).map(({ state }) => state.isOpen)).toEqual(open);
  });
});
