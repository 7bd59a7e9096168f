import { t } from '@grafana/i18n';
import { Alert, Stack, Text } from '@grafana/ui';
import React, { useEffect, useRef, type RefObject } from 'react';
import { useLocation } from 'react-router-dom';
import type { HealthReport } from '../../../health';
import { readCheck } from '../checkPath';
import { FindingCard } from './FindingCard';
import { QuietChecks } from './QuietChecks';

/** What the checks found, and what they could not judge: never the same as fine. */
export function ChecksTab({ report }: { report: HealthReport }) {
  const { findings, fine, unknown, notApplicable } = report;
  const wanted = readCheck(useLocation().search);
  const whole = useRef<HTMLDivElement>(null);
  useShown(whole, wanted);
  return (
    <Stack direction="column" gap={3} ref={whole}>
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
        wanted={wanted}
      />
      <QuietChecks
        title={t('health.checks.fine', 'Fine ({{count}})', { count: fine.length })}
        checks={fine}
        wanted={wanted}
      />
      <QuietChecks
        title={t('health.checks.not-applicable', 'Of no meaning on this Tempo ({{count}})', {
          count: notApplicable.length,
        })}
        checks={notApplicable}
        wanted={wanted}
      />
    </Stack>
  );
}

/** Brings the check that a link leads to into sight, once: later reports leave the reader where they are. */
function useShown(whole: RefObject<HTMLElement | null>, wanted: string | undefined): void {
  const shown = useRef<string | undefined>(undefined);
  useEffect(() => {
    const check = [...(whole.current?.querySelectorAll<HTMLElement>('[data-check]') ?? [])].find(
      ({ dataset }) => dataset.check === wanted
    );
    if (check && shown.current !== wanted) {
      shown.current = wanted;
      check.focus({ preventScroll: true });
      check.scrollIntoView({ block: 'start' });
    }
  });
}
