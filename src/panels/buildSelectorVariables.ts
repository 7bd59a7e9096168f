import { t } from '@grafana/i18n';
import { CustomVariable } from '@grafana/scenes';
import { selectingVariables, type SELECTOR_VARIABLES } from '../signals';
import type { MetricsInventory } from '../tempo';

/**
 * The variables that select among Tempos and tenants, with the values that discovery found: no query of their own.
 *
 * "All" is the regular expression `.*`, which also matches series that lack the label.
 */
export function buildSelectorVariables(inventory: MetricsInventory, tenants: readonly string[]): CustomVariable[] {
  const variables = selectingVariables(inventory).map((name) =>
    buildVariable(name, labelOf(name), inventory.labels[name] ?? [])
  );
  return [...variables, buildVariable('tenant', t('variables.tenant', 'Tenant'), tenants)];
}

function buildVariable(name: string, label: string, values: readonly string[]): CustomVariable {
  return new CustomVariable({
    name,
    label,
    query: values.map(escapeListItem).join(','),
    isMulti: true,
    includeAll: true,
    defaultToAll: true,
    allValue: '.*',
    allowCustomValue: true,
  });
}

function labelOf(name: (typeof SELECTOR_VARIABLES)[number]): string {
  switch (name) {
    case 'cluster':
      return t('variables.cluster', 'Cluster');
    case 'namespace':
      return t('variables.namespace', 'Namespace');
    case 'job':
      return t('variables.job', 'Job');
  }
}

/** A custom variable's list is parted by commas; `\,` is a comma in a value. */
function escapeListItem(value: string): string {
  return value.replace(/,/g, '\\,');
}
