import { ThemeContext } from '@grafana/data';
import { config, locationService, LocationServiceProvider } from '@grafana/runtime';
import { ErrorBoundaryAlert, GlobalStyles, ModalRoot, ModalsProvider, PortalContainer } from '@grafana/ui';
import React, { lazy, Suspense, useEffect } from 'react';
import { Router } from 'react-router-dom-v5';
import { CompatRouter, Navigate, Route, Routes } from 'react-router-dom-v5-compat';
import { ExtensionModal } from '../extensions/ExtensionModal.tsx';
import { ExplorePage } from '../pages/ExplorePage.tsx';
import { ExposedComponentPage } from '../pages/ExposedComponentPage.tsx';
import { ForeignPage } from '../pages/ForeignPage.tsx';
import { PluginConfigPage } from '../pages/PluginConfigPage.tsx';
import { PluginRootPage } from '../pages/PluginRootPage.tsx';
import { routeInternalLinks } from '../runtime/routeInternalLinks.ts';
import { AppChrome } from './AppChrome.tsx';
import { Notifications } from './Notifications.tsx';

/** Most of Scenes is needed there only. */
const DashboardPage = lazy(() =>
  import('../pages/DashboardPage.tsx').then((module) => ({ default: module.DashboardPage }))
);
const HOME_PATH = '/a/tempo-companion-app';

/** Providers and routes, nested as in Grafana: version 5 router outside, version 6 API inside. */
export function App() {
  useEffect(() => routeInternalLinks(document), []);
  return (
    <ThemeContext.Provider value={config.theme2}>
      <GlobalStyles />
      <ModalsProvider>
        <Router history={locationService.getHistory()}>
          <LocationServiceProvider service={locationService}>
            <CompatRouter>
              <AppChrome>
                <ErrorBoundaryAlert style="page">
                  <AppRoutes />
                </ErrorBoundaryAlert>
              </AppChrome>
              <Notifications />
              <ExtensionModal />
              <ModalRoot />
              <PortalContainer />
            </CompatRouter>
          </LocationServiceProvider>
        </Router>
      </ModalsProvider>
    </ThemeContext.Provider>
  );
}

function Dashboard() {
  return (
    <Suspense fallback={null}>
      <DashboardPage />
    </Suspense>
  );
}

function AppRoutes() {
  return (
    <Routes>
      <Route path="/" element={<Navigate to={HOME_PATH} replace />} />
      <Route path="/a/:pluginId/*" element={<PluginRootPage />} />
      <Route path="/plugins/:pluginId" element={<PluginConfigPage />} />
      <Route path="/explore" element={<ExplorePage />} />
      <Route path="/d/preview" element={<Dashboard />} />
      <Route path="/preview/exposed/*" element={<ExposedComponentPage />} />
      <Route path="*" element={<ForeignPage />} />
    </Routes>
  );
}
