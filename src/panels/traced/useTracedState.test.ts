import { readTracedState, renderTracedState, type TracedState } from './useTracedState';

const NOTHING: TracedState = {
  service: undefined,
  operation: undefined,
  offset: undefined,
  numbers: null,
  exceptions: 'event',
};

it.each<[string, Partial<TracedState>]>([
  ['', {}],
  ['service=orders', { service: 'orders' }],
  ['service=orders&operation=GET+%2F', { service: 'orders', operation: 'GET /' }],
  // Says nothing without a service.
  ['operation=GET+%2F', {}],
  ['compare=week', { offset: 'week' }],
  ['compare=month', {}],
  ['numbers=traceql', { numbers: 'traceql' }],
  ['exceptions=span', { exceptions: 'span' }],
  ['exceptions=else', {}],
])('the link %j', (search, state) => {
  expect(readTracedState(`?${search}`)).toEqual({ ...NOTHING, ...state });
});

it.each<[Partial<TracedState>, Record<string, string | null>]>([
  [{ service: 'orders' }, { service: 'orders', operation: null }],
  [{ service: undefined }, { service: null, operation: null }],
  [{ operation: 'GET /' }, { operation: 'GET /' }],
  [{ offset: 'day' }, { compare: 'day' }],
  [{ offset: undefined }, { compare: null }],
  [{ numbers: 'traceql' }, { numbers: 'traceql' }],
  [{ exceptions: 'event' }, { exceptions: null }],
  [{ exceptions: 'span' }, { exceptions: 'span' }],
])('the change %j writes %j', (change, written) => {
  expect(renderTracedState(change)).toEqual(written);
});
