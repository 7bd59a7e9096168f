import { locationUtil, type AppRootProps } from '@grafana/data';
import React, { useMemo } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { PLUGIN_BASE_URL } from '../constants';
import { PluginSettingsContext } from '../data';
import { readPluginSettings } from '../grafana';
import { AppErrorBoundary } from './AppErrorBoundary';
import { HOME_PATH, listPages } from './listPages';
import { NotFound } from './NotFound';
import { PageShell } from './PageShell';

/** The root of the app: which page stands under which path. */
export default function App({ meta }: AppRootProps) {
  const settings = useMemo(() => readPluginSettings(meta.jsonData), [meta.jsonData]);
  return (
    <AppErrorBoundary>
      <PluginSettingsContext.Provider value={settings}>
        <Routes>
          <Route index element={<HomeRedirect />} />
          {listPages().map(({ path, title, subTitle, needs, Page }) => (
            <Route
              key={path}
              path={path}
              element={
                <PageShell url={navigationUrl(path)} title={title} subTitle={subTitle} needs={needs}>
                  <Page />
                </PageShell>
              }
            />
          ))}
          <Route path="*" element={<NotFound />} />
        </Routes>
      </PluginSettingsContext.Provider>
    </AppErrorBoundary>
  );
}

/**
 * Grafana tells by the address that a page and its entry in the navigation are the same, and writes one crumb for both
 * (12.3, public/app/core/components/Breadcrumbs/utils.ts). The home page shares its address with the app, whose name
 * would vanish.
 */
function navigationUrl(path: string): string | undefined {
  return path === HOME_PATH ? undefined : locationUtil.assureBaseUrl(`${PLUGIN_BASE_URL}/${path.replace('/*', '')}`);
}

/** The bare address of the app; what it says of data sources and times is kept. */
function HomeRedirect() {
  const { search } = useLocation();
  return <Navigate to={{ pathname: `${PLUGIN_BASE_URL}/${HOME_PATH}`, search }} replace />;
}
