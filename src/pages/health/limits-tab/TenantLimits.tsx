import { t } from '@grafana/i18n';
import { Alert, Stack, Text } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import type { TenantNumbers } from '../../../data';
import type { HealthEvidence } from '../../../health';
import { nameOfProcess } from '../nameOfProcess';
import { ChangeLimit } from './ChangeLimit';
import { LimitTable } from './LimitTable';
import { limitsWithUse, type KnownLimits } from './tenantLimits';

interface TenantLimitsProps {
  tenant: string;
  known: KnownLimits;
  evidence: HealthEvidence;
  numbers: TenantNumbers | undefined;
}

/** The limits of one tenant, and the YAML to change one. */
export function TenantLimits({ tenant, known, evidence, numbers }: TenantLimitsProps) {
  const { generation } = evidence.system;
  const [changing, setChanging] = useState<string>();
  const limits = useMemo(
    () =>
      limitsWithUse(known.config, tenant, generation, numbers).filter(
        // What has no metric is not known then: it is neither a default nor left out.
        ({ limit }) => known.from !== 'prometheus' || limit.metric !== undefined
      ),
    [known, tenant, generation, numbers]
  );
  const nothing = limits.filter(({ value, limit }) => value === 0 && limit.zeroMeans === 'nothing is taken in');
  const changed = limits.find(({ limit }) => limit.path === changing);
  return (
    <Stack direction="column" gap={2} alignItems="stretch">
      {nothing.length > 0 && (
        <Alert severity="error" title={t('health.limits.zero', 'Nothing is taken in from this tenant')}>
          {t(
            'health.limits.zero-why',
            'The block of overrides in force leaves out {{paths}}. Such a block replaces the defaults as a whole, so the limit is 0.',
            { paths: nothing.map(({ limit }) => limit.path).join(', '), interpolation: { escapeValue: false } }
          )}
        </Alert>
      )}
      <LimitTable
        tenant={tenant}
        limits={limits}
        discards={numbers?.discards.filter((discard) => discard.tenant === tenant)}
        evidence={evidence}
        changing={changing}
        onChange={(path) => setChanging(path === changing ? undefined : path)}
      />
      {changed && (
        <ChangeLimit
          key={changed.limit.path}
          tenant={tenant}
          effective={changed}
          known={known}
          generation={generation}
          onClose={() => setChanging(undefined)}
        />
      )}
      {known.from !== 'prometheus' && (
        <Text color="secondary" variant="bodySmall">
          {t('health.limits.from', 'As {{process}} has them now (/status/runtime_config)', {
            process: nameOfProcess(known.from),
            interpolation: { escapeValue: false },
          })}
        </Text>
      )}
    </Stack>
  );
}
