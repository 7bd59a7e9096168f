import { configure, fireEvent, screen } from '@testing-library/react';
import React from 'react';
import { SurroundingsContext, type DoneRun, type QueryRun, type Surroundings } from '../../../../data';
import { parseVersion } from '../../../../tempo';
import { parse, type Query } from '../../../../traceql';
import { Results } from '../Results';
import { DEFAULT_RESULTS_VIEW, type ResultsView } from '../resultsView';
import { doneRun, recordedSearch } from './recordedAnswers';

/** Call at the top of a test file. */
export function setUpBrowser(): void {
  beforeAll(() => {
    // Nothing is hidden by styles here, and looking that up for every cell of a table takes minutes.
    configure({ defaultHidden: true });
    // For the width of lists to choose from.
    jest
      .spyOn(HTMLCanvasElement.prototype, 'getContext')
      .mockReturnValue({ measureText: () => ({ width: 0 }) } as unknown as null);
  });
  afterAll(() => configure({ defaultHidden: false }));
  beforeEach(() => {
    jest.clearAllMocks();
    // jsdom lays nothing out.
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(100);
    global.ResizeObserver = class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
  });
}

/** Tempo 3.0.3. */
const SYSTEM = {
  tempo: { uid: 'tempo', name: 'Tempo' },
  capabilities: {
    version: { value: parseVersion('3.0.3'), source: '' },
    generation: { value: '3.x', source: '' },
  },
} as unknown as Surroundings;

export const handlers = {
  onViewChange: jest.fn(),
  onFilter: jest.fn(),
  onBrush: jest.fn(),
  onCancel: jest.fn(),
  onRetry: jest.fn(),
};

const TREES = new Map<string, Query>();

/** The same tree for the same text, as the page has it. */
function treeOf(text: string): Query {
  const tree = TREES.get(text) ?? parse(text).query;
  TREES.set(text, tree);
  return tree;
}

export function resultsOf(run: QueryRun, view: ResultsView, more: Partial<typeof handlers> = {}) {
  const text = run.status === 'idle' ? '{ }' : run.question.text;
  return (
    <SurroundingsContext.Provider value={SYSTEM}>
      <Results run={run} query={treeOf(text)} view={view} {...handlers} {...more} />
    </SurroundingsContext.Provider>
  );
}

export const element = (run: QueryRun, view: Partial<ResultsView> = {}) =>
  resultsOf(run, { ...DEFAULT_RESULTS_VIEW, ...view });

export const ERRORS = '{ resource.service.name = "frontend" } >> { status = error }';

export async function searchRun(text = ERRORS): Promise<DoneRun> {
  return doneRun(text, { kind: 'search', answer: await recordedSearch('3.0.3', text) });
}

// By text and not by role and name: to work out names of a whole table takes jsdom seconds.
const around = (text: string | RegExp, selector: string, index: number) =>
  screen.getAllByText(text).at(index)?.closest(selector) as HTMLElement;
export const cell = (text: string | RegExp) => around(text, '[role=gridcell]', -1);
export const row = (text: string | RegExp) => around(text, '[role=row]', 0);
export const header = (text: string) => around(text, '[role=columnheader]', 0);
export const button = (text: string) => around(text, 'button', 0);
export const fill = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
