import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { EmptyState, LinkButton } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router-dom';
import { PLUGIN_BASE_URL } from '../constants';

/** For a path that no page of the app has. */
export function NotFound() {
  const { pathname } = useLocation();
  return (
    <PluginPage pageNav={{ text: t('not-found.title', 'Page not found') }}>
      <EmptyState
        variant="not-found"
        message={t('not-found.message', 'Tempo Companion has no page here')}
        button={<LinkButton href={`${PLUGIN_BASE_URL}/ingestion`}>{t('not-found.home', 'Go to Ingestion')}</LinkButton>}
      >
        <code>{pathname}</code>
      </EmptyState>
    </PluginPage>
  );
}
