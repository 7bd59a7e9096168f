import { ThemeContext } from '@grafana/data';
import { config, locationService, LocationServiceProvider } from '@grafana/runtime';
import { ErrorBoundaryAlert, GlobalStyles, ModalRoot, ModalsProvider, PortalContainer } from '@grafana/ui';
import React, { useEffect } from 'react';
import { Router } from 'react-router-dom-v5';
import { CompatRouter, Navigate, Route, Routes } from 'react-router-dom-v5-compat';
import { ForeignPage } from '../pages/ForeignPage.tsx';
import { PluginConfigPage } from '../pages/PluginConfigPage.tsx';
import { PluginRootPage } from '../pages/PluginRootPage.tsx';
import { routeInternalLinks } from '../runtime/routeInternalLinks.ts';
import { AppChrome } from './AppChrome.tsx';
import { Notifications } from './Notifications.tsx';

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
              <ModalRoot />
              <PortalContainer />
            </CompatRouter>
          </LocationServiceProvider>
        </Router>
      </ModalsProvider>
    </ThemeContext.Provider>
  );
}

function AppRoutes() {
  return (
    <Routes>
      <Route path="/" element={<Navigate to={HOME_PATH} replace />} />
      <Route path="/a/:pluginId/*" element={<PluginRootPage />} />
      <Route path="/plugins/:pluginId" element={<PluginConfigPage />} />
      <Route path="*" element={<ForeignPage />} />
    </Routes>
  );
}
