export { Results, type ResultsProps } from './Results';
export type { BrushChange, FilterChange } from './resultChanges';
export { DEFAULT_RESULTS_VIEW, type ChartKind, type ResultsView } from './resultsView';
