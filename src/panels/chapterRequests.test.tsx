import { FieldType, LoadingState, PanelPlugin, toDataFrame, type DataQueryRequest } from '@grafana/data';
import { setPluginImportUtils } from '@grafana/runtime';
import { LazyLoader } from '@grafana/scenes';
import { act, render } from '@testing-library/react';
import React from 'react';
import { of } from 'rxjs';
import { applicability, CHAPTERS, type Chapter, type KnownSystem } from '../signals';
import { parseVersion, readMetricsInventory } from '../tempo';
import { buildChapterScene } from './buildChapterScene';

const runRequest = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getRunRequest: () => runRequest,
  getDataSourceSrv: () => ({
    get: async () => ({ getRef: () => ({ uid: 'prom' }), interval: '15s' }),
    getInstanceSettings: () => ({ uid: 'prom', type: 'prometheus' }),
  }),
  getAppEvents: () => ({ publish: jest.fn() }),
  getTemplateSrv: () => ({ replace: (text: string) => text }),
}));

jest.mock('react-use', () => ({
  ...jest.requireActual('react-use'),
  useMeasure: () => [() => undefined, { width: 600, height: 300 }],
}));

class QuietObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

beforeAll(() => {
  Object.assign(window, { ResizeObserver: QuietObserver });
  const plugin = Object.assign(new PanelPlugin(() => null), { meta: { id: 'any', info: { version: '1' } } });
  setPluginImportUtils({ importPanelPlugin: async () => plugin, getPanelPluginFromCache: () => plugin });
  // Everything is near the screen.
  jest.spyOn(LazyLoader.observer, 'observe').mockImplementation((target) => {
    // Only what is asked for of the entry.
    const entry = { target, isIntersecting: true } as IntersectionObserverEntry;
    LazyLoader.callbacks[target.id]?.(entry);
  });
});

const system: KnownSystem = {
  version: parseVersion('3.0.3'),
  generation: '3.x',
  topology: 'single-binary',
  // Of which nothing is known to be missing: all signals of a single binary 3.x.
  inventory: readMetricsInventory([], [{ version: '3.0.3', job: 'tempo', instance: 'tempo:3200' }], true),
};

const isShown = (chapter: Chapter, folded: boolean) =>
  chapter.sections
    .filter(({ collapsed = false }) => collapsed === folded)
    .flatMap(({ signals }) => signals)
    .filter((signal) => applicability(signal, system).applies)
    .map(({ id }) => id);

it.each(CHAPTERS.map((chapter) => [chapter.id, chapter] as const))(
  '%s asks once for each panel that is shown, and for none in folded rows',
  async (_, chapter) => {
    runRequest.mockReset();
    runRequest.mockImplementation((_ds: unknown, request: DataQueryRequest) =>
      of({
        state: LoadingState.Done,
        series: [toDataFrame({ fields: [{ name: 'Value', type: FieldType.number, values: [1] }] })],
        timeRange: request.range,
      })
    );
    const scene = buildChapterScene(chapter, { system, tenants: ['a'], metricsUid: 'prom' });
    const { unmount } = render(<scene.Component model={scene} />);
    await act(() => new Promise((resolve) => setTimeout(resolve, 300)));
    expect(runRequest).toHaveBeenCalledTimes(isShown(chapter, false).length);
    unmount();
  }
);

it('has folded rows to leave out', () => {
  expect(CHAPTERS.flatMap((chapter) => isShown(chapter, true)).length).toBeGreaterThan(0);
});
