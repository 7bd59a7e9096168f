import { locationService } from '@grafana/runtime';
import { t } from '@grafana/i18n';
import { Alert, Combobox, Field, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useId, useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { Problem } from '../../../components/Problem';
import { useTenantNumbers, type Gathered, type TenantNumbers } from '../../../data';
import type { HealthEvidence } from '../../../health';
import { listUnanswered } from '../listUnanswered';
import { Unanswered } from '../Unanswered';
import { Discards } from './Discards';
import { TenantLimits } from './TenantLimits';
import { firstTenant, knownLimits, listTenants, type KnownLimits } from './tenantLimits';

/** The parameter of the URL that says whose limits are shown. */
const TENANT_PARAMETER = 'tenant';
const NO_DISCARDS: TenantNumbers['discards'] = [];

/** What a tenant may, where that comes from, how much of it is used, and what is thrown away beyond it. */
export function LimitsTab({ gathered: { evidence } }: { gathered: Gathered }) {
  const { numbers, nowMs, processes } = evidence;
  const answer = useTenantNumbers(numbers?.context, nowMs);
  const tenantNumbers = answer.value ?? answer.before;
  const known = useMemo(() => knownLimits(evidence, tenantNumbers), [evidence, tenantNumbers]);
  // The first tenant depends on the numbers: without waiting it would change under the reader.
  if (answer.status === 'loading' && !tenantNumbers) {
    return <LoadingPlaceholder text={t('health.limits.asking', 'Asking Prometheus for the use of limits…')} />;
  }
  return (
    <Stack direction="column" gap={2} alignItems="stretch">
      {!numbers && (
        <Alert
          severity="info"
          title={t('health.limits.no-metrics', 'How much of the limits is used is not known without metrics of Tempo')}
        />
      )}
      {answer.status === 'failed' && (
        <Problem
          severity="warning"
          title={t('health.limits.failed', 'The use of limits could not be asked for')}
          said={String(answer.error)}
          onRetry={answer.retry}
        />
      )}
      {tenantNumbers?.problems.map((said) => (
        <Problem
          key={said}
          severity="warning"
          title={t('health.limits.partly', 'Prometheus could not answer everything')}
          said={said}
          onRetry={answer.retry}
        />
      ))}
      {(!known || known.from === 'prometheus') && (
        <Unanswered unanswered={listUnanswered(processes, 'runtimeConfig')} />
      )}
      {known ? (
        <LimitsOfTenants known={known} evidence={evidence} numbers={tenantNumbers} />
      ) : (
        <Alert severity="info" title={t('health.limits.unknown', 'The limits of this Tempo are not known')}>
          {t(
            'health.limits.unknown-why',
            'No process shows its runtime overrides (/status/runtime_config), and Prometheus has no tempo_limits_defaults. Give the app the address of any component: see the tab Components.'
          )}
        </Alert>
      )}
    </Stack>
  );
}

interface LimitsOfTenantsProps {
  known: KnownLimits;
  evidence: HealthEvidence;
  numbers: TenantNumbers | undefined;
}

function LimitsOfTenants({ known, evidence, numbers }: LimitsOfTenantsProps) {
  const id = useId();
  const inUrl = new URLSearchParams(useLocation().search).get(TENANT_PARAMETER);
  const tenants = useMemo(() => listTenants(known.config, evidence, numbers), [known, evidence, numbers]);
  const discards = numbers?.discards ?? NO_DISCARDS;
  const tenant = inUrl ?? firstTenant(tenants, discards);
  const offered = tenants.includes(tenant) ? tenants : [tenant, ...tenants];
  return (
    <Stack direction="column" gap={2} alignItems="stretch">
      <Field
        noMargin
        label={t('health.limits.tenant', 'Tenant')}
        description={t('health.limits.tenant-help', 'One that is not in the list can be typed')}
        htmlFor={id}
      >
        <Combobox
          id={id}
          width={36}
          createCustomValue
          options={offered.map((value) => ({ value }))}
          value={tenant}
          onChange={({ value }) => locationService.partial({ [TENANT_PARAMETER]: value }, true)}
        />
      </Field>
      {known.from === 'prometheus' && (
        <Alert
          severity="info"
          title={t('health.limits.from-metrics', 'The limits are those that Prometheus knows: not all of them')}
        >
          {t(
            'health.limits.from-metrics-why',
            'No process shows its runtime overrides. Limits without a metric are left out, and so is what tenants set by the API.'
          )}
        </Alert>
      )}
      <TenantLimits key={tenant} tenant={tenant} known={known} evidence={evidence} numbers={numbers} />
      {numbers && <Discards discards={discards.filter((discard) => discard.tenant === tenant)} />}
    </Stack>
  );
}
