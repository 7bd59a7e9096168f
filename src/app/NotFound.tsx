import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { EmptyState, LinkButton } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router-dom';
import { PLUGIN_BASE_URL } from '../constants';
import { HOME_PATH } from './listPages';

/** For a path that no page of the app has. */
export function NotFound() {
  const { pathname } = useLocation();
  return (
    <PluginPage pageNav={{ text: t('not-found.title', 'Page not found') }}>
      <EmptyState
        variant="not-found"
        message={t('not-found.message', 'Tempo Companion has no page here')}
        button={
          <LinkButton href={`${PLUGIN_BASE_URL}/${HOME_PATH}`}>{t('not-found.home', 'Go to the overview')}</LinkButton>
        }
      >
        <code>{pathname}</code>
      </EmptyState>
    </PluginPage>
  );
}
