import { t } from '@grafana/i18n';
import { Alert, Stack, Text } from '@grafana/ui';
import React from 'react';
import type { HealthReport } from '../../../health';
import { FindingCard } from './FindingCard';
import { QuietChecks } from './QuietChecks';

/** What the checks found, and what they could not judge: never the same as fine. */
export function ChecksTab({ report }: { report: HealthReport }) {
  const { findings, fine, unknown, notApplicable } = report;
  return (
    <Stack direction="column" gap={3}>
      <Text element="p">
        {t('health.checks.counts', 'Found: {{found}}. Fine: {{fine}}. Could not be judged: {{unknown}}.', {
          found: findings.length,
          fine: fine.length,
          unknown: unknown.length,
        })}
      </Text>
      {findings.length === 0 && (
        <Alert
          severity={unknown.length > fine.length ? 'info' : 'success'}
          title={
            unknown.length > fine.length
              ? t('health.checks.little-known', 'Nothing was found, but most checks could not be judged: see below why')
              : t('health.checks.nothing', 'No check found anything')
          }
        />
      )}
      <Stack direction="column" gap={2}>
        {findings.map((finding) => (
          <FindingCard key={finding.checkId} finding={finding} />
        ))}
      </Stack>
      <QuietChecks
        title={t('health.checks.unknown', 'Could not be judged ({{count}})', { count: unknown.length })}
        checks={unknown}
      />
      <QuietChecks title={t('health.checks.fine', 'Fine ({{count}})', { count: fine.length })} checks={fine} />
      <QuietChecks
        title={t('health.checks.not-applicable', 'Of no meaning on this Tempo ({{count}})', {
          count: notApplicable.length,
        })}
        checks={notApplicable}
      />
    </Stack>
  );
}
