import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { locationService } from '@grafana/runtime';
import { Tab, TabContent, TabsBar, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { AddDataSourceGuide } from '../../components/AddDataSourceGuide';
import { useSurroundings } from '../../data';
import type { Chapter } from '../../signals';
import { DiscoveredChapterPage } from '../DiscoveredChapterPage';
import { PANEL_PARAMETER } from '../showPanel';

type ChapterTab = 'tempo' | 'services';

interface ChapterTabsProps {
  /** Of Tempo itself, for the first tab. */
  chapter: Chapter;
  /** Keys of the panels of the tab about services begin so: a link to one of them opens that tab. */
  servicesPrefix: string;
  services: ReactNode;
}

const TAB_PARAMETER = 'tab';

/** Tempo itself, or the services that it traces. Which is open stands in the URL; the other is not rendered. */
export function ChapterTabs({ chapter, servicesPrefix, services }: ChapterTabsProps) {
  const [parameters] = useSearchParams();
  const { pathname } = useLocation();
  const styles = useStyles2(getStyles);
  const open = readTab(parameters, servicesPrefix);
  const tabs: Array<[tab: ChapterTab, label: string]> = [
    ['tempo', t('chapter-tabs.tempo', 'Tempo')],
    ['services', t('chapter-tabs.services', 'Services')],
  ];
  return (
    <div>
      <TabsBar aria-label={t('chapter-tabs.label', 'Whose numbers')}>
        {tabs.map(([tab, label]) => (
          <Tab
            key={tab}
            label={label}
            active={tab === open}
            href={`${pathname}?${withTab(parameters, tab)}`}
            onChangeTab={(event) => {
              event.preventDefault();
              locationService.push(`${pathname}?${withTab(parameters, tab)}`);
            }}
          />
        ))}
      </TabsBar>
      <TabContent className={styles.content}>
        {open === 'services' ? services : <TempoTab chapter={chapter} />}
      </TabContent>
    </div>
  );
}

/** Tempo's numbers of itself are all in Prometheus. */
function TempoTab({ chapter }: Pick<ChapterTabsProps, 'chapter'>) {
  const { metrics } = useSurroundings();
  return metrics ? (
    <DiscoveredChapterPage chapter={chapter} />
  ) : (
    <AddDataSourceGuide missing={{ tempo: false, metrics: true }} />
  );
}

/** The tab that a link names, else the one with the panel that it names, else the first. */
export function readTab(parameters: URLSearchParams, servicesPrefix: string): ChapterTab {
  const asked = parameters.get(TAB_PARAMETER);
  if (asked === 'services' || asked === 'tempo') {
    return asked;
  }
  return parameters.get(PANEL_PARAMETER)?.startsWith(servicesPrefix) ? 'services' : 'tempo';
}

/** What both tabs share (data sources, time range) is kept; the panel is that of one tab. */
function withTab(parameters: URLSearchParams, tab: ChapterTab): string {
  const changed = new URLSearchParams(parameters);
  changed.set(TAB_PARAMETER, tab);
  changed.delete(PANEL_PARAMETER);
  return changed.toString();
}

const getStyles = (theme: GrafanaTheme2) => ({
  content: css({ background: 'transparent', paddingTop: theme.spacing(2) }),
});
