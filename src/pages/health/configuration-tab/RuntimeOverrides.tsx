import { t, Trans } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import React, { useMemo } from 'react';
import { groupByOverrides, type ProcessEvidence, type ProcessName } from '../../../health';
import type { ConfigMap, ConfigNode, RuntimeConfig } from '../../../tempo';
import { nameOfProcess } from '../nameOfProcess';
import { ShownConfiguration } from './ShownConfiguration';

interface RuntimeOverridesProps {
  process: ProcessName;
  config: RuntimeConfig;
  /** All of Tempo, to compare it with. */
  processes: readonly ProcessEvidence[];
}

/** The limits of tenants as a process has them: the defaults, the blocks of tenants, and what tenants have set themselves. */
export function RuntimeOverrides({ process, config, processes }: RuntimeOverridesProps) {
  const shown = useMemo(() => ({ config: asTree(config), exposed: config.exposed }), [config]);
  return (
    <>
      <Differing process={process} processes={processes} />
      <p>
        <Trans i18nKey="health.config.runtime-explained">
          A block of a tenant takes the place of the defaults as a whole: what it leaves out is not the default but 0.
          The tab Limits shows what is in force for a tenant.
        </Trans>
      </p>
      <ShownConfiguration
        label={t('health.config.runtime-of', 'Runtime overrides: {{process}}', { process: nameOfProcess(process) })}
        fileName={`tempo-${process}-runtime.yaml`}
        shown={shown}
        isOpenAtFirst={config.tenants.size + config.userConfigurable.size < MANY_TENANTS}
      />
    </>
  );
}

/** That other processes answered other overrides, if they did. */
function Differing({ process, processes }: Omit<RuntimeOverridesProps, 'config'>) {
  const others = groupByOverrides(processes)
    .map((group) => group.processes)
    .filter((names) => !names.includes(process))
    .flat();
  return others.length === 0 ? null : (
    <Alert
      severity="warning"
      title={t('health.config.differ', 'Other overrides or defaults are in force in {{processes}}', {
        processes: others.map(nameOfProcess).join(', '),
      })}
    >
      {t(
        'health.config.differ-why',
        'Each process reads the file by itself, so for some seconds after a change this is usual. If it stays, a process has an older file, or other defaults: which limits hold depends on who is asked.'
      )}
    </Alert>
  );
}

const MANY_TENANTS = 20;

/** As the page of Tempo has it. */
function asTree({ defaults, tenants, userConfigurable }: RuntimeConfig): ConfigMap {
  const tree: Array<[string, ConfigNode]> = [
    ['defaults', defaults],
    ['overrides', tenants],
  ];
  return new Map(userConfigurable.size > 0 ? [...tree, ['user_configurable_overrides', userConfigurable]] : tree);
}
