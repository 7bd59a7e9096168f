import { toPreviewHeaders } from '../recordedTempo/previewHeaders';
import { SYSTEM_FAULTS, type SystemFault } from '../recordedTempo/systemFaults';
import { CORRELATION_FAULTS, makeMistake, type CorrelationFault } from './correlationFaults';
import type { DataSource } from './dataSource';
import type { ProvisionedApp } from './readProvisioning';

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
  'many-services',
  'no-components',
  'no-loki',
  'loki-down',
  'editable-datasources',
] as const;

/** `fault-slow` and so on: a fault of Tempo that this browser alone sees. */
type FaultScenario = `fault-${SystemFault}`;

export type Scenario = (typeof SCENARIOS)[number] | FaultScenario | CorrelationFault;

const FAULT_SCENARIOS = SYSTEM_FAULTS.map((fault): FaultScenario => `fault-${fault}`);

/** Unknown names are ignored. */
export function parseScenarios(text: string): Set<Scenario> {
  const names = text.split(',').map((name) => name.trim());
  return new Set(
    [...SCENARIOS, ...FAULT_SCENARIOS, ...CORRELATION_FAULTS].filter((scenario) => names.includes(scenario))
  );
}

/** What Tempo is told with every request of a browser: whose it is, and the first of its faults. */
export function listPreviewHeaders({
  id,
  scenarios,
}: {
  id: string;
  scenarios: Set<Scenario>;
}): Record<string, string> {
  const fault = SYSTEM_FAULTS.find((name) => scenarios.has(`fault-${name}`));
  return toPreviewHeaders({ visitor: id, fault });
}

/** Nothing listens there, so that calls fail the way they do when a server is down. */
const CLOSED_PORT_URL = 'http://127.0.0.1:1';

/** The scenarios that stand in the settings of data sources: what may be changed and repaired. */
export function listShapingScenarios(scenarios: Set<Scenario>): Scenario[] {
  const shaping: Scenario[] = ['editable-datasources', ...CORRELATION_FAULTS];
  return shaping.filter((scenario) => scenarios.has(scenario));
}

/** The data sources with the settings of the scenarios. */
export function applySettingsFaults(dataSources: readonly DataSource[], scenarios: Set<Scenario>): DataSource[] {
  const faults = CORRELATION_FAULTS.filter((fault) => scenarios.has(fault));
  const isEditable = scenarios.has('editable-datasources');
  return dataSources.map((dataSource) => {
    const broken = faults.reduce(makeMistake, dataSource);
    return isEditable ? { ...broken, readOnly: false } : broken;
  });
}

type Removing = 'no-prometheus' | 'no-loki';
type Breaking = 'prometheus-down' | 'tempo-down' | 'loki-down';

const REMOVED: Record<Removing, string> = { 'no-prometheus': 'prometheus', 'no-loki': 'loki' };
const DOWN: Record<Breaking, string> = { 'prometheus-down': 'prometheus', 'tempo-down': 'tempo', 'loki-down': 'loki' };

/** Which data sources there are and answer, whatever their settings. */
export function applyReachability(dataSources: readonly DataSource[], scenarios: Set<Scenario>): DataSource[] {
  if (scenarios.has('no-datasources')) {
    return [];
  }
  const removed = listTypes(REMOVED, scenarios);
  const down = listTypes(DOWN, scenarios);
  return dataSources
    .filter(({ type }) => !removed.has(type))
    .map((dataSource) => (down.has(dataSource.type) ? { ...dataSource, url: CLOSED_PORT_URL } : dataSource))
    .map((dataSource) => (scenarios.has('streaming') ? switchStreamingOn(dataSource) : dataSource));
}

function listTypes(typeByScenario: Partial<Record<Scenario, string>>, scenarios: Set<Scenario>): Set<string> {
  return new Set([...scenarios].flatMap((scenario) => typeByScenario[scenario] ?? []));
}

type Settings = Pick<ProvisionedApp, 'jsonData' | 'secureJsonData'>;

/** The settings of the app as the scenario has them: without URLs of components, or with such that nobody listens at. */
export function applySettingsScenarios<T extends Settings>(settings: T, scenarios: Set<Scenario>): T {
  const isUrl = (key: string) => key.endsWith('Url');
  const entries = Object.entries(settings.jsonData);
  if (scenarios.has('no-components')) {
    return { ...settings, jsonData: Object.fromEntries(entries.filter(([key]) => !isUrl(key))) };
  }
  if (scenarios.has('tempo-down')) {
    const moved = entries.map(([key, value]) => [key, isUrl(key) && value ? CLOSED_PORT_URL : value]);
    return { ...settings, jsonData: Object.fromEntries(moved) };
  }
  return settings;
}

function switchStreamingOn(dataSource: DataSource): DataSource {
  const streamingEnabled = { search: true, metrics: true };
  return dataSource.type === 'tempo'
    ? { ...dataSource, jsonData: { ...dataSource.jsonData, streamingEnabled } }
    : dataSource;
}

/** What the scenario `slow` adds to every answer of a data source. */
export const SLOW_MS = 3000;
