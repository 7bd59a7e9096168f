import { t, Trans } from '@grafana/i18n';
import { EmptyState, LinkButton, Stack, TextLink } from '@grafana/ui';
import React from 'react';

interface AddDataSourceGuideProps {
  /** Which kinds are missing. */
  missing: { tempo: boolean; metrics: boolean };
}

/** What to do where there is no data source to ask. */
export function AddDataSourceGuide({ missing }: AddDataSourceGuideProps) {
  return (
    <EmptyState variant="call-to-action" message={messageOf(missing)} button={<AddButtons missing={missing} />}>
      <Trans i18nKey="add-data-source.why">
        Tempo Companion asks Tempo itself through a Tempo data source, and reads the metrics that Tempo sends of itself
        from the Prometheus (or Mimir) that scrapes it.
      </Trans>{' '}
      <TextLink href="https://grafana.com/docs/grafana/latest/datasources/tempo/configure-tempo-data-source/" external>
        {t('add-data-source.docs', 'How to configure the data sources')}
      </TextLink>
    </EmptyState>
  );
}

function AddButtons({ missing }: AddDataSourceGuideProps) {
  return (
    <Stack direction="row" gap={1} wrap="wrap" justifyContent="center">
      {missing.metrics && (
        <LinkButton icon="plus" href="/connections/datasources/prometheus">
          {t('add-data-source.add-prometheus', 'Add a Prometheus data source')}
        </LinkButton>
      )}
      {missing.tempo && (
        <LinkButton
          icon="plus"
          href="/connections/datasources/tempo"
          variant={missing.metrics ? 'secondary' : 'primary'}
        >
          {t('add-data-source.add-tempo', 'Add a Tempo data source')}
        </LinkButton>
      )}
    </Stack>
  );
}

function messageOf({ tempo, metrics }: AddDataSourceGuideProps['missing']): string {
  if (tempo && metrics) {
    return t('add-data-source.none', 'There is no Tempo and no Prometheus data source yet');
  }
  return tempo
    ? t('add-data-source.no-tempo', 'There is no Tempo data source yet')
    : t('add-data-source.no-metrics', 'There is no Prometheus data source yet');
}
