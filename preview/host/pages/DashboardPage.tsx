import { PluginExtensionPoints } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import { useLocation } from 'react-router-dom-v5-compat';
import React, { useMemo } from 'react';
import { Page } from '../chrome/Page.tsx';
import { listExtendingPlugins, useExtensionsOf } from '../extensions/useExtensionsOf.ts';
import { buildDashboardScene } from './dashboard/buildDashboardScene.ts';

const DASHBOARD = { uid: 'preview', title: 'Tempo panels of the preview', tags: ['preview'] };

/** `/d/preview`: stands for a dashboard, with Tempo panels whose menus plugins extend. `?traceId=` shows that trace. */
export function DashboardPage() {
  const { search } = useLocation();
  const traceId = new URLSearchParams(search).get('traceId') ?? undefined;
  // Grafana loads the plugins that extend panel menus before the first page.
  const { isLoading } = useExtensionsOf(listExtendingPlugins(PluginExtensionPoints.DashboardPanelMenu));
  const tempoUid = getDataSourceSrv().getInstanceSettings({ type: 'tempo' })?.uid;
  const scene = useMemo(() => tempoUid && buildDashboardScene(tempoUid, DASHBOARD, traceId), [tempoUid, traceId]);
  return (
    <Page
      pageNav={{ text: DASHBOARD.title, url: '/d/preview', parentItem: { text: 'Dashboards', url: '/dashboards' } }}
    >
      {isLoading && <LoadingPlaceholder text="Loading ..." />}
      {!scene && <Alert severity="warning" title="There is no Tempo data source" />}
      {!isLoading && scene && <scene.Component model={scene} />}
    </Page>
  );
}
