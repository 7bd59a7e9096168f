import { PageLayoutType } from '@grafana/data';
import type { PluginPageProps } from '@grafana/runtime';
import React, { useContext } from 'react';
import { Page } from './Page.tsx';
import { SectionNavContext } from './SectionNavContext.ts';

/** `PluginPage` of @grafana/runtime: Grafana's page with the plugin's navigation item as its section. */
export function PluginPage(props: PluginPageProps) {
  const section = useContext(SectionNavContext);
  return <Page {...props} layout={props.layout ?? PageLayoutType.Standard} section={section} />;
}
