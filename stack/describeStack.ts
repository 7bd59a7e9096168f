import { join } from 'node:path';

import { listProvisioningVariables, PLUGIN_ID, provisioningFolderOf, type Plan } from './listCommands';

/** What to tell when everything is ready. */
export function describeStack(plan: Plan): string[] {
  const { addresses, folders, parts } = plan;
  const rows: Array<[string, string]> = [
    ['Grafana', addresses.grafana && `${addresses.grafana}/a/${PLUGIN_ID}`],
    ['Tempo', addresses.tempo],
    ['OTLP', addresses.otlp && `${addresses.otlp}/v1/traces`],
    ['Prometheus', addresses.prometheus],
    ['Loki', addresses.loki],
    ['Logs', join(folders.run, 'logs')],
  ];
  return [
    '',
    ...rows.filter(([, value]) => value !== '').map(([name, value]) => `  ${name.padEnd(11)} ${value}`),
    '',
    ...(parts.grafana.kind === 'missing' ? describeOwnGrafana(plan) : []),
    'The first numbers come after about a minute. Ctrl+C ends everything.',
  ];
}

/** How to have a Grafana that this project did not start show the same. */
function describeOwnGrafana(plan: Plan): string[] {
  const variables = Object.entries(listProvisioningVariables(plan))
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name}=${value}`);
  return [
    'For a Grafana of your own, on this machine, the same data sources and dashboards:',
    ...variables,
    `  GF_PATHS_PROVISIONING=${provisioningFolderOf(plan)}`,
    `  GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS=${PLUGIN_ID}`,
    `and ${join(plan.folders.root, 'dist')} (npm run build) copied or linked to <its plugins folder>/${PLUGIN_ID}.`,
    '',
  ];
}
