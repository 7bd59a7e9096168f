import { t, Trans } from '@grafana/i18n';
import { CollapsableSection, Stack, Text } from '@grafana/ui';
import React from 'react';
import { CodeSample } from '../../../components/CodeSample';

/** Through Kubernetes, because the page must not be open to everybody who sees Grafana. */
const COMMAND = `kubectl port-forward deployment/tempo-distributor 3200
# then open http://localhost:3200/ingester/ring and press "Forget" beside the member`;

/**
 * What to do about a member that does not come back: not here, for this app changes nothing.
 *
 * Source: metrics-generator, compactor, live-store and backend-worker forget by themselves after twice the heartbeat timeout
 * (`ringAutoForgetUnhealthyPeriods`, 2.6.1 and 3.0.3); the ingester of 2.x does not (modules/ingester).
 */
export function ForgetGuide() {
  return (
    <CollapsableSection
      isOpen={false}
      label={
        <Text element="h2" variant="h5">
          {t('health.rings.forget', 'A member does not come back: how is it forgotten?')}
        </Text>
      }
    >
      <Stack direction="column" gap={1}>
        <Trans i18nKey="health.rings.forget-auto">
          This app only reads: it has no button for it. Metrics-generators, compactors, live-stores and backend-workers
          are forgotten by themselves after twice their heartbeat timeout. Ingesters (2.x) are not: one that is gone for
          good stays as UNHEALTHY, and with a second one writes and reads can fail.
        </Trans>
        <Trans i18nKey="health.rings.forget-check">
          First make sure that the process is really gone and its data is flushed or lost anyway: a member that is
          forgotten while it runs comes back with its next heartbeat.
        </Trans>
        <CodeSample title={t('health.rings.forget-how', 'On the page of the ring')} code={COMMAND} />
      </Stack>
    </CollapsableSection>
  );
}
