import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { Tab, TabsBar, toIconName, useStyles2 } from '@grafana/ui';
import React from 'react';

/** The children of a page's navigation item as tabs, which are links. */
export function PageTabs({ item }: { item: NavModelItem }) {
  const styles = useStyles2(getStyles);
  const tabs = (item.children ?? []).filter((child) => !child.hideFromTabs);
  return (
    <TabsBar className={styles.tabs}>
      {tabs.map((tab, index) => (
        <Tab
          key={`${tab.url ?? tab.text}-${index}`}
          label={tab.text}
          active={tab.active}
          icon={tab.icon && toIconName(tab.icon)}
          counter={tab.tabCounter}
          suffix={tab.tabSuffix}
          href={tab.url}
          onChangeTab={tab.onClick}
        />
      ))}
    </TabsBar>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ tabs: css({ marginBottom: theme.spacing(2) }) });
