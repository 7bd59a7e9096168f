import { t, Trans } from '@grafana/i18n';
import React from 'react';
import { Problem } from '../components/Problem';
import type { Capabilities, TempoFailure } from '../tempo';

interface TempoNoticeProps {
  capabilities: Capabilities;
  /** Whether there is a Tempo data source at all. */
  hasTempo: boolean;
}

/** What is wrong with the way to Tempo itself. Pages made of metrics go on below it. */
export function TempoNotice({ capabilities, hasTempo }: TempoNoticeProps) {
  const { endpoints, readiness, tenantMissing } = capabilities;
  if (!hasTempo) {
    return (
      <Problem severity="info" title={t('tempo-notice.none-title', 'There is no Tempo data source')}>
        <Trans i18nKey="tempo-notice.none">
          The metrics are shown all the same. Add a Tempo data source to see what Tempo says of itself.
        </Trans>
      </Problem>
    );
  }
  if (tenantMissing) {
    return (
      <Problem
        severity="warning"
        title={t('tempo-notice.tenant-title', 'Tempo wants a tenant, and the data source names none')}
        said={saidBy(endpoints.query)}
      >
        <Trans i18nKey="tempo-notice.tenant">
          Multi-tenancy is on. Add the HTTP header X-Scope-OrgID with the tenant to the Tempo data source, or no query
          will be answered.
        </Trans>
      </Problem>
    );
  }
  if (endpoints.buildInfo !== 'answers' && endpoints.echo !== 'answers') {
    return <Unreachable failure={endpoints.echo} />;
  }
  if (readiness && !readiness.ready) {
    return (
      <Problem
        severity="warning"
        title={t('tempo-notice.not-ready-title', 'Tempo is not ready')}
        said={readiness.reason}
      />
    );
  }
  return null;
}

function Unreachable({ failure }: { failure: TempoFailure }) {
  return (
    <Problem severity="warning" title={titleOf(failure)} said={failure.said}>
      <Trans i18nKey="tempo-notice.unreachable">
        Metrics do not depend on it, but nothing can be asked of Tempo. Check the URL and the credentials of the Tempo
        data source: it should be that of the query-frontend, the gateway or the single binary.
      </Trans>
    </Problem>
  );
}

function titleOf({ kind }: TempoFailure): string {
  switch (kind) {
    case 'unauthorised':
    case 'no-tenant':
      return t('tempo-notice.unauthorised', 'Tempo cannot be asked: access was refused');
    case 'timeout':
      return t('tempo-notice.timeout', 'Tempo did not answer in time');
    case 'not-tempo':
    case 'malformed':
    case 'not-found':
    case 'bad-request':
    case 'unsupported':
      return t(
        'tempo-notice.not-tempo',
        'Something answers under the URL of the Tempo data source, but it is not Tempo'
      );
    case 'overloaded':
    case 'failed':
    case 'unreachable':
      return t('tempo-notice.down', 'Tempo does not answer');
  }
}

function saidBy(endpoint: 'answers' | TempoFailure): string {
  return endpoint === 'answers' ? '' : endpoint.said;
}
