import { t, Trans } from '@grafana/i18n';
import { TextLink } from '@grafana/ui';
import React from 'react';
import { Problem } from '../components/Problem';
import type { MetricsProblem } from '../data';

interface MetricsProblemNoticeProps {
  problem: MetricsProblem;
  onRetry(): void;
}

/** Why there are no metrics to show, and what to do about it. */
export function MetricsProblemNotice({ problem, onRetry }: MetricsProblemNoticeProps) {
  switch (problem.kind) {
    case 'forbidden':
      return (
        <Problem
          severity="warning"
          title={t('metrics-problem.forbidden-title', 'You may not query this Prometheus data source')}
          said={problem.said}
        >
          <Trans i18nKey="metrics-problem.forbidden">
            Ask an administrator for the right to query it, or choose another data source above.
          </Trans>
        </Problem>
      );
    case 'failed':
      return (
        <Problem
          severity="error"
          title={t('metrics-problem.failed-title', 'Prometheus did not answer')}
          said={problem.said}
          onRetry={onRetry}
        >
          <Trans i18nKey="metrics-problem.failed">
            Check that it runs and that the URL in the data source is right, or choose another data source above.
          </Trans>
        </Problem>
      );
    case 'no-tempo-metrics':
      return (
        <Problem
          severity="info"
          title={t('metrics-problem.none-title', 'This Prometheus has no metrics of Tempo')}
          onRetry={onRetry}
        >
          <Trans i18nKey="metrics-problem.none">
            Nothing named tempo_… was found in the last six hours. Let Prometheus scrape /metrics of every Tempo process
            (helm chart: metaMonitoring.serviceMonitor.enabled), or choose the data source that has them.
          </Trans>{' '}
          <TextLink href="https://grafana.com/docs/tempo/latest/operations/monitor/" external>
            {t('metrics-problem.docs', 'How to monitor Tempo')}
          </TextLink>
        </Problem>
      );
  }
}
