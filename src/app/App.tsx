import type { AppRootProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import React, { useMemo } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { PLUGIN_BASE_URL } from '../constants';
import { PluginSettingsContext } from '../data';
import { readPluginSettings } from '../grafana';
import { AppErrorBoundary } from './AppErrorBoundary';
import { lazyPage } from './lazyPage';
import { NotFound } from './NotFound';
import { PageShell } from './PageShell';

const IngestionPage = lazyPage(() => import('../pages/ingestion/IngestionPage'));
const QueryPage = lazyPage(() => import('../pages/query/QueryPage'));

/** The root of the app: which page stands under which path. */
export default function App({ meta }: AppRootProps) {
  const settings = useMemo(() => readPluginSettings(meta.jsonData), [meta.jsonData]);
  return (
    <AppErrorBoundary>
      <PluginSettingsContext.Provider value={settings}>
        <Routes>
          <Route index element={<Navigate to={`${PLUGIN_BASE_URL}/ingestion`} replace />} />
          <Route
            path="ingestion"
            element={
              <PageShell
                title={t('pages.ingestion.title', 'Ingestion')}
                subTitle={t(
                  'pages.ingestion.sub-title',
                  'From the receivers to the blocks: what comes in, what is dropped, and whether it is kept'
                )}
                needs="metrics"
              >
                <IngestionPage />
              </PageShell>
            }
          />
          <Route
            path="query"
            element={
              <PageShell
                title={t('pages.query.title', 'Query')}
                subTitle={t('pages.query.sub-title', 'Find traces, and count and measure what is in them')}
                needs="tempo"
              >
                <QueryPage />
              </PageShell>
            }
          />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </PluginSettingsContext.Provider>
    </AppErrorBoundary>
  );
}
