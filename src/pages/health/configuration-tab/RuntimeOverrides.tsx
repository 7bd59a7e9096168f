import { t, Trans } from '@grafana/i18n';
import React, { useMemo } from 'react';
import type { ProcessName } from '../../../health';
import type { ConfigMap, ConfigNode, RuntimeConfig } from '../../../tempo';
import { nameOfProcess } from '../nameOfProcess';
import { ShownConfiguration } from './ShownConfiguration';

/** Nothing of it is reported as shown by Tempo: the evidence of overrides does not say what was masked. */
const NOTHING_EXPOSED: readonly string[] = [];

/** The limits of tenants as a process has them: the defaults, the blocks of tenants, and what tenants have set themselves. */
export function RuntimeOverrides({ process, config }: { process: ProcessName; config: RuntimeConfig }) {
  const shown = useMemo(() => ({ config: asTree(config), exposed: NOTHING_EXPOSED }), [config]);
  return (
    <>
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

const MANY_TENANTS = 20;

/** As the page of Tempo has it. */
function asTree({ defaults, tenants, userConfigurable }: RuntimeConfig): ConfigMap {
  const tree: Array<[string, ConfigNode]> = [
    ['defaults', defaults],
    ['overrides', tenants],
  ];
  return new Map(userConfigurable.size > 0 ? [...tree, ['user_configurable_overrides', userConfigurable]] : tree);
}
