import { type AppPlugin, type NavModelItem, PluginContextProvider, PluginIncludeType } from '@grafana/data';
import { getBackendSrv, locationSearchToObject } from '@grafana/runtime';
import { Badge, Button, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { useLocation, useParams } from 'react-router-dom-v5-compat';
import { Page } from '../chrome/Page.tsx';
import { readBootData } from '../bootData.ts';
import { PluginLoader } from './PluginLoader.tsx';

const DETAILS_TAB = 'overview';

/** `/plugins/<plugin id>`: details, the plugin's configuration pages as tabs, and whether it is enabled. */
export function PluginConfigPage() {
  const { pluginId = '' } = useParams();
  return <PluginLoader pluginId={pluginId}>{(plugin) => <PluginConfig plugin={plugin} />}</PluginLoader>;
}

function PluginConfig({ plugin }: { plugin: AppPlugin }) {
  const { search } = useLocation();
  const query = locationSearchToObject(search);
  const configPages = plugin.configPages ?? [];
  const wanted = typeof query.page === 'string' ? query.page : undefined;
  const activeTab = wanted ?? configPages[0]?.id ?? DETAILS_TAB;
  const pageNav = useMemo(() => buildPageNav(plugin, activeTab), [plugin, activeTab]);
  const ConfigPage = configPages.find((page) => page.id === activeTab)?.body;
  const { info } = plugin.meta;
  return (
    <Page
      pageNav={pageNav}
      subTitle={info.description}
      info={[
        { label: 'Version', value: info.version },
        { label: 'From', value: info.author.name },
        { label: 'Status', value: <EnabledBadge isEnabled={plugin.meta.enabled === true} /> },
      ]}
      actions={<EnableButton plugin={plugin} />}
    >
      <PluginContextProvider meta={plugin.meta}>
        {ConfigPage ? <ConfigPage plugin={plugin} query={query} /> : <PluginDetails plugin={plugin} />}
      </PluginContextProvider>
    </Page>
  );
}

function buildPageNav(plugin: AppPlugin, activeTab: string): NavModelItem {
  const url = `/plugins/${plugin.meta.id}`;
  const tabs: NavModelItem[] = [
    { id: DETAILS_TAB, text: 'Overview', icon: 'file-alt', url: `${url}?page=${DETAILS_TAB}` },
    ...(plugin.configPages ?? []).map((page) => ({
      id: page.id,
      text: page.title,
      icon: page.icon as NavModelItem['icon'],
      url: `${url}?page=${page.id}`,
    })),
  ];
  return {
    text: plugin.meta.name,
    img: plugin.meta.info.logos.small,
    url,
    children: tabs.map((tab) => ({ ...tab, active: tab.id === activeTab })),
    parentItem: { text: 'Plugins', url: '/plugins' },
  };
}

function EnabledBadge({ isEnabled }: { isEnabled: boolean }) {
  return <Badge text={isEnabled ? 'Enabled' : 'Disabled'} color={isEnabled ? 'green' : 'darkgrey'} />;
}

function EnableButton({ plugin }: { plugin: AppPlugin }) {
  const { id, enabled, pinned, jsonData } = plugin.meta;
  if (readBootData().user.orgRole !== 'Admin') {
    return null;
  }
  const save = async () => {
    await getBackendSrv().post(`/api/plugins/${id}/settings`, { enabled: !enabled, pinned, jsonData });
    // The navigation is part of the page that the server renders.
    window.location.reload();
  };
  return (
    <Button variant={enabled ? 'destructive' : 'primary'} onClick={save}>
      {enabled ? 'Disable' : 'Enable'}
    </Button>
  );
}

function PluginDetails({ plugin }: { plugin: AppPlugin }) {
  const pages = (plugin.meta.includes ?? []).filter((include) => include.type === PluginIncludeType.page);
  return (
    <Stack direction="column">
      <p>{plugin.meta.info.description}</p>
      <ul>
        {pages.map((page) => (
          <li key={page.path ?? page.name}>
            <a href={page.path}>{page.name}</a>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
