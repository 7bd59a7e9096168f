import type { DataSource } from './dataSource';

/** Ways in which an installation can be broken or bare, chosen by the cookie `preview_scenario` (a comma list). */
export const SCENARIOS = [
  'no-datasources',
  'no-prometheus',
  'prometheus-down',
  'tempo-down',
  'no-permission',
  'slow',
  'no-user-storage',
  'streaming',
  'query-400',
  'query-429',
  'query-500',
  'query-timeout',
  'query-slow',
  'query-empty',
  'query-forbidden',
  'query-html',
  'partial',
  'many',
] as const;

export type Scenario = (typeof SCENARIOS)[number];

/** Unknown names are ignored. */
export function parseScenarios(text: string): Set<Scenario> {
  const names = text.split(',').map((name) => name.trim());
  return new Set(SCENARIOS.filter((scenario) => names.includes(scenario)));
}

/** Nothing listens there, so that calls fail the way they do when a server is down. */
const CLOSED_PORT_URL = 'http://127.0.0.1:1';

/** The data sources as the scenario has them. */
export function applyScenarios(dataSources: DataSource[], scenarios: Set<Scenario>): DataSource[] {
  if (scenarios.has('no-datasources')) {
    return [];
  }
  const isDown = ({ type }: DataSource) =>
    (type === 'prometheus' && scenarios.has('prometheus-down')) || (type === 'tempo' && scenarios.has('tempo-down'));
  return dataSources
    .filter(({ type }) => !(type === 'prometheus' && scenarios.has('no-prometheus')))
    .map((dataSource) => (isDown(dataSource) ? { ...dataSource, url: CLOSED_PORT_URL } : dataSource))
    .map((dataSource) => (scenarios.has('streaming') ? switchStreamingOn(dataSource) : dataSource));
}

function switchStreamingOn(dataSource: DataSource): DataSource {
  const streamingEnabled = { search: true, metrics: true };
  return dataSource.type === 'tempo'
    ? { ...dataSource, jsonData: { ...dataSource.jsonData, streamingEnabled } }
    : dataSource;
}

/** What the scenario `slow` adds to every answer of a data source. */
export const SLOW_MS = 3000;
